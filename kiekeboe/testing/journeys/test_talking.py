"""A parent on the phone and a caregiver at the tablet talk, in two browsers."""

import re

import pytest

from kiekeboe.testing.journeys.auditing import violations

pytestmark = pytest.mark.journey


def say(page, text):
    page.locator("#text").fill(text)
    page.locator("[data-send]").click()


def test_a_parent_asks_the_group_answers_and_both_see_it_live(nursery):
    """R11 The answer comes on the open page by itself, with who read the question."""
    parent = nursery.parent("Sanne")
    parent.goto("/parent/messages/")
    parent.locator("#talks a", has_text="Kikkers").click()
    say(parent, "Hebben jullie nog genoeg rompertjes?")
    parent.wait_for_url(re.compile(r"/parent/messages/[0-9a-f-]{36}/"))
    parent.locator("#said .bubble[data-own]", has_text="rompertjes").wait_for()
    assert violations(parent) == []

    tablet = nursery.tablet("Kikkers", person="Eva")
    tablet.goto("/group/messages/")
    tablet.locator("li.row", has_text="rompertjes").locator("a").click()
    tablet.locator(".bubble", has_text="rompertjes").wait_for()
    assert violations(tablet) == []
    asked = parent.locator("#said .bubble[data-own]", has_text="rompertjes")
    asked.locator(".bubble-meta", has_text="Gelezen door Eva").wait_for()

    tablet.locator("#text").fill("Nog één. Geef je er morgen twee mee?")
    tablet.locator("form:has(#text) button[data-variant=primary]").click()
    answer = parent.locator("#said .bubble", has_text="Nog één")
    answer.wait_for()
    assert answer.count() == 1
    said = tablet.locator(".bubble", has_text="Nog één")
    said.locator(".bubble-meta", has_text="Gelezen door Sanne").wait_for()


def test_what_is_written_without_internet_is_said_later_and_once(nursery):
    """R11"""
    parent = nursery.parent("Sanne")
    parent.goto("/parent/messages/")
    parent.locator("#talks a", has_text="Kikkers").click()
    parent.locator("#text").wait_for()
    if not re.search(r"[0-9a-f-]{36}/$", parent.url):
        say(parent, "Goedemorgen")
        parent.locator("#said .bubble", has_text="Goedemorgen").first.wait_for()
    parent.context.set_offline(True)
    say(parent, "Ik ben iets later vanmiddag")
    parent.locator("#waiting .bubble", has_text="iets later").wait_for()
    parent.context.set_offline(False)
    parent.locator("#said .bubble", has_text="iets later").wait_for()
    parent.locator("#waiting .bubble").wait_for(state="detached")
    parent.reload()
    assert parent.locator("#said .bubble", has_text="iets later").count() == 1


def test_news_is_written_in_the_office_and_read_at_home(nursery):
    """The number of families stands on the button that sends it."""
    office = nursery.office("Petra")
    office.goto("/office/news/new/")
    office.locator("[name=title]").fill("Verkleedfeest op vrijdag")
    office.locator("[name=words]").fill("Kom **verkleed**.")
    office.locator("[name=whom]").select_option(label="Kikkers")
    assert violations(office) == []
    office.locator("form.card button[data-variant=primary]").click()
    send = office.locator("form[action$='/sending/'] button[data-variant=primary]")
    assert re.search(r"Verstuur naar \d+ gezinnen", send.inner_text())
    send.click()
    office.locator("text=Wie las het").first.wait_for()

    parent = nursery.parent("Sanne")
    parent.goto("/parent/news/")
    parent.locator("#news a", has_text="Verkleedfeest").click()
    parent.locator("strong", has_text="verkleed").wait_for()
    assert violations(parent) == []


def test_the_group_answers_without_internet_and_the_family_has_it_once(nursery):
    """R11 What Eva typed stays on the tablet until there is internet again."""
    parent = nursery.parent("Sanne")
    parent.goto("/parent/messages/")
    parent.locator("#talks a", has_text="Kikkers").click()
    say(parent, "Slaapt ze al?")
    parent.locator("#said .bubble", has_text="Slaapt ze al").wait_for()

    tablet = nursery.tablet("Kikkers", person="Eva")
    tablet.goto("/group/messages/")
    tablet.locator("li.row", has_text="Slaapt ze al").locator("a").click()
    tablet.locator("#text").wait_for()
    tablet.context.set_offline(True)
    tablet.locator("#text").fill("Ja, ze ligt op haar rug")
    tablet.locator("form:has(#text) button[data-variant=primary]").click()
    tablet.locator("#waiting .bubble", has_text="op haar rug").wait_for()
    tablet.context.set_offline(False)
    parent.locator("#said .bubble", has_text="op haar rug").wait_for()
    tablet.locator("#waiting .bubble").wait_for(state="detached")
    tablet.locator("#said .bubble", has_text="op haar rug").wait_for()
    parent.reload()
    assert parent.locator("#said .bubble", has_text="op haar rug").count() == 1
