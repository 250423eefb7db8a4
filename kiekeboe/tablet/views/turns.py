"""Who is at the tablet: a face and five digits."""

from datetime import timedelta

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kiekeboe.accounts import passes, pins
from kiekeboe.people.models import Employee
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import TURN_COOKIE, set_key
from kiekeboe.tablet.items import judging
from kiekeboe.tablet.items.registry import NotSigned

RECENT = timedelta(minutes=5)


@sensitive_post_parameters("pin")
@require_POST
def begin(request):
    """Switch to another person, or type the PIN again. A new key every time, and a pass for when
    there is no network."""
    device, at = request.caregiver.device, request.caregiver.at
    employee = _colleague(request.caregiver, reading.uuid(request.POST.get("employee", "")))
    try:
        _turn, key = pins.begin_turn(device, employee, request.POST.get("pin", ""), at)
    except pins.NoPin:
        sentence = _("%(name)s has no PIN yet. The office can set one.")
        return answers.refusal(sentence % {"name": employee.first_name})
    except pins.PinLocked as error:
        return _locked(error.until)
    except pins.WrongPin as error:
        return answers.refusal(_wrong(error.left), left=error.left)
    signed = passes.issue(device, employee, at)
    keys = {"token": passes.token_of(signed.pk), "room": passes.room_of(device.pk)}
    response = JsonResponse(_told(signed, **keys))
    if "text/html" in request.headers.get("Accept", ""):
        response = redirect("tablet:board")
    set_key(response, TURN_COOKIE, key)
    return response


@require_POST
def resume(request):
    """The PIN was typed while there was no network; now there is, and the pass says who it is."""
    device, now = request.caregiver.device, request.caregiver.at
    try:
        told = reading.body(request)
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    id = reading.uuid(told.get("pass"))
    signed = judging.passes_of([id], device).get(id)
    if signed is None or not _resumes(signed, told, now):
        return answers.refusal(NotSigned().sentence, status=403)
    _colleague(request.caregiver, signed.employee_id)
    _turn, key = pins.resume_turn(signed, now)
    response = JsonResponse(_told(signed))
    set_key(response, TURN_COOKIE, key)
    return response


@require_POST
def end(request):
    """Lock the tablet."""
    if request.caregiver.turn:
        pins.end_turn(request.caregiver.turn, request.caregiver.at)
    response = redirect("tablet:board")
    response.delete_cookie(TURN_COOKIE)
    return response


def _colleague(caregiver, id) -> Employee:
    """Somebody with a role in a group of this location today, or 404."""
    working = Employee.objects.working_on(caregiver.day).filter(
        organisation=caregiver.organisation_id,
        pk=id,
        roles__in=caregiver.roles_here,
    )
    found = working.distinct().first() if id else None
    if found is None:
        raise Http404
    return found


def _resumes(signed, told, now) -> bool:
    """Whether this pass signed that its owner is here, at most five minutes ago."""
    at, mac = reading.moment(told.get("at")), told.get("mac")
    if at is None or abs(now - at) > RECENT or not isinstance(mac, str):
        return False
    return passes.holds(signed, now) and passes.is_signed(signed.pk, f"resume:{told['at']}", mac)


def _told(signed, **keys):
    """What the tablet hears of its pass; the keys only after a PIN that the server checked."""
    name, employee = signed.employee.first_name, str(signed.employee_id)
    told = {"id": str(signed.pk), "expires_at": signed.expires_at.isoformat(), **keys}
    return {"name": name, "employee": employee, "pass": told}


def _locked(until):
    sentence = _("This PIN is locked until %(time)s. The office can open it sooner.")
    words = sentence % {"time": answers.clock(until)}
    return answers.refusal(words, status=423, left=0, until=until.isoformat())


def _wrong(left):
    sentence = ngettext(
        "That is not the right PIN. %(left)s try left.",
        "That is not the right PIN. %(left)s tries left.",
        left,
    )
    return sentence % {"left": left}
