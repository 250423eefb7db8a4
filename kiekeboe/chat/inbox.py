"""One list of all that families told a group or an office: seen or not, answered by whom (F3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from kiekeboe.care.models import HomeNote, Reaction
from kiekeboe.care.reacting import see as see_reaction
from kiekeboe.chat import arriving
from kiekeboe.chat.models import Arrival, Message, Thread
from kiekeboe.chat.seating import answered_by, seats_of
from kiekeboe.events.actors import Actor
from kiekeboe.people.models import Child

SHOWN = timedelta(days=14)  # what was seen longer ago is in the conversation or the diary itself
MOST = 100


@dataclass(frozen=True)
class Line:
    """One thing from home. `kind`: message, note, sick, better, phone, reply or heart.

    `seen_by` names who saw it first; `answered` who of staff had the last word; `seat` who answers.
    """

    kind: str
    id: UUID
    child: Child | None
    who: str
    text: str
    at: datetime
    seen: bool
    seen_by: str = ""
    answered: str = ""
    seat: str = ""
    urgent: bool = False


def lines(threads, children, *, at: datetime) -> list[Line]:
    """What came from home, unseen first and then the newest first.

    `threads` and `children` are the reach of who asks. Seven queries, however much there is.
    """
    found = _talks(threads) + _notes(children, at) + _arrivals(children, at)
    found += _reactions(children, at)
    newest = sorted(found, key=lambda one: one.at, reverse=True)[:MOST]
    return sorted(newest, key=lambda one: one.seen)


def unseen_count(threads, children, *, at: datetime) -> int:
    """How many of them nobody of staff saw; a heart waits for nobody. Four queries."""
    since = at - SHOWN
    return (
        threads.unseen().count()
        + HomeNote.objects.filter(child__in=children, seen_at=None, written_at__gt=since).count()
        + Arrival.objects.unseen().filter(child__in=children, arrived_at__gt=since).count()
        + Reaction.objects.unseen().filter(~Q(text=""), child__in=children, at__gt=since).count()
    )


def see(kind: str, id, children, *, group, by: Actor, at: datetime) -> bool:
    """A colleague saw something about one of these children. False when it is not there."""
    where = {"pk": id, "child__in": children}
    if kind == "note" and (row := HomeNote.objects.filter(**where).first()):
        row.see(by=by, at=at)
    elif kind in ("reply", "heart") and (row := Reaction.objects.filter(**where).first()):
        see_reaction(row, by=by, at=at)
    elif kind in Arrival.Kind.values and (row := Arrival.objects.filter(**where).first()):
        arriving.see(row, group=group, by=by, at=at)
    else:
        return False
    return True


def _talks(threads) -> list[Line]:
    said = Message.objects.filter(thread=OuterRef("pk"), guardian__isnull=False)
    newest = said.order_by("-sequence")
    rows = threads.filter(last_family__gt=0).select_related("child", "household").annotate(
        told=Subquery(newest.values("text")[:1]),
        who=Subquery(newest.values("guardian__first_name")[:1]),
        is_urgent=Subquery(newest.values("urgent")[:1]),
    )  # fmt: skip
    rows = list(rows.order_by("-last_at", "pk")[:MOST])
    keys = [one.pk for one in rows]
    seats, answers = seats_of(keys), answered_by(keys)
    return [
        Line(
            "message", one.pk, one.child, one.who, one.told or "", one.last_at,
            seen=one.last_family <= one.seen_by_staff,
            answered=_answered(one, answers.get(one.pk)),
            seat=seats[one.pk].employee.first_name if one.pk in seats else "",
            urgent=bool(one.is_urgent),
        )
        for one in rows
    ]  # fmt: skip


def _answered(thread: Thread, answer) -> str:
    """Who of staff had the last word; nobody while the family had it."""
    is_last = answer is not None and thread.last_staff > thread.last_family
    return answer.employee.first_name if is_last else ""


def _notes(children, at) -> list[Line]:
    rows = HomeNote.objects.filter(child__in=children, written_at__gt=at - SHOWN)
    return [
        Line("note", one.pk, one.child, one.guardian.first_name, one.text or one.night,
             one.written_at, one.seen_at is not None, _name(one.seen_by))
        for one in rows.select_related("child", "guardian", "seen_by")
    ]  # fmt: skip


def _arrivals(children, at) -> list[Line]:
    rows = Arrival.objects.filter(child__in=children, arrived_at__gt=at - SHOWN)
    return [
        Line(one.kind, one.pk, one.child, one.guardian.first_name,
             one.guardian.phone if one.kind == Arrival.Kind.PHONE else "",
             one.arrived_at, one.seen_at is not None, _name(one.seen_by))
        for one in rows.select_related("child", "guardian", "seen_by")
    ]  # fmt: skip


def _reactions(children, at) -> list[Line]:
    rows = Reaction.objects.standing().filter(child__in=children, at__gt=at - SHOWN)
    return [
        Line("reply" if one.text else "heart", one.pk, one.child, one.guardian.first_name,
             one.text, one.at, one.seen_at is not None, _name(one.seen_by))
        for one in rows.select_related("child", "guardian", "seen_by")
    ]  # fmt: skip


def _name(employee) -> str:
    return employee.first_name if employee else ""
