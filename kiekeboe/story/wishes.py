"""What families asked of the office, and what is going round in a group."""

from datetime import time, timedelta

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.planning.models import InfectionNotice, Request
from kiekeboe.story import cast
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

# first name, in how many weeks, from when to when; on the first weekday without care
ASKED = (
    ("Saar", 2, time(8), time(18), "Ik moet die dag werken."),
    ("Daan", 2, time(8), time(13), ""),
    ("Zoë", 3, time(8), time(18), "Wij hebben een begrafenis."),
)


def write(book) -> None:
    monday = book.clock.today - timedelta(days=book.clock.today.weekday())
    kids = {one.first_name: one for one in KIDS}
    for number, (name, weeks, starts, ends, words) in enumerate(ASKED):
        free = min({1, 2, 3, 4, 5} - book.clock.weekdays(kids[name].days))
        day = monday + timedelta(weeks=weeks, days=free - 1)
        _asked(book, kids[name], day, starts, ends, words, ago=timedelta(hours=20 - 5 * number))
    _illness(book, [one.id for one in KIDS if one.room == cast.VOSSEN])


def _asked(book, kid, day, starts, ends, words, *, ago) -> None:
    by = Actor(book.organisation, Kind.GUARDIAN, kid.parents[0].id)
    asked = book.put(
        Request, id=fixed("wish", kid.first_name), child_id=kid.id, guardian_id=by.person,
        group_id=kid.room.id, ask="extra", day=day, last_day=day, starts_at=starts, ends_at=ends,
        words=words, asked_at=book.clock.now - ago, rule="by_person",
    )  # fmt: skip
    book.tell("request_made", asked, by=by, at=asked.asked_at, children=[kid.id],
              group=kid.room.id, ask="extra", rule="by_person")  # fmt: skip


def _illness(book, children) -> None:
    """Chickenpox among the foxes, told yesterday."""
    by, at = actor(book, "Karin"), book.clock.now - timedelta(days=1)
    notice = book.put(
        InfectionNotice, id=fixed("illness", "Vossen"), group_id=cast.VOSSEN.id,
        illness="Waterpokken", told_on=book.clock.today - timedelta(days=1),
        until=book.clock.today + timedelta(days=13), told_by=by.person, told_at=at,
        words="Kijk op de huid van je kind. Twijfel je? Bel de huisarts.",
    )  # fmt: skip
    book.tell("infection_told", notice, by=by, at=at, children=children, group=cast.VOSSEN.id)
