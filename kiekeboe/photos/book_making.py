"""Year books: asking for one, making it, handing it out, forgetting it (C7).

What was written about a child stands in the diary, of which photos know nothing: whoever knows
both (the portal) tells it, see `told_by`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation

from kiekeboe.events.models import Event
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib import papers
from kiekeboe.people.models import Guardianship
from kiekeboe.photos import files, typesetting
from kiekeboe.photos.models import Photo, YearBook

FOLDER = "books"
KEPT = timedelta(days=7)
A_DAY = timedelta(days=1)
LATE = timedelta(hours=8)  # after which whoever waits may ask again
MOST_PER_DAY = 3
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Written:
    """Something of the diary for a book. `key` changes when it is changed."""

    key: str
    at: datetime
    title: str
    text: str


@dataclass(frozen=True)
class Told:
    """What the diary says of a year: what was written, and on which days the child was here."""

    written: tuple[Written, ...] = ()
    days: frozenset[date] = frozenset()


class TooMany(Exception):
    """This guardian asked for as many books as anybody may within a day."""


class NoSuchYear(Exception):
    """Of this year nothing can be in a book."""


_tellers: list[Callable] = []


def told_by(teller: Callable) -> None:
    """Let `teller(relation, start, end, zone)` say what is Told of a year through a relation."""
    _tellers[:] = [teller]


def told_of(relation, year: int) -> Told:
    start, end, zone = span(relation, year)
    return _tellers[0](relation, start, end, zone) if _tellers else Told()


def span(relation, year: int):
    """A year where the child is: first moment, moment after the last, and the zone."""
    placement = relation.child.placements.select_related("group__location")
    last = placement.order_by("-started_on").first()
    zone = ZoneInfo(last.group.location.time_zone if last else str(timezone.get_default_timezone()))
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone), zone


def shown(relation, year: int, day: date):
    """The photos and films of a year that this relation may see on `day`, oldest first."""
    start, end, _zone = span(relation, year)
    seen = Photo.objects.shown_to([relation.pk], day).filter(
        taken_at__gte=start, taken_at__lt=end, appearances__child=relation.child_id
    )
    return seen.order_by("taken_at", "id").distinct()


def years_of(relation, day: date) -> list[int]:
    """The years of which there is a photo to see, newest first."""
    seen = Photo.objects.shown_to([relation.pk], day).filter(appearances__child=relation.child_id)
    return [one.year for one in seen.datetimes("taken_at", "year", order="DESC")]


@transaction.atomic
def ask(relation, year: int, *, language: str, by, at) -> YearBook:
    """Have a book made. While one of this child is being made, asking again answers that one.

    Raises TooMany, or NoSuchYear.
    """
    from kiekeboe.photos.tasks import make_book

    if not FIRST_YEAR <= year <= at.year + 1:
        raise NoSuchYear
    locked_head(by.organisation)
    mine = YearBook.objects.filter(guardian=relation.guardian_id, child=relation.child_id)
    waiting = mine.filter(made_at=None, problem="", asked_at__gt=at - LATE).first()
    if waiting:
        return waiting
    asked = Event.objects.filter(
        organisation=by.organisation, person_id=by.person, verb="book_asked"
    )
    if asked.filter(happened_at__gt=at - A_DAY).count() >= MOST_PER_DAY:
        raise TooMany
    former = list(mine.filter(year=year).exclude(path="").values_list("path", flat=True))
    fresh = {
        "language": language, "asked_at": at, "made_at": None, "problem": "", "photos": [],
        "written": [], "pages": 0, "bytes": 0, "path": f"{FOLDER}/{secrets.token_urlsafe(18)}",
    }  # fmt: skip
    book, _new = YearBook.objects.update_or_create(
        organisation_id=by.organisation,
        guardian_id=relation.guardian_id,
        child_id=relation.child_id,
        year=year,
        defaults=fresh,
    )
    record("book_asked", book, by=by, at=at, children=[relation.child_id])
    make_book.later(str(by.organisation), str(book.pk), key=f"book:{book.path}")
    transaction.on_commit(lambda: [_drop(path) for path in former])
    return book


def relation_of(book: YearBook, day: date) -> Guardianship | None:
    """The relation through which its guardian may have the book on `day`, if there is one."""
    relations = Guardianship.objects.in_force(day).filter(receives_updates=True)
    same = relations.filter(guardian=book.guardian_id, child=book.child_id)
    return same.select_related("child", "guardian", "organisation").first()


def finish(organisation, book_id, *, at) -> None:
    """Make the file of a book that waits for it. Done before, it changes nothing.

    Cut off anywhere and done again it gives one file: where it comes was chosen when asked.
    """
    book = YearBook.objects.filter(
        organisation=organisation, pk=book_id, made_at=None, problem=""
    ).first()
    if book is None or not book.path:
        return
    relation = relation_of(book, timezone.localtime(at).date())
    if relation is None:
        return _stop(book, "ended")
    with translation.override(book.language):
        try:
            made = typesetting.book_of(book, relation, at=at)
        except typesetting.Empty:
            return _stop(book, "empty")
        except papers.NotMade:
            _stop(book, "failed")
            raise
    _keep(book, relation, made, at=at)


def _keep(book, relation, made, *, at) -> None:
    files.keep(file_of(book), made.paper.pdf)
    files.keep(preview_of(book), made.paper.preview)
    with transaction.atomic():
        locked_head(book.organisation_id)
        waiting = YearBook.objects.filter(pk=book.pk, path=book.path, made_at=None)
        mine = waiting.update(
            made_at=at, photos=made.photos, written=made.written, pages=made.pages,
            bytes=len(made.paper.pdf),
        )  # fmt: skip
        if mine:
            by = relation.guardian.actor()
            record("book_made", book, by=by, at=at, children=[book.child_id])
    if not mine and not YearBook.objects.filter(path=book.path).exists():
        _drop(book.path)


def _stop(book, problem) -> None:
    YearBook.objects.filter(pk=book.pk, path=book.path, made_at=None).update(problem=problem)


def still_stands(book: YearBook, relation, day: date) -> bool:
    """Whether everything in a made book may be seen through this relation on `day`."""
    seen = shown(relation, book.year, day).filter(pk__in=book.photos)
    if seen.count() != len(book.photos):
        return False
    return {one.key for one in told_of(relation, book.year).written} >= set(book.written)


def file_of(book: YearBook) -> str:
    return f"{book.path}.pdf"


def preview_of(book: YearBook) -> str:
    return f"{book.path}.png"


def remember_download(book: YearBook, *, by, at) -> None:
    """One event for one download."""
    record("downloaded", book, by=by, at=at, children=[book.child_id])


def forget_old(*, at) -> int:
    """Remove books older than a week, with their rows; then files of which there is no row."""
    old = YearBook.objects.filter(asked_at__lt=at - KEPT)
    gone = list(old.values_list("pk", "path"))
    for pk, path in gone:
        _drop(path)
        old.filter(pk=pk, path=path).delete()
    return len(gone) + _sweep(at)


def _sweep(at) -> int:
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    named = set(YearBook.objects.values_list("path", flat=True))
    lost = [
        path
        for path in (f"{FOLDER}/{name}" for name in names)
        if path.rsplit(".", 1)[0] not in named
        and default_storage.get_modified_time(path) < at - A_DAY
    ]
    files.drop(lost)
    return len(lost)


def _drop(path: str) -> None:
    if path:
        files.drop([f"{path}.pdf", f"{path}.png"])
