"""One piece of news for one account, before it is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from kiekeboe.chat.policy import House
from kiekeboe.notifications.models import Kind
from kiekeboe.people.models import Guardianship


@dataclass(frozen=True)
class News:
    """One piece of news about one child, or about none, for one account.

    `urgent` does not wait for the end of quiet hours. `hours`: only told while this house is open,
    for who hears of it as a colleague (F4).
    """

    account: UUID
    kind: Kind
    child: UUID | None
    source: UUID
    subject: UUID | None
    urgent: bool = False
    hours: House | None = None


def relations_with_account(event, children):
    """(day, relations): guardians who may know of these children on the day it happened, and who
    have an account."""
    day = event.happened_at.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    relations = Guardianship.objects.in_force(day).filter(
        organisation=event.organisation_id, child__in=children, guardian__account__isnull=False
    )
    return day, relations.select_related("guardian")


def about_each(event, kind, relations) -> list[News]:
    """The news of an event, for each of these relations about its child."""
    return [
        News(one.guardian.account_id, kind, one.child_id, event.id, event.subject_id)
        for one in relations
    ]


def once_each(news: Iterable[News]) -> list[News]:
    """Only the first for each account, however many of its children it is about."""
    return list({one.account: one for one in reversed(list(news))}.values())


def day_of_child(child: UUID, day: date) -> UUID:
    """What stands for the day of a child, as the source of what is told about it."""
    return uuid5(child, day.isoformat())
