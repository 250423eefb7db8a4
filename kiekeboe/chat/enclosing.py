"""Pictures and papers that go with a message or with news.

A picture goes the way of every photo: decoded in a cell, made anew in two sizes, nothing of the
file but its pixels is kept. A paper is a PDF that photos/papers.py lets through; it is never
shown inside a page: whoever gets it downloads it.

Enclosing comes first, sending after: what was never sent is gone after a day.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kiekeboe.chat.models import Attachment, NewsItem, Thread
from kiekeboe.chat.reaching import member
from kiekeboe.chat.writing import NobodyThere, NotYours
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.kinds import PHOTOS, kind
from kiekeboe.lib.images.preparing import prepare
from kiekeboe.photos import files, papers, quotas
from kiekeboe.photos.papers import NotKept, is_paper, name_of

SIZES = (400, 1200)  # of the sizes that `prepare` gives
PER_DAY = 100  # of one person
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Upload:
    """A file as the device sends it, under the id that it chose."""

    id: UUID
    name: str
    content: bytes


class Kept(NamedTuple):
    """What goes in the row, and the files that belong to it."""

    facts: dict
    files: dict[str, bytes]


def enclose(thread: Thread, upload: Upload, *, by: Actor, at: datetime) -> Attachment:
    """Keep a picture or a paper for a message that follows. The same id again changes nothing.

    Raises NotInConversation, NobodyThere, NotYours for an id in use, or Refused with a sentence.
    """
    if known := _known(upload, by):
        return known
    if not member(thread, by, at).audience.is_open:
        raise NobodyThere
    return _keep(upload, {"thread": thread}, by=by, at=at)


def enclose_in_news(news: NewsItem, upload: Upload, *, by: Actor, at: datetime) -> Attachment:
    """The same for news that is not published yet; who may write news is asked before."""
    if known := _known(upload, by):
        return known
    if news.published_at or news.organisation_id != by.organisation:
        raise NotYours
    return _keep(upload, {"news": news}, by=by, at=at)


def _keep(upload: Upload, place: dict, *, by, at) -> Attachment:
    _need_turn(by, at)
    kept = prepared(upload)
    size = sum(len(content) for content in kept.files.values())
    quotas.need_room(size, by=by)
    stored: list[str] = []
    try:
        for path, content in kept.files.items():
            stored.append(path)
            files.keep(path, content)
        row, made = _write(upload, kept.facts | place | {"bytes": size}, by, at)
    except BaseException:
        files.drop(stored)
        raise
    if not made:
        files.drop(stored)
    return row


def prepared(upload: Upload) -> Kept:
    """A picture as we keep it, or a paper as it is. Raises Refused."""
    stem = f"chat/{uuid7().hex[-2:]}/{secrets.token_urlsafe(18)}"
    digest = hashlib.sha256(upload.content).hexdigest()
    facts = {"name": name_of(upload.name), "content_hash": digest, "path": stem}
    if is_paper(upload.content):
        return Kept(facts | {"kind": "paper"}, {f"{stem}.pdf": upload.content})
    if kind(upload.content[:64]) not in PHOTOS:
        raise NotKept("other_kind", _("Choose a photo or a PDF. We cannot keep other files."))
    picture = prepare(upload.content)
    largest = picture.renditions[max(SIZES)]
    facts |= {"width": largest.width, "height": largest.height, "colour": picture.colour}
    return Kept(
        facts | {"kind": "picture"},
        {files.picture_path(stem, size): picture.renditions[size].content for size in SIZES},
    )


def path_of(one: Attachment, size: int = max(SIZES)) -> str:
    """Where the file of an attachment stands in the store."""
    if one.kind == Attachment.Kind.PAPER:
        return f"{one.path}.pdf"
    return files.picture_path(one.path, size if size in SIZES else max(SIZES))


def headers(one: Attachment, base: Mapping[str, str]) -> dict[str, str]:
    """Under which its file goes: nothing is kept on the way, and a paper is saved and never opened
    inside our pages."""
    if one.kind == Attachment.Kind.PAPER:
        return papers.headers(one.name, base)
    return dict(base) | {"Cache-Control": "private, no-store"}


def readable(threads):
    """Attachments of messages that stand in these conversations: the reach of who asks."""
    sent = Attachment.objects.filter(thread__in=threads, message__isnull=False)
    return sent.filter(message__deleted_at=None)


@transaction.atomic
def _write(upload: Upload, facts: dict, by, at) -> tuple[Attachment, bool]:
    locked_head(by.organisation)
    if known := _known(upload, by):
        return known, False
    row = Attachment.objects.create(
        id=upload.id,
        organisation_id=by.organisation,
        person=by.person,
        kept_at=by.heard_at or at,
        **facts,
    )
    return row, True


def _known(upload: Upload, by) -> Attachment | None:
    known = Attachment.objects.filter(pk=upload.id).first()
    if known and (known.organisation_id, known.person) != (by.organisation, by.person):
        raise NotYours
    return known


def _need_turn(by, at) -> None:
    heard = by.heard_at or at
    mine = Attachment.objects.filter(organisation=by.organisation, person=by.person)
    if mine.filter(kept_at__gt=heard - A_DAY).count() >= PER_DAY:
        raise NotKept("too_many_today", _("You sent many files today. Send this one tomorrow."))
