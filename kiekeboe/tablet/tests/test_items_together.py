"""R08 Two tablets set one nap right at the same time, in every order in which that can go."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.utils import timezone

from kiekeboe.care.models import Entry, EntryVersion
from kiekeboe.events.models import Event
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair

OPERATIONS = 3  # of each tablet
ORDERS = [
    [0 if place in mine else 1 for place in range(2 * OPERATIONS)]
    for mine in combinations(range(2 * OPERATIONS), OPERATIONS)
]


@pytest.fixture
def tablets(group):
    return pair(group), pair(group)


def acts(nap, tablet_number, now):
    """What one colleague does with the nap, knowing nothing of the other."""
    position = ("back", "side")[tablet_number]
    woke = now - timedelta(minutes=(30, 10)[tablet_number])
    return [
        ("change", {"entry": str(nap.pk), "based_on": 1, "details": {"position": position}}),
        ("wake", {"entry": str(nap.pk), "at": woke.isoformat()}),
        ("change", {"entry": str(nap.pk), "based_on": 1, "note": f"tablet {tablet_number}"}),
    ]


def play(order, tablets, noor, now):
    """Carry out the acts of both in this order; the nap and what was answered, by kind."""
    nap = make.entry(noor, started_at=now - timedelta(hours=1), details={"position": "belly"},
                     author=tablets[0].caregiver)  # fmt: skip
    queues = [acts(nap, number, now) for number in (0, 1)]
    answers = []
    for number in order:
        kind, what = queues[number].pop(0)
        answers.append((number, kind, tablets[number].do(kind, what)))
    nap.refresh_from_db()
    return nap, answers


def test_there_are_twenty_orders():
    assert len(ORDERS) == 20


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join(map(str, order)))
def test_each_is_kept_or_heard_of(order, tablets, noor):
    now = timezone.now()
    nap, answers = play(order, tablets, noor, now)
    assert {answer["status"] for *_who, answer in answers} <= {200, 409}
    for *_who, answer in answers:
        if answer["status"] == 409:
            assert answer["sentence"]
            assert answer["standing"]["revision"] >= 1
    changed = [
        answer for _n, kind, answer in answers if (kind, answer["status"]) == ("change", 200)
    ]
    versions = EntryVersion.objects.filter(entry=nap).order_by("revision")
    assert nap.revision == 1 + len(changed)
    assert [one.revision for one in versions] == list(range(1, nap.revision))
    assert versions[0].details == {"position": "belly"}
    events = Event.objects.filter(subject_id=nap.pk, verb="entry_changed")
    assert events.count() == len(changed)
    woken = [one for one in answers if one[1] == "wake"]
    assert [one[2]["status"] for one in woken] == [200, 409]
    assert nap.ended_at.isoformat() == woken[0][2]["ended_at"]


def test_the_same_order_ends_the_same_way(tablets, noor):
    now = timezone.now()
    for order in ORDERS[::7]:
        ends = []
        for _time in range(2):
            nap, answers = play(order, tablets, noor, now)
            ends.append((nap.content(), [answer["status"] for *_who, answer in answers]))
            Entry.objects.filter(pk=nap.pk).update(withdrawn_at=now, withdrawn_by=nap.author_id)
        assert ends[0] == ends[1]
