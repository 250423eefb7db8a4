"""PINs at the tablet: who is writing (A7, S26, S28). Five digits, peppered, five tries."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from kiekeboe.accounts import passes
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import PinTry, Turn
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.recording import record
from kiekeboe.lib import keys

LENGTH = 5
TRIES = 5
LOCKED = timedelta(minutes=15)
IDLE = timedelta(minutes=10)
ROUND = {"12321", "13579", "24680", "11223", "12312", "12121"}


class Trivial(Exception):
    """A PIN that a bystander guesses: all the same, a row, or a known pattern."""


class NotFiveDigits(Exception):
    """A PIN is five digits, nothing else."""


class WrongPin(Exception):
    """Not the PIN; `left` tries remain before it locks."""

    def __init__(self, left):
        super().__init__("not the right PIN")
        self.left = left


class PinLocked(Exception):
    """Too many wrong tries on this device; `until` is when it opens again."""

    def __init__(self, until):
        super().__init__("this PIN is locked on this device")
        self.until = until


class NoPin(Exception):
    """This colleague has no PIN yet; the office sets one."""


def is_trivial(pin: str) -> bool:
    """Whether the PIN is one digit repeated, a row up or down, a mirror of a row, or well known."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1 or len(set(pin)) < 3 or pin in ROUND


def set_pin(employee, pin, by, at) -> None:
    """Give a colleague a PIN; it is never shown again. Raises NotFiveDigits or Trivial."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdigit()):
        raise NotFiveDigits
    if is_trivial(pin):
        raise Trivial
    with transaction.atomic():
        employee.pin_hash = make_password(_peppered(employee, pin))
        employee.save(update_fields=["pin_hash"])
        PinTry.objects.filter(employee=employee).delete()
        Turn.objects.filter(employee=employee, ended_at=None).update(ended_at=at)
        passes.revoke(at=at, employee=employee)
        record("pin_set", employee, by=by, at=at)


def begin_turn(device, employee, pin, at) -> tuple[Turn, str]:
    """Check the PIN and give the tablet to this person, with a new key.

    Whoever had it before is out. Raises NoPin, WrongPin or PinLocked.
    """
    check(device, employee, pin, at)
    return _turn(device, employee, at, pin_at=at)


def resume_turn(signed, at) -> tuple[Turn, str]:
    """Give the tablet to whose PIN was typed while there was no network; `signed` is the pass.

    The server never saw that PIN, so this turn opens nothing that asks for a fresh one.
    """
    return _turn(signed.device, signed.employee, at, pin_at=at - IDLE)


def _turn(device, employee, at, *, pin_at) -> tuple[Turn, str]:
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        device.turns.filter(ended_at=None).update(ended_at=at)
        turn = Turn.objects.create(
            organisation_id=device.organisation_id,
            device=device,
            employee=employee,
            key_hash=key_hash(key),
            began_at=at,
            pin_at=pin_at,
            seen_at=at,
        )
        by = employee.actor("caregiver", device=device.pk, heard_at=at)
        record("turn_began", turn, by=by, at=at, group=device.group_id)
    return turn, key


def check(device, employee, pin, at) -> None:
    """Raise unless this is the PIN. The try is counted before the slow check, so that a burst of
    guesses at once is counted too."""
    if not employee.pin_hash:
        raise NoPin
    tries = _tries(device, employee)
    with transaction.atomic():
        # Of two guesses at the same moment one waits for the other here.
        device.__class__.objects.select_for_update().get(pk=device.pk)
        if until := locked_until(device, employee, at):
            raise PinLocked(until)
        if tries.count() >= TRIES:
            tries.delete()  # the fifteen minutes are over: five new ones
        tries.create(
            organisation_id=device.organisation_id,
            device=device,
            employee=employee,
            tried_at=at,
        )
    if check_password(_peppered(employee, pin), employee.pin_hash):
        tries.delete()
        return
    if until := locked_until(device, employee, at):
        by = employee.actor("caregiver", device=device.pk, heard_at=at)
        record("pin_locked", employee, by=by, at=at, group=device.group_id)
        raise PinLocked(until)
    raise WrongPin(TRIES - tries.count())


def locked_until(device, employee, at):
    """When this PIN opens again on this device, or None when it is open.

    Success forgets the wrong tries, so those that stand are in a row.
    """
    moments = list(
        _tries(device, employee).order_by("-tried_at").values_list("tried_at", flat=True)
    )
    until = moments[0] + LOCKED if len(moments) >= TRIES else None
    return until if until and until > at else None


@transaction.atomic
def count_tries(device, employee, count, *, at, heard) -> None:
    """Count wrong PINs that were typed while there was no network; at most as many as lock.

    Those from before the last right PIN are forgotten, as they are here.
    """
    device.__class__.objects.select_for_update().get(pk=device.pk)
    if device.passes.filter(employee=employee, issued_at__gte=at).exists():
        return
    tries = _tries(device, employee)
    was_locked = locked_until(device, employee, heard)
    for _one in range(min(count, TRIES - tries.count())):
        tries.create(
            organisation_id=device.organisation_id,
            device=device,
            employee=employee,
            tried_at=min(at, heard),
        )
    if locked_until(device, employee, heard) and not was_locked:
        by = Actor(device.organisation_id, Kind.TABLET, device=device.pk, heard_at=heard)
        record("pin_locked", employee, by=by, at=at, group=device.group_id)


def unlock(employee, by, at) -> None:
    """A supervisor opens a locked PIN on all tablets. Nothing locked, nothing changes."""
    with transaction.atomic():
        gone, _ = PinTry.objects.filter(
            organisation=employee.organisation_id, employee=employee
        ).delete()
        if gone:
            record("pin_unlocked", employee, by=by, at=at)


def end_turn(turn, at) -> None:
    """Lock the tablet: it belongs to nobody until the next PIN."""
    Turn.objects.filter(pk=turn.pk, ended_at=None).update(ended_at=at)


def _tries(device, employee):
    return PinTry.objects.filter(
        organisation=device.organisation_id, device=device, employee=employee
    )


def _peppered(employee, pin: str) -> str:
    """The PIN as it is hashed: with a key that is not in the database, and bound to the person."""
    pepper = keys.kept_in(settings.DATA / "keys" / "pin-pepper")
    return hmac.new(pepper.encode(), f"{employee.pk}:{pin}".encode(), sha256).hexdigest()
