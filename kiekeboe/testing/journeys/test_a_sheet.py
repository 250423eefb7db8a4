"""The sheet in which a caregiver logs: few taps, nothing lost, a medicine read back."""

import pytest

pytestmark = pytest.mark.journey
HERE = ".tile:is([data-state=wakker], [data-state=slaapt]) .tile-pick"


@pytest.fixture
def tablet(nursery):
    return nursery.tablet("Kikkers", person="Eva")


def choose(tablet, count=1):
    for place in range(count):
        tablet.locator(HERE).nth(place).click()


def more(tablet, kind):
    tablet.locator(".pick [data-more]").click()
    tablet.locator(f"[data-more-kind={kind}]").click()


@pytest.mark.parametrize("kind", ["sleep", "bottle", "food", "drink", "nappy"])
def test_everybody_is_logged_in_three_taps(tablet, kind):
    """Everybody, what, save."""
    tablet.locator("[data-quick=all]").click()
    tablet.locator(f".dock [data-log={kind}]").click()
    tablet.locator("#sheet [data-save]").click()
    tablet.locator(".toast [data-variant=secondary]").wait_for()
    assert tablet.locator("#sheet dialog").count() == 0


def test_a_half_filled_sheet_is_there_again_after_a_reload(tablet):
    """U30"""
    choose(tablet, 2)
    tablet.locator(".dock [data-log=particular]").click()
    tablet.locator("#sheet [data-field=text]").fill("Viel van de glijbaan")
    tablet.locator("#sheet [data-step='-5']").first.click()
    time = tablet.locator("#sheet [data-moment=started_at] output").inner_text()
    tablet.reload()
    tablet.locator("[data-draft=open]").click()
    assert tablet.locator("#sheet [data-field=text]").input_value() == "Viel van de glijbaan"
    assert tablet.locator("#sheet [data-moment=started_at] output").inner_text() == time
    assert tablet.locator("#sheet [data-line]").count() == 2
    tablet.locator("#sheet [data-save]").click()
    tablet.locator(".toast p").wait_for()
    tablet.reload()
    tablet.locator(".tile").first.wait_for()
    assert tablet.locator("[data-draft]").count() == 0


def test_a_draft_is_not_for_a_colleague(tablet):
    """U30 S25"""
    choose(tablet)
    tablet.locator(".dock [data-log=particular]").click()
    tablet.locator("#sheet [data-field=text]").fill("Alleen voor mij")
    tablet.reload()
    tablet.locator("[data-draft=open]").wait_for()
    tablet.locator(".groupname[data-opens]").click()
    tablet.locator("#menu [data-lock]").click()
    tablet.locator(".staff:not(:has([aria-pressed=true]))").wait_for()
    assert tablet.locator("[data-draft]").count() == 0
    assert "Alleen voor mij" not in tablet.evaluate("JSON.stringify({...sessionStorage})")


def test_a_medicine_is_checked_and_read_back(tablet):
    """U33"""
    choose(tablet)
    more(tablet, "medication")
    sheet = tablet.locator("#sheet")
    sheet.locator("[data-field=medicine]").fill("Oogdruppels")
    sheet.locator("[data-field=dose]").fill("1 druppel")
    sheet.locator("[data-save]").click()
    assert sheet.locator("[data-problem]").inner_text() != ""
    sheet.locator("[data-field=checked] button").click()
    sheet.locator("[data-save]").click()
    assert "Oogdruppels, 1 druppel" in sheet.locator("[data-doubt]").inner_text()
    sheet.locator("[data-field=dose]").fill("2 druppels")
    assert sheet.locator("[data-doubt]").is_hidden()
    sheet.locator("[data-save]").click()
    assert "2 druppels" in sheet.locator("[data-doubt]").inner_text()
    sheet.locator("[data-save]").click()
    tablet.locator(".toast p").wait_for()


def test_a_medicine_is_not_offered_for_two_children(tablet):
    """U33"""
    choose(tablet, 2)
    tablet.locator(".pick [data-more]").click()
    tablet.locator("[data-more-kind=temperature]").wait_for()
    assert tablet.locator("[data-more-kind=medication]").count() == 0


def test_what_is_missing_is_asked_before_anything_is_kept(tablet):
    choose(tablet)
    more(tablet, "temperature")
    tablet.locator("#sheet [data-save]").click()
    assert tablet.locator("#sheet [data-problem]").inner_text() != ""
    tablet.locator("#sheet [data-line] [data-step='1']").click()
    assert "37" in tablet.locator("#sheet [data-line] output").inner_text()
    tablet.locator("#sheet [data-save]").click()
    tablet.locator(".toast p").wait_for()


def test_a_page_that_needs_a_pin_opens_after_it(nursery):
    """S25 U43"""
    tablet = nursery.tablet("Kikkers")
    tablet.goto("/group/#notes")
    tablet.locator(".toast p").wait_for()
    assert tablet.locator("[data-page]").is_hidden()
    device = next(one for one in nursery.cast["devices"] if one["group_name"] == "Kikkers")
    eva = next(one for one in device["people"] if one["name"] == "Eva")
    tablet.locator(f'.staff [data-face="{eva["id"]}"]').click()
    for digit in eva["pin"]:
        tablet.locator(f'#pin [data-digit="{digit}"]').click()
    tablet.locator("[data-page] home-notes").wait_for()
    tablet.locator("#pin").wait_for(state="hidden")
    assert tablet.evaluate("document.activeElement.matches('[data-heading]')")
    tablet.go_back()
    tablet.locator(".tile").first.wait_for()


def test_deleting_and_changing_can_be_undone(tablet):
    """U31"""
    choose(tablet)
    tablet.locator(".dock [data-log=particular]").click()
    tablet.locator("#sheet [data-field=text]").fill("Bouwde een toren")
    tablet.locator("#sheet [data-save]").click()
    tablet.locator(".toast p").wait_for()
    choose(tablet)
    tablet.locator("[data-card]").click()
    row = tablet.locator("[data-log] li", has_text="Bouwde een toren").first
    row.locator("[data-change]").click()
    tablet.locator("#sheet [data-withdraw]").click()
    row.wait_for(state="detached")
    tablet.locator(".toast [data-variant=secondary]").click()
    row.wait_for()
