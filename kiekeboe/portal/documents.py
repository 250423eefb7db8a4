"""Documents in the words of a family: whose, what is new, what still asks an answer."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _

from kiekeboe.documents import sight
from kiekeboe.documents.models import Document, Reading, Version
from kiekeboe.lib.prepared import Prepared
from kiekeboe.portal.hero import dated


@dataclass(frozen=True)
class Told:
    """One document as this family finds it."""

    document: Document
    versions: list[Version]  # the newest first
    reading: Reading | None  # of the version that stands, by this guardian

    @property
    def version(self) -> Version:
        return self.versions[0]

    @property
    def agreed_at(self):
        return self.reading.agreed_at if self.reading else None

    @property
    def asks(self) -> bool:
        return self.document.asks_agreement and self.agreed_at is None

    @property
    def is_new(self) -> bool:
        return self.reading is None and not self.asks

    @property
    def sub(self) -> str:
        """What it is, where it belongs, and since when this version stands."""
        day = dated(self.version.kept_at, "j F Y")
        where = "" if self.document.child_id else self.document.whose
        return " · ".join(filter(None, [str(self.document.get_kind_display()), where, day]))


def of_family(family) -> list[Told]:
    """What this account may read, the newest first. Four queries, however many there are."""
    documents = sight.list_of_family(family.guardianships, family.day)
    return _told(family, {one.pk: one for one in documents})


def _told(family, documents: dict[UUID, Document]) -> list[Told]:
    if not documents:
        return []
    guardians = tuple({one.guardian_id: 1 for one in family.guardianships})
    versions = defaultdict(list)
    for one in _VERSIONS(documents=tuple(documents)):
        versions[one.document_id].append(one)
    found = _READINGS(documents=tuple(documents), guardians=guardians)
    readings = {one.version_id: one for one in found}
    return [
        Told(one, versions[pk], readings.get(versions[pk][0].pk)) for pk, one in documents.items()
    ]


def in_parts(told: list[Told]) -> list[tuple[str, list[Told]]]:
    """What asks an answer first, then child by child, then what is for everybody."""
    parts = defaultdict(list)
    for one in told:
        child = one.document.child
        parts[("0", "") if one.asks else ("1", child.first_name) if child else ("2", "")].append(
            one
        )
    names = {"0": _("Please read and agree"), "2": _("For all families")}
    return [(names.get(order, name), parts[order, name]) for order, name in sorted(parts)]


def one_of(request, document_id) -> tuple[Told, object]:
    """(document, through which relation this account reads it), or 404."""
    family = request.family
    rows = sight.of_family(family.guardianships, family.day).filter(pk=document_id)
    document = rows.select_related("child", "group", "location").first()
    if document is None:
        raise Http404
    relations = [
        one for one in family.guardianships if one.organisation_id == document.organisation_id
    ]
    own = [one for one in relations if one.child_id == document.child_id]
    return _told(family, {document.pk: document})[0], (own or relations)[0]


_VERSIONS = Prepared(
    lambda documents: Version.objects.filter(document__in=documents).order_by("-number"),
    documents=models.UUIDField(),
)
_READINGS = Prepared(
    lambda documents, guardians: Reading.objects.filter(
        version__document__in=documents, guardian__in=guardians
    ),
    documents=models.UUIDField(), guardians=models.UUIDField(),
)  # fmt: skip
