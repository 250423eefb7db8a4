"""Schools, their own days, and which child goes where (out-of-school care)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import School, SchoolDay, Schooling

LONGEST = 62  # days in one go


class NameTaken(ValueError):
    """There is a school of this name already."""


class TooLong(ValueError):
    """More days at once than a school holiday has."""


@transaction.atomic
def add_school(id: UUID, *, by: Actor, at: datetime, **facts) -> School:
    """A school that children come from. Twice changes nothing. Raises NameTaken."""
    locked_head(by.organisation)
    if known := School.objects.filter(pk=id, organisation=by.organisation).first():
        return known
    _need_free(by, facts["name"])
    school, _ = create_once(School.objects, id, by.organisation, **facts)
    record("school_added", school, by=by, at=at)
    return school


@transaction.atomic
def edit_school(school: School, *, by: Actor, at: datetime, **facts) -> None:
    """Other times, another region or name. The same again changes nothing. Raises NameTaken."""
    locked_head(by.organisation)
    changed = {name: fact for name, fact in facts.items() if getattr(school, name) != fact}
    if not changed:
        return
    if "name" in changed:
        _need_free(by, changed["name"], besides=school)
    for name, fact in changed.items():
        setattr(school, name, fact)
    school.save(update_fields=[*changed])
    record("school_changed", school, by=by, at=at)


@transaction.atomic
def set_days(
    school: School, first: date, last: date, kind: str | None, *, by: Actor, at: datetime
) -> int:
    """These days are of a kind of their own; None: as its region says. Weekends are left out.

    Answers how many days changed. Raises TooLong.
    """
    if not 0 <= (last - first).days < LONGEST:
        raise TooLong(f"{first} – {last}")
    locked_head(by.organisation)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day.isoweekday() < 6]
    known = dict(SchoolDay.objects.filter(school=school, day__in=days).values_list("day", "kind"))
    changed = [day for day in days if known.get(day) != kind]
    if not changed:
        return 0
    SchoolDay.objects.filter(school=school, day__in=changed).delete()
    if kind is not None:
        SchoolDay.objects.bulk_create(
            SchoolDay(organisation_id=school.organisation_id, school=school, day=day, kind=kind)
            for day in changed
        )
    record("school_days_set", school, by=by, at=at, children=_pupils(school, first, last))
    return len(changed)


@transaction.atomic
def go_to(child, school: School | None, *, first_day: date, by: Actor, at: datetime) -> None:
    """From this day the child goes to this school (None: to none that we know); an older one
    ends the day before. The same again changes nothing."""
    locked_head(by.organisation)
    standing = Schooling.objects.filter(child=child, ended_on=None).first()
    if (standing.school_id if standing else None) == (school.pk if school else None):
        return
    if standing and standing.started_on >= first_day:
        standing.delete()
    elif standing:
        standing.ended_on = first_day - timedelta(days=1)
        standing.save(update_fields=["ended_on"])
    if school:
        Schooling.objects.create(
            organisation_id=child.organisation_id, child=child, school=school,
            started_on=first_day,
        )  # fmt: skip
    record("school_chosen", child, by=by, at=at, children=[child.pk])


def _need_free(by: Actor, name: str, besides: School | None = None) -> None:
    same = School.objects.filter(organisation=by.organisation, name__iexact=name)
    if same.exclude(pk=besides and besides.pk).exists():
        raise NameTaken(name)


def _pupils(school: School, first: date, last: date) -> list:
    going = Schooling.objects.filter(school=school, started_on__lte=last)
    return list(going.exclude(ended_on__lt=first).values_list("child", flat=True).distinct())
