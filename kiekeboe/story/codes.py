"""The code of this moment from a code app (RFC 6238: SHA-1, thirty seconds, six digits)."""

import base64
import hmac
import struct

STEP = 30


def code_at(secret: str, seconds: float) -> str:
    """The code of a base32 secret at a moment in seconds since 1970."""
    counter = struct.pack(">Q", int(seconds) // STEP)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
