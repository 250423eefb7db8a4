"""Tablets that write all day over a real line, and remember what must stand in the end.

    writer = Writer(pair(group), children, port)
    writer.write()          # one thing more in its queue, as a person would
    writer.send()           # the front of the queue, once; what was answered leaves it
    writer.check()          # everything that was answered stands, once; nothing else does

A writer never doubts an answer: what was answered with 2xx must be there for ever. Whatever else
happens to a request, it stays in the queue and goes again, letter for letter the same.
"""

import http.client
import json
import random
from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from kiekeboe.care.models import Entry, Received, SleepLook, Visit
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE
from kiekeboe.testing.tablets import Tablet

AT_ONCE = 8
LOST = (OSError, http.client.HTTPException, json.JSONDecodeError)


class Writer:
    """One tablet with children of its own, so that nobody else says otherwise."""

    def __init__(self, tablet: Tablet, children, port: int, seed: int = 0, patience: float = 5):
        self.tablet, self.children, self.port = tablet, [str(one.pk) for one in children], port
        self.dice, self.patience = random.Random(seed), patience
        self.queue: list[dict] = []
        self.answers: dict[str, dict] = {}  # of each item by its id
        self.written: dict[str, str] = {}  # item → kind
        self.logged: dict[str, dict] = {}  # entry → {withdrawn, kind, ended}
        self.looks: set[str] = set()
        self.visits: dict[str, bool] = {}  # visit → gone home
        self.asleep: dict[str, str] = {}  # child → nap
        self.inside: dict[str, str] = {}  # child → visit
        self.unheard = 0  # requests of which nobody knows what became
        self.line: http.client.HTTPConnection | None = None

    # Writing.

    def write(self) -> None:
        """Something that a caregiver would tap now."""
        moves = (self.nappies, self.nappies, self.nap, self.door, self.take_back)
        self.dice.choice(moves)()

    def put(self, kind: str, what: dict) -> None:
        item = self.tablet.item(kind, what)
        self.written[json.loads(item["body"])["id"]] = kind
        self.queue.append(item)

    def nappies(self) -> None:
        for child in self.dice.sample(self.children, self.dice.randint(1, len(self.children))):
            self.log(child, "nappy", {"content": "wet"})

    def log(self, child: str, kind: str, details: dict) -> str:
        entry = str(uuid7())
        self.logged[entry] = {"kind": kind, "withdrawn": False, "ended": False}
        what = {"entry": entry, "child": child, "kind": kind, "started_at": now()}
        self.put("log", what | {"ended_at": None, "amount": None, "details": details, "note": ""})
        return entry

    def nap(self) -> None:
        child = self.dice.choice(self.children)
        if child not in self.asleep:
            self.asleep[child] = self.log(child, "sleep", {"position": "back"})
        elif self.dice.random() < 0.6:
            look = str(uuid7())
            self.looks.add(look)
            seen = {"look": look, "entry": self.asleep[child], "at": now()}
            self.put("look", {"looks": [seen]})
        else:
            nap = self.asleep.pop(child)
            self.logged[nap]["ended"] = True
            self.put("wake", {"entry": nap, "at": now()})

    def door(self) -> None:
        child = self.dice.choice(self.children)
        if child not in self.inside:
            visit = self.inside[child] = str(uuid7())
            self.visits[visit] = False
            told = {"visit": visit, "child": child, "at": now(), "brought_by": "Oma Riet"}
            self.put("arrive", {"visits": [told]})
            return
        visit = self.inside.pop(child)
        self.visits[visit] = True
        nap = self.asleep.pop(child, None)
        if nap:  # who goes home is awake
            self.logged[nap]["ended"] = True
            self.put("wake", {"entry": nap, "at": now()})
        told = {"visit": visit, "at": now(), "collected_by": "Oma Riet", "confirmed": True}
        self.put("leave", {"visits": [told]})

    def take_back(self) -> None:
        standing = [id for id, one in self.logged.items()
                    if one["kind"] == "nappy" and not one["withdrawn"]]  # fmt: skip
        if standing:
            entry = self.dice.choice(standing)
            self.logged[entry]["withdrawn"] = True
            self.put("withdraw", {"entry": entry})

    # Sending.

    def send(self) -> bool:
        """Send the front of the queue once; whether an answer was heard. Raises for a refusal."""
        batch = self.queue[:AT_ONCE]
        told = {"now": now(), "items": batch}
        try:
            status, content = self.ask("PUT", "/group/items/", json.dumps(told))
            heard = json.loads(content)["answers"] if status == 200 else []
        except LOST:
            self.unheard += 1
            self.hang_up()
            return False
        assert status in (200, 500, 502, 503, 507), (status, content[:300])
        for item, answer in zip(batch, heard, strict=bool(heard)):
            assert answer["id"] == json.loads(item["body"])["id"]
            assert answer["status"] in (200, 201, 503), (item["body"], answer)
            if answer["status"] == 503:
                break
            self.answers[answer["id"]] = answer
            self.queue.remove(item)
        return bool(heard)

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        jar = {one: self.tablet.client.cookies[one].value for one in (DEVICE_COOKIE, TURN_COOKIE)}
        jar["csrf"] = "a" * 32
        self.line.request(method, path, body, {
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()),
            "Content-Type": "application/json",
            "X-CSRFToken": "a" * 32,
        })  # fmt: skip
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def hang_up(self) -> None:
        if self.line:
            self.line.close()
        self.line = None

    # Checking, inside the house.

    def check_answered(self) -> None:
        """Whatever was answered stands, whatever the server lived through."""
        mine = Received.objects.filter(device=self.tablet.device)
        kept = {str(id) for id in mine.values_list("pk", flat=True)}
        lost = self.answers.keys() - kept
        assert not lost, [(self.written[id], id) for id in lost]
        assert kept <= self.written.keys()

    def check(self) -> None:
        """All was written and answered: it stands once, as it was written."""
        assert not self.queue
        assert self.answers.keys() == self.written.keys()
        self.check_answered()
        entries = Entry.objects.filter(device=self.tablet.device)
        assert {
            str(one.pk): {"kind": one.kind, "withdrawn": one.withdrawn_at is not None,
                          "ended": one.ended_at is not None}
            for one in entries
        } == self.logged  # fmt: skip
        looks = SleepLook.objects.filter(device=self.tablet.device)
        assert {str(id) for id in looks.values_list("pk", flat=True)} == self.looks
        visits = Visit.objects.filter(checked_in_device=self.tablet.device.pk)
        assert {str(one.pk): one.left_at is not None for one in visits} == self.visits
        self.check_told()

    def check_told(self) -> None:
        """Everything was recorded once."""
        events = Event.objects.filter(device_id=self.tablet.device.pk)
        told = Counter(events.values_list("verb", "subject_id"))
        subjects = [(verb, UUID(one)) for verb, ones in self.verbs().items() for one in ones]
        assert told == Counter(subjects)

    def verbs(self) -> dict[str, list[str]]:
        """Which subjects each verb was recorded of."""
        return {
            "logged": list(self.logged),
            "entry_withdrawn": [id for id, one in self.logged.items() if one["withdrawn"]],
            "woke_up": [id for id, one in self.logged.items() if one["ended"]],
            "sleep_checked": list(self.looks),
            "checked_in": list(self.visits),
            "checked_out": [id for id, gone in self.visits.items() if gone],
        }


def now() -> str:
    return datetime.now(UTC).isoformat()
