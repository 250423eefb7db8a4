"""Documents come, are renewed, agreed with and taken back; once each."""

import contextlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from kiekeboe.documents import filing
from kiekeboe.documents.models import Document, Reading, Version
from kiekeboe.documents.tests.shelf import PAPER, Shelf, picture
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.lib.images.tests import hostile
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    return Shelf()


def verbs():
    rows = Event.objects.filter(verb__startswith="document_").order_by("organisation", "sequence")
    return list(rows.values_list("verb", flat=True))


def badges(guardian):
    rows = Notice.objects.filter(account=guardian.account, kind=Kind.DOCUMENT, channel=Channel.APP)
    return rows.filter(read_at=None, dropped_at=None).count()


def agree(document, guardian, hour=11):
    version = filing.latest(document)
    return filing.agree(version, guardian, by=guardian.actor(), at=make.at(hour))


def test_a_document_that_is_sent_twice_is_there_once(shelf):
    id = uuid7()
    first, second = shelf.add(id=id), shelf.add(id=id)

    assert (first.pk, Document.objects.count(), Version.objects.count()) == (second.pk, 1, 1)
    assert verbs() == ["document_added"]
    assert default_storage.exists(filing.path_of(Version.objects.get()))


def test_an_id_of_another_house_is_refused(shelf):
    document = shelf.add()

    with pytest.raises(filing.NotYours):
        Shelf().add(id=document.pk)


def test_a_new_version_stands_beside_the_old_one_and_is_read_anew(shelf):
    document, id = shelf.add(asks_agreement=True), uuid7()
    agree(document, shelf.mother)
    assert shelf.mother not in filing.silent(document, make.DAY)

    shelf.renew(document, id=id)
    shelf.renew(document, id=id)

    assert [one.number for one in document.versions.order_by("number")] == [1, 2]
    assert all(default_storage.exists(filing.path_of(one)) for one in Version.objects.all())
    assert shelf.mother in filing.silent(document, make.DAY)
    assert verbs().count("document_renewed") == 1


def test_one_agrees_once_and_only_with_what_stands(shelf):
    document = shelf.add(asks_agreement=True)
    old = filing.latest(document)
    first, again = agree(document, shelf.mother), agree(document, shelf.mother, hour=12)
    shelf.renew(document)

    assert again.agreed_at == first.agreed_at == make.at(11)
    assert verbs().count("document_agreed") == 1
    with pytest.raises(filing.Withdrawn):
        filing.agree(old, shelf.sems, by=shelf.sems.actor(), at=make.at(12))


def test_every_time_a_file_is_taken_is_written_down(shelf):
    """S61 By whom and about whom; the first moment of reading stays."""
    document = shelf.add(child=shelf.noor)
    version = filing.latest(document)
    for hour in (9, 10):
        filing.read(version, shelf.mother, by=shelf.mother.actor(), at=make.at(hour))
    filing.hand_over(version, by=shelf.by, at=make.at(11))

    assert verbs().count("document_downloaded") == 3
    assert Reading.objects.get().read_at == make.at(9)
    assert Event.objects.about(shelf.noor).filter(verb="document_downloaded").count() == 3


def test_withdrawing_twice_tells_it_once_and_takes_the_notices_back(shelf):
    document = shelf.add(asks_agreement=True)
    assert badges(shelf.mother) == 1

    for hour in (9, 10):
        filing.withdraw(document, by=shelf.by, at=make.at(hour))

    assert (document.withdrawn_at, verbs().count("document_withdrawn")) == (make.at(9), 1)
    assert badges(shelf.mother) == 0
    with pytest.raises(filing.Withdrawn):
        shelf.renew(document)


def test_a_reminder_goes_once_a_day_to_who_did_not_agree(shelf):
    document = shelf.add(asks_agreement=True, group=shelf.frogs)
    agree(document, shelf.mother)
    first = filing.remind(document, by=shelf.by, at=make.at(12))
    second = filing.remind(document, by=shelf.by, at=make.at(13))

    assert (first, second) == ([shelf.father], [])
    assert (badges(shelf.mother), badges(shelf.father), badges(shelf.sems)) == (0, 2, 0)
    assert filing.remind(document, by=shelf.by, at=make.at(12) + timedelta(days=1, minutes=1))


def test_only_what_must_be_read_is_told(shelf):
    """What is only there to be looked up, and what others read, makes no noise."""
    shelf.add()
    shelf.add(child=shelf.noor, guardians="authority")

    assert [badges(one) for one in (shelf.mother, shelf.father, shelf.sems)] == [1, 0, 0]


def test_opening_what_asks_agreement_leaves_the_notice_until_it_is_agreed(shelf):
    document = shelf.add(asks_agreement=True)
    version = filing.latest(document)
    filing.read(version, shelf.mother, by=shelf.mother.actor(), at=make.at(9))
    assert badges(shelf.mother) == 1

    agree(document, shelf.mother)

    assert (badges(shelf.mother), badges(shelf.father)) == (0, 1)


PAPERS = {
    "a script": PAPER.replace(b"<< >>", b"<< /S /JavaScript >>"),
    "a password": PAPER.replace(b"<< >>", b"<< /Encrypt 2 0 R >>"),
    "cut off": PAPER[:-8],
    "a paper within a page": b"<html>" + PAPER,
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "an archive": hostile.zipped(),
    "nothing": b"",
}
CORPUS = hostile.corpus()


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_no_honest_paper_is_refused_with_a_sentence(shelf, name):
    """S40 Nothing of it stays in the store."""
    with pytest.raises(Refused) as refusal:
        shelf.add(content=PAPERS[name])

    assert refusal.value.sentence
    assert not Version.objects.exists()


PLAIN_PAPER = "pages of pdf"  # no photo, and just what a document may be


@pytest.mark.deep
@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_is_refused_or_made_neutral(shelf, name):
    """S40 The same corpus as photos."""
    kept = b""
    with contextlib.suppress(Refused):
        version = filing.latest(shelf.add(content=CORPUS[name]))
        with default_storage.open(filing.path_of(version)) as file:
            kept = file.read()

    assert not kept.startswith(b"%PDF") or name == PLAIN_PAPER
    assert not any(payload in kept for payload in hostile.PAYLOADS)


def test_a_photo_of_a_paper_is_made_anew(shelf):
    document = shelf.add(content=picture())

    assert filing.path_of(filing.latest(document)).endswith("-2400.webp")


def test_a_disk_that_is_full_leaves_neither_row_nor_file(shelf, settings):
    settings.PHOTO_ROOM = 1

    with pytest.raises(Refused):
        shelf.add()

    assert not Document.objects.exists()


def test_a_file_of_another_document_is_not_its_version(shelf):
    one, other = shelf.add(), shelf.add("Menu")

    with pytest.raises(filing.NotYours):
        shelf.renew(one, id=filing.latest(other).pk)
