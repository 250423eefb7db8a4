"""Reading what came in: items as the tablet sent them, before anybody judged them."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kiekeboe.care.clocks import Stamp
from kiekeboe.lib.told import read_json
from kiekeboe.tablet import reading
from kiekeboe.tablet.items import sealing
from kiekeboe.tablet.reading import Unreadable, moment, uuid

AT_ONCE = 100  # items in one request
VERSION = 1
LONGEST = timedelta(days=30)  # what a watch in a page can show


@dataclass(frozen=True)
class Sent:
    """One item as it came: who is said to have written what, when, and the signature."""

    id: UUID
    kind: str
    signer: UUID | None  # the id of the pass
    by: UUID | None
    mac: str
    body: str
    stamp: Stamp
    what: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()


def batch(request) -> tuple[datetime, list[Sent | None]]:
    """The clock of the tablet and its items in order; None for one that nobody can read.

    Raises Unreadable when the request itself is nothing of ours.
    """
    told = reading.body(request)
    now, items = moment(told.get("now")), told.get("items")
    if now is None or not isinstance(items, list) or not 0 < len(items) <= AT_ONCE:
        raise Unreadable
    return now, [sent(one) for one in items]


def sent(told) -> Sent | None:
    """One item, or None when it has no id, no kind, no moment or nothing that it says."""
    told = sealing.opened_item(told)
    try:
        said = read_json(told["body"].encode())
        found = Sent(
            id=UUID(said["id"]),
            kind=said["kind"],
            signer=uuid(told.get("pass")),
            by=uuid(said.get("by")),
            mac=told["mac"],
            body=told["body"],
            stamp=Stamp(moment(said["at"]), moment(said["raw"]), _age(told.get("age"))),
            what=said["what"],
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if said.get("v") == VERSION and _is_whole(found) else None


def _is_whole(one: Sent) -> bool:
    words = all(isinstance(word, str) for word in (one.kind, one.mac))
    return words and isinstance(one.what, dict) and None not in (one.stamp.at, one.stamp.raw)


def _age(told) -> timedelta | None:
    if isinstance(told, bool) or not isinstance(told, int | float) or told < 0:
        return None
    return timedelta(milliseconds=told) if told <= LONGEST.total_seconds() * 1000 else None
