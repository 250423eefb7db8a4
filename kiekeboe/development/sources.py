"""The moments an observation can be written from: what was logged of a child, and its photos."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from kiekeboe.care.models import Entry
from kiekeboe.care.wording import told
from kiekeboe.photos.models import Photo

BACK = timedelta(days=7)
AT_MOST = 20  # of each: a list to choose from, not an archive
TELLING = ("activity", "milestone", "mood", "care_note", "food", "toilet", "sleep")


class Source(NamedTuple):
    """One moment: `key` is what a form sends, `words` what people read."""

    key: str
    at: datetime
    words: str


def sources_of(child, now: datetime) -> list[Source]:
    """Moments of the last week of this child, the newest first. Two queries."""
    since = now - BACK
    entries = Entry.objects.standing().filter(
        child=child, kind__in=TELLING, started_at__range=(since, now)
    )
    allowed = Photo.objects.standing().still_allowed(timezone.localdate(now))
    photos = allowed.filter(appearances__child=child, taken_at__range=(since, now))
    found = [
        Source(f"entry:{one.pk}", one.started_at, _words(one, now))
        for one in entries.order_by("-started_at")[:AT_MOST]
    ] + [
        Source(f"photo:{one.pk}", one.taken_at, one.caption)
        for one in photos.order_by("-taken_at")[:AT_MOST]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def chosen(key: str) -> dict:
    """What `noting.Seen` takes of a key; nothing for an empty one."""
    kind, _, id = key.partition(":")
    return {kind: id} if id else {}


def _words(entry, now) -> str:
    said = told(entry, now=now)
    return " · ".join(filter(None, [said.title, said.value, said.line]))
