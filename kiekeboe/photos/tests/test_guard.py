"""C3: more faces than names ask who it is before a photo is shared, here and on the tablet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.photos import guard
from kiekeboe.photos.models import Untagged
from kiekeboe.testing.v8 import device

some = st.integers(0, 8)
answers = st.sampled_from(["", "adults", "covered", "nobody", "ja hoor", "toString"])


def tablet():
    return device(asks="js/group/guard", answer="js/group/guard")


@given(faces=some, covered=some, tagged=some, said=answers)
def test_the_tablet_asks_when_the_server_would_refuse(faces, covered, tagged, said):
    """C3 One rule in two languages."""
    covered = min(covered, faces)
    assert tablet()("asks", faces, tagged, said) == guard.asks(faces, tagged, said)
    told = guard.answer(faces, covered, tagged, said)
    assert tablet()("answer", faces, covered, tagged, said) == told
    if told is not None:
        assert not guard.asks(faces, tagged, told)


@pytest.mark.parametrize(
    ("faces", "covered", "tagged", "said", "told"),
    [
        (2, 0, 2, "", ""),
        (1, 0, 2, "", ""),  # a child that looks away has no face to count
        (0, 0, 1, "", ""),
        (2, 0, 1, "", None),
        (2, 1, 1, "", "covered"),
        (3, 1, 1, "", None),
        (3, 1, 1, "adults", "adults"),
        (2, 0, 1, "nobody", "nobody"),
        (2, 0, 1, "somebody", None),
    ],
)
def test_who_is_this(faces, covered, tagged, said, told):
    """C3"""
    assert guard.answer(faces, covered, tagged, said) == told


def test_every_answer_can_be_kept():
    assert set(Untagged.values) == guard.ANSWERS
