"""Rows of profile changes that are allowed, and what breaks each of them."""

from kiekeboe.people.models import EmergencyContact, ProfileChange
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


TWICE = {"one_profile_change_waits_per_fact": change}
CHANGED = {
    "a_contact_can_be_called": (contact, {"phone": ""}),
    "a_profile_change_is_decided_once": (change, {"decided_at": make.at(9)}),
    "a_declined_profile_change_says_why": (
        change,
        {"state": "declined", "decided_at": make.at(9)},
    ),
}
