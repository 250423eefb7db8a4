"""Enough colleagues, the plan and the school run as a tablet works them out without internet."""

import json
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.planning.weighing import Duty, Worth, trainee_share, weighed
from kiekeboe.tablet.tests.test_seats import (
    EIGHT,
    FLOOR,
    MEES,
    NOOR,
    at,
    child,
    look_at,
    seat,
    told,
    visit,
    written,
)
from kiekeboe.tablet.words import spoken
from kiekeboe.testing.v8 import device

LAW = {"care": "daycare", "share": [1, 3]}
LOT = "colleague-lot"


def colleague(id, first, **more):
    return {"id": id, "first": first, "last": "B", "face": "", "here": True, "rights": [],
            "shifts": [], "stints": [], "group_names": []} | more  # fmt: skip


def shift(start, end, group="g"):
    return [group, at(start), at(end)]


def house(colleagues=(), children=None, law=None, **more):
    """Four babies of whom two are here at eight; the law of day care."""
    kids = [
        child(f"child-{n}", f"Kind {n}", visits=[visit(f"v-{n}", EIGHT)] if n < 2 else [])
        for n in range(4)
    ]
    return told(
        children=kids if children is None else children, colleagues=list(colleagues),
        law=law or LAW, closed={"handover": [], "children": {}, "leave": []}, **more,
    )  # fmt: skip


def staffed(items, snapshot, minutes=5):
    view = look_at(items, snapshot, minutes)
    return device(json.dumps(spoken()), staffed="js/group/staffed")("staffed", view)


def clock_in(number, who, stint="s", group="g", **more):
    what = {"stint": stint, "employee": who, "group": group, "at": at(number)}
    return written(number, "clock_in", what, **more)


def test_who_clocks_in_without_internet_counts_at_once():
    """B11 Two babies need one colleague; with nobody clocked in and one in the roster there are
    too few as soon as anybody clocks."""
    snapshot = house([colleague(FLOOR, "Floor", shifts=[shift(0, 480)]), colleague(LOT, "Lot")])
    [before] = staffed([], snapshot)
    assert (before["known"], before["now"]["staff"], before["now"]["short"]) == (True, 1, False)
    [elsewhere] = staffed([clock_in(1, LOT, group="other")], snapshot)
    assert (elsewhere["now"]["staff"], elsewhere["now"]["short"]) == (0, True)
    [after] = staffed([clock_in(1, FLOOR)], snapshot)
    assert (after["now"]["staff"], after["now"]["needed"]["staff"]) == (1, 1)
    gone = written(3, "clock_out", {"stint": "s", "employee": FLOOR, "at": at(3)})
    [left] = staffed([clock_in(1, FLOOR), gone], snapshot)
    assert (left["now"]["staff"], left["now"]["short"]) == (0, True)


def test_the_next_hours_know_who_comes_and_who_goes():
    """B11 Four babies from eight on need two; Lot comes at ten and Floor goes at four."""
    kids = [child(f"child-{n}", f"Kind {n}", visits=[visit(f"v-{n}", EIGHT)]) for n in range(4)]
    snapshot = house(
        [colleague(FLOOR, "Floor", shifts=[shift(0, 480)], stints=[["s", "g", at(0), None]]),
         colleague(LOT, "Lot", shifts=[shift(120, 600)])],
        kids,
    )  # fmt: skip
    [found] = staffed([], snapshot)
    assert (found["now"]["staff"], found["now"]["needed"]["staff"]) == (1, 2)
    ahead = [(one["from"], one["staff"], one["short"]) for one in found["ahead"]]
    ms = [round((EIGHT + timedelta(minutes=n)).timestamp() * 1000) for n in (120, 480)]
    assert ahead[:2] == [(ms[0], 2, False), (ms[1], 1, True)]


def test_a_house_without_clock_and_roster_hears_only_what_is_needed():
    """B11 No alarm where nobody said who works."""
    [found] = staffed([], house([colleague(FLOOR, "Floor")]))
    assert (found["known"], found["now"]["needed"]["staff"]) == (False, 1)


def test_out_of_school_care_is_counted_for_the_whole_location():
    """B11 Children of other groups count without a name."""
    law = {"care": "bso", "share": [1, 3],
           "elsewhere": [[1, at(0), at(300), True], [0, at(60), at(300), False]]}  # fmt: skip
    kids = [child(f"child-{n}", f"Kind {n}", born="2019-01-01", visits=[visit(f"v-{n}", EIGHT)])
            for n in range(10)]  # fmt: skip
    stints = [["s", "other", at(0), None]]
    [found] = staffed([], house([colleague(FLOOR, "Floor", stints=stints)], kids, law))
    assert (found["now"]["children"], found["now"]["staff"]) == (11, 1)
    assert found["now"]["needed"]["because"] == "whole_place"


GROUPS = ("g", "h")
people = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.sampled_from([0, 25, 50, 100]), st.booleans()),
    max_size=6,
)


@given(people)
@settings(max_examples=150, deadline=None)
def test_trainees_count_on_the_tablet_as_in_the_office(people):
    """B11 Together for at most their share, and not without a professional in the group."""
    day = date(2026, 11, 23)
    share = trainee_share(day)
    duties = [Duty(group, 0, 600, Worth(Fraction(counts, 100), learns))
              for group, counts, learns in people]  # fmt: skip
    there = {
        group: sum(one.weight for one in shifts if one.start <= 300 < one.end)
        for group, shifts in weighed(duties, day).items()
    }
    found = staffed(
        [],
        house(
            [colleague(f"c-{n}", "X", counts=counts, learns=learns,
                       stints=[[f"s-{n}", group, at(0), None]])
             for n, (group, counts, learns) in enumerate(people)],
            law={"care": "daycare", "share": [share.numerator, share.denominator]},
            groups=[{"id": group, "name": group, "colour": ""} for group in GROUPS],
        ),
    )  # fmt: skip
    here = {one["id"]: one["now"]["staff"] for one in found}
    for group in GROUPS:
        assert here[group] == pytest.approx(there.get(group, 0), abs=0.0051)


def test_a_child_lent_to_another_group_is_not_on_this_board():
    """B9 Its own group sees it again the day after."""
    slot = ["h", at(0), at(600)]
    shown = told()
    shown["children"][1] |= {"group": "h", "slots": [slot]}
    assert [one["id"] for one in look_at([], shown)["seats"]] == [NOOR]


def test_tomorrow_is_known_today():
    shown = told()
    start = EIGHT + timedelta(days=1, hours=1)
    shown["children"][1]["slots"].append(["g", start.isoformat(),
                                          (start + timedelta(hours=4)).isoformat()])  # fmt: skip
    tomorrow = look_at([], shown)["tomorrow"]
    mees = seat(tomorrow, MEES)
    assert (tomorrow["day"], len(mees["slots"])) == ("2026-11-24", 1)
    assert datetime.fromisoformat(mees["slots"][0][1]) == start
    assert look_at([], shown, minutes=24 * 60)["tomorrow"] is None


# The school run


def after_school():
    shown = told()
    shown["children"][0]["visits"] = []
    out = at(360)
    for id, school in ((NOOR, "De Wissel"), (MEES, "De Wissel")):
        shown["closed"]["children"][id]["runs"] = [["school-1", school, out]]
    return shown


def runs(items, shown, **more):
    view = look_at(items, shown, **more)
    return device(runsOf="js/group/runs")("runsOf", view["seats"])


def test_a_child_is_ticked_at_the_school_without_internet_and_unticked():
    """B14"""
    tick = written(9, "fetch", {"fetching": "f", "child": NOOR, "school": "school-1", "at": at(9)})
    [run] = runs([tick], after_school())
    assert (run["name"], run["fetched"], run["expected"]) == ("De Wissel", 1, 2)
    back = written(10, "unfetch", {"fetching": "f"})
    assert runs([tick, back], after_school())[0]["fetched"] == 0


def test_who_is_in_the_house_already_is_waited_for_no_more():
    """B14 Somebody let the child in without ticking it at the school."""
    shown = after_school()
    shown["children"][1]["visits"] = [visit("visit-2", EIGHT)]
    [run] = runs([], shown)
    assert (run["fetched"], run["expected"]) == (1, 2)


def test_who_is_sick_stands_last_and_is_not_waited_for():
    """B14"""
    shown = after_school()
    shown["children"][0]["absences"] = [["sick", "2026-11-23", None, at(0)]]
    [run] = runs([], shown)
    assert run["expected"] == 1
    assert [one["id"] for one in run["children"]] == [MEES, NOOR]


def test_without_a_pin_no_school_is_named():
    """S25"""
    assert runs([], after_school(), turn=None) == []


def test_leave_asked_here_is_seen_by_who_asked_it():
    """S34"""
    ask = written(1, "ask_leave", {"leave": "l", "first_day": "2026-12-01",
                                   "last_day": "2026-12-02", "words": ""})  # fmt: skip
    assert look_at([ask])["leave"] == [["l", "2026-12-01", "2026-12-02", "requested", ""]]
    assert look_at([ask | {"by": LOT}])["leave"] == []
    assert look_at([ask, written(2, "withdraw_leave", {"leave": "l"})])["leave"] == []


def test_a_snapshot_of_before_and_an_item_of_later_do_no_harm():
    """R02 A tablet that was updated before its server, and the other way round."""
    old = told()
    for one in old["colleagues"]:
        one.pop("shifts")
    view = look_at([clock_in(1, FLOOR), written(2, "of_later", {"x": 1})], old)
    assert (view["law"], view["clocked"]) == (None, True)
    assert device(json.dumps(spoken()), staffed="js/group/staffed")("staffed", view) == []
