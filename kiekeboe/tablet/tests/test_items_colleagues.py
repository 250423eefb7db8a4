"""Clocking in and out, asking for leave and the school run, written on a tablet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.care.models import Fetching
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import School, Schooling, StaffAbsence, Stint
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.testing import make


def clock_in(tablet, who=None, *, stint=None, group=None, **more):
    stint = str(stint or uuid7())
    told = {
        "stint": stint,
        "employee": str((who or tablet.caregiver).pk),
        "group": str((group or tablet.group).pk),
    }
    return tablet.do("clock_in", told, **more) | {"asked": stint}


def clock_out(tablet, stint, who=None, **more):
    told = {"stint": str(stint), "employee": str((who or tablet.caregiver).pk)}
    return tablet.do("clock_out", told, **more)


def test_a_colleague_clocks_in_and_out(tablet):
    """B11, H2"""
    now = timezone.now()
    answer = clock_in(tablet, at=now - timedelta(minutes=9))
    assert (answer["status"], answer["stint"]) == (201, answer["asked"])
    assert clock_out(tablet, answer["stint"], at=now - timedelta(minutes=2))["status"] == 200
    stint = Stint.objects.get()
    lasted = stint.ended_at - stint.started_at
    assert abs(lasted - timedelta(minutes=7)) < timedelta(seconds=30)
    assert not stint.closed_by_house
    assert list(Event.objects.filter(subject_id=stint.pk).values_list("verb", flat=True)) == [
        "clocked_in",
        "clocked_out",
    ]


def test_clocked_in_on_two_tablets_is_one_stint_and_either_clocks_out(tablet, group):
    """R02 Both without internet, each with an id of its own."""
    other = pair(group)
    mine = clock_in(tablet)
    theirs = clock_in(other, tablet.caregiver)
    assert theirs["stint"] == mine["stint"]
    assert clock_out(other, theirs["asked"], tablet.caregiver)["status"] == 200
    assert Stint.objects.get().ended_at is not None


def test_going_to_another_group_ends_the_stint_here(tablet, group):
    colleague = make.caregiver(group)
    there = pair(make.group(group.location))
    clock_in(tablet, colleague)
    clock_in(there, colleague)
    first, second = Stint.objects.order_by("started_at")
    assert (first.group_id, second.group_id) == (group.pk, there.group.pk)
    assert first.ended_at == second.started_at
    assert second.ended_at is None


def test_what_is_told_late_lies_before_what_goes_on(tablet, group):
    """R02 An older tablet sends its queue hours later."""
    there = pair(make.group(group.location))
    now = timezone.now()
    clock_in(there, tablet.caregiver, at=now - timedelta(minutes=5))
    clock_in(tablet, at=now - timedelta(minutes=20))
    first, second = Stint.objects.order_by("started_at")
    assert (first.group_id, first.ended_at) == (group.pk, second.started_at)
    assert second.ended_at is None


def test_a_mistake_is_undone_both_ways(tablet):
    stint = clock_in(tablet)["stint"]
    clock_out(tablet, stint)
    assert tablet.do("undo_clock_out", {"stint": stint})["status"] == 200
    assert Stint.objects.get().ended_at is None
    assert tablet.do("undo_clock_in", {"stint": stint})["status"] == 200
    assert Stint.objects.get().withdrawn_at is not None
    again = clock_in(tablet)["stint"]
    assert again != stint


def test_who_clocked_in_again_is_not_brought_back_to_before(tablet):
    first = clock_in(tablet)["stint"]
    clock_out(tablet, first)
    clock_in(tablet)
    assert tablet.do("undo_clock_out", {"stint": first})["status"] == 409
    assert Stint.objects.filter(ended_at=None).count() == 1


def test_nobody_of_another_house_is_clocked_in(tablet, group):
    """S01, S02 Nor is anybody put in a group out of reach."""
    stranger = make.caregiver(make.group())
    elsewhere = make.caregiver(make.group(make.location(group.organisation)))
    assert clock_in(tablet, stranger)["status"] == 422
    assert clock_in(tablet, elsewhere)["status"] == 422
    assert clock_in(tablet, group=make.group(group.location))["status"] == 422
    assert not Stint.objects.exists()


def test_the_stint_of_another_house_stays_as_it_is(tablet):
    """S02"""
    other = pair(make.group())
    stint = clock_in(other)["stint"]
    assert clock_out(tablet, stint, other.caregiver)["status"] == 422
    assert tablet.do("undo_clock_in", {"stint": stint})["status"] == 422
    assert Stint.objects.get().ended_at is None


def test_without_a_pin_nobody_clocks_in(tablet):
    """S25"""
    tablet.signer = None
    assert clock_in(tablet, tablet.caregiver)["status"] == 403


# Leave


def ask(tablet, first, last=None, **more):
    told = {"leave": str(uuid7()), "first_day": str(first), "last_day": str(last or first)} | more
    return tablet.do("ask_leave", told) | {"leave": told["leave"]}


def test_a_colleague_asks_for_leave_and_comes_after_all(tablet, today):
    """H2"""
    answer = ask(tablet, today + timedelta(days=9), words="Bruiloft")
    absence = StaffAbsence.objects.get()
    assert (answer["status"], absence.state) == (201, "requested")
    assert (absence.employee, absence.words) == (tablet.caregiver, "Bruiloft")
    assert tablet.do("withdraw_leave", {"leave": answer["leave"]})["status"] == 200
    absence.refresh_from_db()
    assert absence.state == "withdrawn"


def test_nobody_takes_back_the_leave_of_a_colleague(tablet, group, today):
    """S01"""
    leave = ask(tablet, today)["leave"]
    assert pair(group).do("withdraw_leave", {"leave": leave})["status"] == 422
    assert StaffAbsence.objects.get().state == "requested"


@pytest.mark.parametrize("days", [(-1, -1), (2, 1)])
def test_leave_of_days_that_cannot_be_gets_a_sentence(tablet, today, days):
    first, last = (today + timedelta(days=n) for n in days)
    answer = ask(tablet, first, last)
    assert answer["status"] == 422
    assert answer["sentence"]
    assert ask(tablet, "soon")["status"] == 422
    assert not StaffAbsence.objects.exists()


# The school run


@pytest.fixture
def school(group):
    return School.objects.create(
        organisation=group.organisation, name="De Wissel", region="Midden", free_afternoons=[3]
    )


def goes_to(child, school, since):
    return Schooling.objects.create(
        organisation=child.organisation, child=child, school=school, started_on=since
    )


def fetch(tablet, child, school):
    told = {"fetching": str(uuid7()), "child": str(child.pk), "school": str(school.pk)}
    return tablet.do("fetch", told) | told


def test_a_child_is_fetched_once_and_the_mistake_undone(tablet, mees, school, today):
    """B14"""
    goes_to(mees, school, today)
    first = fetch(tablet, mees, school)
    assert first["status"] == 201
    assert fetch(tablet, mees, school)["status"] == 201
    row = Fetching.objects.get()
    assert (row.day, row.fetched_by) == (today, tablet.caregiver.pk)
    assert tablet.do("unfetch", {"fetching": first["fetching"]})["status"] == 200
    row.refresh_from_db()
    assert row.withdrawn_at is not None


def test_a_child_out_of_reach_or_of_another_school_is_not_fetched(tablet, mees, school, today):
    """S01"""
    assert fetch(tablet, mees, school)["status"] == 422
    abroad = make.child()
    assert fetch(tablet, abroad, school)["status"] == 422
    goes_to(mees, school, today)
    fetching = fetch(tablet, mees, school)["fetching"]
    other = pair(make.group(tablet.group.location))
    assert other.do("unfetch", {"fetching": fetching})["status"] == 422
    assert Fetching.objects.get().withdrawn_at is None


def test_no_clock_is_told_for_long_ago(tablet):
    """The register of who worked is not written afterwards from a tablet."""
    told = {"stint": str(uuid7()), "employee": str(tablet.caregiver.pk),
            "group": str(tablet.group.pk)}  # fmt: skip
    long_ago = (timezone.now() - timedelta(days=40)).isoformat()

    assert tablet.do("clock_in", told | {"at": long_ago})["status"] == 422
    assert not Stint.objects.exists()


def test_the_stint_of_another_group_is_not_undone_from_here(tablet, group):
    """S04"""
    there = pair(make.group(group.location))
    other = make.caregiver(there.group)
    stint = clock_in(there, other)["stint"]

    answer = tablet.do("undo_clock_in", {"stint": stint, "employee": str(other.pk)})

    assert answer["status"] == 422
    assert Stint.objects.get().withdrawn_at is None
