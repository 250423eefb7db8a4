"""The photos of own children, in words that name nobody else."""

from collections import namedtuple
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext as _

from kiekeboe.lib.prepared import Prepared
from kiekeboe.photos.models import Appearance, Photo
from kiekeboe.portal.hero import clock, listed, long_date

Row = namedtuple("Row", "id taken_at caption colour child others")


class Picture:
    """One photo as one family sees it: `names` are only of its own children."""

    __slots__ = ("alt", "caption", "child", "colour", "id", "others", "taken_at", "time")

    def __init__(self, row, names, zone):
        self.id, self.taken_at, self.caption, self.colour = row[:4]
        self.child, self.others = row.child, row.others or len(names) > 1
        self.time = clock(row.taken_at, zone)
        self.alt = alt_text(names, self.time, row.caption)

    def at(self, what):
        """The same picture, said to be taken at an activity."""
        if not self.caption:
            self.alt = ", ".join([self.alt, place(what)])
        return self

    @property
    def small(self):
        return f"/parent/photos/{self.id}/400/"

    @property
    def medium(self):
        return f"/parent/photos/{self.id}/800/"

    @property
    def large(self):
        return f"/parent/photos/{self.id}/1600/"

    @property
    def page(self):
        return f"/parent/photos/{self.id}/?{urlencode({'child': self.child})}"

    @property
    def day(self):
        return long_date(self.taken_at.date())


def alt_text(names, time, what) -> str:
    """U27: from what we know, and only names that the viewer may see."""
    text = _("Photo of %(names)s, %(time)s") % {"names": listed(names), "time": time}
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
        .values_list("id", "taken_at", "caption", "colour", "own_child", "others")
    )


_ASKED = {
    "relations": models.UUIDField(),
    "own": models.UUIDField(),
    "day": models.DateField(),
}
_OF_A_DAY = Prepared(_rows, **_ASKED, start=models.DateTimeField(), end=models.DateTimeField())
_ONE = Prepared(_rows, **_ASKED, photo=models.UUIDField())


def pictures(relations, family, zone, *, day, start=None, end=None, photo=None, only=None):
    """Photos that these relations show, newest first. One query, whatever the number.

    `family` gives the names of own children; other children on a photo are only counted.
    """
    names = {one.id: one.first_name for one in family.children}
    asked = {"relations": tuple(one.pk for one in relations), "own": tuple(names), "day": day}
    if start:
        rows = _OF_A_DAY(**asked, start=start, end=end)
    elif photo:
        rows = _ONE(**asked, photo=photo)
    else:
        rows = _rows(**asked, only=tuple(only))
    found = {}
    for row in map(Row._make, rows):
        found.setdefault(row.id, []).append(row)
    first = relations[0].child_id
    made = []
    for same in found.values():
        on_it = [row.child for row in same if row.child in names]
        child = first if first in on_it else on_it[0]
        row = same[0]._replace(child=child)
        made.append(Picture(row, [names[one] for one in sorted(on_it, key=str)], zone))
    return made


def album_page(relation, family, zone, day, ids):
    """The pictures of one page of the album, newest first."""
    return pictures([relation], family, zone, day=day, only=ids) if ids else []
