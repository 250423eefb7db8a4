"""The frame over a photo and the faces below it, on the tablet, without a browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.testing.v8 import device

WHOLE = {"x": 0, "y": 0, "w": 1, "h": 1}
parts = st.floats(0, 1, allow_nan=False)
steps = st.lists(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1), 1, -1]), max_size=40)


def tablet():
    names = ("preset", "moved", "grown", "between", "seen", "inWhole")
    return device(**dict.fromkeys(names, "js/group/framing"))


def inside(frame):
    return (
        min(frame["x"], frame["y"]) >= 0
        and frame["x"] + frame["w"] <= 1.0001
        and frame["y"] + frame["h"] <= 1.0001
        and min(frame["w"], frame["h"]) >= 0.1499
    )


@given(a=st.tuples(parts, parts), b=st.tuples(parts, parts), taps=steps)
def test_a_frame_stays_within_the_photo_whatever_somebody_taps(a, b, taps):
    """U10 Two corners, then any row of buttons."""
    ask = tablet()
    frame = ask("between", dict(zip("xy", a, strict=True)), dict(zip("xy", b, strict=True)))
    for tap in taps:
        frame = ask("grown", frame, tap) if isinstance(tap, int) else ask("moved", frame, *tap)
        assert inside(frame)


@pytest.mark.parametrize(
    ("half", "there"), [("left", True), ("right", False), ("top", True), ("bottom", False)]
)
def test_a_face_that_was_cut_off_is_not_counted_any_more(half, there):
    """C4"""
    face = {"x": 0.1, "y": 0.1, "w": 0.2, "h": 0.2}
    assert (tablet()("seen", face, tablet()("preset", half)) is not None) == there


def test_half_a_face_still_counts():
    """C3 Who is half in the photo can still be known."""
    face = {"x": 0.4, "y": 0.2, "w": 0.2, "h": 0.2}
    assert tablet()("seen", face, tablet()("preset", "left")) is not None


def test_cutting_twice_cuts_out_of_what_was_left():
    ask = tablet()
    right = ask("inWhole", ask("preset", "right"), WHOLE)
    assert ask("inWhole", ask("preset", "right"), right) == {"x": 0.75, "y": 0, "w": 0.25, "h": 1}
