"""Pairing a tablet with a group: a code on each side, ten minutes, five tries, once (A7, S24)."""

import hmac
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from kiekeboe.accounts import passes
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Device, Pairing
from kiekeboe.events.recording import record

LASTS = timedelta(minutes=10)
TRIES = 5
ROLLING = timedelta(days=90)
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is misread
NUMBER = 3  # signs that tell which pairing it is, and are no secret
SECRET = 8  # signs of five bits each: 40 bits on each side
LOOKALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", **dict.fromkeys("- \0")})


class WrongCode(Exception):
    """No pairing waits for this code: mistyped, used, tried too often or too late."""


class NotWaiting(Exception):
    """The tablet did not show this code, or the pairing is over."""


def offer(group, device_name, by, at) -> tuple[Pairing, str]:
    """Open a pairing for one group. The code is told once; only its hash is kept."""
    taken = {row[:NUMBER] for row in _waiting(at).values_list("code_hash", flat=True)}
    number = next(sign for sign in iter(lambda: _signs(NUMBER), None) if sign not in taken)
    secret = _signs(SECRET)
    with transaction.atomic():
        pairing = Pairing.objects.create(
            organisation_id=group.organisation_id,
            group=group,
            device_name=device_name,
            code_hash=_stored(number, secret),
            made_by=by.person,
            made_at=at,
            expires_at=at + LASTS,
        )
        record("pairing_offered", pairing, by=by, at=at, group=group.pk)
    return pairing, f"{number}-{secret[:4]}-{secret[4:]}"


def claim(code, at) -> tuple[Pairing, str]:
    """A tablet typed the office's code: it gets a key and shows a code of its own.

    Raises WrongCode. The fifth wrong try ends the pairing; of two tablets one wins.
    """
    typed = code.upper().translate(LOOKALIKE)
    waiting = _waiting(at).filter(code_hash__startswith=typed[:NUMBER], tries__lt=TRIES)
    pairing = waiting.first() if len(typed) == NUMBER + SECRET else None
    if pairing is None:
        raise WrongCode
    key = secrets.token_urlsafe(32)
    right = hmac.compare_digest(pairing.code_hash, _stored(typed[:NUMBER], typed[NUMBER:]))
    if right:
        shown = _signs(SECRET)
        right = waiting.filter(pk=pairing.pk).update(
            claimed_at=at, claim_hash=key_hash(key), tablet_code=f"{shown[:4]}-{shown[4:]}"
        )
    if not right:
        # Not in one transaction with the refusal: that would take the count back.
        Pairing.objects.filter(pk=pairing.pk).update(tries=F("tries") + 1)
        raise WrongCode
    pairing.refresh_from_db()
    return pairing, key


@transaction.atomic
def confirm(pairing, tablet_code, by, at) -> Device:
    """The office saw the same code on the tablet and lets it in. Twice changes nothing.

    Raises NotWaiting when the code differs or the ten minutes are over.
    """
    locked = Pairing.objects.select_for_update().get(pk=pairing.pk)
    if locked.device_id:
        return locked.device
    typed = tablet_code.upper().translate(LOOKALIKE)
    shown = locked.tablet_code.translate(LOOKALIKE)
    if not shown or locked.expires_at <= at or not hmac.compare_digest(typed, shown):
        raise NotWaiting
    locked.device = Device.objects.create(
        organisation_id=locked.organisation_id,
        location_id=locked.group.location_id,
        group_id=locked.group_id,
        name=locked.device_name,
        key_hash=locked.claim_hash,
        paired_by=by.person,
        paired_at=at,
        seen_at=at,
        expires_at=at + ROLLING,
    )
    locked.confirmed_at = at
    locked.save(update_fields=["device", "confirmed_at"])
    record("device_paired", locked.device, by=by, at=at, group=locked.group_id)
    return locked.device


def waiting_with(key, at) -> Pairing | None:
    """The pairing that this tablet claimed and the office has not answered yet."""
    if not key:
        return None
    mine = Pairing.objects.filter(claim_hash=key_hash(key), expires_at__gt=at)
    return mine.select_related("group__location").first()


def collect(key, at) -> str | None:
    """The device key, once the office has confirmed; a fresh one, handed out a single time."""
    fresh = secrets.token_urlsafe(32)
    claimed = key_hash(key)
    mine = Device.objects.trusted(at).filter(key_hash=claimed, pairing__expires_at__gt=at).first()
    # The condition stands on the row itself: through a join PostgreSQL would let several win.
    won = mine and Device.objects.filter(pk=mine.pk, key_hash=claimed).update(
        key_hash=key_hash(fresh)
    )
    return fresh if won else None


@transaction.atomic
def revoke(device, by, at) -> None:
    """Refuse the tablet at its next contact. Doing it again changes nothing."""
    trusted = Device.objects.filter(pk=device.pk, revoked_at=None)
    if trusted.update(revoked_at=at, revoked_by=by.person):
        device.turns.filter(ended_at=None).update(ended_at=at)
        passes.revoke(at=at, device=device)
        record("device_revoked", device, by=by, at=at, group=device.group_id)
    device.refresh_from_db()


def _waiting(at):
    return Pairing.objects.filter(claimed_at=None, expires_at__gt=at)


def _signs(length: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def _stored(number: str, secret: str) -> str:
    """The number in front of as much of the hash as fits: 244 of its 256 bits."""
    return number + key_hash(number + secret)[: 64 - NUMBER]
