"""Rows of documents that are allowed, and what breaks each of them."""

from kiekeboe.documents.models import Document, Reading, Version
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


def document(**fields):
    organisation = make.organisation()
    facts = {"place": "organisation", "audience": "parents", "title": "Huisregels"} | fields
    return Document.objects.create(
        organisation=organisation, published_at=make.at(8), **facts
    )  # fmt: skip


def version(one=None):
    one = one or document()
    return Version.objects.create(
        organisation=one.organisation, document=one, number=1, form="paper", name="huis.pdf",
        bytes=40, content_hash="x", path=f"documents/{uuid7()}", person=uuid7(),
        kept_at=make.at(8),
    )  # fmt: skip


def reading():
    one = version()
    guardian = make.guardian([make.child(make.group(make.location(one.organisation)))])
    return Reading.objects.create(
        organisation=one.organisation, version=one, guardian=guardian, read_at=make.at(9)
    )


TWICE = {"versions_are_counted": version, "a_version_is_read_once": reading}
CHANGED = {
    "a_document_has_one_place": (document, {"place": "group"}),
    "a_document_has_a_title": (document, {"title": ""}),
    "some_guardians_only_of_a_child": (document, {"guardians": "authority"}),
    "parents_are_asked_to_agree": (document, {"asks_agreement": True, "audience": "office"}),
    "a_withdrawn_document_names_who_did_it": (document, {"withdrawn_at": make.at(9)}),
    "a_preview_has_both_measures": (version, {"preview_width": 800}),
    "versions_begin_at_one": (version, {"number": 0}),
    "a_version_is_agreed_after_reading": (reading, {"agreed_at": make.at(8)}),
}
