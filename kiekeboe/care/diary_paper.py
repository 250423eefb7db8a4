"""The diary of a period as a PDF to keep (D2): what may be read on the screen, on paper."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kiekeboe.care import wording
from kiekeboe.care.diary import Line, Period, lines_of
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record
from kiekeboe.lib import papers

TEMPLATE = Path(__file__).parent / "typeset" / "diary"
LONGEST = 366  # days: a year on one paper


class Beside(NamedTuple):
    """What stands on a day besides the entries: a title, the words and who wrote them, and
    pictures as (file name, what is on it)."""

    day: date
    title: str
    words: str
    writer: str
    pictures: tuple[tuple[str, str], ...] = ()


class TooLong(Exception):
    """The period has no end, runs backwards, or is longer than a year."""


def hand_over(
    relation,
    period: Period,
    *,
    zone,
    language: str,
    by: Actor,
    at: datetime,
    beside: Iterable[Beside] = (),
    pictures: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """The PDF/UA of a period, through this relation. That it was taken is written down.

    Oldest day first, in `language`, on the clock of `zone`; on each day the entries, and then what
    stands `beside` them, with `pictures` by file name. Raises TooLong and papers.NotMade.
    """
    if not is_printable(period):
        raise TooLong
    lines = lines_of(relation, zone=zone, period=period)[:]
    with override(language), timezone.override(zone):
        values = values_of(
            relation.child, lines[::-1], period, zone=zone, language=language, beside=beside
        )
    paper = papers.typeset(TEMPLATE, values, pictures, at=at)
    record("diary_downloaded", relation.child, by=by, at=at, children=[relation.child_id])
    return paper.pdf


def is_printable(period: Period) -> bool:
    """Two days in order, at most a year apart."""
    if not (period.first and period.last):
        return False
    return 0 <= (period.last - period.first).days < LONGEST


def values_of(child, lines: list[Line], period: Period, *, zone, language: str, beside=()) -> dict:
    """What the template prints, in the active language."""
    days = defaultdict(list)
    for line in lines:
        days[line.started_at.astimezone(zone).date()].append(_moment(line, zone))
    for one in beside:
        days[one.day].append(
            {
                "time": "", "title": one.title, "value": one.writer, "detail": one.words,
                "pictures": [{"file": file, "alt": alt} for file, alt in one.pictures],
            }
        )  # fmt: skip
    return {
        "title": _("Diary of %(name)s") % {"name": child.first_name},
        "author": "Kiekeboe",
        "language": language.partition("-")[0],
        "about": _("From %(first)s up to and including %(last)s")
        % {"first": _day(period.first), "last": _day(period.last)},
        "days": [{"title": _day(day), "moments": moments} for day, moments in sorted(days.items())],
    }


def _day(day) -> str:
    return date_format(day, "l j F Y")


def _moment(line: Line, zone) -> dict:
    told = wording.told(line, now=line.ended_at or line.started_at)
    return {
        "time": f"{line.started_at.astimezone(zone):%H:%M}",
        "title": told.title,
        "value": told.value,
        "detail": told.detail,
        "pictures": [],
    }
