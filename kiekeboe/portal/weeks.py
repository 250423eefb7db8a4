"""The weekly pieces that came out on a day, as one family reads them (B9)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kiekeboe.care.diary import Period
from kiekeboe.care.diary_paper import Beside
from kiekeboe.development.models import PiecePhoto
from kiekeboe.development.sight import pieces_for
from kiekeboe.photos import typesetting
from kiekeboe.portal.pictures import Picture, album_pictures

PRINTED = 400  # pixels: sharp on a quarter of the width of a sheet


@dataclass(frozen=True)
class Told:
    """One piece: its words, who wrote it, and the photos beside it that this family sees."""

    id: object
    words: str
    writer: str
    photos: tuple[Picture, ...]
    day: date  # on which it came out


def told_on(day, relation, family, zone, *, today) -> list[Told]:
    """Pieces published on `day`, the first one first. Asked of the database only of a
    child of whom there are pieces.

    Photos pass the same question as in the album, on `today`: a piece opens nothing.
    """
    if not relation.pieces:
        return []
    rows = pieces_for([relation]).filter(published_on=day).select_related("child", "author")
    rows = sorted(rows, key=lambda one: one.published_at)
    if not rows:
        return []
    pairs = _beside(rows)
    photos = [photo for _, photo in pairs]
    shown = album_pictures([relation], family, zone, day=today, ids=photos, signer=None)
    return [
        Told(
            one.pk,
            one.words,
            one.author.first_name,
            tuple(picture for picture in shown if (one.pk, picture.id) in pairs),
            day,
        )
        for one in rows
    ]


def on_paper(relation, family, period: Period, zone, *, today) -> dict:
    """The pieces that came out in a period, in order, for the diary to keep: what is `beside` it,
    and the `pictures`.

    A photo is printed when the album shows it to this family on `today`; a film is not.
    """
    rows = list(
        pieces_for([relation])
        .filter(published_on__range=period)
        .select_related("child", "author")
        .order_by("published_at")
    )
    pairs = _beside(rows)
    photos = [photo for _, photo in pairs]
    shown = album_pictures([relation], family, zone, day=today, ids=photos, signer=None)
    sizes = typesetting.sizes_of([one.id for one in shown if not one.seconds], PRINTED)
    printed = [one for one in shown if one.id in sizes]
    return {
        "beside": [_on_paper(one, printed, pairs) for one in rows],
        "pictures": typesetting.prints(sizes, PRINTED),
    }


def _on_paper(piece, printed, pairs) -> Beside:
    mine = [one for one in printed if (piece.pk, one.id) in pairs]
    return Beside(
        piece.published_on,
        _("The week of %(name)s") % {"name": piece.child.first_name},
        piece.words,
        piece.author.first_name,
        tuple((typesetting.printed_name(one.id), one.alt) for one in mine),
    )


def _beside(rows) -> set:
    """{(piece, photo)} of what was put beside these pieces; whether it may be seen is asked when
    it is shown."""
    return set(PiecePhoto.objects.filter(piece__in=rows).values_list("piece", "photo"))


def in_diary(relation, asked: str, period: Period) -> list[Told]:
    """The pieces of a period that hold what was asked, newest first; without their photos, which
    stand on the day. Asked of the database only of a child of whom there are pieces."""
    if not relation.pieces:
        return []
    rows = pieces_for([relation]).select_related("child", "author")
    if period.first:
        rows = rows.filter(published_on__gte=period.first)
    if period.last:
        rows = rows.filter(published_on__lte=period.last)
    told = [Told(one.pk, one.words, one.author.first_name, (), one.published_on) for one in rows]
    return [one for one in told if asked.casefold() in one.words.casefold()]
