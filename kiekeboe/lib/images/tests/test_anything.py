"""Whatever the bytes, the answer is a photo or a refusal, never an accident."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.lib.images.preparing import SIZES, Refused, prepare
from kiekeboe.lib.images.tests import drawn

MARKS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\1\0\0WEBPVP8X",
    b"\0\0\0\x18ftypheic",
]
patient = settings(max_examples=60, deadline=None)


def ends_well(content: bytes) -> bool:
    try:
        return set(prepare(content).renditions) == set(SIZES)
    except Refused as refused:
        return bool(str(refused.sentence))


@patient
@given(mark=st.sampled_from(MARKS), content=st.binary(max_size=5000))
def test_any_bytes_end_well(mark, content):
    assert ends_well(mark + content)


@cache
def photo(kind) -> bytes:
    return drawn.photo(kind, size=(64, 48))


@patient
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    changes=st.lists(
        st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), max_size=8
    ),
    end=st.integers(0, 20_000),
)
def test_a_photo_with_any_bytes_changed_ends_well(kind, changes, end):
    content = bytearray(photo(kind))
    for place, replacement in changes:
        at = place % len(content)
        content[at : at + len(replacement)] = replacement

    assert ends_well(bytes(content[:end]))
