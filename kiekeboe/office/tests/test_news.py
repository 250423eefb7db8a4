"""News: written, looked at, counted, sent, and who read it (F5)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kiekeboe.chat import publishing
from kiekeboe.chat.models import NewsItem
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

PAGE = "/office/news/"


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def families(nursery, desk):
    return [make.guardian([make.child(nursery.kikkers)]) for _ in range(3)]


def written(browser, whom, id=None, **more):
    said = {"id": id or uuid7(), "title": "Koningsdag", "words": "Kom in **oranje**.", "whom": whom}
    return browser.post(f"{PAGE}new/", said | more)


def test_written_looked_at_and_sent_to_the_number_that_was_seen(desk, nursery, families):
    id = uuid7()
    for _ in range(2):
        made = written(desk.office, nursery.kikkers.pk, id=id)
    assert made["Location"] == f"{PAGE}{id}/"
    shown = words(desk.office.get(made["Location"]))
    assert "Kom in <strong>oranje</strong>." in shown
    assert "Het gaat naar 4 gezinnen." in shown
    page = f"{PAGE}{id}/sending/"
    wrong = desk.office.post(page, {"families": 3})
    assert wrong.status_code == 409
    assert "Het gaat nu naar 4 gezinnen" in words(wrong)
    assert NewsItem.objects.get().published_at is None
    assert desk.office.post(page, {"families": 4}).status_code == 302
    news = NewsItem.objects.get()
    publishing.read(news, by=families[0].actor(), at=timezone.now())
    shown = words(desk.office.get(made["Location"]))
    assert str(families[1]) in shown
    assert str(families[0]) not in shown
    assert "1 las het" in words(desk.office.get(PAGE))


def test_it_is_planned_and_taken_back(desk, nursery, families):
    id = uuid7()
    written(desk.office, nursery.kikkers.pk, id=id)
    told = {"families": 4, "on_day": "2035-04-27", "at": "08:00"}
    desk.office.post(f"{PAGE}{id}/sending/", told)
    news = NewsItem.objects.get()
    assert news.published_at is None
    assert timezone.localtime(news.publish_at).isoformat()[:16] == "2035-04-27T08:00"
    desk.office.post(f"{PAGE}{id}/withdrawal/")
    news.refresh_from_db()
    assert news.withdrawn_at


def test_a_manager_writes_for_the_own_location_only(desk, nursery):
    """S12"""
    assert written(desk.manager, "all").status_code == 422
    elsewhere = make.group(make.location(nursery.organisation))
    assert written(desk.manager, elsewhere.pk).status_code == 422
    assert written(desk.manager, nursery.kikkers.pk).status_code == 302
    everywhere = uuid7()
    written(desk.office, "all", id=everywhere)
    assert desk.manager.get(f"{PAGE}{everywhere}/").status_code == 404
    assert desk.manager.post(f"{PAGE}{everywhere}/sending/", {"families": 1}).status_code == 404


def test_who_writes_no_news_finds_nothing(desk, nursery):
    id = uuid7()
    written(desk.office, nursery.kikkers.pk, id=id)
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        addresses = (PAGE, f"{PAGE}new/", f"{PAGE}{id}/", f"{PAGE}{id}/edit/")
        assert [who.get(one).status_code for one in addresses] == [404] * 4


def test_chosen_families_a_paper_and_what_is_wrong(desk, nursery):
    refused = written(desk.office, "families")
    assert refused.status_code == 422
    assert "Kies minstens één kind." in words(refused)
    paper = SimpleUploadedFile("brief.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    made = written(desk.office, "families", children=[nursery.noor.pk], file=paper)
    news = NewsItem.objects.get()
    file = news.attachments.get()
    assert desk.office.get(f"{PAGE}{news.pk}/files/{file.pk}/").status_code == 200
    strange = SimpleUploadedFile("x.exe", b"MZ" * 40)
    told = {"id": news.pk, "title": "Kijk", "words": "Lees dit", "whom": "families",
            "children": [nursery.noor.pk], "file": strange}  # fmt: skip
    refused = desk.office.post(f"{made['Location']}edit/", told)
    assert refused.status_code == 422
    assert "Lees dit" in words(refused)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        written(desk.office, nursery.kikkers.pk)
    desk.office.get(PAGE)
    with django_assert_num_queries(5):
        desk.office.get(PAGE)
