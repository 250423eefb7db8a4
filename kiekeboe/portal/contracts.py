"""A contract in the words of a family: the week, its hours, and what another one asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.billing.hours import YearPart, of_a_month
from kiekeboe.billing.rounding import hundredths
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.contract_changes import Standing, week_of
from kiekeboe.planning.models import ContractChange
from kiekeboe.planning.room import Why
from kiekeboe.planning.week_room import DayRoom, room_for_week
from kiekeboe.portal.access import today_of
from kiekeboe.portal.contract_forms import weekday_name
from kiekeboe.portal.hero import clock, dated

State = ContractChange.State
LOOKS = {
    State.REQUESTED: ("wait", "hourglass"),
    State.APPROVED: ("ok", "circle-check"),
    State.DECLINED: ("stop", "octagon-x"),
    State.WITHDRAWN: ("none", "minus"),
}


@dataclass(frozen=True)
class Hours:
    """How much a week is, per week and on average per month (nl-rules §3.2)."""

    days: int
    week: str
    month: str


def hours_of(parts: list[YearPart], days: int) -> Hours:
    per_week = sum(one.minutes for one in parts)
    return Hours(days, _hours(per_week / 60), _hours(float(hundredths(of_a_month(parts)))))


def _hours(number: float) -> str:
    """10.5 as people write it: no zeros behind the comma."""
    places = 0 if number == int(number) else 2
    return number_format(number, places, use_l10n=True)


def lines_of(week) -> list[tuple[str, str]]:
    """(weekday, times) of a week."""
    return [(weekday_name(day), f"{clock(a)} – {clock(b)}") for day, (a, b) in sorted(week.items())]


def lines_of_rows(standing: Standing) -> list[tuple[str, str]]:
    """The same of what stands, also where a week does not say it all."""
    told = []
    for row in standing.rows:
        said = f"{clock(row.starts_at)} – {clock(row.ends_at)}"
        if row.every_weeks > 1:
            said += ", " + _("every %(n)s weeks") % {"n": row.every_weeks}
        if row.day_types:
            only = set(row.day_types) == {"holiday"}
            said += ", " + (_("in school holidays") if only else _("in school weeks"))
        told.append((weekday_name(row.weekday), said))
    return told


def may_change(relation) -> bool:
    """Who signed the contract may change it; when nobody is noted, who has legal authority."""
    if relation.is_contract_parent:
        return True
    signers = Guardianship.objects.in_force(today_of(relation)).filter(child=relation.child_id)
    signed = signers.filter(is_contract_parent=True).exists()
    return relation.has_authority and not signed


def newly_asked(week, standing: Standing) -> dict:
    """The days of a week that are not agreed already with these very times."""
    return {day: times for day, times in week.items() if standing.week.get(day) != times}


def room_of(child, group, week, standing: Standing, *, day: date, today: date) -> list[dict]:
    """Room for each day that is new, in words."""
    asked = newly_asked(week, standing)
    if not asked:
        return []
    return [_room(one) for one in room_for_week(child, group, asked, day=day, today=today)]


def _room(one: DayRoom) -> dict:
    return {
        "name": weekday_name(one.weekday),
        "times": f"{clock(one.starts_at)} – {clock(one.ends_at)}",
        "fits": one.fits,
        "tone": "ok" if one.fits else "wait",
        "icon": "circle-check" if one.fits else "hourglass",
        "said": _("There is room") if one.fits else _lacking(one),
    }


def _lacking(one: DayRoom) -> str:
    why = {
        Why.FULL: _("The group is full"),
        Why.NOT_TOGETHER: _("These ages may not be in one group"),
        Why.TOO_FEW_STAFF: _("No colleague is planned for it yet"),
        Why.GROUP_CLOSED: _("We are closed then"),
    }[one.room.why]
    lacks = one.days - one.free
    often = ngettext("on %(n)s of %(days)s days", "on %(n)s of %(days)s days", lacks)
    return f"{why}, {often % {'n': lacks, 'days': one.days}}"


def of_households(relations):
    """Questions about contracts of the own households: the other home's are its own (U35)."""
    mine = Q(pk=None)
    for one in relations:
        mine |= Q(child=one.child_id, guardian__household=one.guardian.household_id)
    return ContractChange.objects.filter(mine)


def page_of(family, change_id) -> str:
    """Where an own question about a contract stands; empty when there is none of this id."""
    change = of_households(family.guardianships).filter(pk=change_id).first()
    return f"/parent/children/{change.child_id}/contract/" if change else ""


def told(change: ContractChange) -> dict:
    """A question about the contract, for the page and the list."""
    tone, icon = LOOKS[State(change.state)]
    end = change.kind == ContractChange.Kind.END
    day = dated(change.day, "j F Y")
    return {
        "pk": change.pk,
        "title": change.get_kind_display(),
        "sub": (_("Last day %(day)s") if end else _("From %(day)s")) % {"day": day},
        "lines": [] if end else lines_of(week_of(change)),
        "state": change.get_state_display(),
        "tone": tone,
        "icon": icon,
        "asked": tone == "wait",
        "reason": change.reason,
        "by": change.guardian.first_name if change.guardian else "",
        "received_at": change.received_at,
    }
