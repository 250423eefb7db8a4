"""News of the nursery, as a parent reads and confirms it (F5)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kiekeboe.chat import enclosing, publishing
from kiekeboe.chat.models import NewsRead
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LIST = "/parent/news/"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"


def browser(guardian):
    client = Client()
    client.force_login(guardian.account)
    return client


@pytest.fixture
def frogs(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return Frogs()


def told(frogs, title="Verkleedfeest", *, file=False, families=2, **more):
    manager, now = frogs.manager(), timezone.now()
    said = publishing.Draft(
        uuid7(),
        title,
        "<p>Kom <strong>verkleed</strong>.</p>",
        "group",
        group=frogs.group.pk,
        **more,
    )
    news = publishing.draft(said, by=manager, at=now)
    if file:
        one = SimpleUploadedFile("programma.pdf", PDF)
        upload = enclosing.Upload(uuid7(), one.name, one.read())
        enclosing.enclose_in_news(news, upload, by=manager, at=now)
    publishing.publish(news, families=families, by=manager, at=now)
    return news


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_mother_reads_it_and_says_so(frogs):
    news = told(frogs, asks_confirmation=True)
    hers, page = browser(frogs.mother), f"{LIST}{news.pk}/"
    assert "Nieuw</span>" in words(hers.get(LIST))
    assert hers.get("/parent/counts/").json()["messages"] == 1
    assert "Kom <strong>verkleed</strong>." in words(hers.get(page))
    assert hers.get("/parent/counts/").json()["messages"] == 0
    assert "Graag bevestigen" in words(hers.get(LIST))
    assert hers.post(page).status_code == 302
    assert "Je hebt bevestigd" in words(hers.get(page))
    row = NewsRead.objects.get()
    assert (row.guardian, row.confirmed_at is None) == (frogs.mother, False)


def test_it_is_for_the_families_of_the_group_and_nobody_else(frogs):
    """S12 Not for another group, a relative, or who left before; not as a draft or taken back."""
    news = told(frogs, file=True)
    attachment = news.attachments.get()
    addresses = [f"{LIST}{news.pk}/", f"{LIST}{news.pk}/files/{attachment.pk}/"]
    father = browser(frogs.father)
    assert [father.get(one).status_code for one in addresses] == [200, 200]
    bee = browser(make.guardian([make.child(make.group(frogs.group.location))]))
    abroad = browser(make.guardian([make.child()]))
    for other in (bee, abroad):
        assert [other.get(one).status_code for one in addresses] == [404, 404]
        assert other.post(addresses[0]).status_code == 404
        assert "Verkleedfeest" not in words(other.get(LIST))
    grandma = browser(make.relative(frogs.noor, frogs.mother).guardian)
    assert [grandma.get(one).status_code for one in (LIST, *addresses)] == [404] * 3
    publishing.withdraw(news, by=frogs.manager(), at=timezone.now())
    assert [father.get(one).status_code for one in addresses] == [404, 404]


def test_who_comes_later_finds_it_in_the_archive(frogs):
    news = told(frogs)
    later = browser(make.guardian([make.child(frogs.group)]))
    assert "Verkleedfeest" in words(later.get(LIST))
    assert later.get(f"{LIST}{news.pk}/").status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(frogs, many, django_assert_num_queries):
    for number in range(many):
        told(frogs, f"Nieuws {number}")
    hers = browser(frogs.mother)
    hers.get(LIST)
    with django_assert_num_queries(5):
        hers.get(LIST)
