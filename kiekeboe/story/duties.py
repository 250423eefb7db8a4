"""What colleagues may do, how long they work, their leave, and the faces that babies know."""

from datetime import timedelta

from kiekeboe.people.models import Qualification
from kiekeboe.planning.models import StaffAbsence, SteadyFace
from kiekeboe.story import cast
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
    _leave(book)


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
