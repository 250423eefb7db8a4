"""R06: tablets that were apart come to one truth, whatever happens to them and to the line.

Each history is a nursery of its own with two to four tablets. They run the real queue and the real
board in V8; the server is the real one. Hypothesis thinks of what goes wrong.
"""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiekeboe.care import board
from kiekeboe.care.models import Entry, Received, SleepLook, Visit
from kiekeboe.events import chain
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.devices import Clock, Device, things_of
from kiekeboe.testing.tablets import pair

TABLET = st.integers(0, 3)
CHILD = st.integers(0, 3)
PICK = st.integers(0, 20)
FATES = st.sampled_from(["arrives", "lost", "unheard", "twice", "late", "half", "dies"])
ONCE = {"logged", "checked_in", "sleep_checked"}  # recorded once of each thing
DETAILS = {
    "nappy": {"content": "wet"},
    "drink": {"what": "water"},
    "particular": {"text": "Lachte"},
    "sleep": {"position": "back"},
}


class Nursery:
    """A group of four children and two caregivers, as it is before each history."""

    def __init__(self):
        today = timezone.localtime().date()
        self.group = make.group()
        self.staff = [make.caregiver(self.group), make.caregiver(self.group)]
        self.children = [make.child(self.group) for _ in range(4)]
        for child in self.children[:3]:
            for weekday in range(1, 8):
                make.contract_day(child, weekday=weekday)
        make.contract_day(self.children[3], weekday=today.isoweekday() % 7 + 1)  # tomorrow only
        parent = make.guardian(self.children[:1])
        self.note = make.home_note(self.children[0], parent, day=today)


class Histories(RuleBasedStateMachine):
    """Two to four tablets of one group; in the end nothing of it has happened."""

    def __init__(self, nursery):
        super().__init__()
        self.__dict__ |= vars(nursery)
        self.devices, self.late = [], []  # late: requests that wander about, (device, words)

    @initialize(count=st.integers(2, 4))
    def begin(self, count):
        self.world = transaction.atomic()
        self.world.__enter__()
        self.clock = Clock()
        self.devices = [
            Device(pair(self.group, caregiver=self.staff[n % 2]), self.clock) for n in range(count)
        ]
        self.morning()
        for one in self.devices:
            one.refresh()

    def morning(self):
        """Two children are in, one of them sleeps, one had a clean nappy."""
        first = self.devices[0]
        first.refresh()
        for child in (0, 1):
            self.arrive(0, child)
        self.log(0, 0, "sleep")
        self.log(0, 1, "nappy")
        self.send(0, "arrives")

    def teardown(self):
        if not self.devices:
            return
        try:
            if timezone.localtime().date() == self.clock.day:
                self.come_together()
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)

    def at(self, n) -> Device:
        return self.devices[n % len(self.devices)]

    # What people do.

    @rule(n=TABLET, child=CHILD, kind=st.sampled_from([*DETAILS]))
    def log(self, n, child, kind):
        details = DETAILS[kind]
        entry = str(uuid7())
        self.at(n).do("log", {
            "entry": entry, "child": str(self.children[child].pk), "kind": kind,
            "started_at": self.clock.tick(), "ended_at": None, "details": details, "note": "",
            "amount": 100 if kind == "drink" else None,
        })  # fmt: skip
        shown = self.entries(n)
        assert entry in [one["entry"] for one in shown], "what is written is seen at once"

    def entries(self, n, *kinds) -> list[dict]:
        seats = self.at(n).view()["seats"]
        found = [one for seat in seats for one in seat.get("entries", [])]
        return [one for one in found if not kinds or one["kind"] in kinds]

    def pick(self, found, number):
        return found[number % len(found)] if found else None

    @rule(n=TABLET, pick=PICK, note=st.sampled_from(["rood", "blauw", "geel"]))
    def change(self, n, pick, note):
        if one := self.pick(self.entries(n, "nappy", "particular"), pick):
            what = {"entry": one["entry"], "based_on": one["revision"], "note": note}
            self.at(n).do("change", what)

    @rule(n=TABLET, pick=PICK)
    def withdraw(self, n, pick):
        if one := self.pick(self.entries(n), pick):
            self.at(n).do("withdraw", {"entry": one["entry"]})
            assert one["entry"] not in [each["entry"] for each in self.entries(n)]

    @rule(n=TABLET, pick=PICK)
    def restore(self, n, pick):
        taken = [one["what"]["entry"] for one in self.at(n).written.values()
                 if one["kind"] == "withdraw"]  # fmt: skip
        if entry := self.pick(taken, pick):
            self.at(n).do("restore", {"entry": entry})

    @rule(n=TABLET, pick=PICK)
    def wake(self, n, pick):
        naps = [seat["nap"] for seat in self.at(n).view()["seats"] if seat["nap"]]
        if nap := self.pick(naps, pick):
            self.at(n).do("wake", {"entry": nap["entry"], "at": self.clock.tick()})

    @rule(n=TABLET, pick=PICK)
    def sleep_on(self, n, pick):
        over = [one for one in self.entries(n, "sleep") if one["ended_at"]]
        if nap := self.pick(over, pick):
            self.at(n).do("sleep_on", {"entry": nap["entry"]})

    @rule(n=TABLET)
    def look(self, n):
        naps = [seat["nap"] for seat in self.at(n).view()["seats"] if seat["nap"]]
        if naps:
            at = self.clock.tick()
            looks = [{"look": str(uuid7()), "entry": nap["entry"], "at": at} for nap in naps]
            self.at(n).do("look", {"looks": looks})

    @rule(n=TABLET, child=CHILD)
    def arrive(self, n, child):
        visit = {"visit": str(uuid7()), "child": str(self.children[child].pk),
                 "at": self.clock.tick(), "brought_by": "Oma Riet"}  # fmt: skip
        self.at(n).do("arrive", {"visits": [visit]})

    @rule(n=TABLET, pick=PICK)
    def leave(self, n, pick):
        if visit := self.pick(self.visits(n, inside=True), pick):
            told = {"visit": visit["visit"], "at": self.clock.tick(), "collected_by": "Opa Piet",
                    "confirmed": True}  # fmt: skip
            self.at(n).do("leave", {"visits": [told]})

    def visits(self, n, *, inside) -> list[dict]:
        seats = self.at(n).view()["seats"]
        return [one for seat in seats for one in seat["visits"] if (not one["left_at"]) == inside]

    @rule(n=TABLET, pick=PICK, what=st.sampled_from(["undo_arrive", "bringer", "undo_leave"]))
    def at_the_door(self, n, pick, what):
        if visit := self.pick(self.visits(n, inside=what != "undo_leave"), pick):
            more = {"name": "Oom Kees"} if what == "bringer" else {}
            self.at(n).do(what, {"visit": visit["visit"]} | more)

    @rule(n=TABLET)
    def seen(self, n):
        self.at(n).do("seen", {"note": str(self.note.pk)})

    @rule(n=TABLET, pick=PICK, what=st.sampled_from(["write", "read", "withdraw"]))
    def hand_over(self, n, pick, what):
        device = self.at(n)
        if what == "write":
            until = (self.clock.day + timedelta(days=1)).isoformat()
            told = {"note": str(uuid7()), "text": "Noor is moe", "until": until}
            device.do("handover_write", told)
            return
        notes = device.view()["handover"]
        one = self.pick([note for note in notes if what == "read" or note["mine"]], pick)
        if one:
            device.do(f"handover_{what}", {"note": one["note"]})

    @rule(n=TABLET, child=CHILD, what=st.sampled_from(["begin", "tick", "end"]), safe=st.booleans())
    def muster(self, n, child, what, safe):
        device, at = self.at(n), self.clock.tick()
        going = device.view()["muster"]
        if what == "begin":
            if not going or going["ended_at"]:
                told = {"muster": str(uuid7()), "mode": "drill", "at": at}
                device.do("muster_begin", told)
        elif going and not going["ended_at"]:
            told = {"muster": going["muster"], "at": at}
            who = {"person": str(self.children[child].pk), "what": "child", "safe": safe}
            device.do(f"muster_{what}", told | (who if what == "tick" else {"name": "Eva"}))

    @rule(n=TABLET, who=st.integers(0, 1))
    def type_pin(self, n, who):
        self.at(n).switch(self.staff[who])

    @rule(n=TABLET, how=st.sampled_from(["again", "mine", "drop"]))
    def choose(self, n, how):
        if any(one["state"] == "refused" for one in self.at(n).kept.items):
            self.at(n).choose(how)

    # What happens to tablets, the line and the server.

    @rule(n=TABLET, fate=FATES)
    def send(self, n, fate):
        device = self.at(n)
        batch = device.batch()
        if not batch:
            return
        if fate == "half":
            batch = batch[: len(batch) // 2 + 1]
        request = device.request(batch)
        if fate in ("lost", "late"):
            self.late += [(device, request)] if fate == "late" else []
            return
        told = device.deliver(request)
        if fate == "twice":
            told = device.deliver(request)
        if fate == "dies":
            device.crash()
        elif fate != "unheard":
            device.hear(batch, told)
        self.check_shown(device)

    def check_shown(self, device):
        """What was logged here and never taken back stays on the board, sent or not."""
        taken = {one["what"]["entry"] for each in self.devices for one in each.written.values()
                 if one["kind"] == "withdraw"}  # fmt: skip
        logged = {one["what"]["entry"]: one for one in device.written.values()
                  if one["kind"] == "log" and one["id"] not in device.refused}  # fmt: skip
        missing = logged.keys() - taken - device.shows()
        assert not missing, [logged[one] for one in missing]

    @precondition(lambda self: self.late)
    @rule(pick=PICK)
    def an_older_request_arrives(self, pick):
        device, request = self.late.pop(pick % len(self.late))
        device.deliver(request)

    @rule(n=TABLET)
    def refresh(self, n):
        self.at(n).refresh()
        self.check_shown(self.at(n))

    @rule(n=TABLET)
    def crash(self, n):
        self.at(n).crash()

    @rule()
    def the_server_restarts(self):
        board._known.clear()

    @invariant()
    def nothing_is_lost_on_a_tablet(self):
        for one in self.devices:
            one.check()

    # In the end.

    def come_together(self):
        """The line is good again; people decide about what was refused; everybody refreshes."""
        for device, request in self.late:
            device.deliver(request)
        for one in self.devices:
            self.drain(one)
        for one in self.devices:
            one.switch(self.staff[0])
            one.refresh()
            assert one.kept.items == []
        self.check_once()
        self.check_one_truth()

    def drain(self, device):
        while device.kept.items:
            if batch := device.batch():
                device.hear(batch, device.deliver(device.request(batch)))
            elif any(one["state"] == "refused" for one in device.kept.items):
                device.choose("drop")
            else:
                break
        device.check()

    def check_once(self):
        """Each accepted item stands once, with the server's own record in one order."""
        accepted = {id: device for device in self.devices for id in device.accepted}
        rows = Received.objects.filter(organisation=self.group.organisation_id)
        kept = {str(id): str(device) for id, device in rows.values_list("pk", "device")}
        assert kept == {id: str(device.tablet.device.pk) for id, device in accepted.items()}
        for device in self.devices:
            for id in device.accepted:
                self.check_stands(device.written[id])
            self.check_order(device)
        told = Event.objects.filter(verb__in=ONCE).values_list("verb", "subject_id")
        assert len(told) == len(set(told)), "recorded twice"
        assert chain.verify(self.group.organisation_id) is None

    def check_order(self, device):
        """The server heard what was written of one thing in the order of writing."""
        latest = {}
        for id in device.accepted:
            item = device.written[id]
            for thing in things_of(item) if id not in device.refused else ():
                assert latest.get(thing, 0) < item["seq"], (item, "came before what it follows")
                latest[thing] = item["seq"]

    def check_stands(self, item):
        what = item["what"]
        if item["kind"] == "log":
            assert Entry.objects.get(pk=what["entry"]).kind == what["kind"]
        for one in what.get("visits", []):
            assert Visit.objects.filter(pk=one["visit"]).exists()

    def check_one_truth(self):
        """Every tablet shows the same, and it is what the house knows."""
        now = timezone.now()
        views = [one.view(now) | {"known_at": None} for one in self.devices]
        for view in views:
            assert view["waiting"] == {"count": 0, "refused": 0, "since": None}
        for view in views[1:]:
            assert view == views[0]
        shown = {seat["id"]: seat for seat in views[0]["seats"]}
        tablet = self.devices[0].tablet
        known = board.Board(tablet.device.location, (self.group.pk,), now)
        for seat in known.seats:
            self.check_seat(seat, shown.pop(str(seat.id)))
        assert all(seat["state"] == "off" for seat in shown.values())

    def check_seat(self, ours, theirs):
        assert theirs["state"] == ours.standing.state
        nap = ours.nap
        assert (theirs["nap"] and theirs["nap"]["entry"]) == (nap and str(nap.id))
        visits = [(str(one[0]), moment(one[2]), one[3] and moment(one[3])) for one in ours.visits]
        assert [(one["visit"], moment(one["arrived_at"]), one["left_at"] and
                 moment(one["left_at"])) for one in theirs["visits"]] == visits  # fmt: skip
        entries = Entry.objects.standing().filter(child=ours.id)
        facts = {str(one.pk): (one.kind, one.revision, one.note) for one in entries}
        assert {one["entry"]: (one["kind"], one["revision"], one["note"])
                for one in theirs["entries"]} == facts  # fmt: skip
        looks = SleepLook.objects.filter(entry__child=ours.id, entry__withdrawn_at=None).count()
        assert sum(len(one["looks"]) for one in theirs["entries"]) == looks


def moment(told) -> datetime:
    return datetime.fromisoformat(told) if isinstance(told, str) else told


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level("WARNING", logger="kiekeboe.requests")


def live(histories: int, steps: int) -> None:
    how = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.reuse, Phase.generate, Phase.shrink],
        print_blob=True,
    )
    nursery = Nursery()
    run_state_machine_as_test(lambda: Histories(nursery), settings=how)


@pytest.mark.django_db
def test_two_hundred_histories_end_in_one_truth():
    """R06"""
    live(200, steps=25)


@pytest.mark.deep
@pytest.mark.django_db
def test_ten_thousand_histories_end_in_one_truth():
    """R06"""
    live(10_000, steps=50)
