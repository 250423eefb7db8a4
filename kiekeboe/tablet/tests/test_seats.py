"""The board that a tablet draws by itself: what the server told, and what was written since."""

import json
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.testing.v8 import device

ZONE = "Europe/Amsterdam"
EIGHT = datetime(2026, 11, 23, 7, tzinfo=UTC)  # eight o'clock in the nursery
NOOR, MEES, FLOOR = "child-noor", "child-mees", "colleague-floor"

many = settings(max_examples=250, deadline=None)


def board():
    return device(view="js/group/seats")


def told(**more):
    """What the server told at eight: Noor is here and drank, Mees is expected."""
    noor = child(NOOR, "Noor", visits=[visit("visit-1", EIGHT)])
    return {
        "v": 1, "head": 10, "at": EIGHT.isoformat(), "day": "2026-11-23", "zone": ZONE,
        "closes_at": "18:30", "organisation": "o", "device": "d", "location": "Huis",
        "group": {"id": "g", "name": "Kikkers", "colour": "green"},
        "groups": [{"id": "g", "name": "Kikkers", "colour": "green"}],
        "colleagues": [{"id": FLOOR, "first": "Floor", "last": "B", "face": "", "here": True,
                        "rights": ["log_care"], "shifts": [], "group_names": []}],
        "children": [noor, child(MEES, "Mees")], "house": [], "staff_here": [], "muster": None,
        "closed": {"handover": [note("note-1")], "children": {
            NOOR: family(entries=[entry("entry-1", "bottle", EIGHT)], notes=[home("home-1")],
                         reactions=[said("said-1")]),
            MEES: family()}},
    } | more  # fmt: skip


def child(id, first, **more):
    slot = ["g", EIGHT.isoformat(), (EIGHT + timedelta(hours=10)).isoformat()]
    return {
        "id": id, "first": first, "last": "B", "face": "", "born": "2026-03-01",
        "started": "2026-06-01", "group": "g", "tomorrow_group": "g", "slots": [slot],
        "absences": [], "visits": [], "allergies": [], "phones": [], "look_every": 15,
        "levels": {"sleep": "required", "bottle": "required"}, "lent": False, "nap": None,
    } | more  # fmt: skip


def visit(id, at, left=None):
    return {"visit": id, "group": "g", "arrived_at": at.isoformat(),
            "left_at": left and left.isoformat(), "brought_by": "", "collected_by": "",
            "by_clock": False, "in_by": ""}  # fmt: skip


def family(**more):
    return {"photo": {"own": True, "together": True}, "feeding": "", "notes": [], "reactions": [],
            "people": [], "once": [], "entries": [], "usual": {"bottle": {"offered": 120}},
            "last": {}} | more  # fmt: skip


def entry(id, kind, at, ended=None):
    return {"entry": id, "kind": kind, "started_at": at.isoformat(),
            "ended_at": ended and ended.isoformat(), "amount": 90, "details": {}, "note": "",
            "shared": True, "by": "Floor", "revision": 1, "changed": False, "looks": [],
            "line": "", "title": "", "value": "", "detail": ""}  # fmt: skip


def note(id):
    return {"note": id, "text": "Let op", "by": "Floor", "at": EIGHT.isoformat(),
            "until": "2026-11-23T22:59:00+00:00", "read_by": [], "mine": False}  # fmt: skip


def home(id):
    return {"note": id, "by": "Papa", "written_at": EIGHT.isoformat(), "seen_at": None,
            "seen_by": "", "text": "Slecht geslapen"}  # fmt: skip


def said(id):
    return {"reaction": id, "by": "Papa", "at": EIGHT.isoformat(), "text": "", "seen_at": None,
            "seen_by": "", "about": "Fles, 8:00"}  # fmt: skip


def written(number, kind, what, state="waiting", **more):
    at = (EIGHT + timedelta(minutes=number)).isoformat()
    return {"id": f"item-{number}", "seq": number, "kind": kind, "what": what, "by": FLOOR,
            "at": at, "state": state, "blob": False} | more  # fmt: skip


def at(minutes):
    return (EIGHT + timedelta(minutes=minutes)).isoformat()


def look_at(items, snapshot=None, minutes=60, turn=FLOOR):
    who = {"employee": turn} if turn else None
    return board()("view", snapshot or told(), items, at(minutes), who)


def seat(view, id):
    return next(one for one in view["seats"] if one["id"] == id)


ACTS = [
    lambda n: ("log", {"entry": f"e-{n % 4}", "child": NOOR, "kind": "bottle",
                       "started_at": at(n), "ended_at": None, "amount": 60, "details": {}}),
    lambda n: ("log", {"entry": f"nap-{n % 2}", "child": MEES, "kind": "sleep",
                       "started_at": at(n), "ended_at": None, "amount": None, "details": {}}),
    lambda n: ("change", {"entry": "entry-1", "based_on": 1, "amount": 10 * n}),
    lambda n: ("change", {"entry": f"e-{n % 4}", "based_on": 1, "note": str(n)}),
    lambda n: ("withdraw", {"entry": "entry-1"}),
    lambda n: ("restore", {"entry": "entry-1"}),
    lambda n: ("withdraw", {"entry": f"e-{n % 4}"}),
    lambda n: ("restore", {"entry": f"e-{n % 4}"}),
    lambda n: ("wake", {"entry": f"nap-{n % 2}", "at": at(n)}),
    lambda n: ("sleep_on", {"entry": f"nap-{n % 2}"}),
    lambda n: ("look", {"looks": [{"look": f"l-{n}", "entry": f"nap-{n % 2}", "at": at(n)}]}),
    lambda n: ("arrive", {"visits": [{"visit": f"v-{n % 2}", "child": MEES, "at": at(n)}]}),
    lambda n: ("undo_arrive", {"visit": f"v-{n % 2}"}),
    lambda n: ("bringer", {"visit": f"v-{n % 2}", "name": "Oma"}),
    lambda n: ("leave", {"visits": [{"visit": "visit-1", "at": at(n), "collected_by": "Oma"}]}),
    lambda n: ("undo_leave", {"visit": "visit-1"}),
    lambda n: ("seen", {"note": "home-1"}),
    lambda n: ("reaction_seen", {"reaction": "said-1"}),
    lambda n: ("handover_write", {"note": f"h-{n % 2}", "text": "x", "until": "2026-11-23"}),
    lambda n: ("handover_read", {"note": "note-1"}),
    lambda n: ("handover_withdraw", {"note": f"h-{n % 2}"}),
    lambda n: ("muster_begin", {"muster": f"m-{n % 2}", "mode": "drill", "at": at(n)}),
    lambda n: ("muster_tick", {"muster": "m-0", "person": NOOR, "what": "child",
                               "safe": n % 3 > 0, "at": at(n)}),
    lambda n: ("muster_end", {"muster": f"m-{n % 2}", "name": "Floor", "at": at(n)}),
]  # fmt: skip
writings = st.lists(st.sampled_from(ACTS), max_size=10).map(
    lambda acts: [written(n, *act(n)) for n, act in enumerate(acts, 1)]
)


@many
@given(writings)
def test_what_was_written_twice_changes_the_board_once(items):
    """R02, R06 Each thing of the queue laid down again shows the very same board."""
    once, twice = look_at(items), look_at([one for one in items for _again in (1, 2)])
    for view in (once, twice):
        view.pop("waiting")
    assert once == twice


@many
@given(writings)
def test_what_the_server_told_by_now_is_not_laid_over_it_again(items):
    """R06 Sent, heard and told: nothing of it changes what the server says."""
    sent = [one | {"state": "sent", "head": 10} for one in items]
    assert look_at(sent) == look_at([])


def test_the_bottle_is_on_the_board_before_the_server_has_it():
    """R06, R02 In sight and marked; sent is the same without the mark, and told is one bottle."""
    log = written(20, "log", {"entry": "entry-9", "child": NOOR, "kind": "bottle",
                              "started_at": at(20), "amount": 110, "details": {}})  # fmt: skip
    noor = seat(look_at([log]), NOOR)
    assert [one["entry"] for one in noor["entries"]] == ["entry-9", "entry-1"]
    assert noor["pending"]
    assert noor["entries"][0]["pending"]
    assert noor["last"]["bottle"] == at(20)
    assert noor["todo"] == ["sleep"]

    sent = seat(look_at([log | {"state": "sent", "head": 11}]), NOOR)
    assert not sent["pending"]
    assert len(sent["entries"]) == 2

    shown = told()
    shown["closed"]["children"][NOOR]["entries"].append(
        entry("entry-9", "bottle", EIGHT + timedelta(minutes=20))
    )
    assert len(seat(look_at([log], shown), NOOR)["entries"]) == 2


def test_what_was_refused_is_not_on_the_board():
    """R08 It waits elsewhere for a person; the board says what is true."""
    came = written(5, "arrive", {"visits": [{"visit": "v", "child": MEES, "at": at(5)}]})
    assert seat(look_at([came]), MEES)["state"] == "present"
    refused = look_at([came | {"state": "refused"}])
    assert seat(refused, MEES)["state"] == "late"
    assert refused["waiting"] == {"count": 0, "refused": 1, "since": None}


def test_taking_back_and_putting_back_leaves_what_was():
    """R06 Undo is the same on- and offline."""
    away = written(5, "withdraw", {"entry": "entry-1"})
    back = written(6, "restore", {"entry": "entry-1"})
    assert seat(look_at([away]), NOOR)["entries"] == []
    assert [one["entry"] for one in seat(look_at([away, back]), NOOR)["entries"]] == ["entry-1"]


def test_a_child_falls_asleep_is_looked_at_and_wakes_without_internet():
    """S24 The ring fills from the last look on; who goes home sleeps no more."""
    came = written(5, "arrive", {"visits": [{"visit": "v", "child": MEES, "at": at(5)}]})
    nap = written(10, "log", {"entry": "nap", "child": MEES, "kind": "sleep",
                              "started_at": at(10), "ended_at": None})  # fmt: skip
    look = written(22, "look", {"looks": [{"look": "l", "entry": "nap", "at": at(22)}]})
    asleep = seat(look_at([came, nap, look], minutes=35), MEES)
    assert (asleep["state"], asleep["watch"]["state"]) == ("asleep", "amber")
    assert datetime.fromisoformat(asleep["watch"]["due"]) == EIGHT + timedelta(minutes=37)

    wake = written(40, "wake", {"entry": "nap", "at": at(40)})
    assert seat(look_at([came, nap, look, wake], minutes=41), MEES)["state"] == "present"
    home = written(40, "leave", {"visits": [{"visit": "v", "at": at(40), "collected_by": "Oma"}]})
    gone = seat(look_at([came, nap, look, home], minutes=41), MEES)
    assert (gone["state"], gone["nap"]) == ("collected", None)


def test_who_typed_no_pin_sees_nothing_of_the_family():
    """S25 Not of what the server told, and nor of what waits; a sleeping child is watched."""
    nap = written(10, "log", {"entry": "nap", "child": NOOR, "kind": "sleep",
                              "started_at": at(10), "note": "geheim"})  # fmt: skip
    view = look_at([nap], turn=None)
    noor = seat(view, NOOR)
    closed = {"photo", "feeding", "notes", "people", "once", "entries", "usual", "todo"}
    assert not closed & set(noor)
    assert not isinstance(noor["last"], dict)
    assert view["who"] is None
    assert view["handover"] == []
    assert noor["state"] == "asleep"
    assert "note" not in noor["nap"]
    assert "geheim" not in json.dumps(view)


def test_what_another_tablet_woke_sleeps_no_more_on_this_one():
    """R06 The open part is newer than the closed one: its word on the nap counts."""
    older = told(head=14, closed_head=10)
    older["closed"]["children"][NOOR]["entries"].append(entry("nap", "sleep", EIGHT))
    assert seat(look_at([], older), NOOR)["state"] == "present"


def test_after_a_day_and_a_half_the_board_knows_nothing():
    """S34 Nothing of children is shown that is older than 36 hours."""
    assert look_at([], minutes=36 * 60)["stale"] is False
    old = look_at([], minutes=36 * 60 + 1)
    assert old["stale"] is True
    assert (old["seats"], old["colleagues"], old["house"]) == ([], [], [])


def test_the_next_morning_begins_with_a_new_day():
    """R05 Yesterday's visits and bottles stay in yesterday, also without internet all night."""
    shown = told()
    start = EIGHT + timedelta(days=1)
    shown["children"][0]["visits"] = [visit("visit-1", EIGHT, EIGHT + timedelta(hours=9))]
    shown["children"][0]["slots"].append(
        ["g", start.isoformat(), (start + timedelta(hours=10)).isoformat()]
    )
    noor = seat(look_at([], shown, minutes=24 * 60), NOOR)
    assert (noor["state"], noor["visits"], noor["entries"]) == ("expected", [], [])
    assert noor["notes"] == []


def test_an_evacuation_goes_on_without_pin_and_without_internet():
    """S24 The newest tick of somebody counts; another alarm does not begin the list anew."""
    items = [
        written(1, "muster_begin", {"muster": "m", "mode": "real", "at": at(1)}, by=None),
        written(2, "muster_tick", tick(True, 2), by=None),
        written(3, "muster_begin", {"muster": "n", "mode": "real", "at": at(3)}, by=None),
        written(4, "muster_tick", tick(False, 1), by=None),
    ]
    muster = look_at(items, turn=None)["muster"]
    assert (muster["muster"], [one[0] for one in muster["safe"]]) == ("m", [NOOR])


def tick(safe, minutes):
    return {"muster": "m", "person": NOOR, "what": "child", "safe": safe, "at": at(minutes)}


def test_children_stand_in_the_order_of_their_names():
    """U08 Whatever stands on the letters."""
    shown = told()
    names = ["Zoë", "eva", "Élodie", "Noor"]
    shown["children"] = [child(f"child-{name}", name) for name in names]
    view = look_at([], shown, turn=None)
    assert [one["first"] for one in view["seats"]] == ["Élodie", "eva", "Noor", "Zoë"]


def test_a_full_day_is_drawn_at_once():
    """U08 Sixteen children and three hundred things that wait: one frame, also on a slow tablet."""
    shown = told()
    names = [f"child-{number}" for number in range(16)]
    shown["children"] = [child(id, id, visits=[visit(f"v-{id}", EIGHT)]) for id in names]
    shown["closed"]["children"] = {
        id: family(entries=[entry(f"{id}-{n}", "bottle", EIGHT) for n in range(15)]) for id in names
    }
    items = [
        written(n, "log", {"entry": str(UUID(int=n)), "child": names[n % 16], "kind": "nappy",
                           "started_at": at(n % 60), "details": {}})
        for n in range(300)
    ]  # fmt: skip
    look_at(items, shown)
    engine = board().engine
    engine.eval(f"globalThis.day = {json.dumps([shown, items, at(90), {'employee': FLOOR}])}")
    engine.eval("for (let turn = 0; turn < 30; turn++) view(...day)")
    began = time.process_time()
    engine.eval("for (let turn = 0; turn < 20; turn++) view(...day)")
    assert (time.process_time() - began) / 20 < 0.025
