"""Conversations at the door of the portal: who is out finds nothing, and learns nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kiekeboe.chat import writing
from kiekeboe.chat.models import Attachment, Message
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.chat.writing import Said
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import outbox
from kiekeboe.notifications.models import Channel, Notice
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"
LIST, COUNTS = "/parent/messages/", "/parent/counts/"


def browser(guardian):
    client = Client()
    client.force_login(guardian.account)
    return client


@pytest.fixture
def frogs(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    frogs = Frogs()
    make.guardianship(frogs.mother, make.child(frogs.group))  # so that the list itself stays
    frogs.hers, frogs.his = browser(frogs.mother), browser(frogs.father)
    frogs.page = f"{LIST}{frogs.thread.pk}/"
    paper = SimpleUploadedFile("geheim.pdf", PDF, "application/pdf")
    frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Zeldzaam woord", "file": paper})
    frogs.said = Message.objects.get()
    frogs.paper = f"{frogs.page}files/{Attachment.objects.get().pk}/"
    said = Said(uuid7(), "Ook zeldzaam")
    writing.send(frogs.thread, said, by=frogs.petra_actor, at=timezone.now())
    return frogs


def ends(frogs):
    yesterday = timezone.localdate() - timedelta(days=1)
    frogs.mother.guardianships.filter(child=frogs.noor).update(ended_on=yesterday)


def blocks(frogs):
    relation = frogs.mother.guardianships.get(child=frogs.noor)
    relation.block(by=frogs.petra_actor, at=timezone.now())


def due(frogs):
    """What waits to be told to the mother, by push and by mail."""
    waiting = Notice.objects.filter(account=frogs.mother.account, sent_at=None, dropped_at=None)
    return outbox.still_news(waiting.exclude(channel=Channel.APP), timezone.now())


@pytest.mark.parametrize("leaves", [ends, blocks])
def test_who_left_keeps_nothing_not_even_a_number(frogs, leaves):
    """S10 List, search, paper (also when the phone has it), what counts, and what was due."""
    kept = frogs.hers.get(frogs.paper)
    known = {name: kept[name] for name in ("ETag", "Last-Modified") if name in kept}
    assert (kept.status_code, frogs.hers.get(COUNTS).json()["messages"]) == (200, 1)
    assert due(frogs)
    leaves(frogs)
    for address in (LIST, f"{LIST}?q=zeldzaam"):
        assert "zeldzaam woord" not in frogs.hers.get(address).content.decode().lower()
        assert frogs.said.pk.hex not in frogs.hers.get(address).content.decode()
    asked = {
        "If-None-Match": known.get("ETag", "*"),
        "If-Modified-Since": "Wed, 01 Jan 2098 00:00:00 GMT",
    }
    assert frogs.hers.get(frogs.paper, headers=asked).status_code == 404
    assert frogs.hers.get(COUNTS).json()["messages"] == 0
    assert due(frogs) == []


def test_the_other_home_sees_and_counts_nothing(frogs):
    """F1 U35"""
    assert frogs.his.get(COUNTS).json()["messages"] == 0
    for address in (LIST, f"{LIST}?q=zeldzaam", f"{LIST}{frogs.fathers.pk}/"):
        assert str(frogs.thread.pk) not in frogs.his.get(address).content.decode()
    crossed = frogs.paper.replace(str(frogs.thread.pk), str(frogs.fathers.pk))
    assert [frogs.his.get(one).status_code for one in (frogs.paper, crossed)] == [404, 404]


def test_what_was_deleted_leaves_no_paper_no_word_and_nothing_due(frogs):
    """F1 G4"""
    frogs.hers.post(f"{frogs.page}{frogs.said.pk}/", {"delete": "yes"})
    answer = Message.objects.get(employee=frogs.petra)
    writing.delete(answer, by=frogs.petra_actor, at=timezone.now())
    frogs.said.refresh_from_db()
    assert frogs.said.deleted_at
    asked = {"If-None-Match": "*"}
    assert frogs.hers.get(frogs.paper, headers=asked).status_code == 404
    for address in (LIST, frogs.page):
        assert "zeldzaam" not in frogs.hers.get(address).content.decode().lower()
    assert due(frogs) == []


def test_out_of_reach_answers_as_what_never_was(frogs):
    """S12 Byte for byte, whatever is asked or sent."""
    own, never = str(frogs.thread.pk), str(uuid7())
    ways = [
        frogs.page, frogs.paper, f"{frogs.page}?before=9", f"{frogs.page}seen/",
        f"{frogs.page}{frogs.said.pk}/",
    ]  # fmt: skip
    for way in ways:
        for send in (frogs.his.get, frogs.his.post):
            there, nowhere = send(way), send(way.replace(own, never))
            assert there.status_code == nowhere.status_code
            assert there.content.replace(own.encode(), b"") == nowhere.content.replace(
                never.encode(), b""
            )
            assert there.headers.keys() == nowhere.headers.keys()
            assert there.status_code in (404, 405)
