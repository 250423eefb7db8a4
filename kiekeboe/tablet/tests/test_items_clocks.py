"""R05 The clock of the tablet is wrong, and still everything keeps its time and its order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kiekeboe.accounts.models import Device
from kiekeboe.care.models import Entry, Received, Visit
from kiekeboe.lib.ids import uuid7
from kiekeboe.tablet.items import keeping
from kiekeboe.tablet.items.reading import sent
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair

CLOSE = timedelta(minutes=2)
IN_1970 = datetime(1970, 1, 1, tzinfo=UTC)
WRONG = [timedelta(minutes=10), timedelta(hours=1), timedelta(days=1), timedelta(days=30)]
WRONG += [-one for one in WRONG]


def ago(minutes):
    return timezone.now() - timedelta(minutes=minutes)


def milliseconds(minutes):
    return minutes * 60_000


@pytest.mark.parametrize("error", WRONG)
@pytest.mark.parametrize("watch", [True, False])
def test_a_wrong_clock_loses_nothing_and_shifts_nothing(tablet, noor, error, watch):
    """Also when the tablet does not know it: its own times are as wrong as its clock."""
    tablet.clock = error
    told = [
        tablet.item("log", entry(noor, at=ago(minutes) + error), at=ago(minutes),
                    age=milliseconds(minutes) if watch else None)
        for minutes in (50, 30, 10)
    ]  # fmt: skip
    answers = tablet.send(*told).json()["answers"]
    assert [one["status"] for one in answers] == [201] * 3
    found = [one.started_at for one in Entry.objects.order_by("started_at")]
    for moment, minutes in zip(found, (50, 30, 10), strict=True):
        assert abs(moment - ago(minutes)) < CLOSE
    shifts = set(Received.objects.values_list("shift", flat=True))
    assert all(abs(shift + error.total_seconds()) < 5 for shift in shifts)


@pytest.mark.parametrize("error", WRONG)
def test_a_clock_that_was_put_right_before_sending_is_seen_through(tablet, noor, error):
    tablet.clock = error
    told = tablet.item("log", entry(noor, at=ago(60) + error), at=ago(60), age=milliseconds(60))
    tablet.clock = timedelta()
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    assert abs(Entry.objects.get().started_at - ago(60)) < CLOSE


def test_a_tablet_that_thinks_it_is_1970_loses_nothing(tablet, noor):
    """Its battery was flat, the page was opened again, and the clock is right at sending."""
    tablet.clock = IN_1970 - timezone.now()
    told = tablet.item("log", entry(noor, at=timezone.now() + tablet.clock))
    tablet.clock = timedelta()
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    assert abs(Entry.objects.get().started_at - timezone.now()) < CLOSE


@pytest.mark.parametrize("error", [timedelta(days=1), timedelta(days=-1), timedelta(seconds=100)])
def test_a_nap_and_a_stay_never_take_less_than_nothing(tablet, noor, error):
    """Two taps shortly after each other, on a clock that is wrong, sent at once or in parts."""
    tablet.clock = error
    make.guardian([noor], first_name="Sanne")
    visit, nap = str(uuid7()), str(uuid7())
    wall = (timezone.now() + error).isoformat()
    collected = {"visit": visit, "at": wall, "collected_by": "Sanne de Wit"}
    told = [
        tablet.item("arrive", {"visits": [{"visit": visit, "child": str(noor.pk), "at": wall}]}),
        tablet.item("log", entry(noor, "sleep", id=nap, at=timezone.now() + error,
                                 details={"position": "back"})),
        tablet.item("wake", {"entry": nap, "at": wall}),
        tablet.item("leave", {"visits": [collected]}),
    ]  # fmt: skip
    answers = tablet.send(*told).json()["answers"]
    assert [one["status"] for one in answers] == [201, 201, 200, 200]
    stay, slept = Visit.objects.get(), Entry.objects.get()
    assert stay.arrived_at < stay.left_at <= timezone.now() + CLOSE
    assert slept.started_at <= slept.ended_at


NIGHTS = {
    "the clock jumps to three": datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    "the clock falls back to two": datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
}


@pytest.mark.parametrize("turning", NIGHTS.values(), ids=NIGHTS.keys())
def test_in_the_night_in_which_the_clock_turns_the_order_stays(db, turning):
    """An hour that comes twice, or never: everything is sent with its distance to UTC."""
    group, heard = make.group(), turning + timedelta(hours=3)
    tablet = pair(group, now=turning - timedelta(hours=2))
    noor = make.child(group)
    told = []
    for minutes in range(-90, 100, 30):
        at = timezone.localtime(turning + timedelta(minutes=minutes))
        told.append(sent(tablet.item("log", entry(noor, at=at), at=at)))
    answers = keeping.keep(told, device=tablet.device, sent=heard, heard=heard)
    assert [one["status"] for one in answers] == [201] * len(told)
    found = list(Received.objects.order_by("written_at").values_list("id", "shift"))
    assert found == [(one.id, 0) for one in told]
    moments = list(Entry.objects.order_by("started_at").values_list("started_at", flat=True))
    assert moments == [turning + timedelta(minutes=m) for m in range(-90, 100, 30)]


def test_what_was_written_before_the_tablet_was_ours_cannot_be(tablet, noor):
    """The best guess for an impossible clock is now, and not a day that nobody can check."""
    Device.objects.update(paired_at=ago(30))
    told = tablet.item("log", entry(noor, at=ago(200)), at=ago(200))
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    assert Received.objects.get().written_at > ago(1)
