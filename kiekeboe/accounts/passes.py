"""Passes: with one, a person signs on a tablet what is sent later (B10, S26, S27).

Whoever types a PIN with network gets a pass for this tablet. The tablet keeps its two keys under
that PIN. Both are made here from the id, with a key that is not in the database: a copy of the
tables signs nothing.
"""

import hmac
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kiekeboe.accounts.models import Device, Pass
from kiekeboe.lib import keys

LASTS = timedelta(hours=36)


@transaction.atomic
def issue(device, employee, at) -> Pass:
    """The pass of this person on this device, good for another 36 hours. One at a time."""
    # Of two PINs at the same moment one waits for the other here.
    Device.objects.select_for_update().get(pk=device.pk)
    found, new = Pass.objects.get_or_create(
        organisation_id=device.organisation_id,
        device=device,
        employee=employee,
        revoked_at=None,
        defaults={"issued_at": at, "expires_at": at + LASTS},
    )
    if not new:
        found.issued_at, found.expires_at = at, at + LASTS
        found.save(update_fields=["issued_at", "expires_at"])
    return found


def revoke(*, at, **whose) -> None:
    """Refuse from now on what these passes signed: of an `employee`, of a `device`, or both."""
    Pass.objects.filter(revoked_at=None, **whose).update(revoked_at=at)


def token_of(pass_id) -> str:
    """The key that signs, as 64 hexadecimal digits; used as its 32 bytes."""
    return _made(str(pass_id)).hex()


def room_of(device_id) -> str:
    """The key under which a tablet keeps what only a person may see, as 64 hexadecimal digits."""
    return _made(f"room:{device_id}").hex()


def is_signed(pass_id, body: str, mac: str) -> bool:
    """Whether `mac` (hexadecimal) is the signature of this pass under these very letters."""
    made = hmac.new(_made(str(pass_id)), body.encode(), sha256).hexdigest()
    return hmac.compare_digest(made.encode(), mac.encode())


def holds(one: Pass, at) -> bool:
    """Whether the pass was good for something written at this moment.

    What was written before it was revoked still counts: a new PIN at noon does not make the
    notes of the morning untrue that wait on a tablet without internet.
    """
    return at <= one.expires_at and (one.revoked_at is None or at < one.revoked_at)


def _made(words: str) -> bytes:
    key = _kept(settings.DATA / "keys" / "pass")
    return hmac.new(key.encode(), words.encode(), sha256).digest()


@lru_cache(maxsize=4)
def _kept(path: Path) -> str:
    return keys.kept_in(path)
