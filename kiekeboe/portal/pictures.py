"""The photos of own children, in words that name nobody else."""

from collections import namedtuple
from functools import partial
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from kiekeboe.lib.prepared import Prepared
from kiekeboe.photos.models import Appearance, Favourite, Medium, Photo, Rendition, Report
from kiekeboe.portal.hero import clock, listed, long_date

Row = namedtuple(
    "Row",
    "id taken_at caption colour medium seconds organisation stem child others width height kept"
    " reported",
    defaults=(0, 0, False, False),
)
COLUMNS = ("id", "taken_at", "caption", "colour", "medium", "seconds", "organisation", "stem")
SIZES = {"small": 400, "medium": 1200, "large": 2400, "film": "film"}


class Picture:
    """One photo as one family sees it: `names` are only of its own children.

    `small`, `medium`, `large` and `film` are addresses; with a signer they are signed for this
    session, and `door_*` is the way that asks the database when those no longer stand.
    """

    def __init__(self, row, names, zone, signer=None):
        self.id, self.caption, self.colour = row.id, row.caption, row.colour
        self.taken_at = row.taken_at.astimezone(zone)
        self.names, self.child = names, row.child
        self.others = row.others or len(names) > 1
        self.seconds = row.seconds if row.medium == Medium.FILM else 0
        self.width, self.height = row.width, row.height
        self.kept, self.reported = row.kept, row.reported
        self.time = clock(row.taken_at, zone)
        self.alt = alt_text(names, self.time, row.caption, film=bool(self.seconds))
        self.sign = signer and partial(signer.address, row.organisation, row.stem)

    def __getattr__(self, name):
        if name in SIZES:
            return (self.sign and self.sign(SIZES[name])) or getattr(self, f"door_{name}")
        if name.startswith("door_"):
            return f"/parent/photos/{self.id}/{SIZES[name[5:]]}/"
        raise AttributeError(name)

    def at(self, what):
        """The same picture, said to be taken at an activity."""
        if not self.caption:
            self.alt = ", ".join([self.alt, place(what)])
        return self

    @property
    def page(self):
        return f"/parent/photos/{self.id}/?{urlencode({'child': self.child})}"

    @property
    def day(self):
        return long_date(self.taken_at.date())

    @property
    def month(self):
        return self.taken_at.strftime("%Y-%m")

    @property
    def lasts(self):
        """How long the film takes, 0:42."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}" if self.seconds else ""

    @property
    def tint(self):
        """The nearest of the 64 colours of tints.css, for the place of a picture that comes."""
        red, green, blue = (int(self.colour[at : at + 2], 16) // 64 for at in (1, 3, 5))
        return red * 16 + green * 4 + blue

    @property
    def kept_as(self):
        """What the file is called at home, without its ending."""
        return f"{listed(self.names)} {self.taken_at.strftime('%Y-%m-%d %H.%M')}"


def alt_text(names, time, what, *, film=False) -> str:
    """U27: from what we know, and only names that the viewer may see."""
    text = _("Film of %(names)s, %(time)s") if film else _("Photo of %(names)s, %(time)s")
    text %= {"names": listed(names), "time": time}
    return ", ".join([text, place(what)]) if what else text


def place(what) -> str:
    """Where or at what it was."""
    return _("at: %(what)s") % {"what": what}


def _rows(relations, own, day, **only):
    """Shown photos with each own child on it, and whether there are others on it."""
    shown = Photo.objects.shown_to(relations, day)
    if "start" in only:
        shown = shown.filter(taken_at__gte=only["start"], taken_at__lt=only["end"])
    elif "photo" in only:
        shown = shown.filter(pk=only["photo"])
    else:
        shown = shown.filter(pk__in=only["only"])
    others = Appearance.objects.filter(photo=OuterRef("pk")).exclude(child__in=own)
    mine = FilteredRelation("appearances", condition=Q(appearances__child__in=own))
    return (
        shown.annotate(own=mine, own_child=F("own__child_id"), others=Exists(others))
        .order_by("-taken_at", "-id")
        .values_list(*COLUMNS, "own_child", "others")
    )


def _rows_with_more(relations, own, day, guardians, only):
    """The same for pages that are about photos: their shape, and what this parent did with them."""
    largest = Rendition.objects.filter(photo=OuterRef("pk"), medium=Medium.PHOTO).order_by(
        "-longest"
    )
    mine = {"photo": OuterRef("pk"), "guardian__in": guardians}
    return (
        _rows(relations, own, day, only=only)
        .annotate(
            width=Subquery(largest.values("width")[:1]),
            height=Subquery(largest.values("height")[:1]),
            kept=Exists(Favourite.objects.filter(**mine)),
            reported=Exists(Report.objects.filter(settled_at=None, **mine)),
        )
        .values_list(*COLUMNS, "own_child", "others", "width", "height", "kept", "reported")
    )


_ASKED = {
    "relations": models.UUIDField(),
    "own": models.UUIDField(),
    "day": models.DateField(),
}
_OF_A_DAY = Prepared(_rows, **_ASKED, start=models.DateTimeField(), end=models.DateTimeField())
_ONE = Prepared(_rows, **_ASKED, photo=models.UUIDField())


def pictures(relations, family, zone, *, day, start=None, end=None, photo=None):
    """Photos that these relations show, newest first. One query, whatever the number.

    `family` gives the names of own children; other children on a photo are only counted.
    """
    asked = _asked(relations, family, day)
    rows = _OF_A_DAY(**asked, start=start, end=end) if start else _ONE(**asked, photo=photo)
    return _made(rows, relations, family, zone)


def album_pictures(relations, family, zone, *, day, ids, signer):
    """These photos as far as the relations show them, with what this parent did. One query."""
    if not ids:
        return []
    guardians = {one.guardian_id for one in family.guardianships}
    asked = _asked(relations, family, day)
    rows = _rows_with_more(**asked, guardians=tuple(guardians), only=tuple(ids))
    return _made(rows, relations, family, zone, signer)


def _asked(relations, family, day):
    own = tuple(one.id for one in family.children)
    return {"relations": tuple(one.pk for one in relations), "own": own, "day": day}


def _made(rows, relations, family, zone, signer=None):
    names = {one.id: one.first_name for one in family.children}
    found = {}
    for row in (Row(*one) for one in rows):
        found.setdefault(row.id, []).append(row)
    first = relations[0].child_id
    made = []
    for same in found.values():
        on_it = [row.child for row in same if row.child in names]
        child = first if first in on_it else on_it[0]
        row = same[0]._replace(child=child)
        made.append(Picture(row, [names[one] for one in sorted(on_it, key=str)], zone, signer))
    return made
