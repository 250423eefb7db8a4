"""How the day stands, in one sentence and one line below it."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kiekeboe.care.day import Day, State
from kiekeboe.lib.dates import spelled
from kiekeboe.lib.templatetags.names import listed


@dataclass(frozen=True)
class Hero:
    """The head of the day. `kind` colours it; `empty` is a day without care."""

    eyebrow: str
    title: str
    text: str = ""
    kind: str = ""
    empty: bool = False


def clock(moment, zone=None) -> str:
    """24 hours, as everywhere in the house."""
    local = moment.astimezone(zone) if zone else moment
    return local.strftime("%H:%M")


def weekday(day) -> str:
    return spelled(day, "l")


def dated(day, form) -> str:
    """A date in the form of Django; Dutch writes its days and months without a capital."""
    words = spelled(day, form).replace(".", "")
    return words.lower() if (get_language() or "").startswith("nl") else words


def long_date(day) -> str:
    """Tuesday 14 April, with the first letter as a title."""
    words = spelled(day, "l j F")
    return words[:1].upper() + words[1:]


def at_the_door(day: Day, name: str) -> str:
    """Mum or dad when that says who it is, otherwise the name as the group wrote it."""
    relation = day.parents.get(name)
    if relation is None or list(day.parents.values()).count(relation) > 1:
        return name
    return {"mother": _("mum"), "father": _("dad")}.get(relation, name)


def hero_of(day: Day, name: str) -> Hero:
    """What a parent reads first."""
    eyebrow = long_date(day.day)
    if day.day == day.today and day.state in (State.HERE, State.ASLEEP):
        eyebrow = _("Now, %(time)s") % {"time": clock(day.now, day.zone)}
    tell = _nothing_yet if day.for_relative and not day.stays else _TELLERS[day.state]
    title, text, kind = tell(day, name)
    empty = day.state not in (State.HERE, State.ASLEEP, State.HOME, State.EXPECTED)
    return Hero(eyebrow, title, text, kind, empty and not day.lines)


def _asleep(day, name):
    since = clock(day.nap.started_at, day.zone)
    looks = day.looks.get(day.nap.id)
    if not looks:
        return (
            _("%(name)s is asleep") % {"name": name},
            _("Since %(time)s.") % {"time": since},
            "slaap",
        )
    text = _("Since %(time)s. %(who)s looked at %(looked)s.") % {
        "time": since,
        "who": looks[-1].by,
        "looked": clock(looks[-1].at, day.zone),
    }
    return _("%(name)s is asleep") % {"name": name}, text, "slaap"


def _here(day, name):
    stay = next(one for one in day.stays if one.left_at is None)
    text = _("Since %(time)s.") % {"time": clock(stay.arrived_at, day.zone)}
    if stay.brought_by:
        text = _("Since %(time)s, brought by %(who)s.") % {
            "time": clock(stay.arrived_at, day.zone),
            "who": at_the_door(day, stay.brought_by),
        }
    return _("%(name)s is here with us") % {"name": name}, text, ""


def _home(day, name):
    came, left = clock(day.stays[0].arrived_at, day.zone), clock(day.stays[-1].left_at, day.zone)
    title = _("%(name)s is back home") if day.day == day.today else _("%(name)s was here")
    who = listed(line.author for line in reversed(day.lines))
    text = _("From %(from)s to %(to)s, with %(who)s.") if who else _("From %(from)s to %(to)s.")
    return title % {"name": name}, text % {"from": came, "to": left, "who": who}, ""


def _expected(day, name):
    plan = day.plan
    times = {"from": clock(plan.starts_at), "to": clock(plan.ends_at)}
    if day.day == day.today:
        return (
            _("%(name)s is coming today") % {"name": name},
            _("Care from %(from)s to %(to)s.") % times,
            "",
        )
    return (
        _("%(name)s is coming on %(day)s") % {"name": name, "day": weekday(day.day)},
        _("Care from %(from)s to %(to)s.") % times,
        "",
    )


def _missed(day, name):
    return _("%(name)s was not here") % {"name": name}, _next_care(day, name), ""


def _closed(day, name):
    reason = _("%(reason)s. We are closed.") % {"reason": day.plan.name}
    return (
        _title(day, _("Closed today"), _("Closed this day")),
        _beside(reason, _next_care(day, name)),
        "",
    )


def _sick(day, name):
    return _("%(name)s is reported sick") % {"name": name}, _next_care(day, name), "gezondheid"


def _leave(day, name):
    return _("%(name)s has a day off") % {"name": name}, _next_care(day, name), ""


def _none(day, name):
    return _title(day, _("No care today"), _("No care this day")), _next_care(day, name), ""


def _nothing_yet(day, name):
    """Who reads along knows no plans: only that there is nothing of this day."""
    words = _("Nothing of %(name)s yet"), _("Nothing of %(name)s on this day")
    return _title(day, *words) % {"name": name}, "", ""


def _title(day, today, other):
    return today if day.day == day.today else other


def _beside(*sentences):
    return " ".join(filter(None, sentences))


def _next_care(day, name) -> str:
    found = day.planning.next_after(max(day.day, day.today))
    if not found or day.day < day.today:
        return ""
    when, plan = found
    words = {
        "day": spelled(when, "l j F"),
        "time": clock(plan.starts_at),
        "name": name,
    }
    return _("%(name)s is here again on %(day)s at %(time)s.") % words


_TELLERS = {
    State.ASLEEP: _asleep,
    State.HERE: _here,
    State.HOME: _home,
    State.EXPECTED: _expected,
    State.MISSED: _missed,
    State.CLOSED: _closed,
    State.SICK: _sick,
    State.LEAVE: _leave,
    State.AWAY: _missed,
    State.NONE: _none,
}
