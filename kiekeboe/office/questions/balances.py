"""The balances of a child in words: what is left and until when, and every line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.planning.balancing import book_of
from kiekeboe.planning.models import Credit


@dataclass(frozen=True)
class Line:
    """One line: what came or went, when, why."""

    credit: Credit
    amount: str
    why: str
    is_over: bool


@dataclass(frozen=True)
class Told:
    """The balance at one location, in words."""

    location: object
    has_balance: bool
    total: str
    left: list  # (how much, until when)
    lines: list[Line]


def books_of(member, child) -> list[Told]:
    """At the locations in reach where the child has a place or a line."""
    places = member.locations.filter(
        pk__in=[
            *child.placements.values_list("group__location", flat=True),
            *child.credits.values_list("location", flat=True),
        ]
    )
    return [_told(book_of(child, one, member.day), member.day) for one in places.order_by("name")]


def _told(book, day) -> Told:
    unit = book.unit or (book.lines[0].unit if book.lines else Credit.Unit.MINUTES)
    return Told(
        book.location,
        bool(book.unit),
        spoken(book.balance.total, unit),
        [(spoken(one.amount, unit), one.earned.until) for one in book.balance.left],
        [_line(one, day) for one in book.lines],
    )


def _line(one: Credit, day) -> Line:
    sign = "+" if one.amount > 0 else "−"
    over = one.undone_at is not None or (one.until is not None and one.until < day)
    return Line(one, f"{sign} {spoken(abs(one.amount), one.unit)}", _why(one), over)


def _why(one: Credit) -> str:
    if one.because == "office":
        return one.note
    if one.because == "booking":
        return _("A day from the balance")
    return _("A day that was given up")


def spoken(amount: int, unit: str) -> str:
    """Minutes as hours and minutes; points as points."""
    if unit == Credit.Unit.POINTS:
        return ngettext("%(n)s point", "%(n)s points", amount) % {"n": amount}
    hours, minutes = divmod(amount, 60)
    if minutes:
        return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}
    return _("%(hours)s h") % {"hours": hours}
