"""Who is at the tablet: a face and five digits."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kiekeboe.accounts import pins
from kiekeboe.people.models import Employee
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import TURN_COOKIE, set_key


@sensitive_post_parameters("pin")
@require_POST
def begin(request):
    """Switch to another person, or type the PIN again. A new key every time."""
    device = request.caregiver.device
    employee = _colleague(request.caregiver, reading.uuid(request.POST.get("employee", "")))
    pin = request.POST.get("pin", "")
    try:
        _turn, key = pins.begin_turn(device, employee, pin, request.caregiver.at)
    except pins.NoPin:
        sentence = _("%(name)s has no PIN yet. The office can set one.")
        return answers.refusal(sentence % {"name": employee.first_name})
    except pins.PinLocked as error:
        sentence = _("This PIN is locked until %(time)s. The office can open it sooner.")
        return answers.refusal(sentence % {"time": answers.clock(error.until)}, status=423)
    except pins.WrongPin as error:
        return answers.refusal(_wrong(error.left))
    response = JsonResponse({"name": employee.first_name})
    if "text/html" in request.headers.get("Accept", ""):
        response = redirect("tablet:board")
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


def _wrong(left):
    sentence = ngettext(
        "That is not the right PIN. %(left)s try left.",
        "That is not the right PIN. %(left)s tries left.",
        left,
    )
    return sentence % {"left": left}
