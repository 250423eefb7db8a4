"""Who may stand at the door: every kind of person and tablet, as a browser that asks for pages."""

from contextlib import contextmanager
from http.cookies import SimpleCookie
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts.models import Device
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

PARENTS = {
    "parent": "noor",
    "parent_of_finn": "finn",
    "parent_elsewhere": "daan",
    "parent_abroad": "luna",
}
RELATIVES = ("ended", "blocked", "without_authority", "without_updates", "nobody")
RELATIVES += ("relative", "relative_of_ended")
OFFICE = (
    "owner",
    "manager",
    "manager_elsewhere",
    "office",
    "finance",
    "inspector",
    "owner_abroad",
)
TABLETS = {
    "tablet": ("noor", None),
    "revoked_tablet": ("noor", "caregiver"),
    "trainee": ("noor", "trainee"),
    "caregiver": ("noor", "caregiver"),
    "caregiver_other_group": ("sem", "caregiver"),
    "caregiver_elsewhere": ("daan", "caregiver"),
    "caregiver_abroad": ("luna", "caregiver"),
}
WITHOUT_FACTOR = ("owner_without_factor",)
VISITORS = (
    "anonymous",
    *PARENTS,
    *RELATIVES,
    "committee",
    *OFFICE,
    *WITHOUT_FACTOR,
    *TABLETS,
)


class Visitor:
    """One browser in the town. `ask` leaves no trace: not in the tables, not in the cookies."""

    def __init__(self, name: str, town, **client):
        self.name, self.town = name, town
        self.client = Client(raise_request_exception=False, **client)
        self.enter()

    def enter(self):
        name, town = self.name, self.town
        if name in TABLETS:
            self.pair(*TABLETS[name])
        elif name in PARENTS:
            sign_in(self.client, town[PARENTS[name]].account)
        elif name in OFFICE:
            sign_in(self.client, town.staff[name].account, second_factor=True)
        elif name in WITHOUT_FACTOR:
            sign_in(self.client, town.staff["owner"].account)
        elif name != "anonymous":
            who = town.staff[name]
            sign_in(self.client, getattr(who, "account", None) or who)

    def pair(self, child, person):
        family, now = self.town[child], timezone.now()
        key = f"device-{child}"
        if self.name == "revoked_tablet":
            key = f"device-{uuid4()}"
            device = make.device(family.group, key=key, now=now)
            Device.objects.filter(pk=device.pk).update(revoked_at=now, revoked_by=device.pk)
        else:
            device = family.device
        self.client.cookies[DEVICE_COOKIE] = key
        if person:
            someone = self.town.staff["trainee"] if person == "trainee" else family.caregiver
            turn = f"turn-{uuid4()}"
            make.turn(device, someone, key=turn, now=now)
            self.client.cookies[TURN_COOKIE] = turn

    @contextmanager
    def traceless(self):
        """What happens inside did not happen afterwards."""
        cookies = SimpleCookie()
        cookies.load(self.client.cookies)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        self.client.cookies = cookies

    def ask(self, method: str, address: str, data=None, **extra):
        with self.traceless():
            response = getattr(self.client, method.lower())(address, data, **extra)
            if response.streaming:
                response.getvalue()
            return response


DOORSTEPS = ("/sign-in/", "/group/pair/", "/account/confirm/", "/account/second-factor/")


def is_sign_in(response) -> bool:
    """Whether the answer sends to a door: sign in, a second factor, or pair this tablet."""
    to = response.headers.get("Location", "")
    return response.status_code == 302 and to.startswith(DOORSTEPS)


def verdict(response) -> str:
    """What this answer is to who asked: in, not found, door, way of asking, or broken."""
    if response.status_code >= 500:
        return f"broken ({response.status_code})"
    if is_sign_in(response):
        return "door"
    return {404: "not found", 405: "way of asking"}.get(response.status_code, "in")
