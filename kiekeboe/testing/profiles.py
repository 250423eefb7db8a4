"""Rows about the profile of a child: whom to call, and what a parent wants changed."""

from kiekeboe.people.models import EmergencyContact, ProfileChange
from kiekeboe.testing import make


def contact(child, name="Tante Els", phone="06 12345678"):
    return EmergencyContact.objects.create(
        organisation=child.organisation, child=child, name=name, phone=phone
    )


def change(child, guardian, wanted="Geen noten", **fields):
    """Other feeding that a parent asked for and nobody answered yet."""
    told = {"about": "feeding", "key": "feeding", "asked_at": make.at(6)} | fields
    return ProfileChange.objects.create(
        organisation=child.organisation, child=child, guardian=guardian,
        before={"feeding_note": child.feeding_note}, after={"feeding_note": wanted}, **told,
    )  # fmt: skip
