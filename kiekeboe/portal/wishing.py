"""Days to choose from, in the words of a family: what is possible, and what is not and why."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.organisation.models import Group
from kiekeboe.planning.asking import Wish
from kiekeboe.planning.choosing import Choice
from kiekeboe.planning.reading import agreed_of, clock, minute
from kiekeboe.planning.request_policy import Ask, Outcome, Rule
from kiekeboe.planning.slices import Kind, slices_of
from kiekeboe.portal.hero import dated

WEEKS = 4
NOON = 13 * 60
FEW = 2  # places left that are worth telling


def own_group(relation):
    """The group of a child with its location."""
    return Group.objects.select_related("location").get(pk=relation.at_group_id)


def usual_times(relation, group, today: date) -> tuple[int, int]:
    """From when to when this child usually comes, in minutes; without a contract the opening."""
    agreed = agreed_of([relation.child_id], today, today + timedelta(days=28))
    patterns = agreed[relation.child_id].patterns
    if not patterns:
        return minute(group.location.opens_at), minute(group.location.closes_at)
    return min(one.start for one in patterns), max(one.end for one in patterns)


def parts(start: int, end: int) -> dict[str, tuple[str, time, time]]:
    """The parts of a day that can be asked: a name, from when, until when."""
    found = {"day": (_("Whole day"), clock(start), clock(end))}
    if start < NOON < end:
        found["morning"] = (_("Morning"), clock(start), clock(NOON))
        found["afternoon"] = (_("Afternoon"), clock(NOON), clock(end))
    return found


def days_ahead(today: date, weeks: int = WEEKS) -> list[date]:
    """Monday to Friday of this week and the next ones."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(days=7 * week + day) for week in range(weeks) for day in range(5)]


def fixed_ahead(relation, today: date, weeks: int = 8) -> list[dict]:
    """Fixed days that could be given up, with their times."""
    last = today + timedelta(weeks=weeks)
    agreed = agreed_of([relation.child_id], today, last)[relation.child_id]
    found = []
    for ahead in range((last - today).days + 1):
        day = today + timedelta(days=ahead)
        for one in slices_of(agreed, day):
            if one.kind == Kind.FIXED and one.comes:
                found.append(
                    {
                        "day": day,
                        "weekday": dated(day, "D"),
                        "said": dated(day, "l j F"),
                        "starts": clock(one.start),
                        "ends": clock(one.end),
                    }
                )
    return found


def weeks_of(choices: Iterable[Choice], url, *, chosen: date | None, today: date) -> list[dict]:
    """The choices as weeks of five days, each with what it says and where it leads."""
    weeks: dict[date, list] = {}
    for choice in choices:
        monday = choice.day - timedelta(days=choice.day.weekday())
        weeks.setdefault(monday, []).append(_cell(choice, url, chosen, today))
    return [{"title": _title(monday, today), "days": days} for monday, days in weeks.items()]


def _title(monday: date, today: date) -> str:
    this = today - timedelta(days=today.weekday())
    named = {this: _("This week"), this + timedelta(days=7): _("Next week")}
    friday = monday + timedelta(days=4)
    return named.get(monday) or f"{dated(monday, 'j F')} – {dated(friday, 'j F')}"


def _cell(choice: Choice, url, chosen, today) -> dict:
    room, tone, icon = _said(choice, today)
    asks = choice.decision.outcome != Outcome.REFUSED
    return {
        "weekday": dated(choice.day, "D"),
        "number": choice.day.day,
        "room": room,
        "tone": tone,
        "icon": icon,
        "said": f"{dated(choice.day, 'l j F')}, {room}",
        "url": url(choice.day) if asks else "",
        "current": choice.day == chosen,
    }


def _said(choice: Choice, today: date) -> tuple[str, str, str]:
    """(words, tone, icon) of one day."""
    outcome, rule = choice.decision.outcome, choice.decision.rule
    if choice.closed:
        return _("Closed"), "", "calendar-x"
    if choice.comes:
        return _("Comes"), "", ""
    if rule == Rule.PAST or choice.day < today:
        return _("Past"), "", ""
    if outcome == Outcome.WAITING:
        return _("Full"), "none", "hourglass"
    if outcome == Outcome.REFUSED:
        return _("Not possible"), "", "ban"
    if choice.places <= FEW:
        few = ngettext("%(n)s place", "%(n)s places", choice.places) % {"n": choice.places}
        return few, "warn", "circle-alert"
    return _("Room"), "ok", "circle-check"


def wish_for(relation, group, ask: Ask, day: date, starts: time, ends: time, **more) -> Wish:
    return Wish(
        child=relation.child, guardian=relation.guardian, group=group, ask=ask, day=day,
        starts_at=starts, ends_at=ends, **more,
    )  # fmt: skip


def stretch_or_none(text: str) -> tuple[date, time, time] | None:
    """A day with times out of an address: 2026-11-27T0800-1800."""
    try:
        day, times = text.split("T")
        starts, ends = times.split("-")
        return (
            date.fromisoformat(day),
            time(int(starts[:2]), int(starts[2:])),
            time(int(ends[:2]), int(ends[2:])),
        )
    except (ValueError, AttributeError):
        return None
