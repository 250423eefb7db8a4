"""Who wrote an item and when: the pass, the signature, the true moment, and the rights."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kiekeboe.accounts import passes
from kiekeboe.accounts.models import Pass
from kiekeboe.care import clocks
from kiekeboe.care.models import Received
from kiekeboe.tablet.items.reading import Sent
from kiekeboe.tablet.items.registry import (
    KINDS,
    Conflicting,
    Item,
    NotSigned,
    Refused,
    Strange,
    Writer,
)
from kiekeboe.tablet.reading import moment

MOMENTS = {"at", "started_at", "ended_at", "arrived_at", "left_at", "until"}
LISTS = {"visits", "looks"}


@dataclass(frozen=True)
class Case:
    """An item that may be carried out, with its writer; or the `answer` it gets without."""

    sent: Sent
    item: Item | None = None
    writer: Writer | None = None
    answer: dict | None = None

    def row(self, answer) -> Received:
        """What is kept of an item that was carried out."""
        person = self.writer.employee
        return Received(
            id=self.item.id,
            organisation_id=self.writer.organisation_id,
            device_id=self.writer.device.pk,
            employee_id=person.pk if person else None,
            kind=self.item.kind,
            digest=self.item.digest,
            answer=answer,
            written_at=self.item.at,
            heard_at=self.item.now,
            shift=round(self.item.shift.total_seconds()),
        )


def judge(batch, *, device, sent, heard) -> list[Case]:
    """What each of these items is. `sent` is the clock of the tablet, `heard` ours."""
    known = {row.pk: row for row in Received.objects.filter(pk__in=[one.id for one in batch])}
    signers = passes_of([one.signer for one in batch], device)
    moments = clocks.truth(
        [one.stamp for one in batch], sent=sent, heard=heard, since=device.paired_at
    )
    writers: dict = {}
    court = partial(_case, device=device, heard=heard, signers=signers, writers=writers)
    return [
        _again(one, known[one.id], device) if one.id in known else court(one, at)
        for one, at in zip(batch, moments, strict=True)
    ]


def passes_of(ids, device) -> dict:
    """The passes of this device among these, whether they hold or not."""
    wanted = set(ids) - {None}
    mine = Pass.objects.filter(
        organisation=device.organisation_id, device=device, pk__in=wanted
    ).select_related("employee", "device")
    return {one.pk: one for one in mine} if wanted else {}


def _again(one, row, device) -> Case:
    """It was carried out before: the same answer, unless it says something else now."""
    if (row.device_id, row.digest) == (device.pk, one.digest):
        return Case(one, answer=row.answer)
    return Case(one, answer=other_words().answer())


def other_words() -> Conflicting:
    """The same id came before with other letters."""
    return Conflicting(_("Something else was sent before under this number."))


def _case(one, at, *, device, heard, signers, writers) -> Case:
    try:
        kind = KINDS.get(one.kind)
        if kind is None:
            raise Strange
        signed = _signed(one, at, kind, signers)
        if clocks.is_too_late(at, heard):
            raise Refused(_("This day is closed. Ask the office to change it."))
        writer = _writer(device, signed, at, heard, writers)
        _need(writer, kind)
    except Refused as error:
        return Case(one, answer=error.answer())
    by = clocks.shift(one.stamp, at)
    what = _moved(one.what, by, heard)
    return Case(one, Item(one.id, one.kind, what, one.digest, at, heard, by), writer)


def _signed(one, at, kind, signers):
    """The pass under this item; None when the tablet itself may write it. Raises NotSigned."""
    signed = signers.get(one.signer)
    owned = signed and one.by == signed.employee_id and passes.holds(signed, at)
    if owned and passes.is_signed(signed.pk, one.body, one.mac):
        return signed
    if kind.without_pass:  # fire waits for no PIN, nor for a pass that holds
        return None
    raise NotSigned


def _writer(device, signed, at, heard, known) -> Writer:
    """The writer on the true day; who wrote several things that day is asked about once."""
    day = at.astimezone(ZoneInfo(device.location.time_zone)).date()
    key = (signed.pk if signed else None, day)
    if key not in known:
        known[key] = Writer(device, signed, at, day, heard)
    return known[key]


def _need(writer, kind) -> None:
    """Raise unless this person worked here on that day and may write this."""
    person = None if kind.without_pass else writer.employee
    if person and person.ended_on and person.ended_on < writer.day:
        raise NotSigned
    if person and (not writer.roles or (kind.right and not writer.may(kind.right))):
        raise Refused(_("You may not do this in this group."))


def _moved(told: dict, by: timedelta, heard) -> dict:
    """What was said with its moments put right, also those of each child in a list."""
    return {
        name: [_moved(one, by, heard) if isinstance(one, dict) else one for one in value]
        if isinstance(value, list) and name in LISTS
        else _right(name, value, by, heard)
        for name, value in told.items()
    }


def _right(name, value, by, heard):
    read = moment(value) if name in MOMENTS else None
    return clocks.moved(read, by, heard).isoformat() if read else value
