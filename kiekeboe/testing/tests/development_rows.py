"""Rows of development that are allowed, and what breaks each of them."""

from datetime import timedelta

from kiekeboe.development.models import (
    Measurement,
    Observation,
    ParentPart,
    Piece,
    PiecePhoto,
    PieceRule,
    Practice,
    Talk,
    TalkPart,
    TalkReading,
)
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

BATCH = uuid7()


def observation(child=None, **fields):
    child = child or make.child()
    author = make.employee(child.organisation)
    facts = {"area": "play", "text": "Ze bouwt een toren.", "batch": BATCH} | fields
    return Observation.objects.create(
        organisation=child.organisation, child=child, author=author, seen_on=make.DAY, months=12,
        noted_at=make.at(9), **facts,
    )  # fmt: skip


def practice():
    return Practice.objects.create(organisation=make.organisation())


def measurement(child=None, **fields):
    child = child or make.child()
    facts = {"day": make.DAY, "grams": 9000} | fields
    return Measurement.objects.create(
        organisation=child.organisation, child=child, person=uuid7(), noted_at=make.at(9), **facts
    )


def talk(child=None, **fields):
    child = child or make.child()
    facts = {"kind": "yearly", "first_day": make.DAY, "last_day": make.DAY} | fields
    return Talk.objects.create(
        organisation=child.organisation, child=child, drafted_at=make.at(9), drafted_by=uuid7(),
        **facts,
    )  # fmt: skip


def part():
    one = talk()
    return TalkPart.objects.create(organisation=one.organisation, talk=one, area="play")


def parent_part():
    one = talk()
    return ParentPart.objects.create(
        organisation=one.organisation, talk=one, guardian=make.guardian([one.child]),
        text="Hij slaapt goed.", written_at=make.at(10),
    )  # fmt: skip


def reading():
    one = talk()
    return TalkReading.objects.create(
        organisation=one.organisation, talk=one, guardian=make.guardian([one.child]),
        read_at=make.at(11),
    )  # fmt: skip


def from_an_entry():
    child = make.child(make.group())
    return observation(child, entry=make.entry(child))


def piece(child=None, **fields):
    group = make.group()
    child = child or make.child(group)
    facts = {"batch": BATCH, "monday": make.DAY - timedelta(days=make.DAY.weekday())} | fields
    return Piece.objects.create(
        organisation=child.organisation, child=child, location=group.location, text="Een week.",
        author=make.employee(child.organisation), written_at=make.at(9), **facts,
    )  # fmt: skip


def beside():
    group = make.group()
    child = make.child(group)
    return PiecePhoto.objects.create(
        organisation=child.organisation, piece=piece(child), photo=make.photo([child])
    )


def piece_rule():
    here = make.location(make.organisation())
    return PieceRule.objects.create(organisation=here.organisation, location=here)


TWICE = {
    "a_piece_per_child_per_text": piece,
    "a_photo_beside_a_piece_once": beside,
    "one_piece_rule_per_location": piece_rule,
    "a_batch_sees_a_child_once": observation,
    "one_practice_of_development": practice,
    "a_child_is_measured_once_a_day": measurement,
    "one_draft_of_a_talk_per_child": talk,
    "a_talk_has_an_area_once": part,
    "a_parent_has_one_part": parent_part,
    "a_talk_is_read_once": reading,
}
CHANGED = {
    "a_piece_says_something": (piece, {"text": ""}),
    "a_week_is_a_monday": (
        piece,
        {"monday": make.DAY.replace(day=make.DAY.day + (make.DAY.weekday() == 0))},
    ),
    "a_published_piece_names_who_did_it": (piece, {"status": "published"}),
    "a_withdrawn_piece_names_who_did_it": (piece, {"withdrawn_at": make.at(9)}),
    "an_observation_says_something": (observation, {"text": ""}),
    "an_observation_is_of_an_area": (observation, {"area": "maths"}),
    "an_observation_has_one_source": (
        from_an_entry,
        lambda row: {"photo": make.photo([row.child])},
    ),
    "wellbeing_is_one_to_five": (observation, {"wellbeing": 6}),
    "involvement_is_one_to_five": (observation, {"involvement": 0}),
    "a_shared_observation_names_who_did_it": (observation, {"shared_at": make.at(9)}),
    "a_withdrawn_observation_names_who_did_it": (observation, {"withdrawn_at": make.at(9)}),
    "a_measurement_measures_something": (measurement, {"grams": None}),
    "a_weight_of_a_child": (measurement, {"grams": 299}),
    "a_length_of_a_child": (measurement, {"millimetres": 1901}),
    "a_withdrawn_measurement_names_who_did_it": (measurement, {"withdrawn_at": make.at(9)}),
    "a_talk_looks_back_at_days": (talk, {"last_day": make.DAY.replace(year=2020)}),
    "a_shared_talk_names_who_did_it": (talk, {"shared_at": make.at(9)}),
    "only_a_draft_is_dropped": (talk, {"dropped_at": make.at(9)}),
    "a_talk_is_held_after_sharing": (talk, {"held_on": make.DAY}),
    "a_part_says_something": (parent_part, {"text": ""}),
    "a_talk_is_answered_after_reading": (reading, {"answer": "Dank je."}),
    "an_answer_about_school_has_a_day": (reading, {"to_school": True}),
}
