"""What the tablet decides by itself is what the server would have said."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.care.sleepchecks import watch
from kiekeboe.photos import consent
from kiekeboe.tablet.words import spoken
from kiekeboe.testing.v8 import device

BEGAN = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
minutes = st.integers(0, 180)


def iso(moment):
    return moment.isoformat()


@given(st.lists(minutes, max_size=8), minutes, st.none() | minutes, st.none() | st.integers(5, 60))
@settings(max_examples=60, deadline=None)
def test_a_tablet_counts_missed_looks_as_the_server_does(looks, now, woke, interval):
    """B6"""
    at = [BEGAN + timedelta(minutes=one) for one in looks]
    here = BEGAN + timedelta(minutes=now)
    woken = None if woke is None else BEGAN + timedelta(minutes=woke)
    nap = {
        "started_at": iso(BEGAN),
        "ended_at": woken and iso(woken),
        "looks": [iso(one) for one in at],
    }

    told = device(missedLooks="js/group/looks")("missedLooks", nap, interval, iso(here))

    missed = watch(BEGAN, at, here, interval, woken).missed
    assert [datetime.fromisoformat(one["due"]) for one in told] == [one.due_at for one in missed]
    late = [
        datetime.fromisoformat(one["seen"]) - datetime.fromisoformat(one["due"]) for one in told
    ]
    assert late == [one.late for one in missed]


def person(id, first, **more):
    return {"id": id, "first": first, "last": "Bos", "surname": "Bos", "face": "", **more}


HOUSE = {
    "seats": [
        person("noor", "Noor", state="present"),
        person("emma", "Emma", state="asleep"),
        person("sem", "Sem", state="expected"),
        person("finn", "Finn", state="collected"),
    ],
    "colleagues": [
        person("eva", "Eva", on_duty=True, here=True),
        person("bram", "Bram", on_duty=False, here=True),
    ],
    "house": [person("tess", "Tess", group_name="Vossen"), person("noor", "Noor", group_name="")],
    "staff_here": [person("eva", "Eva"), person("karin", "Karin")],
    "muster": None,
}


def roll(**more):
    return device(roll="js/group/rolls")("roll", HOUSE | more)


def names(people):
    return [one["first"] for one in people]


def test_everybody_in_the_house_is_on_the_list_once():
    """B12"""
    told = roll()

    assert [(part["name"], names(part["people"])) for part in told["parts"]] == [
        ("children", ["Noor", "Emma"]),
        ("adults", ["Eva"]),
        ("house", ["Tess", "Karin"]),
    ]
    assert names(told["missing"]) == ["Noor", "Emma", "Eva", "Tess", "Karin"]


def test_who_is_ticked_stays_on_the_list_also_when_somebody_takes_the_child_along():
    """B12"""
    safe = [["finn", "child", iso(BEGAN), "Eva"], ["eva", "employee", iso(BEGAN), "Eva"]]

    told = roll(muster={"muster": "m", "safe": safe})

    assert names(told["parts"][0]["people"]) == ["Noor", "Emma", "Finn"]
    assert names(told["missing"]) == ["Noor", "Emma", "Tess", "Karin"]


CHOICES = {"choicesOf": "js/group/choices", "instead": "js/group/choices"}
THEIRS = {"id": "nap", "revision": 3, "line": "Slaap", "withdrawn": False}


def choose(item):
    return device(**CHOICES)("choicesOf", item)


@pytest.mark.parametrize(
    ("kind", "what", "answer", "choices"),
    [
        ("log", {"child": "noor"}, {"status": 422}, ["again", "other_child", "drop"]),
        ("change", {}, {"status": 409, "standing": THEIRS}, ["mine", "keep_theirs"]),
        ("change", {}, {"status": 409, "standing": THEIRS | {"withdrawn": True}},
         ["log_again", "keep_theirs"]),
        ("leave", {"visits": [{}]}, {"status": 409, "confirm": True}, ["yes", "drop"]),
        ("arrive", {"visits": [{}, {}]}, {"status": 409, "standing": THEIRS}, ["others", "drop"]),
        ("look", {"looks": []}, {"status": 403}, ["as_me", "drop"]),
        ("seen", {}, None, ["again", "drop"]),
    ],
)  # fmt: skip
def test_everything_refused_has_a_way_on_and_a_way_out(kind, what, answer, choices):
    """B10"""
    assert choose({"kind": kind, "what": what, "answer": answer}) == choices


def test_my_version_is_a_change_of_theirs_so_that_nothing_is_lost():
    """B10"""
    mine = {"entry": "nap", "based_on": 1, "ended_at": "12:00"}
    item = {"kind": "change", "what": mine, "answer": {"status": 409, "standing": THEIRS}}

    [told] = device(**CHOICES)("instead", "mine", item, None)

    assert told == ["change", mine | {"based_on": 3}]


def test_a_child_who_was_let_in_already_does_not_keep_the_others_out():
    """B2"""
    visits = [{"visit": "one", "child": "noor"}, {"visit": "two", "child": "emma"}]
    item = {"kind": "arrive", "what": {"visits": visits}, "answer": {"standing": THEIRS}}

    [told] = device(**CHOICES)("instead", "others", item, "noor")

    assert told == ["arrive", {"visits": visits[1:]}]


FRIENDS = ("Noor", "Emma", "Sem", "Luuk")
answers = st.fixed_dictionaries({one: st.tuples(st.booleans(), st.booleans()) for one in FRIENDS})


def verdicts(tagged, told):
    seats = [
        {"id": one, "first": one, "photo": {"own": told[one][0], "together": told[one][1]}}
        for one in tagged
    ]
    return device(json.dumps(spoken()), verdicts="js/group/verdicts")("verdicts", seats)


@given(st.lists(st.sampled_from(FRIENDS), unique=True), answers)
@settings(max_examples=80, deadline=None)
def test_a_tablet_without_internet_says_who_receives_a_photo_as_the_server_decides(tagged, told):
    """C4"""
    allowed = {one: consent.Allowed(own, together) for one, (own, together) in told.items()}

    found = verdicts(tagged, told)

    shown = {one["id"] for one in found["children"] if one["shown"]}
    assert shown == consent.receivers(tagged, allowed)
    assert found["families"] == len(shown)


def test_a_verdict_names_who_stands_in_the_way_and_not_what_they_said():
    """C4"""
    found = verdicts(["Noor", "Emma"], {"Noor": (True, True), "Emma": (True, False)})

    assert [(one["title"], one["answer"], one["why"]) for one in found["children"]] == [
        ("Ouders van Noor", "Nee", "Emma: alleen voor de eigen ouders"),
        ("Ouders van Emma", "Ja", ""),
    ]
