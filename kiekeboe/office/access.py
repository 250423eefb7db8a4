"""The door of the office: who comes in, how sure we are, and as whom."""

from functools import wraps

from django.http import Http404, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone

from kiekeboe.accounts import strength
from kiekeboe.people.members import OfficeMember


def for_office(patterns: list[URLPattern]) -> list[URLPattern]:
    """Put `request.member` and `request.moment` on every request, or answer 404.

    The second factor and the half hour of the office come before anything is shown (S15, S22).
    """
    for pattern in patterns:
        pattern.callback = entered(pattern.callback)
    return patterns


def entered(view):
    @wraps(view)
    def enter(request, *args, **kwargs):
        now = timezone.now()
        member = OfficeMember.of(request.user, timezone.localdate(now), origin=origin_of(request))
        if member is None:
            raise Http404
        if asks := strength.office_asks(request, at=now, back=_back(request)):
            return HttpResponseRedirect(asks)
        request.member, request.moment = member, now
        return view(request, *args, **kwargs)

    return enter


def origin_of(request) -> str:
    """From where, for the access log."""
    return request.META.get("REMOTE_ADDR", "")[:60]


def _back(request) -> str:
    """After signing in again: this page; after a form that was sent, the page it stood on."""
    return request.get_full_path() if request.method == "GET" else "/office/"
