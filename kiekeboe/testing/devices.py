"""A tablet with the real modules of the board in V8, before the real server, and all that can go
wrong between them. What it keeps is plain JSON, as it lies in the database of the browser.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.access import TURN_COOKIE
from kiekeboe.testing import make
from kiekeboe.testing.tablets import JSON, Tablet
from kiekeboe.testing.v8 import device as modules

FOR_EVER = 10**15  # milliseconds: later than any pause


class Clock:
    """The time in a history: from this morning, or an hour ago, in steps up to now."""

    def __init__(self, steps: int = 400):
        now = timezone.localtime()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        start = max(midnight, now - timedelta(hours=6)).astimezone(UTC)
        self.day = now.date()
        self.now, self.step = start, (now - start) / steps

    def tick(self) -> str:
        """A moment later, as a browser writes it."""
        self.now += self.step
        return written(self.now)


def written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Kept:
    """What the browser of one tablet keeps."""

    items: list[dict] = field(default_factory=list)
    snapshot: dict | None = None
    etag: str = ""
    seq: int = 0

    def reloaded(self) -> "Kept":
        """The same, as it comes back from the disk."""
        return Kept(**json.loads(json.dumps(self.__dict__)))


class Device:
    """One tablet: people write on it, and now and then it gets through."""

    def __init__(self, tablet: Tablet, clock: Clock):
        self.tablet, self.clock, self.kept = tablet, clock, Kept()
        self.accepted: dict[str, dict] = {}  # what the server did, heard here or not
        self.acknowledged: set[str] = set()
        self.dropped: set[str] = set()
        self.refused: set[str] = set()
        self.written: dict[str, dict] = {}
        self.v8 = modules(
            next="js/group/queue", settle="js/group/queue", shown="js/group/queue",
            view="js/group/seats",
        )  # fmt: skip

    @property
    def me(self) -> str | None:
        return str(self.tablet.signer.employee_id) if self.tablet.signer else None

    # What people do.

    def switch(self, employee) -> None:
        """Somebody else types a PIN, with network."""
        self.tablet.sign_in(employee)
        key = uuid7().hex
        self.tablet.turn = make.turn(self.tablet.device, employee, key=key, now=timezone.now())
        self.tablet.client.cookies[TURN_COOKIE] = key

    def do(self, kind: str, what: dict, place: int | None = None) -> str:
        """Write one item; it is safe from here on. `place` puts it where a refused one stood."""
        at, id = self.clock.tick(), str(uuid7())
        told = self.tablet.item(kind, what, id=id, at=datetime.fromisoformat(at))
        self.kept.seq += 1
        row = {"seq": self.kept.seq, "id": id, "kind": kind, "what": what, "by": self.me, "at": at,
               "state": "waiting", "blob": False, "sent": told}  # fmt: skip
        self.written[id] = row
        if place is None:
            self.kept.items.append(row)
        else:
            row["seq"] = self.kept.items[place]["seq"]
            self.kept.items[place] = row
        return id

    def choose(self, how: str) -> None:
        """Somebody decides about the oldest refused item."""
        place = next(n for n, one in enumerate(self.kept.items) if one["state"] == "refused")
        item = self.kept.items[place]
        if how == "again":
            item |= {"state": "waiting", "answer": None}
        elif how == "drop":
            self.dropped.add(item["id"])
            del self.kept.items[place]
        else:
            self.dropped.add(item["id"])
            self.do(item["kind"], mine(item), place)

    def crash(self) -> None:
        self.kept = self.kept.reloaded()

    def view(self, now: datetime | None = None) -> dict:
        """The board as this tablet draws it."""
        at = written(now or timezone.now())
        turn = self.me and {"employee": self.me}
        return self.v8("view", self.kept.snapshot, self.kept.items, at, turn)

    # What goes over the line.

    def batch(self) -> list[dict]:
        """What goes out next, by the rules of the tablet; pauses are over."""
        return self.v8("next", self.kept.items, FOR_EVER)["text"]

    def request(self, batch) -> str:
        now = timezone.now()
        for one in batch:  # by a watch, which no clock disturbs
            age = now - datetime.fromisoformat(one["at"])
            one["sent"]["age"] = age / timedelta(milliseconds=1)
        return json.dumps({"now": now.isoformat(), "items": [one["sent"] for one in batch]})

    def deliver(self, request: str) -> dict:
        """The request reaches the server; what it did is written down for the test."""
        answer = self.tablet.client.put("/group/items/", request, content_type=JSON)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        for one in told["answers"]:
            assert one["status"] != 503, one
            if one["status"] >= 300:
                self.refused.add(one["id"])
            else:
                first = self.accepted.setdefault(one["id"], one)
                assert first == one, "sent twice, it is answered otherwise"
        return told

    def hear(self, batch, told) -> None:
        """The answer reaches the tablet."""
        ids = [one["id"] for one in batch]
        sent = [one for one in self.kept.items if one["id"] in ids]
        patches = self.v8("settle", sent, told["answers"], told["head"], 0)
        assert [one["id"] for one in patches] == [one["id"] for one in sent]
        by_id = {one["id"]: one for one in patches}
        for item in self.kept.items:
            item |= by_id.get(item["id"], {})
        self.acknowledged |= {one["id"] for one in patches if one["state"] == "sent"}

    def refresh(self) -> None:
        """Fetch what the server knows; forget what it shows by now."""
        head = {"If-None-Match": self.kept.etag} if self.kept.etag else {}
        answer = self.tablet.client.get("/group/snapshot/", headers=head)
        if answer.status_code == 200:
            self.kept.snapshot, self.kept.etag = answer.json(), answer.headers["ETag"]
        else:
            assert answer.status_code == 304
        heads = {"open": self.kept.snapshot["head"]}
        told = {one["id"] for one in self.v8("shown", self.kept.items, heads)}
        assert told <= self.acknowledged, "forgotten before it was acknowledged"
        self.kept.items = [one for one in self.kept.items if one["id"] not in told]

    # What must always be so.

    def shows(self) -> set[str]:
        """The entries on the board of this tablet."""
        seats = self.view()["seats"]
        return {one["entry"] for seat in seats for one in seat.get("entries", [])}

    def check(self) -> None:
        """All that was written here waits, is with the server, or was dropped by somebody."""
        here = {one["id"] for one in self.kept.items}
        lost = self.written.keys() - here - self.acknowledged - self.dropped
        assert not lost, [self.written[id] for id in lost]
        assert self.acknowledged <= self.accepted.keys(), "acknowledged and never accepted"


def things_of(item: dict) -> set[str]:
    """What an item is about: what is written of one thing keeps its order."""
    what = item["what"]
    inner = [*what.get("visits", []), *what.get("looks", [])]
    return {one[name] for one in [what, *inner] for name in ("entry", "visit") if name in one}


def mine(item: dict) -> dict:
    """What is written when somebody insists: on the newest revision, or confirmed."""
    what, answer = dict(item["what"]), item["answer"]
    if "based_on" in what and answer.get("standing"):
        what["based_on"] = answer["standing"]["revision"]
    if item["kind"] == "log" and answer.get("confirm"):
        what["confirmed"] = True
    return what
