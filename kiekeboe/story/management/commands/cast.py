"""`manage.py cast`: the people of the demo and how each comes in."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kiekeboe.story import casting, telling


class Command(BaseCommand):
    help = "Print the people of the demo: sign-ins, roles, tablets with PINs, ids."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        if settings.MODE != "demo" or not telling.is_told():
            raise CommandError("There is no demo here: the story was not told in this house.")
        now = timezone.now()
        everyone = casting.everyone(now, timezone.localdate(now))
        if options["json"]:
            self.stdout.write(json.dumps(everyone, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines(everyone, settings.ORIGIN)))


def lines(everyone, origin):
    """The cast for a person at a terminal; the small second organisation is left out."""
    ours = next(one["id"] for one in everyone["organisations"] if not one["is_canary"])
    people = [one for one in everyone["people"] if one["organisation"] == ours and one["email"]]
    yield ""
    yield f"  Who is who, and every tablet with one click: {origin}/demo/"
    yield f"  Everyone's password: {everyone['password']}"
    for one in people:
        if one["kind"] == "colleague":
            roles = ", ".join(one["roles"])
            yield f"  {one['email']:<34} office  {roles:<12} code now {one['totp']['code']}"
    for one in people:
        if one["kind"] == "guardian":
            names = ", ".join(child["name"] for child in one["children"])
            yield f"  {one['email']:<34} parent  of {names or 'nobody (blocked)'}"
    for device in everyone["devices"]:
        if device["organisation"] == ours:
            pins = ", ".join(f"{one['name']} {one['pin']}" for one in device["people"])
            yield f"  {device['name']:<34} tablet  PIN of {pins}"
    yield ""
