"""A parent asks for the photo book of a year, waits while it is made and takes it home."""

import os

import pytest
from pypdf import PdfReader

from kiekeboe.testing.journeys.auditing import faults

pytestmark = pytest.mark.journey
LEAST = 20
PATIENCE = 90_000  # milliseconds in which the worker has made a book
MONTHS = (
    "Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September",
    "Oktober", "November", "December",
)  # fmt: skip


@pytest.fixture
def shelf(nursery):
    """The phone of Sanne, at the photo books of Noor."""
    phone = nursery.parent("Sanne")
    phone.child = next(
        one for one in nursery.person("Sanne")["children"] if one["name"].startswith("Noor")
    )
    phone.goto("/parent/photos/")
    agree = phone.locator('form[action*="private-use"] button')
    if agree.count():
        agree.click()
        phone.wait_for_url("**/parent/photos/")
    phone.goto(f"/parent/children/{phone.child['id']}/books/")
    return phone


def test_a_parent_asks_for_a_book_and_takes_it_home(shelf, nursery, tmp_path):
    look(shelf, "asking")
    assert faults(shelf, least=LEAST) == []
    shelf.locator('.book button[name="year"]').first.click()
    shelf.locator(".book [role=status], .book [download]").first.wait_for()
    assert faults(shelf, least=LEAST) == []
    shelf.locator(".book [download]").wait_for(timeout=PATIENCE)
    look(shelf, "ready")
    assert faults(shelf, least=LEAST) == []

    with shelf.expect_download() as coming:
        shelf.locator(".book [download]").click()
    coming.value.save_as(tmp_path / "book.pdf")
    book = PdfReader(tmp_path / "book.pdf")
    told = "\n".join(page.extract_text() for page in book.pages)
    months = [one for one in MONTHS if f"\n{one}\n" in f"\n{told}\n"]

    assert book.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert months
    assert "Noor" in told
    descriptions = alts(book.trailer["/Root"]["/StructTreeRoot"])
    assert len(descriptions) > 1
    assert all("Noor" in one for one in descriptions)
    assert not named(descriptions, others(nursery, shelf.child))


def test_another_parent_finds_no_book_of_this_child(shelf, nursery):
    address = f"/parent/children/{shelf.child['id']}/books/"
    mine = {one["id"] for one in nursery.person("Sanne")["children"]}
    stranger = next(
        one for one in nursery.cast["people"]
        if one["kind"] == "guardian" and one["email"] and one["children"]
        and not mine & {child["id"] for child in one["children"]}
    )  # fmt: skip
    phone = nursery.parent(stranger["name"].split()[0])

    assert phone.request.get(nursery.origin + address).status == 404


def others(nursery, child) -> set[str]:
    """First names of all other children of the story."""
    everyone = (one for person in nursery.cast["people"] for one in person.get("children", ()))
    names = {one["name"].split()[0] for one in everyone if one["id"] != child["id"]}
    assert len(names) > 5
    return names - {child["name"].split()[0]}


def named(sentences, names) -> set[str]:
    said = {word.strip(".,·") for one in sentences for word in one.split()}
    return said & names


def alts(tag) -> list[str]:
    """What the tags of a PDF say instead of a picture."""
    found, waiting = [], [tag]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "/Alt" in one:
                found.append(str(one["/Alt"]))
            if "/K" in one:
                waiting.append(one["/K"])
    return found


def look(page, name):
    """Keep a picture for whoever asked for them."""
    if folder := os.environ.get("KIEKEBOE_SCREENS"):
        page.screenshot(path=f"{folder}/book-{name}.png")
