"""The report of a talk as a PDF: for parents to keep, and for the school when they say yes (L3)."""

from datetime import datetime
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kiekeboe.development.models import Talk
from kiekeboe.development.models.observations import Area
from kiekeboe.development.talks import NotShared
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record
from kiekeboe.lib import papers

TEMPLATE = Path(__file__).parent / "typeset" / "report"


def hand_over(talk: Talk, *, language: str, by: Actor, at: datetime) -> bytes:
    """The PDF/UA of a shared report with what was agreed. That it was taken is written down.

    What parents wrote stays with each of them, and scales and concerns with the group. Raises
    NotShared and papers.NotMade.
    """
    if not talk.shared_at:
        raise NotShared
    with override(language):
        values = _values(talk) | {"language": language.partition("-")[0]}
    paper = papers.typeset(TEMPLATE, values, at=at)
    record("mentor_talk_downloaded", talk, by=by, at=at, children=[talk.child_id])
    return paper.pdf


def name_of(talk: Talk) -> str:
    """What the report is called, in the language that is on."""
    return f"{talk.child}: {talk.get_kind_display()}"


def _values(talk: Talk) -> dict:
    days = {"first": _day(talk.first_day), "last": _day(talk.last_day)}
    texts = {one.area: one.text for one in talk.parts.exclude(text="")}
    parts = [("", talk.opening)]
    parts += [(str(Area(area).label), texts[area]) for area in Area.values if area in texts]
    return {
        "title": name_of(talk),
        "author": "Kiekeboe",
        "about": _("Looks back at %(first)s to %(last)s.") % days,
        "parts": [
            {"title": title, "sentences": text.split("\n")} for title, text in parts if text
        ] + _agreed(talk),
    }  # fmt: skip


def _agreed(talk: Talk) -> list[dict]:
    if not talk.held_on:
        return []
    when = _day(talk.held_on) + (f" · {talk.present}" if talk.present else "")
    told = [when, *talk.agreements.split("\n")]
    if talk.next_on:
        told.append(_("Next talk %(day)s.") % {"day": _day(talk.next_on)})
    return [{"title": _("What we agreed"), "sentences": [one for one in told if one]}]


def _day(day) -> str:
    return date_format(day, "j F Y")
