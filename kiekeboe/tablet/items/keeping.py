"""Carrying out items: in order, all in one transaction, each with an answer of its own."""

import logging
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from kiekeboe.care.models import Received
from kiekeboe.events.recording import locked_head
from kiekeboe.lib.writing import insert
from kiekeboe.tablet.items import judging, load
from kiekeboe.tablet.items.logs import log_together
from kiekeboe.tablet.items.reading import Sent
from kiekeboe.tablet.items.registry import KINDS, Refused, Strange

load()
log = logging.getLogger(__name__)


@transaction.atomic
def keep(batch: list[Sent | None], *, device, sent, heard) -> list[dict]:
    """Carry out these items and say what became of each. Nothing here raises for one item.

    Items that were accepted are remembered in the same transaction: whoever heard no answer sends
    them again and hears the same one.
    """
    locked_head(device.organisation_id)  # of two requests with the same item one waits here
    first: dict = {}
    for one in batch:
        if one is not None:
            first.setdefault(one.id, one)
    cases = judging.judge(list(first.values()), device=device, sent=sent, heard=heard)
    found: dict = {}
    for together, run in groupby(cases, key=_run):
        run = list(run)
        found |= _logged(run) if together else {one.sent.id: _answer(one) for one in run}
    remember(cases, found)
    return [_told(one, first, found) for one in batch]


def keep_photo(one: Sent, act, *, device, sent, heard) -> dict:
    """Carry out the item of a photo by `act`. Opening the picture is outside any transaction; a
    photo that is there already is the same one, so sending it again is safe."""
    [case] = judging.judge([one], device=device, sent=sent, heard=heard)
    found = {one.id: case.answer or _tried(case, act)}
    with transaction.atomic():
        locked_head(device.organisation_id)
        if not Received.objects.filter(pk=one.id).exists():
            remember([case], found)
    return _told(one, {one.id: one}, found)


def remember(cases, answers) -> None:
    """Keep what was accepted, so that the same item again is answered from there."""
    fresh = [one for one in cases if one.answer is None and answers[one.sent.id]["status"] < 300]
    insert([one.row(answers[one.sent.id]) for one in fresh])


def carry_out(case) -> dict:
    """The answer to one item, in a savepoint of its own."""
    with transaction.atomic():
        return {"status": 200} | (KINDS[case.item.kind].act(case.item, case.writer) or {})


def _answer(case) -> dict:
    return case.answer or _tried(case, lambda _item, _writer: carry_out(case))


def _tried(case, act) -> dict:
    """What the act answers; 503 when it broke, which is our fault and is tried again."""
    try:
        return act(case.item, case.writer)
    except Refused as error:
        return error.answer()
    except Exception:
        log.exception("an item of kind %s broke", case.item.kind)
        return {"status": 503, "sentence": _("We could not keep this. It is tried again later.")}


def _run(case):
    """Neighbours that can be logged together: of one person on one day."""
    loggable = case.answer is None and case.item.kind == "log"
    return id(case.writer) if loggable else None


def _logged(run) -> dict:
    """All in one go; when that breaks, one by one."""
    try:
        with transaction.atomic():
            return log_together([one.item for one in run], run[0].writer)
    except Exception:
        log.exception("logging %s items together broke", len(run))
    return {one.sent.id: _answer(one) for one in run}


def _told(one, first, found) -> dict:
    if one is None:
        return {"id": None} | Strange().answer()
    same = first[one.id].digest == one.digest
    return {"id": str(one.id)} | (found[one.id] if same else judging.other_words().answer())
