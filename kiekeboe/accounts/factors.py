"""Second factors: passkeys, codes of an authenticator app, and codes for when both are lost."""

import re
import time
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

_Type = Authenticator.Type
STEP = 30  # seconds that a code lives; the one before and the one after are taken too


def is_strict(account) -> bool:
    """Whether only a second factor proves who this is: staff always, others when they chose to."""
    return is_staff(account) or has_app(account)


def is_staff(account) -> bool:
    """Whether this is somebody who works here, also in the last weeks."""
    return account.employees.filter(
        Q(ended_on=None) | Q(ended_on__gte=timezone.localdate())
    ).exists()


def has_app(account) -> bool:
    return Authenticator.objects.filter(user=account, type=_Type.TOTP).exists()


def has_any(account) -> bool:
    """Whether a second factor was set up. Recovery codes alone are none."""
    return Authenticator.objects.filter(
        user=account, type__in=[_Type.TOTP, _Type.WEBAUTHN]
    ).exists()


def matching_step(secret: str, code: str, *, at: datetime) -> int | None:
    """The step of thirty seconds whose code this is, or None."""
    digits = re.sub(r"\D", "", code)
    now = int(at.timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, step)), digits):
            return step
    return None


@transaction.atomic
def add_app(account, secret: str, step: int) -> Authenticator:
    """Keep the secret of an app after its first right code; that code is used up."""
    Authenticator.objects.filter(user=account, type=_Type.TOTP).delete()
    return Authenticator.objects.create(
        user=account, type=_Type.TOTP, data={"secret": encrypt(secret), "step": step}
    )


@transaction.atomic
def check_code(account, code: str, *, at: datetime) -> bool:
    """Whether this is a code of the app or a recovery code. Each works once."""
    kept = {
        each.type: each
        for each in Authenticator.objects.select_for_update().filter(
            user=account, type__in=[_Type.TOTP, _Type.RECOVERY_CODES]
        )
    }
    if app := kept.get(_Type.TOTP):
        step = matching_step(decrypt(app.data["secret"]), code, at=at)
        if step is not None and step > app.data.get("step", 0):
            app.data["step"], app.last_used_at = step, at
            app.save(update_fields=["data", "last_used_at"])
            return True
    codes = kept.get(_Type.RECOVERY_CODES)
    return bool(codes and RecoveryCodes(codes).validate_code(re.sub(r"\D", "", code)))


@transaction.atomic
def new_recovery_codes(account) -> list[str]:
    """Ten new codes; the old ones are dead. Shown once, to their owner."""
    Authenticator.objects.filter(user=account, type=_Type.RECOVERY_CODES).delete()
    made = RecoveryCodes.activate(account)
    made.instance.data["viewed_at"] = time.time()
    made.instance.save(update_fields=["data"])
    return made.generate_codes()


def recovery_codes_left(account) -> int:
    kept = Authenticator.objects.filter(user=account, type=_Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(kept).get_unused_codes()) if kept else 0


@transaction.atomic
def remove(authenticator: Authenticator) -> None:
    """Take a factor away; recovery codes go with the last one."""
    account = authenticator.user
    authenticator.delete()
    if not has_any(account):
        Authenticator.objects.filter(user=account).delete()
