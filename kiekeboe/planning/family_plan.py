"""What was agreed for the children of one family, and when their locations are closed: one
question, however many children and kinds of agreement there are."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast

from kiekeboe.lib.prepared import Prepared
from kiekeboe.planning import rows as told
from kiekeboe.planning.models import Absence, Booking, ClosedDay, ContractDay, Lending
from kiekeboe.planning.slices import Agreed

NOBODY = UUID(int=0)


def planned_of(children, locations, first: date, last: date) -> tuple[dict, dict]:
    """({child: Agreed}, {location: {closed day: why}}) between two days. Ids of slices are not
    read: who shows a planning does not need them."""
    read: dict = defaultdict(lambda: defaultdict(list))
    closed: dict = defaultdict(dict)
    rows = _PLANNED(
        children=tuple(children) or (NOBODY,), locations=tuple(locations) or (NOBODY,),
        first=first, last=last,
    )  # fmt: skip
    for what, who, begins, ends, text in rows:
        if what == "closed":
            closed[who][begins] = text
        else:
            read[what][who].append(_OF[what](text, begins, ends))
    kinds = ("pattern", "booking", "absence", "lent")
    agreed = {child: Agreed(*(tuple(read[kind][child]) for kind in kinds)) for child in children}
    return agreed, dict(closed)


_OF = {
    "pattern": told.pattern_of,
    "booking": told.booking_of,
    "absence": told.leave_of,
    "lent": told.lent_of,
}


def _planned(children, locations, first, last):
    lasting = Q(last_day=None) | Q(last_day__gte=first)
    booked = Q(day__gte=first, day__lte=last) | Q(old_day__gte=first, old_day__lte=last)
    days = {"first": "first_day", "last": "last_day"}
    patterns = ContractDay.objects.filter(lasting, child__in=children, first_day__lte=last)
    bookings = Booking.objects.standing().filter(booked, child__in=children)
    absences = Absence.objects.filter(
        lasting, child__in=children, first_day__lte=last, withdrawn_at=None
    )
    lent = Lending.objects.standing(first, last).filter(child__in=children)
    closed = ClosedDay.objects.filter(location__in=locations, day__gte=first, day__lte=last)
    return _rows("pattern", patterns, told.pattern_text(), **days).union(
        _rows("booking", bookings, told.booking_text(), first="day", last="old_day"),
        _rows("absence", absences, told.absence_text(), **days),
        _rows("lent", lent, told.lent_text(), **days),
        _rows("closed", closed, F("name"), first="day", last="day", who="location_id"),
        all=True,
    )


def _rows(what, query, text, *, first, last, who="child_id"):
    return (
        query.order_by()
        .annotate(
            p_what=Value(what, output_field=CharField()),
            p_who=F(who),
            p_first=F(first),
            p_last=F(last),
            p_text=Cast(text, CharField()),
        )
        .values_list("p_what", "p_who", "p_first", "p_last", "p_text")
    )


_PLANNED = Prepared(
    _planned,
    children=models.UUIDField(),
    locations=models.UUIDField(),
    first=models.DateField(),
    last=models.DateField(),
)
