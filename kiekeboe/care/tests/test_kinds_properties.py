"""What holds for every kind, whatever the day brings."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.care import kinds
from kiekeboe.care.kinds.times import Span, together

from .diaries import HEARD, details_of, dutch, valid_entries

each_kind = pytest.mark.parametrize("kind", kinds.ALL, ids=kinds.NAMES)

numbers = (
    st.integers()
    | st.sampled_from([10**400, -(10**4000), 2**63])
    | st.floats()
    | st.sampled_from(
        [float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("1e99")]
    )
)
strings = st.text() | st.sampled_from(["\x00", "a\x00b", "\ud800", "😀" * 5000, "back", "all"])
leaves = st.none() | st.booleans() | numbers | strings
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(strings, inner, max_size=4),
    max_leaves=20,
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))])
moments = (
    st.datetimes(timezones=st.none() | zones)
    | st.sampled_from([datetime.max, datetime.min, datetime.max.replace(tzinfo=UTC)])
    | st.sampled_from([datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))])
    | anything
)


def deep(levels):
    nested = []
    for _ in range(levels):
        nested = [nested]
    return nested


@each_kind
@given(st.data())
def test_a_check_answers_whatever_arrives_and_never_breaks(kind, data):
    names = st.sampled_from([field.name for field in kind.fields])
    details = data.draw(anything | st.dictionaries(names | strings, anything, max_size=5))
    amount = kind.amount_for(data.draw(anything), details)
    found = kind.check(details, amount, data.draw(moments), data.draw(moments), HEARD)
    assert all(kinds.speak(problem.sentence) for problem in found)


@each_kind
def test_a_check_answers_what_is_nested_very_deep(kind):
    nested = {field.name: deep(50_000) for field in kind.fields}
    assert kind.check(nested, deep(50_000), deep(50_000), None, HEARD) != []


@each_kind
@pytest.mark.parametrize("number", [10**5000, Decimal(10**5000)], ids=["whole", "exact"])
def test_a_check_answers_a_number_without_end(kind, number):
    large = {field.name: number for field in kind.fields}
    assert "amount" in {p.field for p in kind.check(large, number, HEARD, None, HEARD)}


@given(valid_entries())
def test_what_was_filled_in_well_is_accepted_and_can_be_stored(entry):
    kind = kinds.get(entry.kind)
    found = kind.check(entry.details, entry.amount, entry.started_at, entry.ended_at, HEARD)
    assert found == []
    assert "\\u0000" not in json.dumps(entry.details)
    assert json.dumps(entry.details, ensure_ascii=False, allow_nan=False).encode()


@given(st.data(), st.sampled_from(kinds.ALL))
def test_an_unknown_answer_is_refused(data, kind):
    details = data.draw(details_of(kind))
    name = data.draw(strings.filter(lambda text: text not in {f.name for f in kind.fields}))
    found = kind.check(details | {name: True}, None, HEARD, None, HEARD)
    assert "details" in {problem.field for problem in found}


@given(valid_entries())
def test_a_form_reads_back_what_it_wrote(entry):
    kind = kinds.get(entry.kind)
    posted = kind.unparse(entry.amount, entry.details, entry.note)
    read = kind.parse(posted)
    assert read == kinds.Parsed(entry.amount, dict(entry.details), entry.note, [])


@given(
    st.dictionaries(strings, strings | st.lists(strings, max_size=3)), st.sampled_from(kinds.ALL)
)
def test_a_form_reads_whatever_is_posted(posted, kind):
    read = kind.parse(posted)
    kind.check(read.details, read.amount, HEARD, None, HEARD)


@given(valid_entries())
def test_every_entry_can_be_told_in_dutch_and_in_english(entry):
    told = kinds.get(entry.kind).sentence(entry, now=HEARD, checks=[HEARD])
    for voice in (kinds.English(), dutch()):
        assert kinds.speak(told.title, voice).strip()
        assert kinds.speak(told.line, voice).strip()
        assert "%(" not in kinds.speak(told.line, voice) or "%(" in str(entry)


@given(valid_entries())
def test_a_note_is_always_told_just_as_it_was_typed(entry):
    told = kinds.get(entry.kind).sentence(entry, now=HEARD)
    assert kinds.speak(told.detail).endswith(entry.note)


@each_kind
def test_a_form_is_plain_json_in_both_languages(kind):
    for voice in (kinds.English(), dutch()):
        form = kind.form(7).as_json(lambda words, voice=voice: kinds.speak(words, voice))
        assert json.loads(json.dumps(form, allow_nan=False)) == form
        assert all(field["label"] for field in form["fields"])


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 120)), max_size=8))
def test_naps_that_overlap_count_once(naps):
    entries = [
        kinds.Logged(
            "sleep",
            HEARD + timedelta(minutes=start),
            HEARD + timedelta(minutes=start + length),
        )
        for start, length in naps
    ]
    slept = {minute for start, length in naps for minute in range(start, start + length)}
    tile = kinds.get("sleep").summary(entries, now=HEARD)
    assert (tile.numbers["minutes"] if tile else 0) == len(slept)


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=6))
def test_the_days_add_up_to_the_naps(naps):
    spans = [Span(HEARD + timedelta(minutes=a), HEARD + timedelta(minutes=a + b)) for a, b in naps]
    entries = [kinds.Logged("sleep", span.start, span.end) for span in spans]
    days = [kinds.day_span(HEARD.date() + timedelta(days=n), "Europe/Amsterdam") for n in range(6)]
    tiles = [kinds.get("sleep").summary(entries, now=HEARD, span=day) for day in days]
    minutes = sum(tile.numbers["minutes"] for tile in tiles if tile)
    assert timedelta(minutes=minutes) == together(spans)


@given(st.lists(valid_entries(["bottle", "drink"]), max_size=8))
def test_the_millilitres_of_the_day_are_those_of_its_entries(entries):
    tiles = kinds.day_tiles(entries, now=HEARD)
    assert sum(tile.numbers["ml"] for tile in tiles) == sum(entry.amount for entry in entries)
    assert sum(tile.numbers["times"] for tile in tiles) == len(entries)


@given(st.lists(valid_entries(), max_size=8))
def test_notes_for_colleagues_leave_no_trace_in_the_day(entries):
    shared = [entry for entry in entries if entry.kind != "care_note"]
    assert kinds.day_tiles(entries, now=HEARD) == kinds.day_tiles(shared, now=HEARD)
