"""Telling the whole story, once: chapter after chapter, in one transaction."""

from django.conf import settings
from django.db import transaction

from kiekeboe.organisation.models import Organisation
from kiekeboe.story import (
    accounts,
    bills,
    cast,
    diary,
    duties,
    gatherings,
    growing,
    homes,
    houses,
    neighbours,
    profiles,
    shelves,
    snapshots,
    talks,
    team,
    weeks,
    wishes,
)
from kiekeboe.story.book import Book
from kiekeboe.story.clock import Clock


class OnlyInTheDemo(Exception):
    """The cast has a password that everybody knows: it never comes into a real house."""


def is_told() -> bool:
    return Organisation.objects.filter(pk=cast.ORGANISATION).exists()


@transaction.atomic
def tell(now) -> bool:
    """Tell the story up to `now`. False when it was told before: then nothing changes."""
    if settings.MODE != "demo":
        raise OnlyInTheDemo
    if is_told():
        return False
    book = Book(cast.ORGANISATION, Clock(now))
    users = accounts.write()
    houses.write(book)
    team.write(book, users)
    homes.write(book, users)
    duties.write(book)
    wishes.write(book)
    gatherings.write(book)
    profiles.write(book)
    stays = diary.write(book)
    snapshots.write(book, stays)
    book.write()
    talks.write(book)
    bills.write(book)
    shelves.write(book)
    growing.write(book)
    weeks.write(book)
    team.write_pins(now)
    neighbours.write(now)
    return True
