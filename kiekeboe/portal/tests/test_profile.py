"""What a parent has changed about the child and about itself, from the portal (A8)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.people import moving, profile_changes
from kiekeboe.people.models import Guardianship, ProfileChange
from kiekeboe.testing import make

TODAY = timezone.localdate()
OMA = {"name": "Oma Riet", "phone": "06 12345678", "first_day": TODAY.isoformat()}


def text(response):
    return response.content.decode()


def base(child):
    return f"/parent/children/{child.pk}/details/"


def send(client, child, about, facts, *, of=None, id=None):
    query = f"?of={of}" if of else ""
    return client.post(f"{base(child)}{about}/{query}", {"id": id or uuid7()} | facts)


@pytest.fixture
def bilal(noor):
    return make.guardian([noor], first_name="Bilal")


def test_a_parent_asks_and_reads_what_the_office_said(parent, noor, marit):
    id = uuid7()
    for _twice in "12":
        sent = send(parent, noor, "feeding", {"feeding_note": "Geen varkensvlees"}, id=id)
        assert sent.status_code == 302
    shown = text(parent.get(sent["Location"].split("#")[0]))
    assert "Het kantoor kijkt ernaar" in shown
    assert "<ins>Geen varkensvlees</ins>" in shown
    assert "Wacht op kantoor" in shown
    change = ProfileChange.objects.get()
    by = actors.system(noor.organisation_id)
    profile_changes.decline(change, reason="Bel ons even.", by=by, at=timezone.now())
    news = Notice.objects.get(account=marit.account, channel="app", kind="request")
    led = parent.get(f"/parent/requests/{news.subject_id}/")
    assert led["Location"].startswith(base(noor))
    assert "Bel ons even." in text(parent.get(base(noor)))


def test_every_kind_of_change_opens_and_is_sent(parent, noor):
    pinda, riet = make.allergy(noor), make.collector(noor)
    asked = {
        "name": {"first_name": "Noortje", "last_name": "Bakkali"},
        "feeding": {"feeding_note": "Alles"},
        "health": {"medical_note": "Heeft een puffer"},
        "doctor": {"doctor": "Dr. Bos", "doctor_phone": "020 1234567"},
        "allergy": {"substance": "Ei", "severity": "mild"},
        "collector": OMA | {"name": "Opa Jan"},
        "contact": {"name": "Tante Els", "phone": "06 12345678"},
        "allergy-end": {"of": pinda.pk},
        "collector-end": {"of": riet.pk},
    }
    for about, facts in asked.items():
        of = facts.pop("of", None)
        assert parent.get(f"{base(noor)}{about}/?of={of}").status_code == 200
        assert send(parent, noor, about, facts, of=of).status_code == 302, about
    assert ProfileChange.objects.filter(state="waiting").count() == len(asked)
    assert parent.get(f"{base(noor)}everything/").status_code == 404


def test_what_does_not_fit_is_said_and_stays_typed(parent, noor):
    late = (TODAY - timedelta(days=1)).isoformat()
    wrong = send(parent, noor, "collector", OMA | {"phone": "bel maar", "last_day": late})
    assert wrong.status_code == 422
    assert "Dit is geen telefoonnummer" in text(wrong)
    assert 'value="Oma Riet"' in text(wrong)
    same = send(parent, noor, "feeding", {"feeding_note": ""})
    assert (same.status_code, "Dit weten we al zo" in text(same)) == (422, True)
    assert not ProfileChange.objects.exists()


def test_two_parents_at_once_the_second_is_told_and_loses_nothing(parent, client, noor, bilal):
    assert send(parent, noor, "feeding", {"feeding_note": "Vegetarisch"}).status_code == 302
    client.force_login(bilal.account)
    second = send(client, noor, "feeding", {"feeding_note": "Geen varkensvlees"})
    assert second.status_code == 409
    assert "Een andere ouder vroeg hier ook een wijziging voor" in text(second)
    assert "Geen varkensvlees</textarea>" in text(second)
    assert "Vegetarisch" not in text(second)


def test_another_household_reads_nothing_of_what_was_asked(parent, client, noor, bilal):
    send(parent, noor, "collector", OMA)
    send(parent, noor, "contact", {"name": "Tante Els", "phone": "06 87654321"})
    change = ProfileChange.objects.first()
    client.force_login(bilal.account)
    shown = text(client.get(base(noor)))
    for secret in ("Oma Riet", "06 12345678", "Tante Els", "06 87654321"):
        assert secret not in shown
    assert client.post(f"{base(noor)}{change.pk}/withdrawal/").status_code == 404
    assert client.get(f"/parent/requests/{change.pk}/").status_code == 404


def test_an_approved_number_stays_with_who_told_it(parent, client, noor, bilal):
    send(parent, noor, "contact", {"name": "Tante Els", "phone": "06 87654321"})
    change, by = ProfileChange.objects.get(), actors.system(noor.organisation_id)
    profile_changes.approve(change, seen={}, by=by, at=timezone.now(), on=TODAY)
    client.force_login(bilal.account)
    shown = text(client.get(base(noor)))
    assert "Tante Els" in shown
    assert "06 87654321" not in shown
    ending = f"{base(noor)}contact-end/?of={change.pk}"
    assert "06 87654321" not in text(client.get(ending))


@pytest.mark.parametrize(
    ("switched", "reads"),
    [({"has_authority": False}, 200), ({"ended_on": TODAY - timedelta(days=1)}, 404)],
    ids=["no authority", "ended"],
)
def test_who_may_not_ask_finds_no_form(parent, noor, marit, switched, reads):
    noor.note_health(
        medical_note="Heeft een puffer", by=actors.system(noor.organisation_id), at=make.at(8)
    )
    Guardianship.objects.filter(guardian=marit).update(**switched)
    page = parent.get(base(noor))
    assert page.status_code == reads
    assert "puffer" not in text(page)
    assert parent.get(f"{base(noor)}feeding/").status_code == 404
    assert send(parent, noor, "feeding", {"feeding_note": "Niets"}).status_code == 404
    assert not ProfileChange.objects.exists()


def test_the_child_of_another_family_cannot_be_changed(parent, luuk):
    assert send(parent, luuk, "feeding", {"feeding_note": "Niets"}).status_code == 404


def test_a_parent_takes_a_question_back(parent, noor):
    send(parent, noor, "collector", OMA)
    change = ProfileChange.objects.get()
    for _twice in "12":
        assert parent.post(f"{base(noor)}{change.pk}/withdrawal/").status_code == 302
    change.refresh_from_db()
    assert change.state == "withdrawn"
    assert Event.objects.filter(verb="profile_change_withdrawn").count() == 1


ADDRESS = "/parent/more/address/"
HOME = {"street": "Nieuweweg 1", "postcode": "1234 ab", "town": "Utrecht"}


def test_an_own_address_holds_at_once_and_is_recorded_without_its_text(parent, marit):
    assert parent.post("/parent/more/address/", HOME).status_code == 302
    parent.post("/parent/more/address/", HOME)
    marit.household.refresh_from_db()
    assert marit.household.address == "Nieuweweg 1, 1234 AB Utrecht"
    event = Event.objects.get(verb="address_changed")
    assert "Nieuweweg" not in str(event.payload)
    assert parent.post("/parent/more/address/", HOME | {"town": ""}).status_code == 422


def test_an_address_told_ahead_holds_from_its_day_and_can_be_taken_back(parent, marit):
    """A8"""
    today = timezone.localdate()
    then = today + timedelta(days=9)
    old = marit.household.address
    for _twice in "12":
        assert parent.post(ADDRESS, HOME | {"first_day": then}).status_code == 302
    assert "Nieuweweg 1, 1234 AB Utrecht" in text(parent.get(ADDRESS))
    moving.do_what_is_due(then - timedelta(days=1), timezone.now())
    marit.household.refresh_from_db()
    assert marit.household.address == old
    for _twice in "12":
        moving.do_what_is_due(then, timezone.now())
    marit.household.refresh_from_db()
    assert marit.household.address == "Nieuweweg 1, 1234 AB Utrecht"
    assert Event.objects.filter(verb="address_changed").count() == 1
    assert "Nieuweweg" not in str(list(Event.objects.values_list("payload", flat=True)))

    parent.post(ADDRESS, HOME | {"street": "Verderop 3", "first_day": then})
    assert parent.post(f"{ADDRESS}withdrawal/").status_code == 302
    assert moving.do_what_is_due(then, timezone.now()) == 0
    assert "Verderop" not in text(parent.get(ADDRESS))


def test_what_is_told_later_takes_the_place_of_a_move_ahead(parent, marit):
    today = timezone.localdate()
    for street, days in (("Eerst 1", 3), ("Toen 2", 5)):
        day = today + timedelta(days=days)
        parent.post(ADDRESS, HOME | {"street": street, "first_day": day})
    assert moving.do_what_is_due(today + timedelta(days=9), timezone.now()) == 1
    marit.household.refresh_from_db()
    assert marit.household.street == "Toen 2"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_gone_by_or_far_away_is_refused_and_nothing_typed_is_lost(parent, days):
    day = timezone.localdate() + timedelta(days=days)
    answer = parent.post(ADDRESS, HOME | {"first_day": day})
    assert answer.status_code == 422
    assert "Kies vandaag of een dag binnen een jaar" in text(answer)
    assert "Nieuweweg 1" in text(answer)


def test_who_moves_alone_takes_the_protection_along_and_the_other_stays(parent, noor, marit):
    home = marit.household
    type(home).objects.filter(pk=home.pk).update(street="Oudeweg 9", is_protected=True)
    sem = make.guardian([noor], first_name="Sem")
    type(sem).objects.filter(pk=sem.pk).update(household=home)
    assert parent.post("/parent/more/address/", HOME).status_code == 422  # who moves?
    assert parent.post("/parent/more/address/", HOME | {"who": "me"}).status_code == 302
    marit.refresh_from_db()
    sem.refresh_from_db()
    assert (marit.household.street, marit.household.is_protected) == ("Nieuweweg 1", True)
    assert sem.household.street == "Oudeweg 9"


def test_the_address_of_the_other_household_is_on_no_page(parent, noor, bilal):
    there = type(bilal.household).objects.filter(pk=bilal.household_id)
    there.update(street="Geheimstraat 3", town="Ergens")
    type(bilal).objects.filter(pk=bilal.pk).update(phone="06 33333333")
    for page in (base(noor), "/parent/more/address/", f"{base(noor)}contact/"):
        shown = text(parent.get(page))
        assert "Geheimstraat" not in shown
        assert "06 33333333" not in shown


def test_the_same_change_is_asked_once_whatever_stands_behind_the_address(
    parent, noor, bilal, client
):
    """An id that belongs to nothing makes no other question of it."""
    send(parent, noor, "feeding", {"feeding_note": "Alles"})
    client.force_login(bilal.account)
    assert send(client, noor, "feeding", {"feeding_note": "Niets"}, of=uuid7()).status_code == 409
