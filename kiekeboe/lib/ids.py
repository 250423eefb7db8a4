"""Identifiers: UUIDv7, ordered by time, made where the thing is made."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A fresh identifier that sorts after the ones made before it."""
    return _uuid7()
