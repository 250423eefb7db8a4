"""What if a child starts, moves, settles in or has a birthday."""

from datetime import date, time, timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import moving, settling
from kiekeboe.planning.models import Booking, ClosedDay, ContractDay
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.room import Why
from kiekeboe.planning.what_if import answers, birthday, next_birthday, of_move, of_week
from kiekeboe.planning.what_if_words import fits, of_birthday, sentences
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = make.DAY - timedelta(days=1), make.DAY
LAST = TUESDAY + timedelta(weeks=12)
WHOLE = (time(8), time(18))


@pytest.fixture
def frogs():
    return make.group(capacity=2)


def actor(group):
    return Actor(group.organisation_id, Kind.OFFICE, uuid7())


def asked(group, child, week, first=TUESDAY):
    plan = plan_of(group.location, first, LAST, today=MONDAY, also=[child.pk])
    return answers(plan, child, of_week(group, week, first), [group])


def test_a_contract_that_fits_is_told_with_what_was_counted(frogs):
    said = asked(frogs, make.child(frogs), {2: WHOLE})
    assert len(said) == 12
    assert sentences(said) == []
    assert "rooster" in fits(said)


def test_a_full_day_says_when_and_how_full(frogs):
    for _ in range(2):
        make.contract_day(make.child(frogs))
    said = asked(frogs, make.child(frogs), {1: WHOLE, 2: WHOLE})
    [told] = sentences(said)
    assert told.startswith("Dinsdag: geen plek.")
    assert "3 kinderen voor 2 plaatsen" in told


def test_one_day_that_is_full_is_one_day(frogs):
    late = TUESDAY + timedelta(weeks=3)
    for _ in range(2):
        make.booking(make.child(frogs), day=late)
    [told] = sentences(asked(frogs, make.child(frogs), {2: WHOLE}))
    assert "1 keer" in told


def test_staff_counts_where_a_roster_was_made_and_closed_days_do_not(frogs):
    frogs.capacity = 12
    frogs.save()
    eva = make.caregiver(frogs)
    make.shift(eva, frogs, starts_at=time(7, 30), ends_at=time(18, 30))
    ClosedDay.objects.create(
        organisation=frogs.organisation, location=frogs.location, name="Dicht",
        day=TUESDAY + timedelta(weeks=1),
    )  # fmt: skip
    for _ in range(3):
        make.contract_day(make.child(frogs, born_on=date(2025, 12, 1)))
    said = asked(frogs, make.child(frogs, born_on=date(2025, 12, 1)), {2: WHOLE})
    assert len(said) == 11
    assert [one.room.why for one in said if not one.room.free] == [Why.TOO_FEW_STAFF]
    assert [one.rostered for one in said] == [True] + [False] * 10
    assert "2 collega's nodig" in sentences(said)[0]


def test_a_child_that_moves_does_not_stand_in_its_own_way(frogs):
    bees = make.group(frogs.location, capacity=1)
    noor = make.child(frogs)
    make.contract_day(noor)
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    said = answers(plan, noor, of_move(plan, noor, bees, TUESDAY), [frogs, bees])
    assert said
    assert sentences(said) == []
    make.contract_day(make.child(bees))
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    [told] = sentences(answers(plan, noor, of_move(plan, noor, bees, TUESDAY), [frogs, bees]))
    assert told.startswith("Dinsdag: geen plek.")


def test_days_and_bookings_move_along_and_other_groups_stay(frogs):
    bees, third = make.group(frogs.location), make.group(frogs.location)
    noor = make.child(frogs)
    make.contract_day(noor, every_weeks=2, first_day=TUESDAY)
    later, elsewhere = TUESDAY + timedelta(days=9), TUESDAY + timedelta(days=10)
    make.booking(noor, day=later)
    make.booking(noor, day=elsewhere, group=third)
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    days = [TUESDAY + timedelta(days=n) for n in range(60)]
    before = {day: [(one.start, one.end) for one in plan.slices(noor.pk, day)] for day in days}
    for _ in range(2):
        moving.move(noor, bees, day=TUESDAY + timedelta(days=2), by=actor(frogs), at=make.at(8))
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    after = {day: [(one.start, one.end) for one in plan.slices(noor.pk, day)] for day in days}
    assert after == before
    assert plan.slices(noor.pk, TUESDAY)[0].group == frogs.pk
    assert plan.slices(noor.pk, TUESDAY + timedelta(weeks=2))[0].group == bees.pk
    assert plan.slices(noor.pk, later)[0].group == bees.pk
    assert plan.slices(noor.pk, elsewhere)[0].group == third.pk
    assert ContractDay.objects.count() == 2


def test_a_visit_to_settle_in_takes_a_place_and_costs_nothing(frogs):
    noor = make.child(frogs)
    told = {"day": TUESDAY, "starts_at": time(9), "ends_at": time(11), "by": actor(frogs)}
    id = uuid7()
    for _ in range(2):
        visit = settling.plan_visit(id, noor, frogs, at=make.at(8), **told)
    assert (visit.kind, Booking.objects.count()) == ("bonus", 1)
    with pytest.raises(settling.ComesAlready):
        settling.plan_visit(uuid7(), noor, frogs, at=make.at(8), **told)
    plan = plan_of(frogs.location, TUESDAY, TUESDAY, today=MONDAY)
    assert len(plan.presences(frogs.pk, TUESDAY)) == 1
    for _ in range(2):
        settling.cancel_visit(visit, by=actor(frogs), at=make.at(8))
    plan = plan_of(frogs.location, TUESDAY, TUESDAY, today=MONDAY)
    assert plan.presences(frogs.pk, TUESDAY) == []
    assert Event.objects.filter(verb="visit_cancelled").count() == 1


def test_a_birthday_says_what_the_group_needs_from_then(frogs):
    """Three babies and a child of one need two; when a baby turns one, one is enough."""
    frogs.capacity = 12
    frogs.save()
    birthday_at = TUESDAY + timedelta(weeks=2)
    noor = make.child(frogs, born_on=birthday_at.replace(year=2025))
    make.contract_day(noor)
    for born_on in (date(2025, 12, 1), date(2025, 12, 1), date(2025, 2, 1)):
        make.contract_day(make.child(frogs, born_on=born_on))
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    found = birthday(plan, noor, [frogs])
    assert (found.day, found.age) == (birthday_at, 1)
    assert (found.before.needed.staff, found.after.needed.staff) == (2, 1)
    assert "1 in plaats van 2 collega's" in of_birthday(found)
    other = make.child(frogs, born_on=date(2022, 5, 1))
    make.contract_day(other)
    plan = plan_of(frogs.location, TUESDAY, LAST, today=MONDAY)
    assert birthday(plan, other, [frogs]) is None


def test_a_birthday_on_the_29th_of_february_is_the_first_of_march():
    assert next_birthday(date(2024, 2, 29), date(2026, 2, 28)) == date(2026, 3, 1)
    assert next_birthday(date(2024, 2, 29), date(2028, 1, 1)) == date(2028, 2, 29)
