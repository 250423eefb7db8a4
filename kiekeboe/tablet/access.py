"""The door of the group: a paired tablet, and the person who typed a PIN on it."""

from datetime import timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, DateTimeField
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Device, Turn
from kiekeboe.accounts.pairing import ROLLING
from kiekeboe.care.caregivers import IDLE_PIN, Caregiver
from kiekeboe.lib.prepared import Prepared

PREFIX = "__Host-" if settings.SECURE else ""
DEVICE_COOKIE = f"{PREFIX}device"
TURN_COOKIE = f"{PREFIX}turn"
PAIRING_COOKIE = f"{PREFIX}pairing"
NINETY_DAYS = int(ROLLING.total_seconds())
CLEARED = '"cache", "cookies", "storage"'
BACKGROUND = ("X-Background", "1")  # the tablet asks by itself: nobody is using it


def for_caregivers(patterns):
    """Let only paired tablets through; every view finds `request.caregiver`."""
    return [URLPattern(p.pattern, _guarded(p.callback), p.default_args, p.name) for p in patterns]


def open_to_tablets(view):
    """A page for a tablet that is not paired yet."""
    view.login_required = False
    return view


def caregiver_of(cookies, at):
    """The caregiver behind these cookies at this moment, or None. One query with a PIN."""
    device_key = cookies.get(DEVICE_COOKIE)
    if not device_key:
        return None
    turn = _turn(device_key, cookies.get(TURN_COOKIE), at)
    device = turn.device if turn else _device(device_key, at)
    if device is None:
        return None
    day = at.astimezone(ZoneInfo(device.location.time_zone)).date()
    if turn and turn.employee.ended_on and turn.employee.ended_on < day:
        turn = None
    return Caregiver(device, turn, at, day)


def need(caregiver, right):
    """Raise 404 unless the person at the tablet may do this; a tablet alone may nothing."""
    if not caregiver.may(right):
        raise Http404


def set_key(response, name, key):
    """Keep a random key on the tablet, out of reach of scripts."""
    response.set_cookie(
        name, key, max_age=NINETY_DAYS, secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def _guarded(view):
    @wraps(view)
    def with_caregiver(request, *args, **kwargs):
        at = timezone.now()
        caregiver = caregiver_of(request.COOKIES, at)
        if caregiver is None:
            return _outside(request, by_script=getattr(view, "asked_by_script", False))
        request.caregiver = caregiver
        zone = caregiver.device.location.time_zone
        with timezone.override(ZoneInfo(zone)):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        _touch(caregiver, background=request.headers.get(BACKGROUND[0]) == BACKGROUND[1])
        return response

    with_caregiver.login_required = False
    return with_caregiver


def _turn(device_key, turn_key, at):
    if not turn_key:
        return None
    keys = {"turn": key_hash(turn_key), "device": key_hash(device_key)}
    return next(iter(_TURNS(**keys, since=at - IDLE_PIN, at=at)), None)


def _device(device_key, at):
    return next(iter(_DEVICES(device=key_hash(device_key), at=at)), None)


def _turns(turn, device, since, at):
    return (
        Turn.objects.filter(
            key_hash=turn,
            ended_at=None,
            seen_at__gt=since,
            device__key_hash=device,
            device__revoked_at=None,
            device__expires_at__gt=at,
        )
        .select_related("employee", "device__group", "device__location")
        .order_by()
    )


def _devices(device, at):
    devices = Device.objects.trusted(at).filter(key_hash=device)
    return devices.select_related("group", "location").order_by()


_KEY, _MOMENT = CharField(), DateTimeField()
_TURNS = Prepared(_turns, turn=_KEY, device=_KEY, since=_MOMENT, at=_MOMENT)
_DEVICES = Prepared(_devices, device=_KEY, at=_MOMENT)


def _touch(caregiver, *, background):
    """Use keeps a turn alive, to the second. A board that refreshes itself keeps only the tablet
    paired; its row is written there, so that a page which a person opens writes one row."""
    at, device, turn = caregiver.at, caregiver.device, caregiver.turn
    if at - device.seen_at >= timedelta(minutes=1 if background else 60):
        Device.objects.filter(pk=device.pk).update(seen_at=at, expires_at=at + ROLLING)
    if turn and not background and at - turn.seen_at >= timedelta(seconds=1):
        Turn.objects.filter(pk=turn.pk, ended_at=None).update(seen_at=at)


def _outside(request, *, by_script):
    """A tablet that is not ours: to the pair page, or forget everything when it once was."""
    if by_script or request.method != "GET" or request.headers.get("X-Partial"):
        words = {"sentence": _("This tablet is no longer paired. Ask the office.")}
        response = JsonResponse(words, status=404)
    else:
        response = redirect("tablet:pair")
    if DEVICE_COOKIE in request.COOKIES:
        response["Clear-Site-Data"] = CLEARED
        for name in (DEVICE_COOKIE, TURN_COOKIE):
            response.delete_cookie(name)
    return response
