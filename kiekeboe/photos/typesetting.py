"""A year book as values and pictures for its template: from rows to words, sizes and bytes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from kiekeboe.lib import faces, papers
from kiekeboe.photos import books
from kiekeboe.photos.models import Appearance, Favourite, Medium, Rendition

TEMPLATE = Path(__file__).parent / "typeset" / "year_book"
WANTED = 1200  # pixels: enough for a page
QUALITY = 82
PREVIEW = 60  # pixels per inch
COVER = "cover.jpg"
COVER_SIZE = books.Placed("cover", 158.0, 158.0)


class Empty(Exception):
    """There is nothing to put in this book."""


@dataclass(frozen=True)
class Made:
    """A book, and what is in it: ids of photos, and keys of what was written."""

    paper: papers.Paper
    photos: list[str]
    written: list[str]
    pages: int


@dataclass
class Contents:
    """Everything that goes in one book, in the language of the reader."""

    relation: object
    zone: object
    photos: list
    told: object
    sizes: dict  # photo to rendition
    favourites: set


def book_of(book, relation, *, at) -> Made:
    """Set a book as its guardian may have it at this moment. Raises Empty, and papers.NotMade."""
    contents = _contents(book, relation, at)
    if not contents.photos and not contents.told.written:
        raise Empty
    months = _months(contents)
    laid = {month.number: books.pages_of(_prints(month.photos, contents)) for month in months}
    values = _values(book, contents, months, laid, at)
    pictures = _pictures(contents, laid)
    paper = papers.typeset(TEMPLATE, values, pictures, at=at, preview=PREVIEW)
    return Made(
        paper,
        [str(one.pk) for one in contents.photos],
        [one.key for one in contents.told.written],
        paper.pages,
    )


def _contents(book, relation, at) -> Contents:
    from kiekeboe.photos import book_making

    _start, _end, zone = book_making.span(relation, book.year)
    photos = list(book_making.shown(relation, book.year, timezone.localtime(at).date()))
    sizes = sizes_of(photos, WANTED)
    liked = Favourite.objects.filter(guardian=book.guardian_id, photo__in=photos)
    photos = [one for one in photos if one.pk in sizes]
    return Contents(
        relation, zone, photos, book_making.told_of(relation, book.year), sizes,
        set(liked.values_list("photo_id", flat=True)),
    )  # fmt: skip


def sizes_of(photos, wanted: int) -> dict:
    """{photo id: rendition}: the smallest with so many pixels, and else the largest there is."""
    sizes: dict = {}
    kept = Rendition.objects.filter(photo__in=photos, medium=Medium.PHOTO).order_by("longest")
    for one in kept:
        if one.photo_id not in sizes or sizes[one.photo_id].longest < wanted:
            sizes[one.photo_id] = one
    return sizes


def printed_name(photo_id) -> str:
    """What the picture of a photo is called beside its template."""
    return f"{photo_id.hex}.jpg"


def prints(sizes: dict, longest: int) -> Iterator[tuple[str, bytes]]:
    """(name, JPEG) of these renditions, one at a time, of at most so many pixels."""
    for photo, rendition in sizes.items():
        yield printed_name(photo), _as_printed(rendition, longest)


def _months(contents) -> list[books.Month]:
    """The months in which there is something to see or to read."""
    months = {number: books.Month(number) for number in range(1, 13)}
    for photo in contents.photos:
        months[photo.taken_at.astimezone(contents.zone).month].photos.append(photo)
    for one in contents.told.written:
        months[one.at.astimezone(contents.zone).month].written.append(one)
    for day in contents.told.days:
        months[day.month].days += 1
    return [one for one in months.values() if one.photos or one.written]


def _prints(photos, contents) -> list[books.Print]:
    return [
        books.Print(
            one.pk,
            contents.sizes[one.pk].width / contents.sizes[one.pk].height,
            len(one.caption),
            one.pk in contents.favourites,
        )
        for one in photos
    ]


def _values(book, contents, months, laid, at) -> dict:
    child, year = contents.relation.child, book.year
    known = {one.pk: one for one in contents.photos}
    cover = _cover(contents)
    place = child.placements.select_related("group__location").order_by("-started_on").first()
    return {
        "title": _("Photo book of %(name)s, %(year)s") % {"name": child.first_name, "year": year},
        "language": book.language,
        "name": child.first_name,
        "letters": child.letters,
        "year": year,
        "place": place.group.location.name if place else "",
        "cover": {
            "picture": COVER if cover else None,
            "ratio": contents.sizes[cover.pk].width / contents.sizes[cover.pk].height
            if cover else 1,
            "face": "face.svg" if not cover and faces.draw(child.portrait) else None,
            "alt": _("Photo of %(name)s") % {"name": child.first_name},
        },
        "months": [_month(one, laid[one.number], known, contents, year) for one in months],
        "written": _("What was written"),
        "goodbye": _("This was %(year)s") % {"year": year},
        "private": _("Only for your family. Other children may be on these photos. "
                     "Do not put them on the internet."),
        "made": _("Made on %(date)s")
        % {"date": date_format(at.astimezone(contents.zone), "j F Y")},
    }  # fmt: skip


def _month(month, pages, known, contents, year) -> dict:
    name = date_format(date(year, month.number, 1), "F")
    counts = [
        ngettext("%(n)s day here", "%(n)s days here", month.days) % {"n": month.days}
        if month.days else "",
        ngettext("%(n)s photo", "%(n)s photos", len(month.photos)) % {"n": len(month.photos)}
        if month.photos else "",
    ]  # fmt: skip
    return {
        "number": month.number,
        "name": name[:1].upper() + name[1:],
        "counts": " · ".join(filter(None, counts)),
        "pages": [
            [[_printed(one, known[one.id], contents) for one in row] for row in page.rows]
            for page in pages
        ],
        "written": [
            {"when": _when(one.at, contents.zone), "title": one.title, "text": one.text}
            for one in month.written
        ],
    }


def _printed(place, photo, contents) -> dict:
    when = _when(photo.taken_at, contents.zone)
    told = {"name": contents.relation.child.first_name, "when": when}
    return {
        "picture": printed_name(photo.pk),
        "width": place.width,
        "height": place.height,
        "colour": photo.colour,
        "alt": _("Photo of %(name)s, %(when)s") % told,
        "film": photo.medium == Medium.FILM,
        "favourite": photo.pk in contents.favourites,
        "when": when,
        "caption": photo.caption,
    }


def _when(at, zone) -> str:
    return date_format(at.astimezone(zone), "j F, H:i")


def _cover(contents):
    """A favourite first, then one with this child alone, then any; of several the last."""
    crowded = set(
        Appearance.objects.filter(photo__in=contents.photos)
        .exclude(child=contents.relation.child_id)
        .values_list("photo_id", flat=True)
    )
    still = [one for one in contents.photos if one.medium == Medium.PHOTO]
    return max(
        still,
        key=lambda one: (one.pk in contents.favourites, one.pk not in crowded, one.taken_at),
        default=None,
    )


def _pictures(contents, laid) -> Iterator[tuple[str, bytes]]:
    """Every picture as it will be printed, one at a time: no more pixels than paper shows."""
    cover = _cover(contents)
    if cover:
        yield COVER, _as_printed(contents.sizes[cover.pk], books.pixels(COVER_SIZE))
    elif face := faces.draw(contents.relation.child.portrait):
        yield "face.svg", str(face).encode()
    for pages in laid.values():
        for place in (one for page in pages for row in page.rows for one in row):
            size = contents.sizes[place.id]
            yield printed_name(place.id), _as_printed(size, books.pixels(place))


def _as_printed(rendition, longest: int) -> bytes:
    with default_storage.open(rendition.path) as kept, Image.open(kept) as picture:
        small = picture.convert("RGB")
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    printed = io.BytesIO()
    small.save(printed, "JPEG", quality=QUALITY, optimize=True)
    return printed.getvalue()
