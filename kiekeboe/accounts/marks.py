"""The mark of a browser: a random cookie by which an account knows where it signed in before."""

import re
import secrets
from datetime import timedelta

from django.conf import settings

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Browser

COOKIE = "__Host-mark" if settings.SECURE else "mark"
LIFETIME = timedelta(days=400)
_BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def mark_of(request) -> str:
    """The mark of this browser, or nothing."""
    mark = request.COOKIES.get(COOKIE, "")
    return mark if re.fullmatch(r"[\w-]{22,64}", mark) else ""


def remember(request, account, *, at) -> bool:
    """Note that the account is known here. True when it was known elsewhere, but not here."""
    mark = mark_of(request) or secrets.token_urlsafe(24)
    request.new_mark, request.new_language = mark, account.language
    elsewhere = account.browsers.exists()
    known, made = Browser.objects.get_or_create(
        account=account,
        mark_hash=key_hash(mark),
        defaults={"name": browser_name(request), "first_at": at, "last_at": at},
    )
    if not made:
        Browser.objects.filter(pk=known.pk).update(last_at=at)
    return made and elsewhere


def keep(request, response) -> None:
    """Set mark and language on the answer to the request in which `remember` was called."""
    if mark := getattr(request, "new_mark", ""):
        for name, value in ((COOKIE, mark), (settings.LANGUAGE_COOKIE_NAME, request.new_language)):
            response.set_cookie(
                name,
                value,
                max_age=LIFETIME,
                secure=settings.SECURE,
                httponly=True,
                samesite="Lax",
            )


def browser_name(request) -> str:
    """A browser in words a person knows: "Firefox · Android"."""
    agent = request.headers.get("User-Agent", "")
    words = [
        next((name for sign, name in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(filter(None, words))
