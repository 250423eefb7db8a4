"""Documents come, get a new version, are read and agreed with, and go (L1, L3)."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kiekeboe.documents import sight
from kiekeboe.documents.models import Document, Reading, Version
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.kinds import PHOTOS, kind
from kiekeboe.lib.images.preparing import page_of, prepare
from kiekeboe.people.models import Guardian
from kiekeboe.photos import files, quotas
from kiekeboe.photos.papers import NotKept, is_paper, name_of

SIZE = 2400  # pixels of the longest side of a picture: small print stays readable
PREVIEW_SIZE = 1200
PER_DAY = 200  # versions of one person
A_DAY = timedelta(days=1)


class Withdrawn(Exception):
    """The document was taken back: nothing can be done with it any more."""


class NotYours(Exception):
    """The id is in use by something of somebody else."""


@dataclass(frozen=True)
class Upload:
    """A file as the device sends it, under the id that the page chose."""

    id: UUID
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Draft:
    """What a new document is and for whom; exactly one place is filled in, or none for all."""

    id: UUID
    title: str
    kind: str
    audience: str
    place: str = Document.Place.ORGANISATION
    location: UUID | None = None
    group: UUID | None = None
    child: UUID | None = None
    guardians: str = Document.Guardians.ALL
    asks_agreement: bool = False
    expires_on: date | None = None


def add(draft: Draft, upload: Upload, *, by: Actor, at: datetime) -> Document:
    """Keep a document with its first version; it is there at once for whom it is meant.

    The same id again changes nothing. Raises Refused with a sentence, or NotYours.
    """
    if known := Document.objects.filter(pk=draft.id).first():
        if known.organisation_id != by.organisation:
            raise NotYours
        return known
    return _kept(upload, lambda facts: _add(draft, facts, by, at), by=by, at=at)


def renew(
    document: Document, upload: Upload, *, expires_on: date | None = None, by: Actor, at: datetime
) -> Document:
    """A new version, that has to be read and agreed with anew. The old ones stay.

    The same id again changes nothing. Raises Withdrawn, NotYours, or Refused with a sentence.
    """
    if document.withdrawn_at:
        raise Withdrawn
    if known := Version.objects.filter(pk=upload.id).first():
        if known.document_id != document.pk:
            raise NotYours
        return document
    return _kept(upload, lambda facts: _renew(document, expires_on, facts, by, at), by=by, at=at)


@transaction.atomic
def withdraw(document: Document, *, by: Actor, at: datetime) -> None:
    """Families and colleagues no longer see it; the office does. Twice changes nothing."""
    standing = Document.objects.standing().filter(pk=document.pk)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        record("document_withdrawn", document, by=by, at=at, children=_children(document))
    document.refresh_from_db()


@transaction.atomic
def remind(document: Document, *, by: Actor, at: datetime) -> list[Guardian]:
    """Tell those again who did not do yet what is asked, at most once a day. Gives who is told."""
    locked_head(by.organisation)
    document.refresh_from_db()
    if document.withdrawn_at:
        raise Withdrawn
    if document.reminded_at and document.reminded_at > at - A_DAY:
        return []
    told = silent(document, timezone.localtime(at).date())
    if told:
        document.reminded_at = at
        document.save(update_fields=["reminded_at"])
        record("document_reminded", document, by=by, at=at, children=_children(document))
    return told


@transaction.atomic
def read(version: Version, guardian: Guardian, *, by: Actor, at: datetime) -> Reading:
    """The guardian takes the file. Every time is written down; the first moment stays (S61)."""
    reading = _reading(version, guardian, at)
    _tell("document_downloaded", version, by, at)
    return reading


@transaction.atomic
def agree(version: Version, guardian: Guardian, *, by: Actor, at: datetime) -> Reading:
    """Read and agreed (gelezen en akkoord), with this very version. Twice changes nothing.

    Raises Withdrawn also when there is a newer version: what one agrees with is what stands.
    """
    locked_head(by.organisation)
    document = Document.objects.get(pk=version.document_id)
    if document.withdrawn_at or latest(document).pk != version.pk:
        raise Withdrawn
    reading = _reading(version, guardian, at)
    if Reading.objects.filter(pk=reading.pk, agreed_at=None).update(
        agreed_at=max(at, reading.read_at)
    ):
        _tell("document_agreed", version, by, at)
    reading.refresh_from_db()
    return reading


@transaction.atomic
def preview(version: Version, *, by: Actor, at: datetime) -> None:
    """Somebody looks at the first page. It is written down (S61), and is no reading yet."""
    _tell("document_previewed", version, by, at)


@transaction.atomic
def hand_over(version: Version, *, by: Actor, at: datetime) -> None:
    """A colleague takes the file; it is written down once (S61)."""
    _tell("document_downloaded", version, by, at)


def latest(document: Document) -> Version:
    """The version that stands."""
    return document.versions.order_by("-number")[0]


def silent(document: Document, day: date) -> list[Guardian]:
    """Guardians who see it and did not yet read the version that stands, or not agree with it
    where that is asked."""
    done = latest(document).readings.all()
    if document.asks_agreement:
        done = done.exclude(agreed_at=None)
    reach = sight.guardianships_of(document, day)
    rows = Guardian.objects.filter(pk__in=reach.values("guardian"))
    return list(rows.exclude(pk__in=done.values("guardian")))


def path_of(version: Version) -> str:
    """Where the file of a version stands in the store."""
    if version.form == Version.Form.PAPER:
        return f"{version.path}.pdf"
    return files.picture_path(version.path, SIZE)


def preview_path(version: Version) -> str:
    """Where the picture of its first page stands, when it has one."""
    return _preview_of(version.path)


def _preview_of(stem: str) -> str:
    return f"{stem}-first.webp"


def _kept(upload: Upload, write, *, by, at) -> Document:
    """Check and store the file, then write the rows; no file stays without them."""
    _need_turn(by, at)
    facts, stored = _prepared(upload)
    quotas.need_room(sum(len(content) for content in stored.values()), by=by)
    try:
        for path, content in stored.items():
            files.keep(path, content)
        document = write(facts | {"person": by.person, "kept_at": at})
    except BaseException:
        files.drop(stored)
        raise
    if not Version.objects.filter(path=facts["path"]).exists():
        files.drop(stored)
    return document


def _prepared(upload: Upload) -> tuple[dict, dict[str, bytes]]:
    """(what goes in the row, {path: bytes} as we keep it). Raises Refused."""
    stem = f"documents/{uuid7().hex[-2:]}/{secrets.token_urlsafe(18)}"
    digest = hashlib.sha256(upload.content).hexdigest()
    facts = {"id": upload.id, "name": name_of(upload.name), "content_hash": digest, "path": stem}
    if is_paper(upload.content):
        facts |= {"form": Version.Form.PAPER, "bytes": len(upload.content)}
        stored, preview = {f"{stem}.pdf": upload.content}, page_of(upload.content)
    elif kind(upload.content[:64]) in PHOTOS:
        sizes = prepare(upload.content).renditions
        facts |= {"form": Version.Form.PICTURE, "bytes": len(sizes[SIZE].content)}
        stored = {files.picture_path(stem, SIZE): sizes[SIZE].content}
        preview = sizes[PREVIEW_SIZE]
    else:
        raise NotKept("other_kind", _("Choose a PDF or a photo. We cannot keep other files."))
    if preview:
        facts |= {"preview_width": preview.width, "preview_height": preview.height}
        facts["pages"] = getattr(preview, "pages", 1)
        stored[_preview_of(stem)] = preview.content
    return facts, stored


@transaction.atomic
def _add(draft: Draft, facts: dict, by, at) -> Document:
    locked_head(by.organisation)
    if known := Document.objects.filter(pk=draft.id).first():
        return known
    document = Document.objects.create(
        id=draft.id, organisation_id=by.organisation, published_at=at, title=draft.title,
        kind=draft.kind, audience=draft.audience, place=draft.place, location_id=draft.location,
        group_id=draft.group, child_id=draft.child, guardians=draft.guardians,
        asks_agreement=draft.asks_agreement, expires_on=draft.expires_on,
    )  # fmt: skip
    version = document.versions.create(organisation_id=by.organisation, number=1, **facts)
    _tell("document_added", version, by, at)
    return document


@transaction.atomic
def _renew(document: Document, expires_on, facts: dict, by, at) -> Document:
    locked_head(by.organisation)
    if Version.objects.filter(pk=facts["id"]).exists():
        return document
    number = latest(document).number + 1
    version = document.versions.create(organisation_id=by.organisation, number=number, **facts)
    document.expires_on, document.reminded_at = expires_on, None
    document.save(update_fields=["expires_on", "reminded_at"])
    _tell("document_renewed", version, by, at)
    return document


def _reading(version: Version, guardian: Guardian, at) -> Reading:
    row, _new = Reading.objects.get_or_create(
        version=version, guardian=guardian, organisation_id=version.organisation_id,
        defaults={"read_at": at},
    )  # fmt: skip
    return row


def _tell(verb: str, version: Version, by, at) -> None:
    document = version.document
    children = _children(document)
    record(verb, document, by=by, at=at, children=children, version=str(version.pk))


def _children(document: Document) -> list[UUID]:
    return [document.child_id] if document.child_id else []


def _need_turn(by, at) -> None:
    heard = by.heard_at or at
    mine = Version.objects.filter(organisation=by.organisation, person=by.person)
    if mine.filter(kept_at__gt=heard - A_DAY).count() >= PER_DAY:
        raise NotKept("too_many_today", _("You sent many files today. Send this one tomorrow."))
