"""A parent asks to change what we know of the child, and the office answers (A8)."""

from datetime import timedelta

import pytest

from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.people import profile_changes, profile_facts
from kiekeboe.people.models import Allergy, Collector, EmergencyContact, Guardianship, ProfileChange
from kiekeboe.testing import make
from kiekeboe.testing.make import DAY

pytestmark = pytest.mark.django_db
NOW = make.at(9)
LATER = make.at(10)
PEANUT = {"substance": "Pinda", "severity": "serious", "plan": "Bel ons"}
OMA = {"name": "Oma Riet", "phone": "06 12345678", "first_day": DAY.isoformat(), "last_day": ""}


@pytest.fixture
def noor():
    return make.child(first_name="Noor", feeding_note="Alles")


@pytest.fixture
def marit(noor):
    return make.guardian([noor], first_name="Marit").guardianships.get()


@pytest.fixture
def bilal(noor):
    return make.guardian([noor], first_name="Bilal").guardianships.get()


def ask(relation, about="feeding", facts=None, *, id=None, at=NOW, **more):
    facts = {"feeding_note": "Geen varkensvlees"} if facts is None else facts
    return profile_changes.ask(
        id or uuid7(), relation, about, facts, by=relation.guardian.actor(), at=at, on=DAY, **more
    )


def approve(change, *, seen=None, at=LATER):
    if seen is None:
        seen = profile_facts.standing(change.child, change.about, change.after, change.of)
    by = actors.system(change.child.organisation_id)
    return profile_changes.approve(change, seen=seen, by=by, at=at, on=DAY)


def decline(change):
    by = actors.system(change.child.organisation_id)
    return profile_changes.decline(change, reason="Bel ons even.", by=by, at=LATER)


def test_asking_changes_nothing_until_the_office_says_yes(noor, marit):
    change = ask(marit)
    noor.refresh_from_db()
    assert noor.feeding_note == "Alles"
    approve(change)
    approve(change)
    noor.refresh_from_db()
    assert noor.feeding_note == "Geen varkensvlees"
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs.count("health_changed") == verbs.count("profile_change_approved") == 1


def test_the_same_form_sent_twice_asks_once(marit):
    id = uuid7()
    assert ask(marit, id=id).pk == ask(marit, id=id).pk
    assert Event.objects.filter(verb="profile_change_asked").count() == 1


def test_the_event_tells_what_it_is_about_and_never_what_it_says(marit):
    ask(marit, words="Vanwege ons geloof")
    assert Event.objects.get(verb="profile_change_asked").payload == {"about": "feeding"}


def test_a_second_guardian_who_asks_for_the_same_is_told_and_the_first_stands(marit, bilal):
    first = ask(marit)
    with pytest.raises(profile_changes.AskedAlready):
        ask(bilal, facts={"feeding_note": "Alleen vegetarisch"})
    assert ProfileChange.objects.get() == first
    assert ask(bilal, "doctor", {"doctor": "Dr. Bos", "doctor_phone": ""}).state == "waiting"


def test_who_asks_again_replaces_the_own_question(marit):
    first, second = ask(marit), ask(marit, facts={"feeding_note": "Alleen vegetarisch"})
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "waiting")


def test_what_we_know_already_is_no_change(marit):
    with pytest.raises(profile_changes.NothingChanges):
        ask(marit, facts={"feeding_note": "Alles"})


@pytest.mark.parametrize(
    "switched",
    [
        {"has_authority": False},
        {"receives_updates": False},
        {"ended_on": DAY - timedelta(days=1)},
        {"blocked_at": NOW, "blocked_by": uuid7()},
    ],
    ids=["no authority", "no updates", "ended", "blocked"],
)
def test_who_may_not_ask_does_not_and_what_they_asked_is_not_approved(marit, switched):
    change = ask(marit)
    Guardianship.objects.filter(pk=marit.pk).update(**switched)
    with pytest.raises(profile_changes.MayNotAsk):
        ask(marit, facts={"feeding_note": "Niets"})
    with pytest.raises(profile_changes.MayNotAsk):
        approve(change)
    assert decline(change).state == "declined"


def test_the_office_decides_on_what_it_was_shown(noor, marit):
    change = ask(marit)
    shown = profile_facts.standing(noor, "feeding", change.after)
    noor.note_health(feeding_note="Geen melk", by=actors.system(noor.organisation_id), at=NOW)
    with pytest.raises(profile_changes.Overtaken):
        approve(change, seen=shown)
    change.refresh_from_db()
    assert change.state == "waiting"


def test_an_answer_is_given_once(marit):
    change = decline(ask(marit))
    assert decline(change).reason == "Bel ons even."
    with pytest.raises(profile_changes.Decided):
        approve(change)
    with pytest.raises(profile_changes.Decided):
        profile_changes.withdraw(change, by=marit.guardian.actor(), at=LATER)


def test_an_allergy_comes_goes_and_is_described_anew(noor, marit):
    approve(ask(marit, "allergy", PEANUT))
    known = Allergy.objects.get()
    assert (known.substance, known.severity) == ("Pinda", "serious")
    worse = ask(marit, "allergy", PEANUT | {"severity": "life_threatening"})
    assert worse.before == PEANUT
    approve(worse)
    approve(ask(marit, "allergy-end", {}, of=known.pk))
    known.refresh_from_db()
    assert (known.severity, known.ended_on) == ("life_threatening", DAY)
    with pytest.raises(profile_facts.Gone):
        ask(marit, "allergy-end", {}, of=known.pk)


def test_a_collector_collects_after_the_yes_and_the_other_parent_hears_of_it(noor, marit, bilal):
    change = ask(marit, "collector", OMA)
    assert not Collector.objects.exists()
    approve(change)
    assert Collector.objects.allowed_on(DAY).get().name == "Oma Riet"
    told = Notice.objects.values_list("account", "kind").distinct()
    assert set(told) == {
        (marit.guardian.account_id, "request"),
        (bilal.guardian.account_id, "family"),
    }
    approve(ask(marit, "collector-end", {}, of=Collector.objects.get().pk))
    assert not Collector.objects.allowed_on(DAY).exists()


def test_ending_somebody_writes_no_number_into_the_question(noor, marit):
    """A parent must not read in a diff what another household told."""
    oma = make.collector(noor, phone="06 99999999")
    change = ask(marit, "collector-end", {}, of=oma.pk)
    assert change.before == {"name": "Oma Riet"}
    assert "99999999" not in str(profile_facts.lines(change))


def test_somebody_of_another_child_is_not_ended_through_this_one(marit):
    other = make.collector(make.child(first_name="Daan"))
    with pytest.raises(profile_facts.Gone):
        ask(marit, "collector-end", {}, of=other.pk)


def test_an_emergency_contact_is_called_and_may_not_collect(noor, marit):
    els = {"name": "Tante Els", "relation": "Tante", "phone": "06 12345678"}
    change = approve(ask(marit, "contact", els))
    contact = EmergencyContact.objects.standing().get()
    assert (contact.pk, contact.phone) == (change.pk, "06 12345678")
    assert not Collector.objects.exists()
    approve(ask(marit, "contact-end", {}, of=contact.pk))
    assert not EmergencyContact.objects.standing().exists()
