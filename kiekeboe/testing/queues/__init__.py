"""Queues of writes as each version of the group app left them on a tablet: v1.json, v2.json, …

A tablet may stay without internet while the app is renewed, so what an older version wrote must be
sent by the newer one. When the queue is written in another way, freeze a new file beside the old:
`python -m kiekeboe.testing.queues.freezing v2`.
"""

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def frozen(version: str) -> list[dict]:
    """The rows of the queue as that version wrote them, with the words of their bodies read."""
    return json.loads((FOLDER / f"{version}.json").read_text())


def versions() -> list[str]:
    return sorted((one.stem for one in FOLDER.glob("v*.json")), key=lambda name: int(name[1:]))


def read(row: dict) -> dict:
    """A row with the words of its body read: a body is letters that are signed as they are."""
    return row | {"body": json.loads(row["body"])} if isinstance(row.get("body"), str) else row


def shape(rows: list[dict]) -> dict:
    """How each kind is written: names and types, to the bottom; what differs is another version."""
    found: dict = {}
    for row in rows:
        found.setdefault(row["kind"], outline(row))
    return found


def outline(value):
    if isinstance(value, dict):
        return {name: outline(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [outline(one) for one in value[:1]]
    return "float" if type(value) is int else type(value).__name__
