"""S57 Strange JSON is refused as a value, and never breaks what reads it."""

import pytest

from kiekeboe.lib.told import read_json

STRANGE = {
    "without end": b"[" * 100_000,
    "an object without end": b'{"a":' * 100_000,
    "no number": b'{"a": NaN}',
    "endless": b"[-Infinity]",
    "half a letter": b'{"a": "\\ud800"}',
    "half a letter in a name": b'{"\\udc00": 1}',
    "nothing as a letter": b'["a\\u0000b"]',
    "nothing after a stroke": b'["\\\\\\u0000"]',
    "not text": b"\xff\xfe\xfa",
    "empty": b"",
    "a number of ten thousand digits": b"1" * 10_000,
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE.keys())
def test_strange_json_is_a_wrong_value(body):
    with pytest.raises(ValueError):
        read_json(body)


def test_all_letters_arrive():
    assert read_json(b'["\\u00e9 \\ud83d\\udc38 \\\\u0000"]') == ["é 🐸 \\u0000"]
