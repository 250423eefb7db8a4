"""Rows of profile changes that are allowed, and what breaks each of them."""

from kiekeboe.people.models import EmergencyContact, Move, ProfileChange
from kiekeboe.testing import make


def change(**fields):
    child = make.child()
    return ProfileChange.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        about="feeding", key="feeding", asked_at=make.at(8), **fields,
    )  # fmt: skip


def contact():
    child = make.child()
    return EmergencyContact.objects.create(
        organisation=child.organisation, child=child, name="Tante Els", phone="06 12345678"
    )


def move():
    guardian = make.guardian([make.child()])
    return Move.objects.create(
        organisation=guardian.organisation, guardian=guardian, street="Laan 1", postcode="1234 AB",
        town="Ede", first_day=make.DAY, told_at=make.at(8),
    )  # fmt: skip


TWICE = {"one_move_lies_ahead_per_guardian": move, "one_profile_change_waits_per_fact": change}
CHANGED = {
    "a_move_is_done_or_withdrawn": (
        move,
        {"done_at": make.at(9), "withdrawn_at": make.at(9)},
    ),
    "a_contact_can_be_called": (contact, {"phone": ""}),
    "a_profile_change_is_decided_once": (change, {"decided_at": make.at(9)}),
    "a_declined_profile_change_says_why": (
        change,
        {"state": "declined", "decided_at": make.at(9)},
    ),
}
