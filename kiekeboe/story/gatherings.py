"""An evening for everybody, talks with Eva, and a family that wants another day."""

from datetime import timedelta

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.planning.models import ContractChange, Occasion, SignUp, TalkSlot
from kiekeboe.story import cast
from kiekeboe.story.families import KIDS
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

TALK = timedelta(minutes=10)
BOOKED = {1: "Luuk", 3: "Saar"}  # which talk, about whom


def write(book) -> None:
    kids = {one.first_name: one for one in KIDS}
    told_at = book.clock.now - timedelta(days=2)
    lights = _occasion(
        book, "Lichtjesavond", 9, 17 * 60, 18 * 60 + 30, at=told_at, kind="evening", places=40,
        place="Tuin van De Regenlaars",
        words="We lopen een rondje met lampionnen. Er is soep en warme melk.",
    )  # fmt: skip
    _comes(book, lights, kids["Luuk"], people=3, at=told_at + timedelta(hours=3))
    talks = _occasion(
        book, "Oudergesprekken Kikkers", 13, 19 * 60, 20 * 60 + 30, at=told_at, kind="talks",
        place="De Kikkers", group_id=cast.KIKKERS.id, words="Tien minuten met de mentor.",
    )  # fmt: skip
    for number in range(6):
        starts = talks.starts_at + number * TALK
        slot = book.put(
            TalkSlot, id=fixed("talk", number), occasion=talks, starts_at=starts,
            ends_at=starts + TALK, employee_id=cast.colleague("Eva").id,
        )  # fmt: skip
        if number in BOOKED:
            kid = kids[BOOKED[number]]
            _comes(book, talks, kid, slot=slot, child_id=kid.id, at=told_at + timedelta(hours=5))
    _another_day(book, kids["Saar"])


def _occasion(book, title, ahead, starts, ends, *, at, group_id=None, **fields) -> Occasion:
    by, day = actor(book, "Karin"), book.clock.today + timedelta(days=ahead)
    one = book.put(
        Occasion, id=fixed("occasion", title), title=title, location_id=cast.REGENLAARS.id,
        group_id=group_id, starts_at=book.clock.at(day, starts), ends_at=book.clock.at(day, ends),
        published_at=at, **fields,
    )  # fmt: skip
    rooms = [cast.KIKKERS] if group_id else [cast.KIKKERS, cast.VOSSEN]
    children = [kid.id for kid in KIDS if kid.room in rooms]
    book.tell("occasion_published", one, by=by, at=at, children=children, group=group_id)
    return one


def _comes(book, occasion, kid, *, at, **fields) -> None:
    by = Actor(book.organisation, Kind.GUARDIAN, kid.parents[0].id)
    coming = book.put(
        SignUp, id=fixed("coming", occasion.title, kid.first_name), occasion=occasion,
        guardian_id=by.person, signed_at=at, **fields,
    )  # fmt: skip
    verb = "talk_booked" if "slot" in fields else "signed_up"
    book.tell(verb, occasion, by=by, at=at, children=[kid.id], group=occasion.group_id,
              guardian=str(by.person), sign_up=str(coming.pk))  # fmt: skip


def _another_day(book, kid) -> None:
    """A third day, from the month after next."""
    by, at = Actor(book.organisation, Kind.GUARDIAN, kid.parents[0].id), book.clock.now
    at -= timedelta(hours=7)
    held, today = book.clock.weekdays(kid.days), book.clock.today.isoweekday()
    free = next(day for day in (5, 4, 3, 2, 1) if day not in held)
    week = []
    for day in sorted({*held, free}):
        starts, ends = book.clock.slot(kid.comes, kid.goes, today=day == today)
        week.append({"weekday": day, "starts_at": f"{starts:%H:%M}", "ends_at": f"{ends:%H:%M}"})
    change = book.put(
        ContractChange, id=fixed("contract", kid.first_name), child_id=kid.id,
        guardian_id=by.person, kind="days", day=book.clock.today + timedelta(days=35),
        week=week, words="Ik ga een dag meer werken.", received_at=at,
    )  # fmt: skip
    book.tell("contract_change_asked", change, by=by, at=at, children=[kid.id],
              group=kid.room.id, kind="days")  # fmt: skip
