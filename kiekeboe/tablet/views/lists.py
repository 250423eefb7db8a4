"""Pages of the menu that only the server has: times to check, and the settings of this tablet."""

from datetime import timedelta

from django.conf import settings as house
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care import closing
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need

MORNINGS = timedelta(days=14)  # how long a time that the clock set stays on the list


@require_GET
def corrections(request):
    """Visits that the clock closed; somebody says when the child really went (B3)."""
    need(request.caregiver, Right.LOG_CARE)
    location, at = request.caregiver.device.location, request.caregiver.at
    visits = closing.to_correct(location, at - MORNINGS).filter(
        group__in=request.caregiver.group_ids
    )
    return render(request, "tablet/corrections.html", {"visits": visits})


# Each language by its own name: somebody who reads only that one must find it.
OWN_NAMES = (("nl", "Nederlands"), ("en", "English"))


@require_http_methods(["GET", "POST"])
def settings(request):
    """For this tablet: which hand holds it, and the language. Not without a PIN (U43)."""
    need(request.caregiver, Right.SEE_DAY)
    if request.method == "GET":
        return render(request, "tablet/settings.html", {"languages": OWN_NAMES})
    response = redirect("tablet:settings")
    for name, choices in (("hand", {"left", "right"}), ("sound", {"on", "off"})):
        if (chosen := request.POST.get(name)) in choices:
            response.set_cookie(name, chosen, max_age=31536000, samesite="Lax",
                                secure=house.SECURE)  # fmt: skip
    language = request.POST.get("language", "")
    if language in dict(house.LANGUAGES) and check_for_language(language):
        response.set_cookie(house.LANGUAGE_COOKIE_NAME, language, max_age=31536000,
                            samesite="Lax", secure=house.SECURE)  # fmt: skip
    return response
