"""Documents at the desk: add, renew, remind, take back, and see who did not agree (L1, L3)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kiekeboe.documents import filing
from kiekeboe.documents.models import Document, Version
from kiekeboe.documents.tests.shelf import ONE_PAGE, PAPER
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Kind, Notice
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LIST = "/office/documents/"
QUERIES = 6


def words(response):
    return response.content.decode()


def given(**fields):
    paper = SimpleUploadedFile("huisregels.pdf", fields.pop("content", PAPER), "text/plain")
    return {
        "id": uuid7(), "version_id": uuid7(), "title": "Huisregels", "kind": "rules",
        "whose": "all", "audience": "parents", "file": paper,
    } | fields  # fmt: skip


def add(browser, **fields):
    response = browser.post(f"{LIST}new/", given(**fields))
    assert response.status_code == 302, words(response)
    return Document.objects.latest("id")


def test_the_office_sees_the_first_page_before_it_opens_a_document(desk, nursery):
    """S61"""
    document = add(desk.office, content=ONE_PAGE)
    page = f"{LIST}{document.pk}/"
    assert f"{page}versions/1/first-page/" in words(desk.office.get(page))
    answer = desk.office.get(f"{page}versions/1/first-page/")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/webp", "private, no-store")
    assert Event.objects.filter(verb="document_previewed").count() == 1
    assert desk.parent.get(f"{page}versions/1/first-page/").status_code == 404


def test_the_office_adds_a_document_and_sees_who_did_not_agree(desk, nursery):
    document = add(desk.office, whose=nursery.kikkers.pk, asks_agreement="on")

    page = words(desk.office.get(f"{LIST}{document.pk}/"))

    assert (document.place, document.group) == ("group", nursery.kikkers)
    assert str(desk.mother) in page
    assert "Nog niet akkoord" in page
    assert Notice.objects.filter(kind=Kind.DOCUMENT, account=desk.mother.account).exists()


def test_a_form_that_is_sent_twice_makes_one_document(desk):
    fields = {"id": uuid7(), "version_id": uuid7()}
    for _ in range(2):
        assert desk.office.post(f"{LIST}new/", given(**fields)).status_code == 302

    assert (Document.objects.count(), Version.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"content": b"<html></html>"}, "Kies een PDF of een foto"),
        ({"content": b""}, "Dit bestand is leeg"),
        ({"content": PAPER.replace(b"<< >>", b"<< /S /JavaScript >>")}, "een programma starten"),
        ({"whose": "child"}, "Kies het kind"),
        ({"audience": "office", "asks_agreement": "on"}, "Alleen ouders"),
        ({"title": ""}, "Vul dit in"),
    ],
)
def test_what_does_not_fit_is_asked_again(desk, fields, sentence):
    """S40"""
    response = desk.office.post(f"{LIST}new/", given(**fields))

    assert response.status_code == 422
    assert sentence in words(response)
    assert not Document.objects.exists()


def test_a_document_is_renewed_reminded_and_taken_back(desk):
    document = add(desk.office, title="Reglement", asks_agreement="on")
    page = f"{LIST}{document.pk}/"
    form = {"version_id": uuid7(), "file": SimpleUploadedFile("nieuw.pdf", PAPER)}

    assert desk.office.post(f"{page}version/", form).status_code == 302
    assert document.versions.count() == 2
    assert desk.office.post(f"{page}reminder/").status_code == 302
    assert Event.objects.filter(verb="document_reminded").count() == 1
    assert desk.office.get(f"{page}withdrawal/").status_code == 200
    assert desk.office.post(f"{page}withdrawal/").status_code == 302
    assert "Ingetrokken" in words(desk.office.get(page))
    assert "Reglement" not in words(desk.office.get(LIST))
    assert "Reglement" in words(desk.office.get(f"{LIST}?what=withdrawn"))
    assert desk.office.post(f"{page}version/", form | {"version_id": uuid7()}).status_code in (
        404, 422,
    )  # fmt: skip


def test_the_file_comes_to_be_saved_and_that_is_written_down_once(desk, nursery):
    """S61"""
    document = add(desk.office, whose="child", child=nursery.noor.pk, audience="office")

    response = desk.office.get(f"{LIST}{document.pk}/versions/1/")

    assert b"".join(response) == PAPER
    assert response["Content-Disposition"].startswith("attachment")
    event = Event.objects.about(nursery.noor).get(verb="document_downloaded")
    assert (event.person_id, bool(event.origin)) == (desk.people["office"].pk, True)


@pytest.mark.parametrize(
    "name", ["manager", "finance", "inspector", "caregiver", "trainee", "parent"]
)
def test_nobody_else_comes_near_it(desk, nursery, name):
    """S02 Another location, a right that is missing, the group and parents find nothing."""
    secret = add(desk.owner, title="Geheim", audience="managers", whose=nursery.there.pk)
    assert refused(getattr(desk, name), secret)
    assert not Event.objects.filter(verb="document_downloaded").exists()


def test_what_is_for_managers_only_is_not_for_the_office(desk):
    """S02"""
    assert refused(desk.office, add(desk.owner, title="Geheim", audience="managers"))


def refused(browser, document) -> bool:
    """Whether nothing of this document can be found or done, and it stands as it stood."""
    page = f"{LIST}{document.pk}/"
    answers = [
        browser.get(page),
        browser.get(f"{page}versions/1/"),
        browser.get(f"{page}versions/1/first-page/"),
    ]
    answers += [browser.post(f"{page}{do}/") for do in ("version", "reminder", "withdrawal")]
    document.refresh_from_db()
    return (
        {each.status_code for each in answers} == {404}
        and "Geheim" not in words(browser.get(LIST))
        and document.withdrawn_at is None
    )


def test_a_manager_of_one_location_cannot_add_where_the_others_are(desk, nursery):
    """S02"""
    for fields in ({}, {"whose": nursery.there.pk}, {"whose": "child", "child": nursery.teun.pk}):
        assert desk.manager.post(f"{LIST}new/", given(**fields)).status_code == 422
    assert desk.office.post(f"{LIST}new/", given(audience="managers")).status_code == 422
    assert not Document.objects.exists()


def test_a_manager_reads_what_is_for_all_but_sees_only_the_own_families(desk, nursery):
    stranger = make.guardian([nursery.teun], first_name="Buurvrouw")
    document = add(desk.office, asks_agreement="on")

    page = words(desk.manager.get(f"{LIST}{document.pk}/"))

    assert str(desk.mother) in page
    assert stranger.first_name not in page
    assert desk.manager.post(f"{LIST}{document.pk}/withdrawal/").status_code == 404


def test_the_list_shows_what_runs_out_and_what_asks_to_agree(desk, nursery):
    today = timezone.localdate()
    add(desk.office, title="Verlopen", expires_on=today - timedelta(days=1))
    add(desk.office, title="Binnenkort", expires_on=today + timedelta(days=20))
    add(desk.office, title="Later", expires_on=today + timedelta(days=200))
    asks = add(desk.office, title="Akkoord", asks_agreement="on", whose=nursery.here.pk)
    filing.agree(
        filing.latest(asks), desk.mother, by=desk.mother.actor(), at=timezone.now()
    )  # fmt: skip

    runs_out = words(desk.office.get(f"{LIST}?what=runs_out"))
    here = words(desk.office.get(f"{LIST}?where={nursery.here.pk}&what=agreement"))

    assert runs_out.index("Verlopen") < runs_out.index("Binnenkort")
    assert "Later" not in runs_out
    assert "1 gaf akkoord" in here
    assert "Binnenkort" not in here


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk, many, django_assert_num_queries):
    for number in range(many):
        add(desk.office, title=f"Document {number}")
    desk.office.get(LIST)
    with django_assert_num_queries(QUERIES):
        desk.office.get(LIST)
