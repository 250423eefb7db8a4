"""B5, B6: what a tablet wrote, sent as signed items; a day without internet beside plain SQL."""

import http.client
import json
import sqlite3
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from kiekeboe.accounts import passes
from kiekeboe.accounts.models import Device
from kiekeboe.bench.process import cpu
from kiekeboe.bench.rows import Row
from kiekeboe.care.models import Visit
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Employee
from kiekeboe.testing.tablets import Tablet

WAITING, AT_ONCE, ROUNDS = 500, 100, 5
RAW = ("care_received", "care_entry", "care_sleeplook", "care_visit", "events_event",
       "events_mention")  # fmt: skip
NEW = "SELECT * FROM full.{table} WHERE id NOT IN (SELECT id FROM main.{table})"
GONE = """SELECT new.left_at, id FROM full.care_visit new JOIN main.care_visit old USING (id)
    WHERE old.left_at IS NULL AND new.left_at IS NOT NULL"""


@dataclass
class Pen:
    """Writes as the tablet of N40 does."""

    nursery: object
    tablet: Tablet
    visits: dict  # of each child, while it is there

    def item(self, kind, what) -> dict:
        return self.tablet.item(kind, what)

    def log(self, child, kind, details) -> tuple[str, dict]:
        entry = str(uuid7())
        told = {"entry": entry, "child": str(child), "kind": kind, "started_at": now(),
                "ended_at": None, "amount": None, "details": details, "note": ""}  # fmt: skip
        return entry, self.item("log", told)

    def nappies(self, children) -> list[dict]:
        return [self.log(child, "nappy", {"content": "wet"})[1] for child in children]

    def four(self) -> bytes:
        """A nappy for four children: one tap."""
        return batch(self.nappies(self.nursery.children[:4]))

    def day(self) -> list[dict]:
        """What a group of sixteen writes on a day without internet, in the order of the day: 500
        items. Of a hundred, some 75 log something, 10 are about the door, the others about sleep.
        """
        children = self.nursery.children[:16]
        fours = [children[start : start + 4] for start in range(0, 16, 4)]
        found = self.out_and_in(children)
        for four in cycle(fours):
            for _ in range(4):
                found += self.nappies(four)
            found += self.nap(four)
            if len(found) > WAITING - 100:
                break
        rest = WAITING - len(found) - 2 * len(children)
        return found + self.nappies(islice(cycle(children), rest)) + self.out_and_in(children)

    def out_and_in(self, children) -> list[dict]:
        """Everybody goes home, and comes back."""
        gone = [{"visit": self.visits[child], "at": now(), "collected_by": "Oma Riet",
                 "confirmed": True} for child in children]  # fmt: skip
        items = [self.item("leave", {"visits": [one]}) for one in gone]
        for child in children:
            self.visits[child] = str(uuid7())
            back = {"visit": self.visits[child], "child": str(child), "at": now(),
                    "brought_by": "Oma Riet"}  # fmt: skip
            items.append(self.item("arrive", {"visits": [back]}))
        return items

    def nap(self, children) -> list[dict]:
        """Four fall asleep, somebody looks twice, they wake up one by one."""
        asleep = [self.log(child, "sleep", {"position": "back"}) for child in children]
        naps = [nap for nap, _ in asleep]
        return [item for _, item in asleep] + [
            *(self.item("look", {"looks": [self.look(nap) for nap in naps]}) for _ in range(2)),
            *(self.item("wake", {"entry": nap, "at": now()}) for nap in naps),
        ]

    def look(self, nap) -> dict:
        return {"look": str(uuid7()), "entry": nap, "at": now()}


def pen(nursery) -> Pen:
    """The tablet of the nursery with a PIN typed on it."""
    device = Device.objects.get(pk=nursery.device)
    person = Employee.objects.get(pk=nursery.employee)
    signer = passes.issue(device, person, datetime.now(UTC))
    visits = dict(Visit.objects.open().filter(group=device.group).values_list("child", "pk"))
    tablet = Tablet(device.group, device, person, signer=signer)
    return Pen(nursery, tablet, {child: str(visit) for child, visit in visits.items()})


def batch(items) -> bytes:
    return json.dumps({"now": now(), "items": items}).encode()


def now() -> str:
    return datetime.now(UTC).isoformat()


def measure(server, port, headers, writer: Pen, folder: Path) -> list[Row]:
    """B6: rounds of 500 items over HTTP, each beside the same rows in plain SQL."""
    database = folder / "db.sqlite3"
    ours, raw = [], []
    for _ in range(ROUNDS):
        items = writer.day()
        copy = copied(database, folder / "before.sqlite3")
        ours.append(drained(items, headers, server, port))
        raw.append(written(database, copy))
    spent, plain = statistics.median(ours), statistics.median(raw)
    return [
        Row("B6.rate", "A day without internet: items per CPU second", WAITING / spent, 1500,
            "/s", at_least=True),
        Row("B6.ratio", "The same: CPU against plain SQL of the same rows", spent / plain, 6, "x"),
        Row("B6.raw", "CPU of plain SQL for these rows", plain * 1000, None, "ms"),
    ]  # fmt: skip


def drained(items, headers, server, port) -> float:
    """CPU seconds of the web process for the whole queue, in requests of a hundred."""
    parts = [batch(items[start : start + AT_ONCE]) for start in range(0, len(items), AT_ONCE)]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    before = cpu(server.web)
    for part in parts:
        connection.request("PUT", "/group/items/", part, headers | {"Accept-Encoding": "identity"})
        told = json.loads(connection.getresponse().read())
        if refused := [one for one in told["answers"] if one["status"] >= 300]:
            raise RuntimeError(f"the queue was not kept: {refused[0]}")
    spent = cpu(server.web) - before
    connection.close()
    return spent


def copied(database: Path, path: Path) -> Path:
    """The database as it is now, beside the running server."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
    return path


def written(database: Path, copy: Path) -> float:
    """CPU seconds of one transaction that writes into `copy` what is new in `database`."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=NORMAL")
        base.execute("ATTACH ? AS full", [str(database)])
        new = {table: base.execute(NEW.format(table=table)).fetchall() for table in RAW}
        gone = base.execute(GONE).fetchall()
        base.execute("DETACH full")
        before = time.process_time()
        base.execute("BEGIN IMMEDIATE")
        base.executemany("UPDATE care_visit SET left_at = ? WHERE id = ?", gone)
        for table, rows in new.items():
            marks = ", ".join("?" * len(rows[0])) if rows else ""
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        base.execute("COMMIT")
        return time.process_time() - before
