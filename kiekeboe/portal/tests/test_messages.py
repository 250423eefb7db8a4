"""Messages of a parent: said once, seen by whom they are for, and by nobody else (F1, F2)."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kiekeboe.chat import agreeing, opening, receiving, writing
from kiekeboe.chat.models import Attachment, Message, Thread
from kiekeboe.chat.policy import Mode, Policy
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.chat.writing import Said
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


def browser(guardian):
    client = Client()
    client.force_login(guardian.account)
    return client


@pytest.fixture
def frogs(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    frogs = Frogs()
    frogs.hers, frogs.his = browser(frogs.mother), browser(frogs.father)
    frogs.page = f"/parent/messages/{frogs.thread.pk}/"
    return frogs


def group_says(frogs, text, **more):
    said = Said(uuid7(), text, **more)
    message, _ = writing.send(frogs.thread, said, by=frogs.petra_actor, at=timezone.now())
    return message


def words(answer):
    return answer.content.decode()


def test_a_mother_writes_to_the_group_and_reads_that_it_was_read(frogs):
    id = uuid7()
    for _ in range(2):  # sent twice is said once
        answer = frogs.hers.post(frogs.page, {"id": id, "text": "Noor slaapt met een doekje"})
        assert answer.status_code == 302
    message = Message.objects.get()
    assert (message.pk, message.guardian) == (id, frogs.mother)
    assert "Verstuurd" in words(frogs.hers.get(frogs.page))
    receiving.read(
        frogs.thread, message.changed, by=frogs.petra_actor, at=timezone.now()
    )  # fmt: skip
    assert f"Gelezen door {frogs.petra.first_name}" in " ".join(
        words(frogs.hers.get(frogs.page)).split()
    )


def test_the_first_message_opens_the_conversation(frogs):
    noor = make.child(frogs.group)
    sam = make.guardian([noor])
    hers, page = browser(sam), f"/parent/messages/group/{noor.pk}/"
    assert "Hier is nog niets gezegd" in words(hers.get(page))
    assert not Thread.objects.filter(child=noor).exists()  # looking opens nothing
    answer = hers.post(page, {"id": uuid7(), "text": "Hoi"}, headers={"X-Background": "1"})
    thread = Thread.objects.get(child=noor)
    assert json.loads(answer.content) == {"address": f"/parent/messages/{thread.pk}/"}
    assert hers.get(page).headers["Location"] == f"/parent/messages/{thread.pk}/"
    assert "Hoi" in words(hers.get("/parent/messages/"))


def test_the_other_home_and_other_families_find_nothing(frogs):
    """S12 U35 Not the page, not what was said, not what was enclosed, not by searching."""
    paper = SimpleUploadedFile("geheim.pdf", PDF, "application/pdf")
    frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Zeldzaam woord", "file": paper})
    message, enclosed = Message.objects.get(), Attachment.objects.get()
    addresses = [
        frogs.page,
        f"{frogs.page}{message.pk}/",
        f"{frogs.page}files/{enclosed.pk}/",
    ]
    assert all(frogs.hers.get(one).status_code == 200 for one in addresses)
    stranger = browser(make.guardian([make.child(frogs.group)]))
    grandma = browser(make.relative(frogs.noor, frogs.mother).guardian)
    for other in (frogs.his, stranger, grandma):
        for one in addresses:
            assert other.get(one).status_code == 404, one
            assert other.post(one, {"text": "ik ook", "id": uuid7()}).status_code in (404, 405)
        assert other.post(f"{frogs.page}seen/", {"through": 1}).status_code == 404
    for other in (frogs.his, stranger):
        shown = words(other.get("/parent/messages/"))
        assert "Zeldzaam" not in shown
        assert "geheim" not in words(other.get("/parent/messages/?q=zeldzaam"))
        assert other.get("/parent/counts/").json()["messages"] == 0
    assert grandma.get("/parent/messages/").status_code == 404
    assert grandma.get("/parent/counts/").json()["messages"] == 0
    assert Message.objects.count() == 1


def test_a_photo_and_a_paper_go_along_once(frogs):
    picture = make_picture()
    id = uuid7()
    for _ in range(2):
        files = [
            SimpleUploadedFile("IMG_1.jpg", picture, "image/jpeg"),
            SimpleUploadedFile("recept.pdf", PDF, "application/pdf"),
        ]
        assert frogs.hers.post(frogs.page, {"id": id, "file": files}).status_code == 302
    assert Attachment.objects.count() == 2
    paper = Attachment.objects.get(kind="paper")
    answer = frogs.hers.get(f"{frogs.page}files/{paper.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="recept.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]) == PDF


def make_picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(kept, "JPEG")
    return kept.getvalue()


def test_what_we_cannot_keep_is_told_and_the_words_stay(frogs):
    strange = SimpleUploadedFile("virus.exe", b"MZ" * 50, "application/octet-stream")
    answer = frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Kijk", "file": strange})
    assert answer.status_code == 422
    assert "Kies een foto of een pdf" in words(answer).replace("PDF", "pdf")
    assert ">Kijk</textarea>" in words(answer)
    assert not Message.objects.exists()


def test_only_when_urgent_asks_and_offers_other_ways(frogs):
    told = Policy(since=make.DAY, mode=Mode.URGENT_ONLY, text_nl="Zo is er tijd voor de kinderen.")
    agreeing.set_policy(
        frogs.group.location, told, day=make.DAY, by=frogs.manager(), at=make.at(6)
    )  # fmt: skip
    shown = words(frogs.hers.get(frogs.page))
    assert "Alleen als het dringend is" in shown
    assert "Zo is er tijd voor de kinderen." in shown
    assert f"/parent/messages/office/{frogs.group.organisation_id}/" in shown
    said = {"id": uuid7(), "text": "Ik kom later"}
    refused = frogs.hers.post(frogs.page, said)
    assert refused.status_code == 422
    assert ">Ik kom later</textarea>" in words(refused)
    assert frogs.hers.post(frogs.page, said | {"urgent": "yes"}).status_code == 302
    assert Message.objects.get().urgent


def test_an_own_message_is_changed_for_five_minutes_and_deleted_for_ever(frogs):
    frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Om vijf uur"})
    message = Message.objects.get()
    own = f"{frogs.page}{message.pk}/"
    assert frogs.hers.post(own, {"text": "Om zes uur"}).status_code == 302
    assert "Om zes uur" in words(frogs.hers.get(frogs.page))
    Message.objects.update(
        sent_at=timezone.now() - timedelta(minutes=9),
        heard_at=timezone.now() - timedelta(minutes=9),
    )
    refused = frogs.hers.post(own, {"text": "Om zeven uur"})
    assert refused.status_code == 422
    assert "vijf minuten" in words(refused)
    assert frogs.hers.post(own, {"delete": "1"}).status_code == 302
    shown = words(frogs.hers.get(frogs.page))
    assert "Dit bericht is verwijderd." in shown
    assert "Om zes uur" not in shown


def test_what_a_colleague_said_is_not_a_parents_to_change(frogs):
    message = group_says(frogs, "Alles goed hier")
    assert frogs.hers.get(f"{frogs.page}{message.pk}/").status_code == 404


def test_reading_takes_it_off_the_counter(frogs):
    for text in ("Alles goed", "Lekker geslapen"):
        last = group_says(frogs, text)
    assert frogs.hers.get("/parent/counts/").json()["messages"] == 2
    frogs.hers.post(f"{frogs.page}seen/", {"through": last.changed, "only": "delivered"})
    assert frogs.hers.get("/parent/counts/").json()["messages"] == 2
    answer = frogs.hers.post(f"{frogs.page}seen/", {"through": last.changed})
    assert answer.json() == {"new": 0}
    assert frogs.hers.post(f"{frogs.page}seen/", {"through": "veel"}).status_code == 404


def test_old_messages_are_found_by_a_word_without_its_accents(frogs):
    group_says(frogs, "Het café is open")
    shown = words(frogs.hers.get("/parent/messages/?q=CAFE"))
    assert "1 bericht gevonden" in shown
    assert "Niets gevonden" in words(frogs.hers.get("/parent/messages/?q=bestaatniet"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(django_assert_num_queries, many):
    group = make.group()
    children = [make.child(group) for _ in range(many)]
    mother = make.guardian(children)
    client = browser(mother)
    for child in children:
        thread = opening.with_group(
            child, mother.household_id, by=mother.actor(), at=make.at(6)
        )  # fmt: skip
        writing.send(thread, Said(uuid7(), "Hoi"), by=mother.actor(), at=timezone.now())
    client.get("/parent/messages/")
    with django_assert_num_queries(6):
        client.get("/parent/messages/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_conversation_costs_the_same_for_one_and_for_three(
    frogs, django_assert_num_queries, many
):
    for number in range(many):
        group_says(frogs, f"Bericht {number}")
        frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Dank je"})
    frogs.hers.get(frogs.page)
    with django_assert_num_queries(16):
        frogs.hers.get(frogs.page)
