"""Rows of rosters, occasions, feeds and changes that are allowed, and what breaks each of them."""

from datetime import time, timedelta
from uuid import uuid4

from kiekeboe.care.models import Fetching
from kiekeboe.people.models import Qualification
from kiekeboe.planning.models import (
    CalendarFeed,
    ContractChange,
    InfectionNotice,
    Lending,
    Occasion,
    OutbreakRule,
    RosterShift,
    School,
    SignUp,
    StaffAbsence,
    SteadyFace,
    Stint,
    TalkSlot,
)
from kiekeboe.testing import make

BEFORE = make.DAY - timedelta(days=1)


def of_colleague(model, **fields):
    group = make.group()
    if "group" in {each.name for each in model._meta.fields}:
        fields["group"] = group
    return model.objects.create(
        organisation=group.organisation, employee=make.caregiver(group), **fields
    )


def shift():
    return of_colleague(RosterShift, day=make.DAY, starts_at=time(8), ends_at=time(17))


def stint():
    return of_colleague(Stint, started_at=make.at(8))


def leave(**fields):
    told = {"kind": "leave", "first_day": make.DAY, "last_day": make.DAY, "asked_at": make.at(8)}
    return of_colleague(StaffAbsence, **told | fields)


def sick_colleague():
    return leave(kind="sick", last_day=None, state="approved", decided_at=make.at(8))


def qualification():
    return of_colleague(Qualification, kind="professional", first_day=make.DAY)


def steady_face():
    child = make.child()
    return SteadyFace.objects.create(
        organisation=child.organisation,
        child=child,
        employee=make.caregiver(child.placements.get().group),
        first_day=make.DAY,
    )


def of_child(model, **fields):
    child = make.child()
    if "group" in {each.name for each in model._meta.fields}:
        fields["group"] = child.placements.get().group
    return model.objects.create(organisation=child.organisation, child=child, **fields)


def lending():
    return of_child(Lending, first_day=make.DAY, last_day=make.DAY, made_at=make.at(8))


def change():
    child = make.child()
    return ContractChange.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]), kind="end",
        day=make.DAY, received_at=make.at(8),
    )  # fmt: skip


def fetching():
    child = make.child()
    school = School.objects.create(
        organisation=child.organisation, name=uuid4().hex, region="Noord"
    )
    return Fetching.objects.create(
        organisation=child.organisation, child=child, school=school, day=make.DAY,
        group=child.placements.get().group, fetched_at=make.at(14),
    )  # fmt: skip


def feed():
    child = make.child()
    return CalendarFeed.objects.create(
        organisation=child.organisation, guardian=make.guardian([child]), key_hash=uuid4().hex,
        made_at=make.at(8),
    )  # fmt: skip


def infection():
    group = make.group()
    return InfectionNotice.objects.create(
        organisation=group.organisation, group=group, illness="waterpokken", told_on=make.DAY,
        until=make.DAY, told_at=make.at(8),
    )  # fmt: skip


def outbreak():
    place = make.location()
    return OutbreakRule.objects.create(
        organisation=place.organisation, location=place, sign="rash", since=make.DAY, days=14,
        cases=2,
    )  # fmt: skip


def occasion(place=None, **fields):
    place = place or make.location()
    told = {"kind": "outing", "title": "Boerderij", "starts_at": make.at(9)}
    told["ends_at"] = make.at(11)
    return Occasion.objects.create(organisation=place.organisation, location=place, **told | fields)


def slot():
    one = occasion()
    group = make.group(one.location)
    return TalkSlot.objects.create(
        organisation=one.organisation, occasion=one, employee=make.caregiver(group),
        starts_at=make.at(19), ends_at=make.at(20),
    )  # fmt: skip


def sign_up(with_slot=False, people=1):
    child = make.child()
    one = occasion(child.placements.get().group.location)
    turn = None
    if with_slot:
        turn = TalkSlot.objects.create(
            organisation=one.organisation, occasion=one, starts_at=make.at(19),
            ends_at=make.at(20),
        )  # fmt: skip
    return SignUp.objects.create(
        organisation=one.organisation, occasion=one, guardian=make.guardian([child]), child=child,
        slot=turn, people=people, signed_at=make.at(8),
    )  # fmt: skip


def two_talks():
    """Two children, each with a talk of the same evening."""
    first = sign_up(with_slot=True)
    other = make.child(first.child.placements.get().group)
    turn = TalkSlot.objects.create(
        organisation=first.organisation, occasion=first.occasion, starts_at=make.at(20),
        ends_at=make.at(21),
    )  # fmt: skip
    return SignUp.objects.create(
        organisation=first.organisation, occasion=first.occasion, child=other, slot=turn,
        guardian=make.guardian([other]), signed_at=make.at(8),
    )  # fmt: skip


def of_the_other(row):
    return {"child": row.occasion.sign_ups.exclude(pk=row.pk).get().child}


TWICE = {
    "one_roster_shift_at_a_time": shift,
    "a_colleague_is_in_one_group": stint,
    "a_colleague_is_sick_once": sick_colleague,
    "one_qualification_of_a_kind": qualification,
    "a_steady_face_is_named_once": steady_face,
    "a_child_is_lent_once_a_day": lending,
    "one_contract_change_at_a_time": change,
    "a_child_is_fetched_once_a_day": fetching,
    "one_open_feed_per_guardian": feed,
    "one_outbreak_rule_per_day": outbreak,
    "one_talk_at_a_time": slot,
    "one_family_per_talk": lambda: sign_up(with_slot=True),
    "a_guardian_signs_up_once": sign_up,
}
CHANGED = {
    "one_talk_per_child": (two_talks, of_the_other),
    "a_roster_shift_has_length": (shift, {"ends_at": time(8)}),
    "a_stint_ends_after_it_starts": (stint, {"ended_at": make.at(7)}),
    "a_staff_absence_ends_after_it_starts": (leave, {"last_day": BEFORE}),
    "a_decision_about_leave_has_a_moment": (leave, {"state": "approved"}),
    "nobody_counts_for_two": (qualification, {"counts": 200}),
    "a_qualification_ends_after_it_starts": (qualification, {"last_day": BEFORE}),
    "a_steady_face_ends_after_it_starts": (steady_face, {"last_day": BEFORE}),
    "a_lending_ends_after_it_starts": (lending, {"last_day": BEFORE}),
    "a_decision_about_a_contract_has_a_moment": (change, {"state": "approved"}),
    "an_infection_notice_lasts": (infection, {"until": BEFORE}),
    "an_outbreak_is_cases_or_a_part": (outbreak, {"one_in": 3}),
    "an_occasion_has_length": (occasion, {"ends_at": make.at(8)}),
    "a_talk_has_length": (slot, {"ends_at": make.at(18)}),
    "somebody_comes": (sign_up, {"people": 0}),
}
