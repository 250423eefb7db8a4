"""Two tablets in one room without internet: who comes second hears it, and chooses."""

import pytest

from kiekeboe.testing.journeys.walls import entries, plain, rows, until

pytestmark = pytest.mark.journey


@pytest.fixture
def two(wall, house_in_weather):
    """Two tablets of one group with Eva and Latifa at them; each sees what the other saw."""
    one, other = wall(), wall(second=True)
    for tablet, name in ((one, "Eva"), (other, "Latifa")):
        tablet.open_for_the_first_time().unlock(tablet.person(name))
    return one, other


def refused(tablet) -> list[dict]:
    return [one for one in tablet.waiting() if one.get("state") == "refused"]


def told_of(tablet):
    """The card of what was refused, once it is there."""
    until(lambda: refused(tablet), seconds=10)
    tablet.go("waiting")
    card = tablet.page.locator("[data-refused] article")
    card.first.wait_for()
    return card


def asleep_without_internet(two, word):
    """Both saw the same child fall asleep, a minute apart, and had no internet."""
    one, other = two
    child = next(each for each in one.babies() if each in other.babies())
    without_internet(two)
    one.log("sleep", [child], note=f"eerst {word}")
    other.log("sleep", [child], note=f"later {word}")
    return one, other, child


def without_internet(two) -> None:
    for tablet in two:
        tablet.weather.turns("dead")


def first_then_second(two) -> None:
    """The first tablet sends; then the second hears that somebody was before."""
    for tablet in two:
        tablet.weather.clears()
        tablet.page.evaluate("dispatchEvent(new Event('online'))")
        until(lambda tablet=tablet: len(tablet.waiting()) == len(refused(tablet)), seconds=15)


def naps(house, child, word) -> list[dict]:
    """The naps that stand."""
    found = entries(house, child_id=child, kind="sleep")
    return [one for one in found if one["note"].endswith(word) and not one["withdrawn_at"]]


def test_two_who_log_the_same_nap_choose_one(two, house_in_weather):
    """R08 The second is told who was first and what stands, keeps it, and one nap is left."""
    one, other, child = asleep_without_internet(two, "gekozen")
    first_then_second(two)

    card = told_of(other)
    assert "Eva" in card.inner_text()
    assert [each["note"] for each in naps(house_in_weather, child, "gekozen")] == ["eerst gekozen"]
    card.locator('[data-choice="keep_theirs"]').click()

    other.wait_until_sent()
    assert [each["note"] for each in naps(house_in_weather, child, "gekozen")] == ["eerst gekozen"]
    wake(one, child)


def test_two_who_log_the_same_nap_may_want_the_second(two, house_in_weather):
    """R08 Mine instead: what the first wrote stays in the history."""
    one, other, child = asleep_without_internet(two, "anders")
    first_then_second(two)

    told_of(other).locator('[data-choice="mine"]').click()

    other.wait_until_sent()
    (nap,) = naps(house_in_weather, child, "anders")
    assert nap["note"] == "later anders"
    assert nap["revision"] == 2
    kept = rows(house_in_weather, "SELECT note FROM care_entryversion WHERE entry_id = ?",
                plain(nap["id"]))  # fmt: skip
    assert [each["note"] for each in kept] == ["eerst anders"]
    wake(one, child)


def wake(tablet, child) -> None:
    """So that the next test finds this child awake."""
    tablet.page.evaluate("location.hash = ''")
    tablet.page.locator(f"#tile-{child} [data-wakes]").click()
    tablet.wait_until_sent()


def test_a_child_that_comes_in_twice_is_there_once(two, house_in_weather):
    """R08 Both tap "is here"; one visit stands, and the second heard that it was done."""
    child = two[0].page.locator("[data-arrives]").first.get_attribute("data-arrives")
    without_internet(two)
    for tablet in two:
        tablet.page.locator(f'[data-arrives="{child}"]').click()
        until(lambda tablet=tablet: tablet.waiting())
    first_then_second(two)
    for tablet in two:
        if refused(tablet):
            told_of(tablet).locator('[data-choice="keep_theirs"]').click()
    for tablet in two:
        tablet.wait_until_sent()

    visits = rows(house_in_weather, "SELECT * FROM care_visit WHERE child_id = ? AND left_at IS"
                  " NULL AND withdrawn_at IS NULL", plain(child))  # fmt: skip
    assert len(visits) == 1


def both_have(two, house, note: str) -> tuple[str, str]:
    """(child, entry) of something that both tablets show."""
    one, other = two
    child = one.babies()[-1]
    one.log("food", [child], note=note)
    one.wait_until_sent()
    entry = entries(house, note=note)[0]["id"]
    until(lambda: shows(other, child, note))
    return child, entry


def shows(tablet, child, note) -> bool:
    tablet.go(f"child={child}")
    tablet.page.wait_for_timeout(200)
    found = note in tablet.page.locator("[data-place]").inner_text()
    tablet.go("")
    return found


def change_sheet(tablet, child, entry):
    tablet.go(f"child={child}")
    tablet.page.locator(f'[data-place] [data-change="{entry}"]').click()
    sheet = tablet.page.locator("log-sheet")
    sheet.wait_for()
    return sheet


def delete_and_edit(two, house, note):
    """The first took it away, the second changed it, neither had internet."""
    one, other = two
    child, entry = both_have(two, house, note)
    without_internet(two)
    change_sheet(one, child, entry).locator("[data-withdraw]").click()
    sheet = change_sheet(other, child, entry)
    sheet.locator("[data-note]").fill(f"{note} anders")
    sheet.locator("[data-save]").click()
    sheet.wait_for(state="detached")
    first_then_second(two)
    return other, entry


@pytest.mark.parametrize("choice", ["keep_theirs", "log_again"])
def test_changing_what_was_taken_away_is_loud(two, house_in_weather, choice):
    """R08"""
    other, entry = delete_and_edit(two, house_in_weather, f"hapje {choice}")

    card = told_of(other)
    assert len(card.inner_text()) > 20
    card.locator(f'[data-choice="{choice}"]').click()
    other.wait_until_sent()

    standing = [one for one in entries(house_in_weather) if not one["withdrawn_at"]]
    again = [one for one in standing if one["note"] == f"hapje {choice} anders"]
    assert len(again) == (choice == "log_again")
    assert entry not in [one["id"] for one in standing if one not in again]


def test_nothing_refused_is_gone_without_a_person(two, house_in_weather):
    """R08 A reload, a night, other work: the card stays until somebody chooses."""
    one, other, child = asleep_without_internet(two, "blijft")
    first_then_second(two)
    told_of(other)
    other.switch_off()
    other.switch_on().open()
    other.unlock(other.person("Latifa"))
    other.log("drink", [child])
    until(lambda: len(other.waiting()) == 1)
    card = told_of(other)
    card.locator('[data-choice="drop"], [data-choice="keep_theirs"]').first.click()
    other.wait_until_sent()
    wake(one, child)
