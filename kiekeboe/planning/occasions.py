"""Outings, evenings and talks (E11): who may see which, for the calendar and the pages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from kiekeboe.planning.models import Occasion, SignUp

MARGIN = timedelta(days=1)  # no time zone is further from UTC


@dataclass(frozen=True)
class Standing:
    """An occasion as a family sees it in a calendar."""

    pk: UUID
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    signed_up: bool


def standing_for(children, first: date, last: date, *, guardians=()) -> list[Standing]:
    """What is organised for these children (ids) on these local days, both inclusive; in order.

    Only what is published and not cancelled, for the location or the group in which a child has
    its place that day. `signed_up` is about these guardians (ids): nobody hears who else comes.
    One question.
    """
    rows = reaching(children, first, last).filter(cancelled_at=None)
    found = {
        one.pk: Standing(
            one.pk, one.title, one.place, one.starts_at, one.ends_at, one.comes
        )
        for one in rows.annotate(comes=_comes(guardians)).order_by("starts_at", "id")
        if first <= day_of(one) <= last and has_place(one)
    }  # fmt: skip
    return list(found.values())


def reaching(children, first: date, last: date):
    """Published occasions around these days, once per place of a child that they may be for.

    The rows also tell `child`, and `placed` and `left`: see `has_place`.
    """
    placed = "location__groups__placements"
    return (
        Occasion.objects.filter(
            Q(group=None) | Q(group=F("location__groups")),
            Q(**{f"{placed}__ended_on": None}) | Q(**{f"{placed}__ended_on__gte": first - MARGIN}),
            **{f"{placed}__child__in": list(children)},
            published_at__isnull=False,
            starts_at__gte=_midnight(first - MARGIN),
            starts_at__lt=_midnight(last + 2 * MARGIN),
        )
        .annotate(
            child=F(f"{placed}__child"), placed=F(f"{placed}__started_on"),
            left=F(f"{placed}__ended_on"),
        )
        .select_related("location")
    )  # fmt: skip


def has_place(row) -> bool:
    """Whether the child of a row of `reaching` has its place there on the day itself."""
    day = day_of(row)
    return row.placed <= day and (row.left is None or row.left >= day)


def day_of(occasion: Occasion) -> date:
    """The day on which it begins, where it is."""
    return occasion.starts_at.astimezone(occasion.location.zone).date()


def _comes(guardians) -> Exists:
    return Exists(
        SignUp.objects.filter(
            occasion=OuterRef("pk"), guardian__in=list(guardians), cancelled_at=None
        )
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
