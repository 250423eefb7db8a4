"""Changes that parents ask, behind the desk: the counter, the difference, and the answer (A8)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people import profile_changes
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make

LIST = "/office/changes/"
EATS = {"feeding_note": "Geen varkensvlees"}


def asked(child, about="feeding", facts=None, **more):
    relation = make.guardian([child], first_name="Sanne").guardianships.get()
    return profile_changes.ask(
        uuid7(), relation, about, EATS if facts is None else facts,
        by=relation.guardian.actor(), at=timezone.now(), on=timezone.localdate(), **more,
    )  # fmt: skip


def text(answer):
    return answer.content.decode()


def answer(client, change, said, seen, **more):
    told = {"answer": said, "seen": json.dumps(seen)} | more
    return client.post(f"{LIST}{change.pk}/", told)


@pytest.fixture
def change(nursery):
    return asked(nursery.noor, words="Vanwege ons geloof")


def test_today_counts_what_waits_and_leads_to_it(desk, change):
    today = text(desk.office.get("/office/"))
    assert "Wijzigingen om te bekijken" in today
    assert "Noor Bakkali: eten en drinken" in text(desk.office.get(LIST))
    answer(desk.office, change, "yes", {"feeding_note": ""})
    assert "Wijzigingen om te bekijken" not in text(desk.office.get("/office/"))
    assert "Er wacht niets" in text(desk.office.get(LIST))


def test_the_office_sees_the_difference_and_says_yes(desk, nursery, change):
    shown = text(desk.office.get(f"{LIST}{change.pk}/"))
    assert "<ins>Geen varkensvlees</ins>" in shown
    assert "Vanwege ons geloof" in shown
    assert "Dit verandert" in shown
    assert Event.objects.filter(verb="file_read", payload__tab="health").exists()
    for _twice in "12":
        answer(desk.office, change, "yes", {"feeding_note": ""})
    nursery.noor.refresh_from_db()
    assert nursery.noor.feeding_note == "Geen varkensvlees"
    assert "Gewijzigd" in text(desk.office.get(f"{LIST}{change.pk}/"))


def test_a_no_needs_a_reason(desk, nursery, change):
    assert answer(desk.office, change, "no", {}).status_code == 422
    answer(desk.office, change, "no", {}, reason="Dat weten we al.")
    change.refresh_from_db()
    assert (change.state, change.reason) == ("declined", "Dat weten we al.")
    late = answer(desk.office, change, "yes", {"feeding_note": ""})
    assert late.status_code == 409
    nursery.noor.refresh_from_db()
    assert nursery.noor.feeding_note == ""


def test_what_changed_meanwhile_is_shown_before_it_is_decided(desk, nursery, change):
    by = desk.people["office"].actor()
    nursery.noor.note_health(feeding_note="Geen melk", by=by, at=timezone.now())
    refused = answer(desk.office, change, "yes", {"feeding_note": ""})
    assert refused.status_code == 409
    assert "Kijk nog een keer" in text(refused)
    assert "<del>Geen melk</del>" in text(refused)
    answer(desk.office, change, "yes", {"feeding_note": "Geen melk"})
    change.refresh_from_db()
    assert change.state == "approved"


def test_what_was_asked_by_who_has_no_authority_any_more_only_gets_a_no(desk, change):
    Guardianship.objects.filter(guardian=change.guardian).update(has_authority=False)
    refused = answer(desk.office, change, "yes", {"feeding_note": ""})
    assert refused.status_code == 409
    assert "heeft geen gezag meer" in text(refused)
    answer(desk.office, change, "no", {}, reason="Dat kan niet meer.")
    change.refresh_from_db()
    assert change.state == "declined"


def test_what_was_ended_already_can_only_be_declined(desk, nursery):
    pinda = make.allergy(nursery.noor)
    change = asked(nursery.noor, "allergy-end", {}, of=pinda.pk)
    pinda.end(on=timezone.localdate(), by=change.guardian.actor(), at=timezone.now())
    shown = text(desk.office.get(f"{LIST}{change.pk}/"))
    assert "intussen al beëindigd" in shown
    assert "Dit stopt" in shown
    assert answer(desk.office, change, "yes", {"substance": "pinda"}).status_code == 409
    assert answer(desk.office, change, "no", None, reason="Is al weg.").status_code == 302


def test_who_must_not_see_it(desk, nursery, change):
    """Money and the inspector, and a manager of another location, find nothing here."""
    for role in ("finance", "inspector"):
        assert getattr(desk, role).get(LIST).status_code == 404
        assert getattr(desk, role).get(f"{LIST}{change.pk}/").status_code == 404
    there = asked(nursery.teun, facts={"feeding_note": "Kanarievoer"})
    assert desk.manager.get(f"{LIST}{there.pk}/").status_code == 404
    assert answer(desk.manager, there, "yes", {"feeding_note": ""}).status_code == 404
    assert "eten en drinken" in text(desk.manager.get(LIST))
    away = asked(nursery.away)
    assert desk.owner.get(f"{LIST}{away.pk}/").status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(desk, nursery, change):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            desk.office.get(LIST)
        return len(asked_for)

    desk.office.get(LIST)
    one = questions()
    asked(nursery.noor, "doctor", {"doctor": "Dr. Bos", "doctor_phone": ""})
    asked(nursery.noor, "name", {"first_name": "Noortje", "last_name": "Bakkali"})
    assert questions() == one
