"""The hours of a year in the words of a family, and what is left on the balance (E10)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.planning.balancing import UNITS
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.models import Booking, Credit, Request
from kiekeboe.planning.reading import minute
from kiekeboe.planning.requests_of import rules_on
from kiekeboe.planning.slices import Away, Kind
from kiekeboe.planning.year_hours import hours_of
from kiekeboe.portal.access import zone_of
from kiekeboe.portal.feeds import undecided
from kiekeboe.portal.hero import dated
from kiekeboe.portal.months import plannings_of


def year_of(family, relation, year: int, today: date) -> dict:
    """{came, away: lists of (name, hours until today, hours in all), total} of one child."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    planning = plannings_of(family, first, last)[relation.child_id]
    zone, told = zone_of(relation), []
    for begin, end in ((first, min(today, last)), (first, last)):
        told.append(
            hours_of(
                planning.agreed, begin, end, zone,
                closed=planning.closed, kind_of_day=planning.kind_of_day,
            )
        )  # fmt: skip
    past, whole = told
    return {
        "came": [
            (name, hours(past.came[kind]), hours(whole.came[kind]))
            for kind, name in _kinds() if kind == Kind.FIXED or whole.came[kind]
        ],
        "away": [
            (name, hours(past.away[kind]), hours(whole.away[kind]))
            for kind, name in _reasons() if whole.away[kind]
        ],
        "total": (hours(past.total), hours(whole.total)),
    }  # fmt: skip


def _kinds():
    return [(Kind.FIXED, _("Contract"))] + [
        (Kind(one), str(one.label)) for one in Booking.Kind
    ]  # fmt: skip


def _reasons():
    return [
        (Away.LEAVE, _("Day off")),
        (Away.SICK, _("Sick")),
        (Away.UNANNOUNCED, _("Was not here")),
        (Away.CLOSED, _("Closed")),
    ]


def hours(minutes: int) -> str:
    """Hours and minutes: 8:30."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def balance_words(relation, location, today: date) -> dict | None:
    """What is left, and until when; None where the rules know no balance. Two questions."""
    unit = UNITS.get(rules_on(location, today).mode)
    if unit is None:
        return None
    held = balance_of(relation.child, location, today)
    return {
        "total": amount(held.total, unit),
        "parts": [
            (
                amount(one.amount, unit),
                _("until %(day)s") % {"day": dated(one.earned.until, "j F Y")}
                if one.earned.until
                else _("stays good"),
            )
            for one in held.left
        ],
    }


def amount(many: int, unit) -> str:
    """Hours, or parts of a day."""
    if unit == Credit.Unit.MINUTES:
        return _("%(hours)s hours") % {"hours": hours(many)}
    return ngettext("%(n)s part of a day", "%(n)s parts of a day", many) % {"n": many}


def waiting(relation, year: int) -> tuple[int, str]:
    """How many wishes of this household wait, and how many hours they are. One question."""
    rows = [
        one
        for one in undecided(
            relation.guardian, [relation.child_id], date(year, 1, 1), date(year, 12, 31)
        )
        if one.ask != Request.Ask.LEAVE
    ]
    return len(rows), hours(sum(minute(one.ends_at) - minute(one.starts_at) for one in rows))


def years_around(relation, today: date) -> list[int]:
    """The years that can be looked at: from the first day of the child to next year."""
    begin = (relation.child.started_on or today).year
    return list(range(max(begin, today.year - 4), (today + timedelta(days=90)).year + 1))
