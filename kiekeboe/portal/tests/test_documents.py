"""Documents as a family reads them: its own, with what is new and what asks an answer (L1, L3)."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from kiekeboe.documents import filing
from kiekeboe.documents.models import Reading
from kiekeboe.documents.tests.shelf import ONE_PAGE, PAPER, Shelf, picture
from kiekeboe.events.models import Event
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LIST = "/parent/documents/"
QUERIES = 6


@pytest.fixture
def shelf():
    return Shelf()


def browser(guardian):
    client = Client()
    client.force_login(getattr(guardian, "guardian", guardian).account)
    return client


def words(response):
    return response.content.decode()


def addresses(document):
    return [f"{LIST}{document.pk}/", f"{LIST}{document.pk}/versions/1/"]


def agree(client, document, version=None):
    version = version or filing.latest(document)
    return client.post(f"{LIST}{document.pk}/agreement/", {"version": version.pk})


def test_a_parent_reads_and_agrees_with_one_tap(shelf):
    document, hers = shelf.add(asks_agreement=True), browser(shelf.mother)
    page = words(hers.get(LIST))
    assert "Lees dit en geef akkoord" in page
    assert "Nog niet akkoord" in page

    assert agree(hers, document).status_code == 302
    agree(hers, document)

    assert "Nog niet akkoord" not in words(hers.get(LIST))
    assert "Je las dit en gaf akkoord" in words(hers.get(addresses(document)[0]))
    assert Reading.objects.get().guardian == shelf.mother
    assert "Nog niet akkoord" in words(browser(shelf.father).get(LIST))


def test_the_file_comes_to_be_saved_and_that_is_written_down_once(shelf):
    """S61 Nothing keeps it on the way, and no browser guesses what it is."""
    document, hers = shelf.add(), browser(shelf.mother)
    assert "Nieuw" in words(hers.get(LIST))

    response = hers.get(addresses(document)[1])

    assert b"".join(response) == PAPER
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    event = Event.objects.get(verb="document_downloaded")
    assert (event.person_id, bool(event.origin)) == (shelf.mother.pk, True)
    assert "Nieuw" not in words(hers.get(LIST))


def first_page(document, number=1):
    return f"{LIST}{document.pk}/versions/{number}/first-page/"


def test_the_first_page_stands_on_the_page_and_looking_is_written_down_but_no_reading(shelf):
    """S61"""
    document, hers = shelf.add(content=ONE_PAGE), browser(shelf.mother)
    assert first_page(document) in words(hers.get(addresses(document)[0]))

    response = hers.get(first_page(document))

    drawn = Image.open(BytesIO(b"".join(response)))
    version = filing.latest(document)
    assert drawn.size == (version.preview_width, version.preview_height)
    assert response["Cache-Control"] == "private, no-store"
    assert Event.objects.get(verb="document_previewed").person_id == shelf.mother.pk
    assert not Reading.objects.exists()
    assert "Nieuw" in words(hers.get(LIST))


def test_a_paper_that_cannot_be_drawn_has_no_first_page(shelf):
    document, hers = shelf.add(), browser(shelf.mother)
    assert "first-page" not in words(hers.get(addresses(document)[0]))
    assert hers.get(first_page(document)).status_code == 404


def test_who_may_not_read_it_sees_no_first_page_either(shelf):
    """S01 S03"""
    document = shelf.add(content=ONE_PAGE, child=shelf.noor, guardians="authority")
    assert browser(shelf.mother).get(first_page(document)).status_code == 200
    assert browser(shelf.mother).get(first_page(document, 2)).status_code == 404
    for other in (shelf.father, shelf.sems, shelf.daans):
        assert browser(other).get(first_page(document)).status_code == 404
    filing.withdraw(document, by=shelf.by, at=make.at(11))
    assert browser(shelf.mother).get(first_page(document)).status_code == 404


def test_a_photo_of_a_paper_is_shown_as_a_picture(shelf):
    document = shelf.add(content=picture())

    response = browser(shelf.mother).get(addresses(document)[1])

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")


def test_it_is_for_its_own_families_and_nobody_else(shelf):
    """S02 S12 Not for another group, another location, another house, a relative, or who was
    blocked; not for colleagues at this door."""
    document = shelf.add("Geheim", group=shelf.frogs, asks_agreement=True)
    others = [shelf.sems, shelf.daans, Shelf().mother, make.relative(shelf.noor, shelf.mother)]
    shelf.father.guardianships.update(blocked_at=make.at(7), blocked_by=shelf.owner.pk)
    for other in (*others, shelf.father, shelf.owner):
        client = browser(other)
        assert [client.get(one).status_code for one in addresses(document)] == [404, 404]
        assert agree(client, document).status_code == 404
        assert "Geheim" not in words(client.get(LIST))
    assert [Client().get(one).status_code for one in addresses(document)] == [302, 302]
    assert not Reading.objects.exists()
    assert not Event.objects.filter(verb="document_downloaded").exists()


def test_a_separated_parent_without_the_right_finds_nothing(shelf):
    """S12 U35"""
    document = shelf.add("Gezag", child=shelf.noor, guardians="authority")
    father = browser(shelf.father)

    assert [father.get(one).status_code for one in addresses(document)] == [404, 404]
    assert "Gezag" not in words(father.get(LIST))
    assert browser(shelf.mother).get(addresses(document)[0]).status_code == 200


def test_what_was_taken_back_is_gone(shelf):
    document, hers = shelf.add(), browser(shelf.mother)
    filing.withdraw(document, by=shelf.by, at=make.at(9))

    assert [hers.get(one).status_code for one in addresses(document)] == [404, 404]


def test_a_new_version_is_agreed_with_anew_and_the_old_one_can_be_read(shelf):
    document, hers = shelf.add(asks_agreement=True), browser(shelf.mother)
    old = filing.latest(document)
    agree(hers, document)
    shelf.renew(document)

    refused = agree(hers, document, old)

    assert refused.status_code == 409
    assert "Er is een nieuwere versie" in words(refused)
    assert "Eerdere versies" in words(refused)
    assert hers.get(addresses(document)[1]).status_code == 200
    assert hers.get(f"{LIST}{document.pk}/versions/3/").status_code == 404
    assert agree(hers, document).status_code == 302


def test_nobody_agrees_with_what_does_not_ask_it(shelf):
    assert agree(browser(shelf.mother), shelf.add()).status_code == 404


def test_more_leads_to_the_documents_of_parents_and_not_of_relatives(shelf):
    relative = make.relative(shelf.noor, shelf.mother)

    assert LIST in words(browser(shelf.mother).get("/parent/more/"))
    assert LIST not in words(browser(relative).get("/parent/more/"))


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(shelf, many, django_assert_num_queries):
    for number in range(many):
        shelf.add(f"Document {number}", child=shelf.noor)
    hers = browser(shelf.mother)
    hers.get(LIST)
    with django_assert_num_queries(QUERIES):
        hers.get(LIST)
