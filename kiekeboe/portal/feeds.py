"""What stands in the calendar that a family subscribes to, and how it is written (RFC 5545).

Only what the guardian may see in the planning: days on which the own children come, days on which
the house is closed, own wishes that nobody decided yet, and what is organised. Why a child stays
away is in no calendar: calendars are shared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from kiekeboe.planning.models import Request
from kiekeboe.planning.occasions import standing_for
from kiekeboe.planning.reading import minute
from kiekeboe.planning.slices import moment
from kiekeboe.portal.access import zone_of
from kiekeboe.portal.months import plannings_of, slices_on

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
HOURS = timedelta(hours=6)  # how often a calendar app should look again


@dataclass(frozen=True)
class Told:
    """One line of the calendar. Moments in time, or a whole day when `ends` is a date."""

    about: str  # the same for the same thing, so that an app changes it in place
    title: str
    starts: datetime | date
    ends: datetime | date
    place: str = ""
    certain: bool = True
    busy: bool = True


def told_to(guardian, family, today: date) -> list[Told]:
    """Everything in the calendar of one guardian, in order. Four questions for any number of
    children."""
    first, last = today - BACK, today + AHEAD
    plannings = plannings_of(family, first, last)
    found = []
    for relation in family.guardianships:
        found += _care(relation, plannings[relation.child_id], first, last)
    found += _closed(family, plannings)
    found += _wishes(guardian, family, first, last)
    found += [
        Told(f"occasion {one.pk}", one.title, one.starts_at, one.ends_at, one.place,
             one.signed_up, one.signed_up)
        for one in standing_for(plannings, first, last, guardians=[guardian.pk])
    ]  # fmt: skip
    return sorted(found, key=lambda one: (str(one.starts), one.title))


def _care(relation, planning, first: date, last: date) -> Iterable[Told]:
    zone, child = zone_of(relation), relation.child_id
    title = _("%(name)s at childcare") % {"name": relation.child.first_name}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        for one in slices_on(planning, day):
            if one.comes:
                yield Told(
                    f"care {child} {day} {one.start}", title, moment(day, one.start, zone),
                    moment(day, one.end, zone), relation.at_location_name or "",
                )  # fmt: skip


def _closed(family, plannings) -> Iterable[Told]:
    """Closed days, once for children who go to the same place."""
    said = {}
    for relation in family.guardianships:
        for day, name in plannings[relation.child_id].closed.items():
            said[relation.at_location_id, day] = name, relation.at_location_name or ""
    for (location, day), (name, place) in said.items():
        title = _("Childcare closed: %(reason)s") % {"reason": name}
        yield Told(
            f"closed {location} {day}", title, day, day + timedelta(days=1), place, busy=False
        )


def _wishes(guardian, family, first: date, last: date) -> Iterable[Told]:
    """Care that this household asked for and that is not decided: nothing of another home's."""
    known = {one.child_id: one for one in family.guardianships}
    rows = undecided(guardian, known, first, last).exclude(ask=Request.Ask.LEAVE)
    for row in rows:
        relation = known[row.child_id]
        zone = zone_of(relation)
        title = _("%(name)s, asked: %(what)s") % {
            "name": relation.child.first_name, "what": row.get_ask_display(),
        }  # fmt: skip
        yield Told(
            f"wish {row.pk}", title, moment(row.day, minute(row.starts_at), zone),
            moment(row.day, minute(row.ends_at), zone), relation.at_location_name or "",
            certain=False, busy=False,
        )  # fmt: skip


def undecided(guardian, children, first: date, last: date):
    """Wishes of the household of a guardian about these children that still wait."""
    return (
        Request.objects.undecided()
        .filter(child__in=list(children), day__lte=last, last_day__gte=first)
        .filter(guardian__household=guardian.household_id)
        .order_by("day", "id")
    )


def etag_of(lines: Iterable[Told], language: str) -> str:
    """The same for the same calendar."""
    return f'"{sha256(repr((language, list(lines))).encode()).hexdigest()[:24]}"'


def written(lines: Iterable[Told], feed_id: UUID, made_at: datetime) -> bytes:
    """The calendar as text/calendar. Its ids say nothing about whom it is."""
    page = Calendar()
    page.add("prodid", "-//Kiekeboe//Planning//NL")
    page.add("version", "2.0")
    page.add("method", "PUBLISH")
    page.add("x-wr-calname", _("Childcare"))
    page.add("refresh-interval", vDuration(HOURS), parameters={"VALUE": "DURATION"})
    page.add("x-published-ttl", vDuration(HOURS))
    for line in lines:
        page.add_component(_event(line, feed_id, made_at))
    return page.to_ical()


def _event(line: Told, feed_id: UUID, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(feed_id, line.about)}@kiekeboe")
    event.add("dtstamp", made_at)
    event.add("summary", line.title)
    for name, at in (("dtstart", line.starts), ("dtend", line.ends)):
        event.add(name, at.astimezone(UTC) if isinstance(at, datetime) else at)
    if line.place:
        event.add("location", line.place)
    event.add("status", "CONFIRMED" if line.certain else "TENTATIVE")
    event.add("transp", "OPAQUE" if line.busy else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
