"""Signing up for outings and evenings, and talks that exactly one family gets (E11)."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning import organising, signing_up
from kiekeboe.planning.models import Occasion, SignUp, TalkSlot
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
THEN = make.DAY + timedelta(days=7)
NOW = make.at(8)


def office(group):
    return Actor(group.organisation_id, Kind.OFFICE, uuid7())


@pytest.fixture
def frogs():
    return make.group(name="Kikkers")


def evening(group, *, published=True, only=None, **fields):
    given = {
        "kind": "evening", "title": "Ouderavond", "place": "Aula", "group": only,
        "starts_at": make.at(17, day=THEN), "ends_at": make.at(20, day=THEN),
    } | fields  # fmt: skip
    made = organising.organise(uuid7(), group.location, by=office(group), at=NOW, **given)
    if published:
        organising.publish(made, by=office(group), at=NOW)
        made.refresh_from_db()
    return made


def family(group, **fields):
    child = make.child(group)
    return child, make.guardian([child], **fields)


def come(occasion, parent, many=1, *, at=NOW, id=None):
    return signing_up.sign_up(
        id or uuid7(), occasion, parent, many=many, by=parent.actor(), at=at
    )  # fmt: skip


def told(account, kind="occasion"):
    return Notice.objects.filter(account=account, kind=kind, channel="app").count()


def test_families_hear_of_it_when_it_is_published_once_each(frogs):
    noor, marit = family(frogs)
    make.guardianship(marit, make.child(frogs))
    relative = make.relative(noor, marit)
    _, neighbour = family(make.group(frogs.location))
    made = evening(frogs, published=False, only=frogs)
    assert told(marit.account) == 0
    for _ in range(2):
        organising.publish(made, by=office(frogs), at=NOW)
    assert told(marit.account) == 1
    assert told(neighbour.account) == told(relative.guardian.account) == 0


def test_a_family_comes_with_so_many_and_says_so_twice(frogs):
    _, marit = family(frogs)
    walk, same = evening(frogs, places=3), uuid7()
    come(walk, marit, 2, id=same)
    come(walk, marit, 2, id=same)
    assert SignUp.objects.get().people == 2
    come(walk, marit, 3)
    assert SignUp.objects.get().people == 3
    assert signing_up.places_left(walk) == 0


def test_who_asks_for_more_than_there_is_keeps_what_it_had(frogs):
    (_, marit), (_, other) = family(frogs), family(frogs)
    walk = evening(frogs, places=3)
    come(walk, marit, 2)
    with pytest.raises(signing_up.Full) as full:
        come(walk, other, 2)
    assert full.value.left == 1
    with pytest.raises(signing_up.Full):
        come(walk, marit, 4)
    assert SignUp.objects.get().people == 2


def test_who_does_not_come_after_all_leaves_a_place(frogs):
    (_, marit), (_, other) = family(frogs), family(frogs)
    walk = evening(frogs, places=1)
    coming = come(walk, marit)
    for _ in range(2):
        signing_up.withdraw(coming, by=marit.actor(), at=NOW)
    come(walk, other)
    assert told(marit.account) == 1  # only that it was published
    assert SignUp.objects.filter(cancelled_at=None).get().guardian == other


@pytest.mark.parametrize(
    "facts",
    [
        {"sign_up_until": NOW - timedelta(hours=1)},
        {"starts_at": NOW - timedelta(hours=1)},
        {"published": False},
        {"kind": "talks"},
    ],
)
def test_nobody_signs_up_too_late_or_too_early(frogs, facts):
    _, marit = family(frogs)
    with pytest.raises(signing_up.Closed):
        come(evening(frogs, **facts), marit)
    assert not SignUp.objects.exists()


def test_what_is_called_off_is_told_to_who_comes_and_to_nobody_else(frogs):
    (_, marit), (_, other) = family(frogs), family(frogs)
    walk = evening(frogs)
    come(walk, marit)
    for _ in range(2):
        organising.call_off(walk, by=office(frogs), at=NOW)
    assert (told(marit.account), told(other.account)) == (2, 1)
    with pytest.raises(signing_up.Closed):
        come(walk, other)
    with pytest.raises(organising.CalledOff):
        organising.edit(walk, title="Toch wel", by=office(frogs), at=NOW)


def test_another_time_is_told_and_another_word_is_not(frogs):
    _, marit = family(frogs)
    walk = evening(frogs)
    come(walk, marit, 2)
    organising.edit(walk, words="Neem laarzen mee", by=office(frogs), at=NOW)
    assert told(marit.account) == 1
    for _ in range(2):
        organising.edit(walk, place="Gymzaal", by=office(frogs), at=NOW)
    assert told(marit.account) == 2
    with pytest.raises(organising.FewerPlacesThanPeople) as fewer:
        organising.edit(walk, places=1, by=office(frogs), at=NOW)
    assert fewer.value.people == 2


def talks(group, *, minutes=10, pause=0, colleague=None):
    made = evening(group, kind="talks", title="Tienminutengesprek")
    colleague = colleague or make.caregiver(group)
    slots = organising.plan_talks(
        made, colleague, made.starts_at, made.starts_at + timedelta(minutes=60),
        minutes=minutes, pause=pause, by=office(group), at=NOW,
    )  # fmt: skip
    return made, colleague, slots


def book(slot, child, parent, *, id=None, at=NOW):
    return signing_up.book_talk(id or uuid7(), slot, child, parent, by=parent.actor(), at=at)


def test_talks_stand_one_after_the_other_and_never_twice(frogs):
    made, colleague, slots = talks(frogs, minutes=10, pause=5)
    assert [one.starts_at.minute for one in slots] == [0, 15, 30, 45]
    again = organising.plan_talks(
        made, colleague, made.starts_at, made.starts_at + timedelta(minutes=60),
        minutes=15, by=office(frogs), at=NOW,
    )  # fmt: skip
    assert again == []
    with pytest.raises(organising.OutsideTheOccasion):
        organising.plan_talks(
            made, colleague, made.starts_at - timedelta(minutes=1), made.ends_at,
            minutes=10, by=office(frogs), at=NOW,
        )  # fmt: skip


def test_another_family_does_not_get_a_talk_that_is_taken(frogs):
    (noor, marit), (teun, other) = family(frogs), family(frogs)
    _, _, slots = talks(frogs)
    book(slots[0], noor, marit)
    with pytest.raises(signing_up.Taken):
        book(slots[0], teun, other)
    with pytest.raises(organising.Booked):
        organising.drop_talk(slots[0], by=office(frogs), at=NOW)
    organising.drop_talk(slots[1], by=office(frogs), at=NOW)
    assert TalkSlot.objects.count() == 5


def test_another_time_gives_the_first_one_free(frogs):
    (noor, marit), (teun, other) = family(frogs), family(frogs)
    _, _, slots = talks(frogs)
    first = book(slots[0], noor, marit)
    assert book(slots[0], noor, marit) == first
    book(slots[1], noor, marit)
    book(slots[0], teun, other)
    standing = SignUp.objects.filter(cancelled_at=None).order_by("slot__starts_at")
    assert [(one.slot_id, one.child) for one in standing] == [
        (slots[0].pk, teun), (slots[1].pk, noor),
    ]  # fmt: skip


def test_two_children_have_two_talks(frogs):
    noor, marit = family(frogs)
    bram = make.child(frogs)
    make.guardianship(marit, bram)
    _, _, slots = talks(frogs)
    book(slots[0], noor, marit)
    book(slots[1], bram, marit)
    assert SignUp.objects.filter(cancelled_at=None).count() == 2


def test_what_the_other_household_booked_is_not_moved(frogs):
    noor, marit = family(frogs)
    partner = make.guardian([noor], household=marit.household)
    apart = make.guardian([noor])
    _, _, slots = talks(frogs)
    book(slots[0], noor, marit)
    with pytest.raises(signing_up.BookedByTheOther):
        book(slots[1], noor, apart)
    book(slots[2], noor, partner)
    assert SignUp.objects.get(cancelled_at=None).slot_id == slots[2].pk


@pytest.mark.django_db(transaction=True)
def test_of_many_families_exactly_one_gets_the_talk():
    """R17 Real connections, one of them first."""
    frogs = make.group()
    families = [family(frogs) for _ in range(12)]
    _, _, slots = talks(frogs)
    start, answers = threading.Barrier(len(families)), []

    def try_it(child, parent):
        start.wait()
        try:
            answers.append(book(slots[0], child, parent))
        except signing_up.Taken:
            answers.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=each) for each in families]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(answers) == 12
    assert len([one for one in answers if one]) == 1
    assert SignUp.objects.filter(cancelled_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_exactly_one_family():
    """R17 The last of the places of an outing."""
    frogs = make.group()
    families = [family(frogs) for _ in range(8)]
    walk = evening(frogs, places=1)
    start, answers = threading.Barrier(len(families)), []

    def try_it(parent):
        start.wait()
        try:
            answers.append(come(walk, parent))
        except signing_up.Full:
            answers.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=each[1:]) for each in families]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len([one for one in answers if one]) == 1
    assert signing_up.places_left(walk) == 0


def remind(group, at):
    by = system(group.organisation_id)
    return signing_up.remind(organisation=group.organisation_id, by=by, at=at)


def test_who_comes_tomorrow_hears_of_it_once(frogs):
    """R30 Twice, early or late: one reminder, and none after it began."""
    (_, marit), (_, other) = family(frogs), family(frogs)
    walk = evening(frogs)
    come(walk, marit)
    eve = THEN - timedelta(days=1)
    assert remind(frogs, make.at(6, 30, day=eve)) == 0  # half past eight in Amsterdam
    assert remind(frogs, make.at(8, day=eve)) == 1
    assert remind(frogs, make.at(9, day=eve)) == 0
    assert (told(marit.account), told(other.account)) == (2, 1)


def test_a_clock_that_was_away_reminds_until_it_begins(frogs):
    """R30"""
    (_, marit), (_, other) = family(frogs), family(frogs)
    walk = evening(frogs)
    come(walk, marit)
    assert remind(frogs, make.at(15, day=THEN)) == 1
    come(walk, other, at=make.at(16, day=THEN))
    assert remind(frogs, make.at(16, 30, day=THEN)) == 0  # who signed up just now knows it
    SignUp.objects.update(reminded_at=None)
    assert remind(frogs, make.at(18, day=THEN)) == 0


def test_the_record_tells_what_happened_without_words(frogs):
    noor, marit = family(frogs)
    walk = evening(frogs)
    come(walk, marit)
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["occasion_made", "occasion_published", "signed_up"]
    last = Event.objects.get(verb="signed_up")
    assert last.payload == {
        "guardian": str(marit.pk), "sign_up": str(SignUp.objects.get().pk),
    }  # fmt: skip
    assert list(last.mentions.values_list("child", flat=True)) == [noor.pk]
    assert Occasion.objects.get().title not in str(Event.objects.values())


def test_a_form_that_is_sent_again_after_it_was_taken_back_counts(frogs):
    """The page of before, by Back: who hears "you are on the list" is on the list."""
    _, marit = family(frogs)
    walk, id = evening(frogs), uuid7()
    coming = come(walk, marit, id=id)
    signing_up.withdraw(coming, by=marit.actor(), at=NOW)

    again = come(walk, marit, id=id)

    assert (again.cancelled_at, SignUp.objects.filter(cancelled_at=None).get()) == (None, again)


def test_another_talk_from_the_same_page_is_ours(frogs):
    """One form holds all times: the second choice keeps the place, and only that one."""
    noor, marit = family(frogs)
    _, _, slots = talks(frogs)
    id = uuid7()
    for slot in slots[:2]:
        book(slot, noor, marit, id=id)

    assert SignUp.objects.filter(cancelled_at=None).get().slot == slots[1]
