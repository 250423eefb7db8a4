"""JSON from outside, read so that nothing in it breaks what comes after."""

import json
import re

NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")


def read_json(body: bytes):
    """What the JSON says. ValueError for what no page of ours sends: nesting without end, numbers
    that are none, half a letter, or the letter that a database cannot keep."""
    try:
        told = json.loads(body, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if b"\\u" in body:  # only an escape can make such letters
        spelled = json.dumps(told, ensure_ascii=False)
        spelled.encode()
        if NUL.search(spelled):
            raise ValueError("a text that cannot be kept")
    return told


def _no_number(word):
    raise ValueError(word)
