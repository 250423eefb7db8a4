"""Signing in and out, and what changes about an account's own ways in.

Takes the request, because a sign-in is a change of its session; who may is decided before.
"""

from datetime import datetime

from django.contrib.auth import login, logout, update_session_auth_hash
from django.db import transaction

from kiekeboe.accounts import factors, marks, strength, tasks
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.lifetimes import HALFWAY
from kiekeboe.accounts.models import Session, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
_HALFWAY = "halfway"


def begin(request, account, *, at: datetime, after: str = "") -> bool:
    """After the first proof: True when signed in, False when a second factor must follow."""
    if factors.is_strict(account) and factors.has_any(account):
        request.session.cycle_key()
        request.session[_HALFWAY] = {
            "account": str(account.pk),
            "at": at.isoformat(),
            "after": after,
        }
        return False
    let_in(request, account, at=at, strong=False)
    return True


def halfway(request, *, at: datetime):
    """(account, where to go after) of who gave the first proof here lately, or (None, "")."""
    kept = request.session.get(_HALFWAY)
    if not kept or at >= datetime.fromisoformat(kept["at"]) + HALFWAY:
        return None, ""
    return User.objects.filter(pk=kept["account"], is_active=True).first(), kept["after"]


def let_in(request, account, *, at: datetime, strong: bool) -> None:
    """Sign in under a new session key; tell the owner when the browser is a new one."""
    request.session.pop(_HALFWAY, None)
    if request.user.is_authenticated:
        request.session.cycle_key()  # Django keeps the key when the same person signs in again
    login(request, account, backend=BACKEND)
    new_here = marks.remember(request, account, at=at)
    request.session.browser = marks.browser_name(request)
    request.session.mark_hash = key_hash(request.new_mark)
    strength.note_proof(request, at=at, strong=strong)
    if new_here:
        tasks.tell(account, "new_browser", detail=request.session.browser)


def confirm(request, *, at: datetime, strong: bool) -> None:
    """The signed-in person proved again who they are: a new key for the same sign-in (S21)."""
    request.session.cycle_key()
    strength.note_proof(request, at=at, strong=strong)


def leave(request) -> None:
    """Sign out here. The browser stays known."""
    logout(request)


@transaction.atomic
def choose_password(account, password: str, *, request=None) -> None:
    """A new password ends every other sign-in (S23) and is told by mail (S32)."""
    account.set_password(password)
    account.save(update_fields=["password"])
    if request is not None:
        update_session_auth_hash(request, account)
    _end_others(account, request)
    tasks.tell(account, "password_changed")


@transaction.atomic
def factors_changed(account, notice: str, *, request) -> None:
    """A passkey or code was added or removed: other sign-ins end, one mail goes out."""
    request.session.cycle_key()
    _end_others(account, request)
    tasks.tell(account, notice)


def _end_others(account, request) -> None:
    row = getattr(request, "session", None) and request.session.row
    Session.objects.end_others(account, keep=row.pk if row else "")
