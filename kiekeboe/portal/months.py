"""The month of a family: contract days, absences, closed days and public holidays, in words."""

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kiekeboe.care.day import Care, Planning
from kiekeboe.planning.family_plan import planned_of
from kiekeboe.planning.models import Booking
from kiekeboe.planning.reading import schools_of
from kiekeboe.planning.slices import Away, Kind, Slice, slices_of
from kiekeboe.portal.hero import clock, dated, listed

LOOKS = {
    Care.CONTRACT: ("opvang", "", ""),
    Care.CLOSED: ("dicht", "", "calendar-x"),
    Care.SICK: ("ziek", "stop", "thermometer"),
    Care.LEAVE: ("vrij", "butter", "tree-palm"),
    Care.AWAY: ("vrij", "none", "minus"),
}
BOOKED = {
    "extra": ("extra", "ok", "plus"),
    "flexible": ("extra", "ok", "plus"),
    "bonus": ("extra", "ok", "plus"),
    "swap": ("ruil", "ok", "arrow-left-right"),
    "credit": ("ruil", "ok", "arrow-left-right"),
}
COMING = 21
MOST = 10


@lru_cache(maxsize=32)
def public_holidays(year: int, language: str) -> dict:
    """Public holidays in the Netherlands (package holidays), in the language of the reader."""
    return dict(holidays.NL(years=year, language="nl" if language == "nl" else "en_US").items())


def holiday_on(day: date) -> str:
    return public_holidays(day.year, (get_language() or "nl")[:2]).get(day, "")


def plannings_of(family, first: date, last: date) -> dict:
    """The planning of every own child between two dates. One question for any number, and two
    more when school decides."""
    children = [one.child_id for one in family.guardianships]
    places = {one.child_id: one.at_location_id for one in family.guardianships}
    agreed, closed = planned_of(children, set(places.values()) - {None}, first, last)
    schools = schools_of(children, first, last) if _go_to_school(agreed) else {}
    return {
        child: Planning(agreed[child], closed.get(places[child], {}), tuple(schools.get(child, ())))
        for child in children
    }


def _go_to_school(agreed: dict) -> bool:
    """Whether the kind of school day matters for anybody: only then it is asked."""
    return any(one.days is not None for some in agreed.values() for one in some.patterns)


def slices_on(planning: Planning, day: date) -> list[Slice]:
    """What one child does on a day, closed days and its school included."""
    return slices_of(
        planning.agreed, day, closed=planning.closed.get(day), kind_of_day=planning.kind_of_day(day)
    )


def name_of(one: Slice) -> str:
    """What a slice is, in words."""
    if one.away is not None:
        return {
            Away.CLOSED: _("Closed"),
            Away.SICK: _("Sick"),
            Away.LEAVE: _("Day off"),
            Away.UNANNOUNCED: _("Was not here"),
        }[one.away]
    return _("Care") if one.kind == Kind.FIXED else str(Booking.Kind(one.kind).label)


def words_for(plan, holiday) -> str:
    """What a date is, in words."""
    if plan.care is Care.CLOSED:
        return plan.name
    if plan.kind:
        return str(Booking.Kind(plan.kind).label)
    said = {
        Care.CONTRACT: _("Care"),
        Care.SICK: _("Sick"),
        Care.LEAVE: _("Day off"),
        Care.AWAY: _("Was not here"),
        Care.NONE: "",
    }[plan.care]
    return said or holiday


def month_of(
    planning: Planning, year: int, month: int, *, today: date, url, asked=(), occasions=None
) -> list[list[dict]]:
    """Weeks of cells; cells of other months are None. `asked` are days with a wish that nobody
    decided yet, `occasions` the titles of what is organised per day."""
    titles = occasions or {}
    return [
        [
            _marked(_cell(planning, day, today, url), day, day in asked, titles.get(day), url)
            if day.month == month
            else None
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(year, month)
    ]


def _cell(planning, day, today, url):
    plan, holiday = planning.on(day), holiday_on(day)
    look, tone, icon = BOOKED.get(plan.kind) or LOOKS.get(plan.care, ("", "", ""))
    said = [formats.date_format(day, "l j F"), _("today") if day == today else ""]
    said += [words_for(plan, holiday), _times(plan), _("closed") if look == "dicht" else ""]
    if holiday and holiday not in said:
        said.append(holiday)
    if len(list(filter(None, said))) < 2:
        said.append(_("no care"))
    return {
        "number": day.day,
        "today": day == today,
        "look": look,
        "tone": tone,
        "icon": icon,
        "short": words_for(plan, holiday),
        "said": ", ".join(filter(None, said)),
        "url": url(day) if look else "",
    }


def _marked(cell: dict, day: date, asked: bool, titles, url) -> dict:
    """The cell with what waits (hatched) and what is organised."""
    cell["asked"] = asked
    if asked:
        cell["said"] += f", {_('asked, not decided yet')}"
        cell["look"] = cell["look"] or "gevraagd"
        cell["tone"], cell["icon"] = "wait", "hourglass"
        cell["short"] = cell["short"] or _("Asked")
    if titles:
        cell["said"] += f", {listed(titles)}"
        cell["look"] = cell["look"] or "uitje"
        cell["icon"] = cell["icon"] or "sparkles"
        cell["short"] = cell["short"] or titles[0]
    if cell["look"]:
        cell["url"] = url(day)
    return cell


def _times(plan):
    if plan.care is not Care.CONTRACT:
        return ""
    return _("from %(from)s to %(to)s") % {
        "from": clock(plan.starts_at),
        "to": clock(plan.ends_at),
    }


def coming(family, plannings, today: date) -> list[dict]:
    """The days ahead on which something is; children with the same plan share a line."""
    rows = {}
    for ahead in range(COMING):
        day = today + timedelta(days=ahead)
        for relation in family.guardianships:
            plan = plannings[relation.child_id].on(day)
            if plan.care is not Care.NONE:
                rows.setdefault((day, plan), []).append(relation)
    return [_row(day, plan, relations) for (day, plan), relations in list(rows.items())[:MOST]]


def _row(day, plan, relations):
    _look, tone, icon = LOOKS[plan.care]
    times = f"{clock(plan.starts_at)} – {clock(plan.ends_at)}" if not icon else ""
    return {
        "names": listed(relation.child.first_name for relation in relations),
        "weekday": dated(day, "D"),
        "number": day.day,
        "date": formats.date_format(day, "l j F"),
        "title": words_for(plan, ""),
        "sub": times,
        "tone": tone or ("none" if icon else ""),
        "icon": icon,
        "url": f"/parent/children/{relations[0].child_id}/days/{day.isoformat()}/",
    }


def fixed_days(planning: Planning, today: date) -> str:
    """Monday, Tuesday and Thursday: the weekdays of the contract at this moment."""
    monday = today - timedelta(days=today.weekday())
    found = sorted(
        {
            one.weekday
            for one in planning.agreed.patterns
            if one.first <= today + timedelta(days=31) and (one.last is None or one.last >= today)
        }
    )
    names = [formats.date_format(monday + timedelta(days=one - 1), "l") for one in found]
    return listed(names)


def sick_since(planning: Planning) -> date | None:
    """The first day of a sickness that goes on, or nothing."""
    going_on = (one for one in planning.agreed.absences if one.last is None)
    return next((one.first for one in going_on if one.kind == Away.SICK), None)


def closed_ahead(planning: Planning, today: date) -> list[tuple[str, str]]:
    """Closed days from today on, with their reason."""
    return [
        (dated(day, "D j F"), name) for day, name in sorted(planning.closed.items()) if day >= today
    ]
