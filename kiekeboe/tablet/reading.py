"""Reading what the tablet sends: JSON in, drafts out. Nothing here raises for a wrong value."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from kiekeboe.care import kinds
from kiekeboe.care.drafts import Draft
from kiekeboe.lib.told import read_json


class Unreadable(Exception):
    """The body is not what this address takes; `sentence` says it."""

    def __init__(self, sentence=""):
        super().__init__("unreadable")
        self.sentence = sentence or _("Something went wrong. Reload this page.")


def body(request) -> dict:
    """The JSON object that was sent."""
    try:
        told = read_json(request.body or b"{}")
    except ValueError as error:
        raise Unreadable from error
    if not isinstance(told, dict):
        raise Unreadable
    return told


def uuid(value) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def moment(value) -> datetime | None:
    """An aware moment out of ISO 8601 text; None for anything else."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    # The first and the last year are no moment in every time zone.
    # In UTC, because a database does not know every distance to it.
    return read.astimezone(UTC) if read and read.tzinfo and 1 < read.year < 9999 else None


def words(value, longest=80) -> str:
    return value.strip()[:longest] if isinstance(value, str) else ""


def draft(told: dict) -> Draft | None:
    """One thing to log; None when it has no id, no child or a kind we do not know."""
    id = uuid(told.get("entry"))
    child, kind = uuid(told.get("child")), told.get("kind")
    if id is None or child is None or kind not in kinds.NAMES:
        return None
    details = told.get("details", {})
    details = details if isinstance(details, dict) else {}
    read = Draft(
        id=id,
        child=child,
        kind=kind,
        started_at=moment(told.get("started_at")),
        ended_at=moment(told.get("ended_at")),
        amount=_number(told.get("amount")),
        details=details,
        note=told.get("note") if isinstance(told.get("note"), str) else "",
        visible_to_parents=told.get("shared") is not False,
    )
    return replace(read, amount=kinds.get(kind).amount_for(read.amount, details))


def changes(entry, told: dict) -> dict:
    """The content of an entry after an edit: what was sent over what stands."""
    kind = kinds.get(entry.kind)
    found = {}
    for name in ("started_at", "ended_at"):
        if name in told:
            found[name] = moment(told[name])
    if isinstance(told.get("details"), dict):
        found["details"] = told["details"]
    if "amount" in told or "details" in found:
        amount = _number(told.get("amount"))
        found["amount"] = kind.amount_for(amount, found.get("details", entry.details))
    if isinstance(told.get("note"), str):
        found["note"] = told["note"]
    return found


def _number(value):
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return value
