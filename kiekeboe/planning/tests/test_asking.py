"""Asking for a day: what is granted at once, what waits, and what nobody gets twice."""

import threading
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import connection

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import asking
from kiekeboe.planning.choosing import choices
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.models import (
    Absence,
    Booking,
    ClosedDay,
    Credit,
    Request,
    RequestRules,
    RosterShift,
)
from kiekeboe.planning.presets import PRESETS
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.request_policy import Ask, Outcome, Rule
from kiekeboe.planning.rules_json import Unreadable, from_json, to_json
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TUESDAY = make.DAY
THURSDAY = TUESDAY + timedelta(days=2)
NOW = make.at(7, day=TUESDAY - timedelta(days=5))
BORN = date(2023, 1, 1)  # three years old


def by(guardian):
    return guardian.actor()


def office(organisation):
    return Actor(organisation.pk, Kind.OFFICE, uuid7())


@pytest.fixture
def frogs():
    """A group of eight places with one colleague on both days."""
    group = make.group(capacity=8)
    somebody = make.caregiver(group)
    for day in (TUESDAY, THURSDAY):
        RosterShift.objects.create(
            organisation=group.organisation, employee=somebody, group=group, day=day,
            starts_at=time(7, 30), ends_at=time(18, 30),
        )  # fmt: skip
    return group


def child(group, *, weekday=make.TUESDAY, born=BORN):
    """A child of this group with its parent, expected on a weekday."""
    one = make.child(group, born_on=born)
    make.contract_day(one, weekday=weekday)
    return one, make.guardian([one])


def wish(one, parent, group, ask=Ask.EXTRA, *, day=THURSDAY, **fields):
    given = {"id": uuid7(), "starts_at": time(8), "ends_at": time(18)} | fields
    return asking.Wish(child=one, guardian=parent, group=group, ask=ask, day=day, **given)


def full(group, day=THURSDAY, many=8):
    """Children who come that day anyway."""
    return [child(group, weekday=day.isoweekday()) for _ in range(many)]


OLD = (TUESDAY, time(8), time(18))


def test_an_extra_day_is_granted_at_once_when_there_is_room(frogs):
    one, parent = child(frogs)
    request = asking.ask(wish(one, parent, frogs), by=by(parent), at=NOW)
    assert (request.state, request.rule) == ("approved", Rule.AUTOMATIC)
    booking = Booking.objects.get()
    assert (booking.kind, booking.day, booking.child) == ("extra", THURSDAY, one)
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["request_made", "request_approved"]


def test_asking_again_asks_nothing_new(frogs):
    one, parent = child(frogs)
    same = wish(one, parent, frogs)
    first = asking.ask(same, by=by(parent), at=NOW)
    again = asking.ask(same, by=by(parent), at=NOW + timedelta(minutes=1))
    assert first == again
    assert Booking.objects.count() == Request.objects.count() == 1
    assert Event.objects.count() == 2


def test_in_a_full_group_the_family_waits(frogs):
    full(frogs)
    one, parent = child(frogs)
    request = asking.ask(wish(one, parent, frogs), by=by(parent), at=NOW)
    assert (request.state, request.rule) == ("waiting", Rule.NO_ROOM)
    assert not Booking.objects.exists()


def test_what_the_rules_refuse_is_not_kept(frogs):
    one, parent = child(frogs)
    with pytest.raises(asking.NotPossible) as refused:
        asking.ask(wish(one, parent, frogs, day=TUESDAY), by=by(parent), at=NOW)
    assert refused.value.decision.rule == Rule.PLANNED_ALREADY
    assert not Request.objects.exists()
    assert not Event.objects.exists()


def test_the_screen_hears_the_same_answer_before_it_asks(frogs):
    full(frogs)
    one, parent = child(frogs)
    asked = wish(one, parent, frogs)
    assert asking.consider(asked, at=NOW).outcome == Outcome.WAITING
    assert not Request.objects.exists()


def test_a_swap_moves_the_day_in_one_go(frogs):
    one, parent = child(frogs)
    asking.ask(wish(one, parent, frogs, Ask.SWAP, old=OLD), by=by(parent), at=NOW)
    plan = plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    assert plan.slices(one.pk, TUESDAY) == []
    (swapped,) = plan.slices(one.pk, THURSDAY)
    assert swapped.kind == "swap"


def test_until_a_swap_is_granted_the_old_day_stands(frogs):
    full(frogs)
    one, parent = child(frogs)
    asking.ask(wish(one, parent, frogs, Ask.SWAP, old=OLD), by=by(parent), at=NOW)
    plan = plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    assert [each.kind for each in plan.slices(one.pk, TUESDAY)] == ["fixed"]


def test_a_day_cannot_be_swapped_that_is_not_planned(frogs):
    one, parent = child(frogs)
    wednesday = (TUESDAY + timedelta(days=1), time(8), time(18))
    with pytest.raises(asking.NotPossible) as refused:
        asking.ask(wish(one, parent, frogs, Ask.SWAP, old=wednesday), by=by(parent), at=NOW)
    assert refused.value.decision.rule == Rule.NOTHING_PLANNED


def test_leave_sets_a_place_free_for_who_waits_longest(frogs):
    """The offer holds the place: the third family waits on."""
    there = full(frogs)
    first, second = child(frogs), child(frogs)
    waiting = [
        asking.ask(wish(*who, frogs), by=by(who[1]), at=NOW + timedelta(minutes=n))
        for n, who in enumerate((first, second))
    ]
    one, parent = there[0]
    asking.ask(wish(one, parent, frogs, Ask.LEAVE), by=by(parent), at=NOW + timedelta(hours=1))
    states = [Request.objects.get(pk=each.pk).state for each in waiting]
    assert states == ["offered", "waiting"]
    third, mother = child(frogs)
    late = asking.ask(wish(third, mother, frogs), by=by(mother), at=NOW + timedelta(hours=2))
    assert late.state == "waiting"


def test_an_offer_is_taken_or_goes_to_the_next(frogs):
    there = full(frogs)
    first, second = child(frogs), child(frogs)
    one, two = (
        asking.ask(wish(*who, frogs), by=by(who[1]), at=NOW + timedelta(minutes=n))
        for n, who in enumerate((first, second))
    )
    leaver, parent = there[0]
    asking.ask(wish(leaver, parent, frogs, Ask.LEAVE), by=by(parent), at=NOW)
    later = NOW + timedelta(hours=13)  # an offer stands twelve hours
    with pytest.raises(asking.Decided):
        asking.accept(one, by=by(first[1]), at=later)
    assert (
        asking.expire(organisation=frogs.organisation_id, by=office(frogs.organisation), at=later)
        == 1
    )
    assert Request.objects.get(pk=one.pk).state == "expired"
    taken = asking.accept(two, by=by(second[1]), at=later + timedelta(hours=1))
    assert taken.state == "approved"
    assert Booking.objects.get().child == second[0]
    assert (
        asking.expire(organisation=frogs.organisation_id, by=office(frogs.organisation), at=later)
        == 0
    )


def test_leave_of_two_weeks_is_one_absence(frogs):
    one, parent = child(frogs)
    ClosedDay.objects.create(
        organisation=frogs.organisation, location=frogs.location,
        day=TUESDAY + timedelta(days=7), name="Studiedag",
    )  # fmt: skip
    asked = wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY, last_day=TUESDAY + timedelta(days=13))
    asking.ask(asked, by=by(parent), at=NOW)
    absence = Absence.objects.get()
    assert (absence.kind, absence.first_day, absence.starts_at) == ("leave", TUESDAY, None)
    plan = plan_of(frogs.location, TUESDAY, TUESDAY + timedelta(days=7), today=NOW.date())
    assert plan.slices(one.pk, TUESDAY)[0].away == "leave"
    assert plan.slices(one.pk, TUESDAY + timedelta(days=7))[0].away == "closed"


def test_leave_of_an_afternoon(frogs):
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY, starts_at=time(13), ends_at=time(18))
    asking.ask(asked, by=by(parent), at=NOW)
    plan = plan_of(frogs.location, TUESDAY, TUESDAY, today=NOW.date())
    assert [(each.start, each.away) for each in plan.slices(one.pk, TUESDAY)] == [
        (480, None), (780, "leave")
    ]  # fmt: skip


def test_a_day_from_the_balance_costs_its_minutes(frogs):
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, Ask.CREDIT)
    with pytest.raises(asking.NotPossible) as refused:
        asking.ask(asked, by=by(parent), at=NOW)
    assert refused.value.decision.rule == Rule.BALANCE
    Credit.objects.create(
        organisation=one.organisation, child=one, location=frogs.location, unit="minutes",
        amount=700, day=TUESDAY - timedelta(days=9), because="office", written_at=NOW,
    )  # fmt: skip
    request = asking.ask(asked, by=by(parent), at=NOW)
    assert Credit.objects.get(source=request.pk).amount == -600
    asking.cancel(request, by=by(parent), at=NOW)
    assert not Credit.objects.filter(source=request.pk, undone_at=None).exists()


def test_who_cancels_in_time_gets_the_old_day_back(frogs):
    one, parent = child(frogs)
    request = asking.ask(wish(one, parent, frogs, Ask.SWAP, old=OLD), by=by(parent), at=NOW)
    asking.cancel(request, by=by(parent), at=NOW)
    asking.cancel(request, by=by(parent), at=NOW)
    plan = plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    assert [each.kind for each in plan.slices(one.pk, TUESDAY)] == ["fixed"]
    assert plan.slices(one.pk, THURSDAY) == []
    again = asking.ask(wish(one, parent, frogs, Ask.SWAP, old=OLD), by=by(parent), at=NOW)
    assert again.state == "approved"


def test_who_cancels_too_late_asks_a_person(frogs):
    one, parent = child(frogs)
    request = asking.ask(wish(one, parent, frogs), by=by(parent), at=NOW)
    late = make.at(5, day=THURSDAY)
    with pytest.raises(asking.TooLateToCancel):
        asking.cancel(request, by=by(parent), at=late)
    done = asking.cancel(request, by=office(frogs.organisation), at=late, whatever=True)
    assert done.state == "cancelled"


def streng(location):
    RequestRules.objects.create(
        organisation=location.organisation, location=location, since=date(2020, 1, 1),
        preset="streng", written_at=NOW,
    )  # fmt: skip


def test_under_strict_rules_a_person_decides(frogs):
    streng(frogs.location)
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, starts_at=time(7, 30), ends_at=time(18, 30))
    request = asking.ask(asked, by=by(parent), at=NOW)
    assert (request.state, request.rule) == ("requested", Rule.BY_PERSON)
    yes = asking.approve(request, by=office(frogs.organisation), at=NOW)
    assert (yes.state, Booking.objects.count()) == ("approved", 1)
    with pytest.raises(asking.Decided):
        asking.decline(request, reason="Toch niet", by=office(frogs.organisation), at=NOW)


def test_a_no_has_a_reason_and_changes_nothing(frogs):
    streng(frogs.location)
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, starts_at=time(7, 30), ends_at=time(18, 30))
    request = asking.ask(asked, by=by(parent), at=NOW)
    no = asking.decline(
        request, reason="Te weinig collega's", by=office(frogs.organisation), at=NOW
    )
    assert (no.state, no.reason) == ("declined", "Te weinig collega's")
    assert not Booking.objects.exists()
    with pytest.raises(asking.Decided):
        asking.withdraw(request, by=by(parent), at=NOW)


def test_only_the_own_organisation_decides(frogs):
    streng(frogs.location)
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, starts_at=time(7, 30), ends_at=time(18, 30))
    request = asking.ask(asked, by=by(parent), at=NOW)
    stranger = make.organisation()
    with pytest.raises(Request.DoesNotExist):
        asking.approve(request, by=office(stranger), at=NOW)


def test_another_group_needs_a_yes(frogs):
    other = make.group(frogs.location, capacity=8)
    one, parent = child(frogs)
    asked = wish(one, parent, other)
    with pytest.raises(asking.NotPossible) as refused:
        asking.ask(asked, by=by(parent), at=NOW)
    assert refused.value.decision.rule == Rule.OTHER_GROUP


@pytest.mark.parametrize("name", PRESETS)
def test_rules_are_kept_as_they_are(name):
    assert from_json(to_json(PRESETS[name])) == PRESETS[name]


@pytest.mark.parametrize("told", [{"mode": "x"}, {"strange": 1}, {"notice": {"extra": {}}}])
def test_rules_that_make_no_sense_are_refused(told):
    with pytest.raises(Unreadable):
        from_json(told)


def test_the_plan_takes_the_same_questions_for_one_child_and_for_three(
    frogs, django_assert_num_queries
):
    child(frogs)
    with django_assert_num_queries(9):
        plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    full(frogs, many=2)
    with django_assert_num_queries(9):
        plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())


@pytest.mark.django_db(transaction=True)
def test_of_many_families_one_gets_the_last_place(frogs):
    """R17 Real threads and connections; the ratio holds afterwards."""
    full(frogs, many=7)
    families = [child(frogs) for _ in range(24)]
    wishes = [wish(*one, frogs) for one in families]
    start = threading.Barrier(len(wishes))
    answers, problems = [], []

    def go(asked):
        try:
            start.wait()
            answers.append(asking.ask(asked, by=by(asked.guardian), at=NOW).state)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[asked]) for asked in wishes]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not problems
    assert sorted(answers) == ["approved"] + ["waiting"] * (len(wishes) - 1)
    assert Booking.objects.count() == 1
    plan = plan_of(frogs.location, THURSDAY, THURSDAY, today=NOW.date())
    assert not any(one.short for one in plan.moments(frogs.pk, THURSDAY))


def test_each_day_to_choose_says_what_would_be_answered(frogs, django_assert_num_queries):
    """Read once, whatever the number of days; the same answers as asking for each."""
    full(frogs)
    one, parent = child(frogs)
    days = [TUESDAY + timedelta(days=n) for n in range(-7, 21)]
    asked = wish(one, parent, frogs)
    with django_assert_num_queries(13):
        found = choices(asked, days, at=NOW)
    with django_assert_num_queries(13):
        choices(asked, days[:1], at=NOW)
    for each in found:
        alone = asking.consider(replace(asked, id=uuid7(), day=each.day), at=NOW)
        assert (each.decision.outcome, each.decision.rule) == (alone.outcome, alone.rule)
    by_day = {each.day: each for each in found}
    assert by_day[THURSDAY].places == 0
    assert by_day[TUESDAY].comes
    assert by_day[TUESDAY].places == 7


def store(one, frogs, day=TUESDAY):
    return balance_of(one, frogs.location, day).total


def test_leave_that_is_told_in_time_comes_back_on_the_balance(frogs):
    """Ten hours for each of two Tuesdays, good until the end of the year; nothing for the rest."""
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY, last_day=TUESDAY + timedelta(days=9))
    request = asking.ask(asked, by=by(parent), at=NOW)
    assert store(one, frogs) == 1200
    assert {row.until for row in Credit.objects.all()} == {date(2026, 12, 31)}
    assert store(one, frogs, date(2027, 1, 1)) == 0
    asking.cancel(request, by=by(parent), at=NOW)
    assert store(one, frogs) == 0


def test_leave_that_is_told_late_earns_nothing(frogs):
    one, parent = child(frogs)
    late = make.at(5)  # seven o'clock on the day itself
    asking.ask(wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY), by=by(parent), at=late)
    assert store(one, frogs) == 0


def test_half_a_day_of_leave_earns_half(frogs):
    one, parent = child(frogs)
    asked = wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY, starts_at=time(13), ends_at=time(18))
    asking.ask(asked, by=by(parent), at=NOW)
    assert store(one, frogs) == 300


def test_a_balance_holds_so_much_and_no_more(frogs):
    one, parent = child(frogs)
    weeks = wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY, last_day=TUESDAY + timedelta(weeks=7))
    asking.ask(weeks, by=by(parent), at=NOW)
    assert store(one, frogs) == 55 * 60


def test_what_leave_earned_pays_another_day(frogs):
    """Hours before are hours after."""
    one, parent = child(frogs)
    asking.ask(wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY), by=by(parent), at=NOW)
    asking.ask(wish(one, parent, frogs, Ask.CREDIT), by=by(parent), at=NOW)
    assert store(one, frogs) == 0
    plan = plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    comes = [one_slice for day in (TUESDAY, THURSDAY) for one_slice in plan.slices(one.pk, day)
             if one_slice.comes]  # fmt: skip
    assert sum(each.end - each.start for each in comes) == 600


def test_what_was_promised_to_a_later_day_is_not_there_twice(frogs):
    one, parent = child(frogs)
    asking.ask(wish(one, parent, frogs, Ask.LEAVE, day=TUESDAY), by=by(parent), at=NOW)
    asking.ask(wish(one, parent, frogs, Ask.CREDIT), by=by(parent), at=NOW)
    earlier = wish(one, parent, frogs, Ask.CREDIT, day=TUESDAY - timedelta(days=1))
    with pytest.raises(asking.NotPossible) as refused:
        asking.ask(earlier, by=by(parent), at=NOW)
    assert refused.value.decision.rule == Rule.BALANCE
