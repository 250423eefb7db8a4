"""How sure we are who is asking: second factor, the office's half hour, five fresh minutes.

For the doors of surfaces:

    if asks := strength.office_asks(request, at=now): return redirect(asks)
"""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from kiekeboe.accounts import factors, lifetimes

PROVED = "proved_at"
STRONG = "second_factor_at"


def has_second_factor(request) -> bool:
    """Whether a second factor was given in this sign-in (S15)."""
    return STRONG in request.session


def is_fresh(request, *, at: datetime) -> bool:
    """Whether this person proved who they are in the last five minutes."""
    told = request.session.get(PROVED)
    return lifetimes.is_fresh(told and datetime.fromisoformat(told), at)


def office_asks(request, *, at: datetime, back: str = "") -> str | None:
    """None when the office may open; else the address where to sign in again or set up a factor.

    Counts as a use of the office, unless the page asks by itself (header X-Background).
    """
    row = request.session.row
    if has_second_factor(request) and row is not None:
        if request.headers.get("X-Background") is not None:
            ends = row.office_ends_at()
            if ends is not None and at < ends:
                return None
        elif row.see_office(at=at):
            return None
    after = urlencode({"next": back or request.get_full_path()})
    known = factors.has_any(request.user)
    return f"{reverse('welcome:confirm' if known else 'welcome:set-up')}?{after}"


def page_ends_at(request) -> datetime | None:
    """When this page's sign-in ends, for the warning two minutes ahead (U22)."""
    session = request.session
    if not session.row or not session.row.account_id:
        return None
    office = session.row.office_ends_at()
    return office or lifetimes.ends_at(session.row.began_at, session.row.seen_at)


def note_proof(request, *, at: datetime, strong: bool) -> None:
    """Write down a fresh proof in a session that is signed in; the office opens when strong."""
    request.session[PROVED] = at.isoformat()
    if strong:
        request.session[STRONG] = at.isoformat()
    request.session.save()
    if strong:
        request.session.row.open_office(at=at)
