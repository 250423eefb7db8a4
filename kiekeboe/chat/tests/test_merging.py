"""Every screen ends with the same list."""

from dataclasses import dataclass
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.chat.merging import known_through, merged


@dataclass(frozen=True)
class Said:
    id: int
    sequence: int
    changed: int


@st.composite
def histories(draw):
    """Every version that ever was of every message of a conversation, in order of the changes."""
    told, sequences = [], []
    for number in range(1, draw(st.integers(1, 30))):
        if sequences and draw(st.booleans()):
            place = draw(st.sampled_from(sequences))
            told.append(Said(place, place, number))
        else:
            sequences.append(number)
            told.append(Said(number, number, number))
    return told


@given(histories(), st.randoms())
def test_order_and_doubles_do_not_matter(told, dice: Random):
    """R11 Two screens that got the same things end with the same list."""
    one, other = list(told), told + dice.choices(told, k=5) if told else []
    dice.shuffle(one)
    dice.shuffle(other)
    screen: list = []
    for each in other:
        screen = merged(screen, [each])
    assert screen == merged([], one) == merged(one, other)
    newest = {each.id: each for each in told}  # told is in the order of the changes
    assert screen == sorted(newest.values(), key=lambda each: each.sequence)


@given(histories(), st.data())
def test_who_was_away_asks_for_what_changed_and_has_everything(told, data):
    """R12"""
    cut = data.draw(st.integers(0, len(told)))
    known = merged([], told[:cut])
    missed = [one for one in merged([], told) if one.changed > known_through(known)]
    assert merged(known, missed) == merged([], told)
