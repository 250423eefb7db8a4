"""Another day instead, and an answer taken back within minutes."""

from datetime import time, timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning import asking
from kiekeboe.planning.models import Absence, Booking, ClosedDay, Credit, Request, RosterShift
from kiekeboe.planning.proposing import may_reopen, propose, reopen
from kiekeboe.planning.reading import plan_of
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TUESDAY = make.DAY
THURSDAY, FRIDAY = TUESDAY + timedelta(days=2), TUESDAY + timedelta(days=3)
NOW = make.at(7, day=TUESDAY - timedelta(days=5))
MINUTE = timedelta(minutes=1)


@pytest.fixture
def frogs():
    return make.group(capacity=8)


@pytest.fixture
def noor(frogs):
    one = make.child(frogs, first_name="Noor")
    make.contract_day(one, weekday=TUESDAY.isoweekday())
    make.guardian([one])
    return one


def office(child):
    return Actor(child.organisation_id, Kind.OFFICE, uuid7())


def parent(child):
    return child.guardianships.first().guardian.actor()


def asked(child, ask="extra", *, day=THURSDAY, state="requested", **fields):
    if ask == "swap":
        fields |= {"old_day": TUESDAY, "old_starts_at": time(8), "old_ends_at": time(18)}
    return Request.objects.create(
        organisation=child.organisation, child=child, group=child.placements.get().group,
        guardian=child.guardianships.first().guardian if child.guardianships.exists() else None,
        ask=ask, state=state, day=day, last_day=day, starts_at=time(8), ends_at=time(18),
        asked_at=NOW, **fields,
    )  # fmt: skip


def proposed(request, day=FRIDAY, id=None, at=NOW):
    return propose(
        id or uuid7(), request, day=day, starts_at=time(8), ends_at=time(18),
        words="Dan is er plek.", by=office(request.child), at=at,
    )  # fmt: skip


def state_of(request):
    return Request.objects.get(pk=request.pk).state


def comes(child, day):
    plan = plan_of(child.placements.get().group.location, day, day, today=NOW.date())
    return [one.comes for one in plan.slices(child.pk, day)]


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_proposal_waits_for_the_family_and_holds_its_place(noor):
    one = asked(noor)
    other = proposed(one)
    assert (state_of(one), state_of(other)) == ("requested", "offered")
    plan = plan_of(other.group.location, FRIDAY, FRIDAY, today=NOW.date())
    assert len(plan.presences(other.group_id, FRIDAY)) == 1
    assert comes(noor, FRIDAY) == []
    told = Notice.objects.filter(subject_id=other.pk, channel="app")
    assert [notice.account for notice in told] == [one.guardian.account]


def test_a_yes_of_the_family_takes_the_new_day_and_ends_the_question(noor):
    one = asked(noor, "swap")
    other = proposed(one)
    for _ in range(2):
        asking.accept(other, by=parent(noor), at=NOW)
    assert (state_of(one), state_of(other)) == ("withdrawn", "approved")
    assert comes(noor, FRIDAY) == [True]
    assert comes(noor, TUESDAY) == []
    assert comes(noor, THURSDAY) == []
    assert verbs() == ["day_proposed", "request_approved", "request_replaced"]


def test_a_no_of_the_family_leaves_the_question_as_it_was(noor):
    one = asked(noor)
    other = proposed(one)
    asking.withdraw(other, by=parent(noor), at=NOW)
    assert (state_of(one), state_of(other)) == ("requested", "withdrawn")
    assert not Booking.objects.exists()


def test_a_new_proposal_takes_the_place_of_the_last_one(noor):
    one = asked(noor)
    first = proposed(one)
    id = uuid7()
    second = proposed(one, FRIDAY + timedelta(days=3), id)
    assert proposed(one, FRIDAY + timedelta(days=3), id) == second
    assert (state_of(first), state_of(second)) == ("withdrawn", "offered")
    with pytest.raises(asking.Decided):
        asking.accept(first, by=parent(noor), at=NOW)


@pytest.mark.parametrize("answer", ["approve", "decline", "withdraw"])
def test_when_the_question_is_answered_the_proposal_is_over(noor, answer):
    one = asked(noor)
    other = proposed(one)
    if answer == "decline":
        asking.decline(one, reason="Vol.", by=office(noor), at=NOW)
    else:
        getattr(asking, answer)(one, by=office(noor), at=NOW)
    assert state_of(other) == "withdrawn"


def test_an_unanswered_proposal_expires_and_the_question_waits_again(noor):
    one = asked(noor, day=FRIDAY + timedelta(days=30))
    other = proposed(one)
    assert other.answer_by == NOW + timedelta(hours=48)
    system = Actor(noor.organisation_id)
    asking.expire(organisation=noor.organisation_id, by=system, at=other.answer_by + MINUTE)
    assert (state_of(one), state_of(other)) == ("requested", "expired")


def test_a_day_that_cannot_be_is_not_proposed(noor):
    one = asked(noor)
    ClosedDay.objects.create(
        organisation=noor.organisation, location=one.group.location, day=FRIDAY, name="Dicht"
    )
    for day in (TUESDAY, FRIDAY, NOW.date() - timedelta(days=1)):
        with pytest.raises(asking.NotPossible):
            proposed(one, day)
    with pytest.raises(asking.NotPossible):
        proposed(asked(noor, "leave", day=TUESDAY))
    assert verbs() == []


def test_another_organisation_proposes_nothing(noor):
    """S04"""
    one = asked(noor)
    stranger = office(make.child())
    with pytest.raises(Request.DoesNotExist):
        propose(uuid7(), one, day=FRIDAY, starts_at=time(8), ends_at=time(18), by=stranger, at=NOW)


def test_a_yes_that_cannot_be_carried_out_is_no_yes(noor):
    """Two questions about the same day, or about a day that was swapped in the meantime."""
    first, second = asked(noor), asked(noor)
    asking.approve(first, by=office(noor), at=NOW)
    with pytest.raises(asking.NotPossible) as told:
        asking.approve(second, by=office(noor), at=NOW)
    assert told.value.decision.rule == "planned_already"
    swap = asked(noor, "swap", day=FRIDAY)
    again = asked(noor, "swap", day=FRIDAY + timedelta(days=3))
    asking.approve(swap, by=office(noor), at=NOW)
    with pytest.raises(asking.NotPossible) as told:
        asking.approve(again, by=office(noor), at=NOW)
    assert told.value.decision.rule == "nothing_planned"
    unpaid = asked(noor, "credit", day=FRIDAY + timedelta(days=5))
    with pytest.raises(asking.NotPossible) as told:
        asking.approve(unpaid, by=office(noor), at=NOW)
    assert told.value.decision.rule == "balance"


@pytest.mark.parametrize("ask", ["extra", "swap", "leave"])
def test_a_slip_is_taken_back_within_minutes_and_nothing_is_left_of_it(noor, ask):
    one = asked(noor, ask, day=TUESDAY if ask == "leave" else THURSDAY)
    asking.approve(one, by=office(noor), at=NOW)
    assert Notice.objects.filter(subject_id=one.pk, dropped_at=None).exists()
    for _ in range(2):
        reopen(one, by=office(noor), at=NOW + 4 * MINUTE)
    one.refresh_from_db()
    assert (one.state, one.decided_at, one.decided_by) == ("requested", None, None)
    assert comes(noor, TUESDAY) == [True]
    assert comes(noor, THURSDAY) == []
    assert not Absence.objects.filter(withdrawn_at=None).exists()
    assert not Credit.objects.filter(undone_at=None).exists()
    assert not Notice.objects.filter(subject_id=one.pk, dropped_at=None).exists()
    assert verbs() == ["request_approved", "request_reopened"]
    asking.approve(one, by=office(noor), at=NOW + 5 * MINUTE)
    assert state_of(one) == "approved"


def test_who_was_on_the_waiting_list_waits_there_again(noor):
    one = asked(noor, state="waiting")
    asking.decline(one, reason="Verkeerd.", by=office(noor), at=NOW)
    reopen(one, by=office(noor), at=NOW + MINUTE)
    assert state_of(one) == "waiting"


def test_after_minutes_or_by_itself_an_answer_stands(noor):
    one = asked(noor)
    asking.approve(one, by=office(noor), at=NOW)
    one.refresh_from_db()
    assert may_reopen(one, at=NOW + 5 * MINUTE)
    assert not may_reopen(one, at=NOW + 6 * MINUTE)
    with pytest.raises(asking.TooLateToCancel):
        reopen(one, by=office(noor), at=NOW + 6 * MINUTE)
    assert state_of(one) == "approved"


def test_a_place_that_was_promised_on_is_not_taken_back(noor, frogs):
    """The old day of a swap went to the next family: the swap stands."""
    frogs.capacity = 1
    frogs.save()
    somebody = make.caregiver(frogs)
    RosterShift.objects.create(
        organisation=frogs.organisation, employee=somebody, group=frogs, day=TUESDAY,
        starts_at=time(7, 30), ends_at=time(18, 30),
    )  # fmt: skip
    other = make.child(frogs)
    next_one = asked(other, day=TUESDAY, state="waiting")
    one = asked(noor, "swap")
    asking.approve(one, by=office(noor), at=NOW)
    assert state_of(next_one) == "offered"
    with pytest.raises(asking.TooLateToCancel):
        reopen(one, by=office(noor), at=NOW + MINUTE)
    assert comes(noor, TUESDAY) == []
