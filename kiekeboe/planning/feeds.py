"""Private calendar addresses of guardians (agenda-abonnement): open, close, and find by key.

The key is made from the id of the row and the secret of the installation: the address can be
shown again, and no table holds it.
"""

from datetime import date, datetime

from django.db import transaction

from kiekeboe.accounts.hashing import derived_key, key_hash
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import CalendarFeed

PURPOSE = "calendar feed"


def key_of(feed: CalendarFeed) -> str:
    """The secret part of the address."""
    return derived_key(PURPOSE, feed.pk)


@transaction.atomic
def open_feed(guardian, *, language: str, by: Actor, at: datetime) -> CalendarFeed:
    """Give a guardian a calendar address. Who has one keeps it: saying it again changes nothing."""
    locked_head(by.organisation)
    if known := opened(guardian):
        return known
    feed = CalendarFeed(
        organisation_id=by.organisation, guardian=guardian, language=language, made_at=at
    )
    feed.key_hash = key_hash(key_of(feed))
    feed.save(force_insert=True)
    record("calendar_opened", feed, by=by, at=at)
    return feed


@transaction.atomic
def close_feed(feed: CalendarFeed, *, by: Actor, at: datetime) -> CalendarFeed:
    """Close an address: from now on nothing is there any more, for whoever has it."""
    locked_head(by.organisation)
    feed.refresh_from_db()
    if feed.revoked_at is None:
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        record("calendar_closed", feed, by=by, at=at)
    return feed


def opened(guardian) -> CalendarFeed | None:
    """The open address of a guardian."""
    return CalendarFeed.objects.filter(guardian=guardian, revoked_at=None).first()


def by_key(key: str) -> CalendarFeed | None:
    """The open feed with this key, of a guardian who can still sign in."""
    return (
        CalendarFeed.objects.filter(
            key_hash=key_hash(key), revoked_at=None, guardian__account__is_active=True
        )
        .select_related("guardian__account")
        .first()
    )


def seen(feed: CalendarFeed, day: date) -> None:
    """Remember on which day it was last fetched; written once a day at most, and no event."""
    if feed.read_on != day:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=day)
