"""A right to a child is taken away while the parent has the conversation open."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kiekeboe.chat.models import Attachment
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.lib.ids import uuid7
from kiekeboe.live.tests.conftest import page, stand  # noqa: F401
from kiekeboe.testing import make

pytestmark = pytest.mark.server
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


@pytest.fixture
def frogs(transactional_db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    frogs = Frogs()
    frogs.page = f"/parent/messages/{frogs.thread.pk}/"
    frogs.hers = Client()
    frogs.hers.force_login(frogs.mother.account)
    paper = SimpleUploadedFile("geheim.pdf", PDF, "application/pdf")
    frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Zeldzaam woord", "file": paper})
    frogs.paper = f"{frogs.page}files/{Attachment.objects.get().pk}/"
    return frogs


def cookie(client) -> str:
    """As the test line sends it: behind the cookie of a guest."""
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"none; {settings.SESSION_COOKIE_NAME}={key}"


def block(frogs) -> None:
    relation = frogs.mother.guardianships.get(child=frogs.noor)
    relation.block(by=frogs.petra_actor, at=timezone.now())


def test_a_withdrawn_right_ends_the_conversation_at_the_next_request(frogs):
    """S10 The thread, the list, what was enclosed, and nothing more to say."""
    addresses = [
        frogs.page, frogs.paper, f"{frogs.page}?before=99", "/parent/messages/",
        "/parent/messages/?q=zeldzaam",
    ]  # fmt: skip
    assert [frogs.hers.get(one).status_code for one in addresses] == [200] * 5
    block(frogs)
    assert [frogs.hers.get(one).status_code for one in addresses] == [404] * 5
    assert frogs.hers.post(frogs.page, {"id": uuid7(), "text": "Nog iets"}).status_code == 404


def test_with_another_child_the_list_stays_without_that_conversation(frogs):
    """S10"""
    make.guardianship(frogs.mother, make.child(frogs.group))
    assert "Zeldzaam" in frogs.hers.get("/parent/messages/").content.decode()
    block(frogs)
    answer = frogs.hers.get("/parent/messages/")
    assert (answer.status_code, "Zeldzaam" in answer.content.decode()) == (200, False)
    assert [frogs.hers.get(one).status_code for one in (frogs.page, frogs.paper)] == [404] * 2


def test_an_open_conversation_falls_silent_within_five_seconds(frogs, stand, page):  # noqa: F811
    """S10 The page of the mother ends and does not come back; that of the father stays."""
    his = Client()
    his.force_login(frogs.father.account)
    hub, here = stand(), frogs.group.organisation_id
    hers = page(hub.listen(cookie(frogs.hers), here, surface="portal"))
    other = page(hub.listen(cookie(his), here, surface="portal"))
    assert (hers.status, other.status) == (200, 200)
    block(frogs)
    assert hers.ended_within(5)
    assert "Zeldzaam" not in hers.text
    assert page(hub.listen(cookie(frogs.hers), here, surface="portal")).status == 404
    assert not other.ended_within(0.2)
