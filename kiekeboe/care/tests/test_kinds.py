"""The kinds of the diary by example: what is refused, told and added up."""

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kiekeboe.care import kinds

from .diaries import AMSTERDAM, HEARD, dutch, logged, utc


def english(words):
    return kinds.speak(words)


def in_dutch(words):
    return kinds.speak(words, dutch())


def lines(entry):
    line = kinds.get(entry.kind).sentence(entry).line
    return english(line), in_dutch(line)


def refused(kind, details, amount=None, start=HEARD, end=None):
    found = kinds.get(kind).check(details, amount, start, end, HEARD)
    return {problem.field: english(problem.sentence) for problem in found}


def test_the_dock_keeps_its_order():
    names = [kind.name for kind in kinds.dock()]
    assert names == ["sleep", "bottle", "food", "drink", "nappy", "activity", "particular"]


def test_there_is_a_file_for_each_kind_of_the_design():
    assert set(kinds.NAMES) == {
        "sleep", "bottle", "food", "drink", "nappy", "toilet", "activity", "mood", "temperature",
        "medication", "accident", "particular", "milestone", "care_note",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "photo", None, ["sleep"], {}])
def test_an_unknown_kind_says_so(name):
    with pytest.raises(kinds.UnknownKind):
        kinds.get(name)


def test_only_the_note_for_colleagues_is_for_colleagues_only():
    assert [kind.name for kind in kinds.ALL if kind.staff_only] == ["care_note"]


@pytest.mark.parametrize(
    ("entry", "in_english", "said_in_dutch"),
    [
        (logged("sleep", utc(9), utc(10, 20)), "Slept 1 h 20", "Sliep 1 u 20"),
        (logged("sleep", utc(9), utc(9, 40)), "Slept 40 min", "Sliep 40 min"),
        (logged("sleep", utc(9), utc(11)), "Slept 2 h", "Sliep 2 u"),
        (logged("sleep", utc(9)), "Asleep since 09:00", "Slaapt sinds 11:00"),
        (logged("bottle", amount=Decimal("150.00")), "Bottle, 150 ml", "Fles, 150 ml"),
        (
            logged("bottle", amount=Decimal(0), took="refused"),
            "Bottle, did not want it",
            "Fles, wilde niet",
        ),
        (logged("food", meal="fruit", eaten="half"), "Fruit, ate half", "Fruit, de helft op"),
        (logged("drink", what="water", amount=Decimal(80)), "Water, 80 ml", "Water, 80 ml"),
        (logged("nappy", content="both"), "Nappy, wet and poo", "Luier, nat en poep"),
        (logged("toilet", result="wee", where="potty"), "On the potty, a wee",
         "Op het potje, een plas"),
        (logged("activity", activity="reading"), "Reading a book", "Voorlezen"),
        (logged("mood", mood="happy"), "Mood: happy", "Stemming: vrolijk"),
        (logged("temperature", amount=Decimal("38.7")), "Temperature, 38.7 °C",
         "Temperatuur, 38,7 °C"),
        (logged("medication", medicine="X", dose="1", outcome="given"), "Medicine: X, given",
         "Medicijn: X, gegeven"),
        (logged("accident", what="Viel", injury="bump"), "Accident, Bump or bruise",
         "Ongelukje, Bult of blauwe plek"),
        (logged("milestone", what="Los"), "Milestone: Los", "Mijlpaal: Los"),
        (logged("particular", text="Hoera"), "Particular: Hoera", "Bijzonderheid: Hoera"),
    ],
)  # fmt: skip
def test_each_kind_is_told_in_one_line(entry, in_english, said_in_dutch):
    assert lines(entry) == (in_english, said_in_dutch)


def test_a_nap_tells_how_the_child_lay_and_how_often_we_looked():
    nap = logged("sleep", utc(11, 5), utc(12, 50), position="back", extras=["sleeping_bag"])
    told = kinds.get("sleep").sentence(nap, checks=[utc(11, 20)] * 9)
    assert in_dutch(told.title) == "Geslapen"
    assert in_dutch(told.value) == "1 u 45"
    assert in_dutch(told.detail) == "Op de rug, in de slaapzak. We keken 9 keer."


def test_a_running_nap_counts_until_now():
    told = kinds.get("sleep").sentence(logged("sleep", utc(11, 5)), now=utc(11, 20))
    assert (in_dutch(told.title), in_dutch(told.value)) == ("Slaapt nu", "15 min")


def test_what_people_type_is_never_read_as_a_pattern():
    told = kinds.get("particular").sentence(logged("particular", text="100 %(n)s %"))
    assert in_dutch(told.line) == "Bijzonderheid: 100 %(n)s %"


def test_a_nap_takes_as_long_as_it_took_when_the_clock_goes_back():
    start = kinds.day_span(date(2026, 10, 25), AMSTERDAM).start
    nap = logged("sleep", start.astimezone(AMSTERDAM), (start + timedelta(hours=4)))
    local_end = (start + timedelta(hours=4)).astimezone(AMSTERDAM)
    assert local_end.hour == 3
    nap = kinds.Logged("sleep", nap.started_at, local_end)
    assert lines(nap)[0] == "Slept 4 h"


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 10, 25), 25), (date(2027, 3, 28), 23), (date(2026, 4, 14), 24)]
)
def test_a_day_has_the_hours_of_its_own_clock(day, hours):
    span = kinds.day_span(day, "Europe/Amsterdam")
    assert span.end - span.start == timedelta(hours=hours)


def test_a_nap_over_midnight_belongs_to_both_days():
    nap = logged("sleep", utc(21, 30), utc(22, 45))
    minutes = [
        kinds.get("sleep")
        .summary([nap], now=HEARD, span=kinds.day_span(day, AMSTERDAM))
        .numbers["minutes"]
        for day in (date(2026, 4, 14), date(2026, 4, 15))
    ]
    assert minutes == [30, 45]


def test_the_day_at_one_glance():
    """D1: slept 2 u 10, three bottles 540 ml, ate well."""
    day = [
        logged("sleep", utc(7), utc(8, 30)),
        logged("sleep", utc(16)),
        *(logged("bottle", amount=Decimal(180)) for _ in range(3)),
        logged("food", meal="fruit", eaten="all"),
        logged("food", meal="lunch", eaten="most"),
        logged("food", meal="snack", eaten="none"),
        *(logged("nappy", content=content) for content in ("wet", "both", "wet", "dry")),
        logged("care_note", text="Alleen voor ons"),
    ]
    tiles = kinds.day_tiles(day, now=HEARD)
    told = [(in_dutch(tile.label), in_dutch(tile.value), in_dutch(tile.detail)) for tile in tiles]
    assert told == [
        ("Slaap", "2 u 10", "2 dutjes"),
        ("3 flessen", "540 ml", ""),
        ("Gegeten", "3 keer", "2 keer goed gegeten"),
        ("Luier", "4 keer", "1 keer poep"),
    ]


def test_a_day_without_entries_says_nothing():
    assert kinds.day_tiles([], now=HEARD) == []


@pytest.mark.parametrize(
    ("took", "offered", "amount"),
    [
        ("all", 185, 185),
        ("half", 150, 75),
        ("half", 125, 65),
        ("sip", 150, 15),
        ("refused", 150, 0),
    ],
)
def test_a_quick_choice_of_the_bottle_becomes_millilitres(took, offered, amount):
    details = {"took": took, "offered": offered}
    assert kinds.get("bottle").amount_for(None, details) == amount
    assert kinds.get("bottle").amount_for(Decimal(40), details) == 40
    assert refused("bottle", details) == {}


def test_a_posted_bottle_is_read_with_its_amount():
    read = kinds.get("bottle").parse({"took": "half", "offered": ["180"], "milk": "breast"})
    details = {"took": "half", "offered": 180, "milk": "breast"}
    assert (read.amount, read.details) == (Decimal(90), details)


def test_a_temperature_is_read_with_a_comma():
    assert kinds.get("temperature").parse({"amount": " 38,5 "}).amount == Decimal("38.5")


def test_a_bottle_starts_from_the_last_one_and_else_from_what_is_usual():
    usual = kinds.get("bottle").form(7).as_json()
    again = kinds.get("bottle").form(7, last=logged("bottle", offered=140, milk="breast")).as_json()
    begun = [{f["name"]: f["default"] for f in form["fields"]} for form in (usual, again)]
    assert [(b["offered"], b["milk"]) for b in begun] == [(180, None), (140, "breast")]


def test_fever_is_a_setting():
    forms = [kinds.get("temperature").form(warn_from=at) for at in (None, Decimal("38.0"))]
    fields = [next(f for f in form.as_json()["fields"] if f["name"] == "amount") for form in forms]
    assert [field["warnFrom"] for field in fields] == [38.5, 38]
    assert fields[1]["warning"] == "From 38 °C we call it a fever."


NAP = {"position": "back"}


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (HEARD + timedelta(minutes=2), None, None),
        (HEARD + timedelta(minutes=2, seconds=1), None, "started_at"),
        (HEARD - timedelta(days=14), None, None),
        (HEARD - timedelta(days=14, seconds=1), None, "started_at"),
        (HEARD, HEARD - timedelta(seconds=1), "ended_at"),
        (HEARD, HEARD, None),
        (HEARD, HEARD + timedelta(minutes=3), "ended_at"),
        (HEARD - timedelta(hours=24), HEARD, None),
        (HEARD - timedelta(hours=24, seconds=1), HEARD, "ended_at"),
        (HEARD.replace(tzinfo=None), None, "started_at"),
        ("10:00", None, "started_at"),
        (HEARD, "10:00", "ended_at"),
    ],
)
def test_a_nap_lies_in_a_time_that_can_be(start, end, field):
    assert list(refused("sleep", NAP, None, start, end)) == ([field] if field else [])


def test_a_refused_time_says_what_to_do():
    later = HEARD + timedelta(hours=1)
    assert refused("nappy", {"content": "wet"}, None, later) == {
        "started_at": "This time is still to come. Choose an earlier time."
    }


@pytest.mark.parametrize(
    ("kind", "details", "amount", "field"),
    [
        ("sleep", {"position": "standing"}, None, "position"),
        ("sleep", {"extras": ["dummy", "dummy"]}, None, "extras"),
        ("sleep", {"extras": "dummy"}, None, "extras"),
        ("sleep", {}, Decimal(1), "amount"),
        ("sleep", [], None, "details"),
        ("bottle", {}, None, "amount"),
        ("bottle", {}, Decimal(501), "amount"),
        ("bottle", {}, Decimal("100.5"), "amount"),
        ("bottle", {}, True, "amount"),
        ("bottle", {"took": "refused"}, Decimal(10), "amount"),
        ("bottle", {"offered": Decimal(100)}, 100, "offered"),
        ("food", {"meal": "lunch"}, None, "eaten"),
        ("nappy", {"content": "wet", "cream": "yes"}, None, "cream"),
        ("activity", {}, None, "activity"),
        ("temperature", {}, Decimal("37.25"), "amount"),
        ("temperature", {}, float("nan"), "amount"),
        ("medication", {"medicine": "X", "dose": "1", "outcome": "not_given"}, None, "reason"),
        ("particular", {"text": " \n "}, None, "text"),
        ("particular", {"text": "x" * 1001}, None, "text"),
        ("particular", {"text": "a\x00b"}, None, "text"),
        ("care_note", {"text": "\ud800"}, None, "text"),
        ("toilet", {"result": "wee", "secret": 1}, None, "details"),
    ],
)
def test_what_cannot_be_is_refused_at_its_own_field(kind, details, amount, field):
    assert list(refused(kind, details, amount)) == [field]


def test_only_sleep_has_an_end():
    assert refused("nappy", {"content": "wet"}, None, HEARD, HEARD) == {
        "ended_at": "This has no end time."
    }


@pytest.mark.parametrize(
    ("note", "fine"), [("", True), ("Fijn", True), (None, False), ("\x00", False)]
)
def test_a_note_is_text(note, fine):
    assert (kinds.check_note(note) == []) is fine


def test_every_word_has_its_dutch():
    """The words of a form that nobody translated would come back in English."""
    same = {"Fruit", "Lunch", "Snack", "Water"}
    for kind in kinds.ALL:
        for field in kind.form(7).fields:
            options = getattr(field, "options", ())
            for words in (kind.label, field.label, *(option.label for option in options)):
                assert in_dutch(words) != english(words) or english(words) in same


def test_the_kinds_and_the_policies_know_nothing_of_django():
    """The same rules must be readable, and testable, without a database or a request."""
    look = (
        "import sys; from kiekeboe.care import kinds, policy, sleepchecks; "
        "sys.exit('django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", look], check=True)
