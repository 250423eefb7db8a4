"""What colleagues may do, how long they work, their leave, and the faces that babies know."""

from datetime import datetime, timedelta

from kiekeboe.people.models import Qualification
from kiekeboe.planning.models import (
    RosterShift,
    School,
    Schooling,
    StaffAbsence,
    SteadyFace,
    Stint,
)
from kiekeboe.story import cast
from kiekeboe.story.clock import ZONE
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import SINCE, actor

SKILLS = (
    ("Eva", "professional", 100),
    ("Eva", "first_aid", 100),
    ("Latifa", "professional", 100),
    ("Joris", "professional", 100),
    ("Joris", "first_aid", 100),
    ("Femke", "professional", 100),
    ("Tom", "trainee", 50),
)
FACES = ("Eva", "Latifa")
A_YEAR = 12  # months


def write(book) -> None:
    for name, kind, counts in SKILLS:
        book.put(
            Qualification, id=fixed("skill", name, kind), employee_id=cast.colleague(name).id,
            kind=kind, counts=counts, first_day=SINCE,
        )  # fmt: skip
    for kid in KIDS:
        if kid.months < A_YEAR and kid.room == cast.KIKKERS:
            for name in FACES:
                book.put(
                    SteadyFace, id=fixed("face", kid.first_name, name), child_id=kid.id,
                    employee_id=cast.colleague(name).id, first_day=_since(book, kid),
                )  # fmt: skip
    _clocked(book)
    _school(book)
    _leave(book)


def _school(book) -> None:
    """The children of the Uilen are fetched from one school."""
    school = book.put(
        School, id=fixed("school", "De Wissel"), name="De Wissel", region="Midden",
        free_afternoons=[3],
    )  # fmt: skip
    for kid in KIDS:
        if kid.room == cast.UILEN:
            book.put(
                Schooling, id=fixed("schooling", kid.first_name), child_id=kid.id,
                school_id=school.pk, started_on=_since(book, kid),
            )  # fmt: skip


def _clocked(book) -> None:
    """Who works today clocked in when the shift began."""
    for shift in list(book.rows[RosterShift]):
        began = datetime.combine(shift.day, shift.starts_at, ZONE)
        ends = datetime.combine(shift.day, shift.ends_at, ZONE)
        if shift.day == book.clock.today and began <= book.clock.now < ends:
            book.put(
                Stint, id=fixed("stint", str(shift.employee_id)), employee_id=shift.employee_id,
                group_id=shift.group_id, started_at=began,
            )  # fmt: skip


def _since(book, kid):
    """Since the child came, as far as it was born then."""
    return book.clock.today - timedelta(days=min(kid.since_days, kid.months * 30))


def _leave(book) -> None:
    """Latifa asks for two days of this week or the next."""
    first = book.clock.today + timedelta(days=2)
    asked = book.put(
        StaffAbsence, id=fixed("leave", "Latifa"), employee_id=cast.colleague("Latifa").id,
        kind="leave", state="requested", first_day=first,
        last_day=first + timedelta(days=1), words="Mijn zus verhuist.",
        asked_at=book.clock.now - timedelta(days=1),
    )  # fmt: skip
    book.tell("leave_asked", asked, by=actor(book, "Latifa"), at=asked.asked_at,
              employee=str(asked.employee_id))  # fmt: skip
