"""A sheet that the tablet lets through is one that the server takes, and the other way round."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.care import kinds, wording
from kiekeboe.tablet.words import spoken
from kiekeboe.testing.v8 import device

NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
HERE_ALREADY = {"started_at", "ended_at", "note", "amount"}


def wrong(kind, told):
    """What the tablet says of it."""
    asked = device(json.dumps(spoken()), wrongWith="js/group/checking")
    return asked("wrongWith", wording.form_json(kind), told, int(NOW.timestamp() * 1000))


def refused(kind, told):
    """What the server says of it."""
    known = kinds.get(kind)
    start, end = (
        datetime.fromisoformat(at) if (at := told[name]) else None
        for name in ("started_at", "ended_at")
    )
    amount = known.amount_for(told["amount"], told["details"])
    return known.check(told["details"], amount, start, end, NOW)


def value(field):
    if field["type"] == "choice":
        return st.sampled_from([one["value"] for one in field["choices"]])
    if field["type"] == "several":
        return st.lists(st.sampled_from([one["value"] for one in field["choices"]]), unique=True)
    if field["type"] == "yes_no":
        return st.just(True)
    if field["type"] == "number":
        return st.just(field["min"] + field["step"])
    return st.sampled_from(["Ja", "Bij de zandbak"])


def filled_in(kind):
    """What a sheet of this kind may hold, as far as somebody filled it in."""
    fields = wording.form_json(kind)["fields"]
    parts = {one["name"]: value(one) for one in fields if one["name"] not in HERE_ALREADY}
    amount = next((one for one in fields if one["name"] == "amount" and not one["derived"]), None)
    return st.fixed_dictionaries(
        {
            "details": st.fixed_dictionaries({}, optional=parts),
            "amount": st.none() | value(amount) if amount else st.none(),
            "started_at": st.integers(-21 * 24 * 60, 30).map(
                lambda ago: (NOW + timedelta(minutes=ago)).isoformat()
            ),
            "ended_at": st.none(),
        }
    )


@pytest.mark.parametrize("kind", kinds.NAMES)
def test_the_tablet_asks_what_the_server_would_ask(kind):
    """B5 U33"""

    @given(filled_in(kind))
    @settings(max_examples=40, deadline=None)
    def asks_the_same(told):
        assert bool(wrong(kind, told)) == bool(refused(kind, told)), (told, refused(kind, told))

    asks_the_same()


@pytest.mark.parametrize("minutes", [-90, -1, 0, 45, 24 * 60 + 1])
def test_a_nap_that_is_over_needs_an_end_after_its_start(minutes):
    """B6"""
    start = NOW - timedelta(hours=30)
    end = start + timedelta(minutes=minutes)
    told = {
        "details": {"position": "back"},
        "amount": None,
        "started_at": start.isoformat(),
        "ended_at": end.isoformat(),
    }
    assert bool(wrong("sleep", told)) == bool(refused("sleep", told))
