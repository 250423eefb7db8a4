"""One day of the planning of a child: when it comes, with whom, and who its mentor is."""

from datetime import date

from django.utils.translation import gettext as _

from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Role
from kiekeboe.planning.occasions import standing_for
from kiekeboe.planning.reading import clock as wall
from kiekeboe.planning.reading import days_between
from kiekeboe.planning.slices import DayType
from kiekeboe.planning.staffing import names_on
from kiekeboe.portal.access import zone_of
from kiekeboe.portal.feeds import undecided
from kiekeboe.portal.hero import clock, listed
from kiekeboe.portal.months import holiday_on, name_of, plannings_of, slices_on
from kiekeboe.portal.requests import listed as request_row

SCHOOL = {
    DayType.SCHOOL: lambda: _("School day"),
    DayType.FREE_AFTERNOON: lambda: _("Free afternoon"),
    DayType.STUDY: lambda: _("No school: study day"),
    DayType.HOLIDAY: lambda: _("School holidays"),
}


def day_of(family, relation, day: date) -> dict:
    """What the page of a day shows: a fixed number of questions, two more per group it comes in."""
    planning = plannings_of(family, day, day)[relation.child_id]
    slices = slices_on(planning, day)
    here = [one for one in slices if one.comes]
    groups = Group.objects.in_bulk({one.group for one in here})
    kind = planning.kind_of_day(day)
    guardian, child = relation.guardian, relation.child_id
    return {
        "day": day,
        "plan": planning.on(day),
        "parts": [_part(one, groups) for one in slices],
        "staff": [_staff(groups[one], day) for one in dict.fromkeys(one.group for one in here)],
        "mentor": mentor_of(child, day),
        "holiday": holiday_on(day),
        "closed": planning.closed.get(day, ""),
        "school": SCHOOL[kind]() if kind else "",
        "wishes": [request_row(one) for one in undecided(guardian, [child], day, day)],
        "occasions": [
            {
                "url": f"/parent/occasions/{one.pk}/",
                "title": one.title,
                "sub": ", ".join(
                    filter(None, [clock(one.starts_at, zone_of(relation)), one.place])
                ),
                "comes": one.signed_up,
            }
            for one in standing_for([child], day, day, guardians=[guardian.pk])
        ],
    }


def _part(one, groups) -> dict:
    return {
        "name": name_of(one),
        "times": f"{clock(wall(one.start))} – {clock(wall(one.end))}",
        "group": groups[one.group].name if one.comes else "",
        "lent": one.lent_from is not None,
    }


def _staff(group, day: date) -> dict:
    """Who works in a group that day, by first name (Wko besluit, art. 9 lid 3)."""
    return {
        "group": group.name,
        "names": listed(dict.fromkeys(one.first_name for one in names_on(group, day))),
    }


def mentor_of(child, day: date) -> str:
    """The first name of the mentor of a child."""
    roles = Role.objects.in_force(day).filter(child=child, name=Role.Name.MENTOR)
    return (
        roles.order_by("-started_on").values_list("employee__first_name", flat=True).first() or ""
    )


def days_asked(relation, first: date, last: date) -> set[date]:
    """Days with care that this household asked for and that nobody decided. One question."""
    rows = undecided(relation.guardian, [relation.child_id], first, last)
    return {
        day
        for one in rows.values_list("day", "last_day")
        for day in days_between(max(one[0], first), min(one[1], last))
    }


def occasions_of(family, relation, first: date, last: date) -> dict[date, list[str]]:
    """The titles of what is organised for a child, per day. One question."""
    found: dict[date, list[str]] = {}
    zone, mine = zone_of(relation), {one.guardian_id for one in family.guardianships}
    for one in standing_for([relation.child_id], first, last, guardians=mine):
        found.setdefault(one.starts_at.astimezone(zone).date(), []).append(one.title)
    return found
