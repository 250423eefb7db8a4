"""Relatives at the door of the portal: the diary and the photos, and nothing else (A6)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts.models import Invitation
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice, Preference
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark(noor):
    return make.guardian([noor], first_name="Mark", last_name="Bos", is_contract_parent=True)


@pytest.fixture
def at_home(mark):
    """The browser of the contract parent."""
    return browser(mark.account)


@pytest.fixture
def grandma(noor, mark):
    return make.relative(noor, mark, first_name="Riet", last_name="Vis", email="riet@example.test")


def browser(account):
    client = Client()
    client.force_login(account)
    return client


def home(child, rest=""):
    return f"/parent/children/{child.pk}/{rest}"


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def person(**more):
    return {"id": str(uuid7()), "first_name": "Riet", "last_name": "Vis",
            "email": "riet@example.test", "language": "nl"} | more  # fmt: skip


def test_a_parent_invites_grandma_from_the_page_of_the_child(noor, at_home):
    answer = at_home.post(home(noor, "family/"), person(children=[str(noor.pk)]))
    assert answer.status_code == 302
    shown = text(at_home.get(answer["Location"]))
    assert "Riet Vis" in shown
    assert "De uitnodiging is onderweg." in shown
    assert Invitation.objects.get().email == "riet@example.test"


def test_one_form_invites_for_two_children(noor, mark, at_home):
    sami = make.child(noor.placements.first().group, first_name="Sami")
    make.guardianship(mark, sami, is_contract_parent=True)
    form = person(children=[str(noor.pk), str(sami.pk)])
    for _twice in range(2):
        at_home.post(home(noor, "family/"), form)
    relations = Guardianship.objects.relatives()
    assert {one.child for one in relations} == {noor, sami}
    assert len({one.guardian_id for one in relations}) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "geen adres"}, "Riet"),
        ({"children": []}, "Kies een kind."),
        ({"email": "marit@example.test"}, "ouder of verzorger"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(noor, at_home, wrong, said):
    make.guardian([noor], email="marit@example.test")
    answer = at_home.post(
        home(noor, "family/"), person(children=[str(noor.pk)], first_name="Riet") | wrong
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert 'value="Riet"' in shown
    assert not Guardianship.objects.relatives().exists()


def test_a_parent_who_does_not_sign_the_contract_reads_who_reads_along(noor, parent, grandma):
    shown = text(parent.get(home(noor, "family/")))
    assert "Riet Vis" in shown
    assert "riet@example.test" not in shown  # of whom the other parent invited: only the name
    assert "Verstuur de uitnodiging" not in shown
    refused = parent.post(home(noor, "family/"), person(children=[str(noor.pk)]))
    assert refused.status_code == 403


def test_the_other_parent_with_authority_ends_it_at_once(noor, parent, grandma):
    riet = browser(grandma.guardian.account)
    assert riet.get(home(noor)).status_code == 200
    assert parent.post(home(noor, f"family/{grandma.pk}/"), {"act": "end"}).status_code == 302
    assert riet.get(home(noor)).status_code == 404


def test_a_parent_without_authority_ends_nothing(noor, grandma):
    other = browser(make.guardian([noor], has_authority=False).account)
    answer = other.post(home(noor, f"family/{grandma.pk}/"), {"act": "end"})
    assert answer.status_code == 403
    assert Guardianship.objects.in_force(timezone.localdate()).filter(pk=grandma.pk).exists()


def test_a_neighbour_ends_nothing(noor, luuk, grandma):
    neighbour = browser(luuk.guardianships.get().guardian.account)
    for child in (noor, luuk):
        answer = neighbour.post(home(child, f"family/{grandma.pk}/"), {"act": "end"})
        assert answer.status_code == 404


def test_the_invitation_is_sent_again_by_who_invited(noor, at_home, parent):
    at_home.post(home(noor, "family/"), person(children=[str(noor.pk)]))
    relation, before = Guardianship.objects.relatives().get(), Invitation.objects.get().key_hash
    again = home(noor, f"family/{relation.pk}/")
    assert parent.post(again, {"act": "again"}).status_code == 403
    assert at_home.post(again, {"act": "again"}).status_code == 302
    assert Invitation.objects.get().key_hash != before


SHUT = ["family/", "consent/", "readers/", "details/"]


def test_grandma_sees_her_tabs_and_no_others(noor, grandma):
    riet = browser(grandma.guardian.account)
    shown = text(riet.get("/parent/more/"))
    assert "/parent/photos/" in shown
    for shut in ("planning/", "messages/", *(home(noor, one) for one in SHUT)):
        assert shut not in shown
    for shut in ("/parent/planning/", "/parent/messages/", *(home(noor, one) for one in SHUT)):
        assert riet.get(shut).status_code == 404
    today = timezone.localdate().isoformat()
    assert riet.get(home(noor, f"days/{today}/from-home/")).status_code == 404


def test_grandma_reads_the_diary_without_fever_and_without_who_was_at_the_door(noor, mark, grandma):
    now = timezone.now()
    day = timezone.localtime(now).replace(hour=0, minute=0, second=2)
    moment = max(day, now - timedelta(minutes=5))
    make.visit(noor, arrived_at=moment, brought_by="Mark Bos")
    make.entry(noor, kind="particular", details={"text": "Liep naar de deur"}, started_at=moment)
    make.entry(noor, kind="temperature", amount="39.1", details={"method": "ear"},
               note="gloeit", started_at=moment)  # fmt: skip
    make.home_note(noor, mark, day=timezone.localdate(), text="Slecht nachtje")
    riet = browser(grandma.guardian.account)
    for page in (home(noor), home(noor, "diary/")):
        shown = text(riet.get(page))
        assert "Liep naar de deur" in shown
        for secret in ("39,1", "gloeit", "Mark Bos", "Slecht nachtje", "Vertel de groep"):
            assert secret not in shown
    assert "Niets gevonden" in text(riet.get(home(noor, "diary/?q=gloeit&kind=temperature")))


def test_grandma_does_not_hear_that_the_child_is_sick(noor, grandma):
    make.contract_day(noor, weekday=timezone.localdate().isoweekday())
    make.absence(noor, first_day=timezone.localdate())
    shown = text(browser(grandma.guardian.account).get(home(noor)))
    assert "ziek" not in shown
    assert "vrije dag" not in shown
    assert "Nog niets van Noor" in shown


def test_grandma_gets_news_of_photos_and_days_only(noor, grandma):
    account = grandma.guardian.account
    riet = browser(account)
    facts = {"organisation": noor.organisation, "account": account, "child": noor, "channel": "app"}
    for kind in ("photo", "consent"):
        Notice.objects.create(
            source=uuid7(), kind=kind, made_at=timezone.now(), due_at=timezone.now(), **facts
        )
    shown = text(riet.get("/parent/more/notices/"))
    assert "Er is een nieuwe foto van Noor" in shown
    assert home(noor, "consent/") not in shown
    assert "consent:app" not in text(riet.get("/parent/more/preferences/"))
    riet.post("/parent/more/preferences/", {"wanted": ["consent:app", "photo:app"]})
    kinds = set(Preference.objects.filter(account=account).values_list("kind", flat=True))
    assert "consent" not in kinds


def test_a_mother_who_is_also_an_aunt_keeps_her_own_rights_per_child(noor, mark, parent, marit):
    nephew = make.child(noor.placements.first().group, first_name="Bram")
    make.guardian([nephew], first_name="Zus", is_contract_parent=True)
    reads = {"has_authority": False, "relation": "family", "may_collect": False}
    introducer = nephew.guardianships.get().guardian
    make.guardianship(marit, nephew, introduced_by=introducer, **reads)
    assert parent.get(home(nephew)).status_code == 200
    assert parent.get(home(nephew, "details/")).status_code == 404
    assert parent.get(home(noor, "details/")).status_code == 200
    assert "Bram" not in text(parent.get("/parent/planning/"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_questions_with_one_relative_and_with_three(
    noor, mark, at_home, many, django_assert_num_queries
):
    for number in range(many):
        make.relative(noor, mark, email=f"tante{number}@example.test")
    at_home.get(home(noor, "family/"))
    with django_assert_num_queries(5):
        at_home.get(home(noor, "family/"))


def test_the_id_in_a_form_gives_nothing_of_somebody_else(parent, noor, luuk):
    """S04 A form with the id of another guardian invites a new person, and shows nobody's name."""
    stranger = luuk.guardianships.get().guardian
    noor.guardianships.update(is_contract_parent=True)
    parent.post(
        f"/parent/children/{noor.pk}/family/",
        {"id": str(stranger.pk), "first_name": "Riet", "last_name": "Vis", "language": "nl",
         "email": "riet@example.test", "children": [str(noor.pk)]},
    )  # fmt: skip
    shown = parent.get(f"/parent/children/{noor.pk}/family/").content.decode()
    assert "Riet Vis" in shown
    assert "Buurman" not in shown
    assert not Guardianship.objects.filter(child=noor, guardian=stranger).exists()


def test_what_a_phone_keeps_is_of_one_reader_behind_every_door(parent, marit, noor, luuk):
    """D5 A parent who reads along with another child keeps the same pages after looking at the
    planning, where that child does not exist."""
    introducer = luuk.guardianships.get()
    introducer.is_contract_parent = True
    introducer.save()
    Guardianship.objects.create(
        organisation=luuk.organisation, child=luuk, guardian=marit, relation="family",
        has_authority=False, may_collect=False, introduced_by=introducer.guardian,
        started_on=make.LONG_AGO,
    )  # fmt: skip
    tags = {
        parent.get(address)["X-Reader"].partition(".")[0]
        for address in ("/parent/photos/", "/parent/planning/", "/parent/messages/")
    }
    assert len(tags) == 1
