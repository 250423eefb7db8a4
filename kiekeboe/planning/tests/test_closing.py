"""Closing a day: what it touches is told before, and nothing that was paid is lost."""

from datetime import date, timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.planning import asking, closing
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.models import Booking, ClosedDay, Credit, RequestRules
from kiekeboe.planning.presets import PRESETS
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.request_policy import Ask
from kiekeboe.planning.rules_json import to_json
from kiekeboe.planning.tests.test_asking import (
    NOW,
    THURSDAY,
    TUESDAY,
    child,
    frogs,
    full,
    office,
    wish,
)
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
__all__ = ["frogs"]


def close(group, *days, name="Studiedag"):
    by = office(group.organisation)
    return closing.close(group.location, dict.fromkeys(days, name), by=by, at=NOW)


def touched(group, *days):
    return closing.touched(group.location, days, today=NOW.date())


def test_a_closed_day_has_no_children(frogs):
    one, _ = child(frogs)
    [said] = touched(frogs, TUESDAY)
    assert (said.day, said.children, said.shifts, said.requests) == (TUESDAY, 1, 1, 0)
    close(frogs, TUESDAY)
    plan = plan_of(frogs.location, TUESDAY, TUESDAY, today=TUESDAY)
    assert plan.presences(frogs.pk, TUESDAY) == []
    assert plan.slices(one.pk, TUESDAY)[0].away_source == "Studiedag"
    assert touched(frogs, TUESDAY)[0].children == 0


def test_closing_again_changes_nothing_and_keeps_the_first_name(frogs):
    assert len(close(frogs, TUESDAY, THURSDAY)) == 2
    assert close(frogs, THURSDAY, name="Anders") == []
    assert set(ClosedDay.objects.values_list("name", flat=True)) == {"Studiedag"}
    assert Event.objects.filter(verb="days_closed").count() == 1


def test_looking_at_the_consequences_closes_nothing(frogs):
    one, parent = child(frogs)
    asking.ask(wish(one, parent, frogs), by=parent.actor(), at=NOW)
    [said] = touched(frogs, THURSDAY)
    assert (said.bookings, said.cancelled, said.credits) == (1, 1, 0)
    assert not ClosedDay.objects.exists()
    assert Booking.objects.standing().count() == 1


def test_whoever_waits_for_a_day_that_closes_hears_no(frogs):
    full(frogs)
    one, parent = child(frogs)
    request = asking.ask(wish(one, parent, frogs), by=parent.actor(), at=NOW)
    assert request.state == "waiting"
    assert touched(frogs, THURSDAY)[0].requests == 1
    close(frogs, THURSDAY)
    request.refresh_from_db()
    assert (request.state, request.rule) == ("declined", "closed")


def test_a_swap_to_a_day_that_closes_gives_the_old_day_back(frogs):
    one, parent = child(frogs)
    old = (TUESDAY, *(next(iter(one.contract_days.values_list("starts_at", "ends_at")))))
    request = asking.ask(wish(one, parent, frogs, Ask.SWAP, old=old), by=parent.actor(), at=NOW)
    assert request.state == "approved"
    close(frogs, THURSDAY)
    request.refresh_from_db()
    assert request.state == "cancelled"
    plan = plan_of(frogs.location, TUESDAY, THURSDAY, today=NOW.date())
    assert [one.comes for one in plan.slices(one.pk, TUESDAY)] == [True]


def test_a_day_paid_from_the_balance_is_paid_back(frogs):
    one, parent = child(frogs)
    RequestRules.objects.create(
        organisation=frogs.organisation, location=frogs.location, since=date(2026, 1, 1),
        rules=to_json(PRESETS["ruim"]), written_at=NOW,
    )  # fmt: skip
    Credit.objects.create(
        organisation=frogs.organisation, child=one, location=frogs.location,
        unit="minutes", amount=2000, day=TUESDAY - timedelta(days=20), because="gift",
        written_at=NOW,
    )  # fmt: skip
    request = asking.ask(wish(one, parent, frogs, Ask.CREDIT), by=parent.actor(), at=NOW)
    if request.state != "approved":
        asking.approve(request, by=office(frogs.organisation), at=NOW)
    assert touched(frogs, THURSDAY)[0].credits == 1
    close(frogs, THURSDAY)
    assert balance_of(one, frogs.location, THURSDAY).total == 2000


def test_a_future_day_opens_again_and_a_day_that_was_does_not(frogs):
    child(frogs)
    [closed] = close(frogs, TUESDAY)
    by = office(frogs.organisation)
    assert not closing.open_again(closed, by=by, at=make.at(9, day=THURSDAY))
    assert closing.open_again(closed, by=by, at=NOW)
    assert not closing.open_again(closed, by=by, at=NOW)
    plan = plan_of(frogs.location, TUESDAY, TUESDAY, today=NOW.date())
    assert len(plan.presences(frogs.pk, TUESDAY)) == 1


def test_every_family_of_the_location_is_told_and_nobody_elses(frogs):
    here, _ = child(frogs)
    other = make.child(make.group(organisation=frogs.organisation))
    gone = make.child(frogs)
    gone.placements.update(ended_on=TUESDAY - timedelta(days=30))
    close(frogs, TUESDAY)
    event = Event.objects.get(verb="days_closed")
    told = set(event.mentions.values_list("child", flat=True))
    assert told == {here.pk}
    assert other.pk not in told
    assert gone.pk not in told


def test_another_location_stays_open(frogs):
    elsewhere = make.group(organisation=frogs.organisation)
    close(frogs, TUESDAY)
    assert plan_of(frogs.location, TUESDAY, TUESDAY, today=TUESDAY).closed
    plan = plan_of(elsewhere.location, TUESDAY, TUESDAY, today=TUESDAY)
    assert plan.closed == {}
