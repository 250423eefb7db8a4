"""Sent, delivered, read."""

from kiekeboe.chat.models import Receipt
from kiekeboe.chat.states import State, readers, state, states
from kiekeboe.testing import make


def step(kind, side, person, last, hour=9):
    return Receipt(kind=kind, side=side, person=person, first=1, last=last, at=make.at(hour))


def test_a_parent_sees_how_far_a_message_came_with_the_group():
    steps = [
        step("delivered", "staff", "tablet", 5),
        step("read", "staff", "petra", 3),
        step("read", "family", "father", 9),
    ]
    delivered, read = states(steps, of_family=True)
    assert [state(n, delivered, read) for n in (3, 4, 5, 6)] == [
        State.READ, State.DELIVERED, State.DELIVERED, State.SENT,
    ]  # fmt: skip


def test_who_read_it_and_when_first():
    steps = [
        step("read", "staff", "petra", 3, 9),
        step("read", "staff", "petra", 6, 11),
        step("delivered", "staff", "omar", 6, 10),
    ]
    assert readers(steps, 2) == {"petra": make.at(9)}
    assert readers(steps, 4) == {"petra": make.at(11)}
    assert readers(steps, 7) == {}
