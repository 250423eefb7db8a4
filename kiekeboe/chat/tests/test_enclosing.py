"""Pictures and papers that go with a message."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from kiekeboe.chat import enclosing, reading, sweeping, writing
from kiekeboe.chat.enclosing import Upload
from kiekeboe.chat.models import Attachment, Thread
from kiekeboe.chat.reaching import NotInConversation, threads_of_family
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAPER = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


@pytest.fixture
def frogs():
    return Frogs()


def picture():
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Bij oma in de tuin"
    Image.new("RGB", (1600, 900), "teal").save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def enclose(frogs, content=PAPER, name="brief.pdf", *, id=None, by=None, hour=8):
    upload = Upload(id or uuid7(), name, content)
    by = by or frogs.mother.actor()
    return enclosing.enclose(frogs.thread, upload, by=by, at=make.at(hour))


def test_a_paper_goes_along_as_it_is(frogs):
    kept = enclose(frogs, name="C:\\Map\\brief\n.pdf")
    message = say(frogs.thread, "", frogs.mother.actor(), enclosed=(kept.pk,))
    kept.refresh_from_db()
    assert (kept.message, kept.kind, kept.name, message.enclosed) == (
        message, "paper", "brief.pdf", 1,
    )  # fmt: skip
    assert default_storage.open(enclosing.path_of(kept)).read() == PAPER
    assert reading.newest(frogs.thread)[0].attachments.all()[0] == kept


def test_of_a_picture_nothing_is_kept_but_its_pixels(frogs):
    kept = enclose(frogs, picture(), "tuin.jpg")
    assert (kept.kind, kept.width, kept.height) == ("picture", 1200, 675)
    for size in enclosing.SIZES:
        content = default_storage.open(enclosing.path_of(kept, size)).read()
        assert content[8:12] == b"WEBP"
        assert b"oma" not in content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "other_kind"),
        (b"MZ\x90\x00", "other_kind"),
        (b"PK\x03\x04 a document with macros", "other_kind"),
        (b"<html>%PDF-1.7 %%EOF", "other_kind"),
        (b"<svg onload=x>", "other_kind"),
        (b"%PDF-1.7 cut off", "damaged"),
        (b"%PDF-1.7" + b" " * 10_000_000 + b"%%EOF", "too_large"),
    ],
)
def test_what_is_no_picture_and_no_paper_is_refused_in_words(frogs, content, reason):
    with pytest.raises(Refused) as refused:
        enclose(frogs, content)
    assert refused.value.reason == reason
    assert refused.value.sentence
    assert not Attachment.objects.exists()


def test_the_same_file_again_is_kept_once(frogs):
    id = uuid7()
    assert enclose(frogs, id=id) == enclose(frogs, id=id)
    assert len(default_storage.listdir("chat")[0]) == 1


def test_who_is_not_in_the_conversation_encloses_nothing_and_reads_nothing(frogs):
    """U35"""
    with pytest.raises(NotInConversation):
        enclose(frogs, by=frogs.father.actor())
    kept = enclose(frogs)
    with pytest.raises(writing.NotYours):
        enclose(frogs, id=kept.pk, by=frogs.petra_actor)
    say(frogs.thread, "Zie brief", frogs.mother.actor(), enclosed=(kept.pk,))

    def readable(guardian):
        return list(enclosing.readable(threads_of_family(guardian.guardianships.all())))

    assert readable(frogs.mother) == [kept]
    assert readable(frogs.father) == []


def test_only_ones_own_enclosure_of_this_conversation_is_sent_and_only_once(frogs):
    kept = enclose(frogs)
    by = frogs.mother.actor()
    for thread, who in ((frogs.fathers, frogs.father.actor()), (frogs.thread, frogs.petra_actor)):
        with pytest.raises(writing.NotShown):
            say(thread, "Hier", who, enclosed=(kept.pk,))
    say(frogs.thread, "Hier", by, enclosed=(kept.pk, kept.pk))
    with pytest.raises(writing.NotShown):
        say(frogs.thread, "Nog eens", by, enclosed=(kept.pk,))
    assert frogs.thread.messages.count() == 1


def test_with_a_deleted_message_what_was_enclosed_is_gone_from_sight(frogs):
    kept = enclose(frogs)
    message = say(frogs.thread, "Oeps", frogs.mother.actor(), enclosed=(kept.pk,))
    writing.delete(message, by=frogs.mother.actor(), at=make.at(9))
    assert not enclosing.readable(Thread.objects.all()).exists()
    assert list(reading.newest(frogs.thread)[0].attachments.all()) == []
    assert Attachment.objects.get() == kept


def test_what_was_never_sent_is_gone_after_a_day(frogs):
    sent, forgotten = enclose(frogs), enclose(frogs, picture())
    say(frogs.thread, "Hier", frogs.mother.actor(), enclosed=(sent.pk,))
    assert sweeping.clear(at=make.at(7, day=make.DAY + DAY)) == 0
    assert sweeping.clear(at=make.at(9, day=make.DAY + DAY)) == 1
    assert Attachment.objects.get() == sent
    assert default_storage.exists(enclosing.path_of(sent))
    assert not default_storage.exists(enclosing.path_of(forgotten))


def test_files_that_no_row_names_are_swept_up_and_others_never(frogs):
    sent = [enclose(frogs), enclose(frogs, picture())]
    for one in sent:
        say(frogs.thread, "Hier", frogs.mother.actor(), enclosed=(one.pk,))
    lost = default_storage.save("chat/ab/lost-400.webp", ContentFile(b"x"))
    now = timezone.now()
    assert sweeping.sweep(at=now) == 0
    assert sweeping.sweep(at=now + 2 * DAY) == 1
    assert not default_storage.exists(lost)
    for one in sent:
        assert default_storage.exists(enclosing.path_of(one))


def test_when_the_rows_are_gone_no_file_is_swept_up(frogs):
    for number in range(101):
        default_storage.save(f"chat/ab/{number}.pdf", ContentFile(b"x"))
    assert sweeping.sweep(at=timezone.now() + 2 * DAY) == 0
    assert len(default_storage.listdir("chat/ab")[1]) == 101


def test_one_person_sends_a_hundred_files_a_day(frogs):
    kept = enclose(frogs)
    Attachment.objects.bulk_create(
        Attachment(
            organisation=kept.organisation, thread=kept.thread, kind="paper", name="x", bytes=1,
            content_hash="", path=str(n), person=kept.person, kept_at=kept.kept_at,
        )
        for n in range(99)
    )  # fmt: skip
    with pytest.raises(Refused):
        enclose(frogs)
    enclose(frogs, by=frogs.petra_actor)


def test_noise_breaks_nothing(frogs):
    for seed in range(20):
        dice = Random(seed)
        content = dice.choice([b"", b"%PDF-", b"\xff\xd8\xff", b"RIFF"]) + dice.randbytes(200)
        with pytest.raises(Refused):
            enclose(frogs, content)
