"""A tablet on the wall that writes as a real one does: signed items, in order, through the door.

    tablet = pair(group)                        # a caregiver typed a PIN on it
    tablet.do("seen", {"note": str(note.pk)})   # one item; the answer to it
    told = tablet.item("log", {...})            # written now, sent later, as often as you like
    tablet.send(told).json()["answers"]

`tablet.clock` is how far the clock of the tablet is ahead. `sign_in` lets a colleague type a PIN.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from kiekeboe.accounts import passes
from kiekeboe.accounts.models import Pass
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE
from kiekeboe.testing import make

JSON = "application/json"


def name_of(row) -> str:
    """The id of a row, or what was an id already, as a tablet writes it."""
    return str(row if isinstance(row, UUID | str) else row.pk)


@dataclass
class Tablet:
    """A paired tablet; `client` carries its cookies, `signer` is the pass that it signs with."""

    group: Any
    device: Any
    caregiver: Any
    turn: Any = None
    signer: Pass | None = None
    clock: timedelta = timedelta()
    client: Client = field(default_factory=Client)
    numbers: count = field(default_factory=lambda: count(1))

    def sign_in(self, employee, at=None) -> Pass:
        """Somebody typed a PIN with network; from now on the tablet signs for this person."""
        self.caregiver = employee
        self.signer = passes.issue(self.device, employee, at or timezone.now())
        return self.signer

    def item(self, kind, what, *, at: datetime | None = None, id=None, age=None, **more) -> dict:
        """One item, written `at` (now when not given) on the clock of this tablet."""
        # In UTC: an hour that comes twice must not be counted on the wall.
        wall = ((at or timezone.now()).astimezone(UTC) + self.clock).isoformat()
        body = json.dumps(
            {
                "v": 1,
                "id": name_of(id or uuid7()),
                "kind": kind,
                "by": name_of(self.signer.employee_id) if self.signer else None,
                "at": wall,
                "raw": wall,
                "seq": next(self.numbers),
                "what": what,
            }
            | more
        )
        signer = name_of(self.signer) if self.signer else None
        return {"pass": signer, "mac": self.sign(body), "body": body, "age": age}

    def sign(self, body: str) -> str:
        if self.signer is None:
            return ""
        token = bytes.fromhex(passes.token_of(self.signer.pk))
        return hmac.new(token, body.encode(), hashlib.sha256).hexdigest()

    def send(self, *items, now: datetime | None = None):
        """Send items as they were written; `now` is the clock of the tablet at sending."""
        wall = now or timezone.now() + self.clock
        return self.put("items/", {"now": wall.isoformat(), "items": list(items)})

    def do(self, kind, what, **more) -> dict:
        """Write one item and send it at once; the answer to it."""
        return self.send(self.item(kind, what, **more)).json()["answers"][0]

    def log(self, *entries):
        """Log these things (see `entry`), one item each, in one request."""
        return self.send(*(self.item("log", one) for one in entries))

    def photo_item(self, children, content: bytes, *, id=None, caption="", at=None, **more):
        """The id of a photo of these children, and its item."""
        photo = name_of(id or uuid7())
        what = {
            "photo": photo,
            "children": [name_of(one) for one in children],
            "caption": caption,
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
        return photo, self.item("photo", what | more, at=at)

    def photo(self, children, content: bytes, *, id=None, item=None, **more):
        """Send a photo of these children, with its item in the header."""
        photo, made = self.photo_item(children, content, id=id, **more)
        told = (item or made) | {"now": self.wall().isoformat()}
        return self.client.put(
            f"/group/photos/{photo}/",
            content,
            content_type="image/jpeg",
            headers={"X-Item": base64.b64encode(json.dumps(told).encode()).decode()},
        )

    def wall(self) -> datetime:
        """What the clock of this tablet shows."""
        return timezone.now() + self.clock

    def put(self, address, told=None):
        return self.client.put(f"/group/{address}", json.dumps(told or {}), content_type=JSON)

    def get(self, address="", **query):
        return self.client.get(f"/group/{address}", query)


def entry(child, kind="nappy", *, id=None, at=None, **more) -> dict:
    """What an item says of one thing that was logged."""
    moment = at or timezone.now() - timedelta(minutes=5)
    return {
        "entry": name_of(id or uuid7()),
        "child": name_of(child),
        "kind": kind,
        "started_at": moment.isoformat(),
        "details": {"content": "wet"} if kind == "nappy" else {},
    } | more


def pair(group, *, name="caregiver", key=None, caregiver=None, now=None) -> Tablet:
    """A tablet of this group since a month, with somebody at it who just typed a PIN."""
    now = now or timezone.now()
    key = key or uuid7().hex
    device = make.device(group, key=key, now=now, paired_at=now - timedelta(days=30))
    person = caregiver or make.caregiver(group, name)
    turn = make.turn(device, person, key=f"turn-{key}", now=now)
    tablet = Tablet(group, device, person, turn)
    tablet.client.cookies[DEVICE_COOKIE] = key
    tablet.client.cookies[TURN_COOKIE] = f"turn-{key}"
    tablet.sign_in(person, now)
    return tablet
