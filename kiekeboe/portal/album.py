"""The album of a family: which photos, in which order, by month, and a page of them."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils import formats

from kiekeboe.photos.models import Photo
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pictures import album_pictures
from kiekeboe.portal.signing import signer_of

PER_PAGE = 60
ALL = "all"


@dataclass(frozen=True)
class Scope:
    """The photos that somebody is looking at: of one child or of all own, or the favourites."""

    request: object
    relations: tuple
    everyone: bool
    favourites: bool

    @classmethod
    def of(cls, request, asked, otherwise=""):
        """As the question of an address says; a child out of reach is a 404."""
        family, child = request.family, asked.get("child", otherwise)
        everyone = child == ALL and len(family.guardianships) > 1
        relations = tuple(family.guardianships)
        if child and child != ALL:
            relations = (child_of(request, uuid_or_none(child)),)
        elif not everyone:
            relations = relations[:1]
        return cls(request, relations, everyone, "favourites" in asked)

    @property
    def relation(self):
        """Whose page it is: the first child, when it is about all of them."""
        return self.relations[0]

    @property
    def zone(self):
        return zone_of(self.relation)

    @property
    def query(self):
        """The same in the question of an address."""
        return self.asking()

    def asking(self, child=None, *, favourites=None):
        """The question of an address for another child, or with or without favourites."""
        child = child or (ALL if self.everyone else str(self.relation.child_id))
        wanted = self.favourites if favourites is None else favourites
        return urlencode({"child": child} | ({"favourites": 1} if wanted else {}))

    def shown(self):
        """The photos as the one rule gives them, newest first."""
        ids = [one.pk for one in self.relations]
        shown = Photo.objects.shown_to(ids, today_of(self.relation))
        if self.favourites:
            guardians = {one.guardian_id for one in self.request.family.guardianships}
            shown = shown.filter(pk__in=Photo.objects.filter(favourites__guardian__in=guardians))
        return shown.order_by("-taken_at", "-id")

    def pictures(self, ids):
        """These photos with everything that a page says of them. One query."""
        family, day = self.request.family, today_of(self.relation)
        signer = signer_of(self.request)
        return album_pictures(self.relations, family, self.zone, day=day, ids=ids, signer=signer)


@dataclass(frozen=True)
class Month:
    """A month of the album: its anchor, its name, how many photos, and on which page it begins."""

    key: str
    name: str
    many: int
    page: int


class Album:
    """One page of the photos of a scope. Two queries, whatever the number."""

    def __init__(self, scope: Scope, page: int):
        rows = list(scope.shown().values_list("pk", "taken_at"))
        self.scope, self.many = scope, len(rows)
        self.pages = max(-(-len(rows) // PER_PAGE), 1)
        self.page = min(max(page, 1), self.pages)
        self.months = list(self._months(rows))
        begin = (self.page - 1) * PER_PAGE
        found = scope.pictures([pk for pk, _at in rows[begin : begin + PER_PAGE]])
        names = {one.key: one for one in self.months}
        by_month = groupby(found, lambda one: one.month)
        self.shown = [(names[key], list(same)) for key, same in by_month]

    def _months(self, rows):
        zone, place = self.scope.zone, 0
        for key, same in groupby(rows, lambda row: row[1].astimezone(zone).strftime("%Y-%m")):
            same = list(same)
            name = formats.date_format(same[0][1].astimezone(zone), "F Y")
            yield Month(key, name[:1].upper() + name[1:], len(same), place // PER_PAGE + 1)
            place += len(same)

    @property
    def older(self):
        return self.page + 1 if self.page < self.pages else 0

    @property
    def newer(self):
        return self.page - 1


def beside(scope: Scope, photo) -> tuple:
    """The photos before and after this one in its scope, None at the ends. One query."""
    ids = list(scope.shown().values_list("pk", flat=True))
    if photo not in ids:
        return None, None
    at = ids.index(photo)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)
