"""What the week of a group warns of: steady faces, rooms, one who stands alone, first aid (H3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from kiekeboe.lib.dates import spelled
from kiekeboe.office.questions.week_grid import Grid
from kiekeboe.people.models import Qualification
from kiekeboe.planning.faces import faces_on
from kiekeboe.planning.judged_words import clock, seconds, tone, verdict
from kiekeboe.planning.ratio_words import sentence
from kiekeboe.planning.steady_faces import Face
from kiekeboe.planning.steady_week import face_warnings, moves_too_much, needs_faces
from kiekeboe.planning.weighing import FIRST_AID, Skill


@dataclass(frozen=True)
class Caution:
    """One sentence; `child` when it is about one, `tone` warn or stop."""

    text: str
    child: object = None
    tone: str = "warn"


def warnings(grid: Grid) -> list[Caution]:
    """All warnings of a week, those of the law first. Two questions."""
    return [
        *_verdicts(grid),
        *_together(grid),
        *_alone(grid),
        *_first_aid(grid),
        *_of_children(grid),
    ]


def _verdicts(grid: Grid) -> Iterable[Caution]:
    """What the rule of three hours says of each day that lacks staff."""
    for one in grid.days:
        judged = one.judged
        if judged.lacks and not one.closed:
            said = verdict(judged.judged)
            if not judged.may_be_together:
                said = sentence(
                    next(each.needed for each in judged.lacks if not each.needed.allowed)
                )
            yield Caution(f"{spelled(one.day, 'D j F')}: {said}", tone=tone(judged))


def _together(grid: Grid) -> Iterable[Caution]:
    for one in grid.days:
        day = spelled(one.day, "D j F")
        for start, end in one.staffed.full:
            when = {"day": day, "start": clock(start), "end": clock(end)}
            yield Caution(
                _("%(day)s %(start)s–%(end)s: more children than places.") % when, tone="stop"
            )


def _alone(grid: Grid) -> Iterable[Caution]:
    """One professional and nobody else in the building: the same on more days is told once."""
    said: dict[str, list[str]] = defaultdict(list)
    for one in grid.days:
        for start, end, second in one.judged.alone:
            when = f"{spelled(one.day, 'D')} {clock(start)}–{clock(end)}"
            said[" ".join(seconds(second))].append(when)
    for words, when in said.items():
        yield Caution(_("One colleague alone: %s.") % ", ".join(when) + " " + words)


def _first_aid(grid: Grid) -> Iterable[Caution]:
    """When children are there and nobody with first aid is: only where certificates are kept."""
    duties = grid.plan.duties
    people = {one.employee for day in duties.values() for one in day}
    held = defaultdict(list)
    rows = Qualification.objects.filter(employee__in=people, kind=FIRST_AID)
    for employee, *skill in rows.values_list("employee", "kind", "counts", "first_day", "last_day"):
        held[employee].append(Skill(*skill))
    if not held:
        return
    for one in grid.days:
        able = [
            (each.start, each.end)
            for each in duties.get(one.day, ())
            if any(skill.holds_on(one.day) for skill in held[each.employee])
        ]
        busy = [(each.start, each.end) for each in one.staffed.moments if each.children]
        if gaps := uncovered(busy, able):
            hours = ", ".join(f"{clock(start)}–{clock(end)}" for start, end in gaps)
            when = {"day": spelled(one.day, "D j F"), "hours": hours}
            yield Caution(_("%(day)s %(hours)s: nobody with first aid for children.") % when)


def uncovered(busy, able) -> list[tuple[int, int]]:
    """The parts of the stretches in `busy` that no stretch in `able` covers, joined."""
    edges = sorted({at for each in (*busy, *able) for at in each})
    found: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        there = any(first <= start < last for first, last in busy)
        if there and not any(first <= start < last for first, last in able):
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _of_children(grid: Grid) -> Iterable[Caution]:
    plan, week = grid.plan, grid.week
    faces = defaultdict(list)
    children = [line.child.pk for line in grid.lines]
    rows = faces_on(children, week.monday, week.sunday).select_related("employee")
    for row in rows.order_by("employee__first_name"):
        faces[row.child_id].append(row)
    at_once = {one.day: _at_once(one.staffed) for one in grid.days}
    working = {one.day: {each.pk for each in one.colleagues} for one in grid.days}
    for line in grid.lines:
        child, about = line.child, line.child if line.reachable else None
        days = [day for day, cells in line.cells if any(_comes(cell) for cell in cells)]
        named = {
            day: [row.employee_id for row in faces[child.pk] if _holds(row, day)] for day in days
        }
        for found in face_warnings(
            child, child.born_on, named, {day: working[day] for day in days}, at_once=at_once
        ):
            yield Caution(_face_words(found, faces[child.pk]), about)
        if days and not any(named.values()) and needs_faces(child.born_on, days[0]):
            yield Caution(_("No steady faces are named for %s.") % child.first_name, about)
        agreed = plan.agreed.get(child.pk)
        if agreed and moves_too_much(agreed, _rooms(plan, child.pk, week)):
            yield Caution(_("%s is in more than two rooms this week.") % child.first_name, about)


def _rooms(plan, child, week) -> set:
    return {one.group for day in week.all_days() for one in plan.slices(child, day) if one.comes}


def _at_once(staffed) -> int:
    """How many professionals the group needs at its busiest."""
    return max((one.needed.staff or 0 for one in staffed.moments), default=0)


def _comes(cell) -> bool:
    return cell.look in ("fixed", "swap", "extra")


def _holds(row, day: date) -> bool:
    return row.first_day <= day and (row.last_day is None or day <= row.last_day)


def _face_words(found, rows) -> str:
    child = found.child.first_name
    if found.face == Face.TOO_MANY:
        told = {"child": child, "many": len(rows), "most": found.most}
        return _("%(child)s has %(many)s steady faces; at most %(most)s may be.") % told
    days = ", ".join(spelled(day, "D") for day in found.days)
    names = ", ".join(row.employee.first_name for row in rows)
    told = {"child": child, "days": days, "names": names}
    return _("%(child)s sees no steady face on %(days)s (%(names)s).") % told
