"""A tablet that is not paired yet: it types a code and shows one (A7, S24)."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.accounts import pairing
from kiekeboe.tablet.access import DEVICE_COOKIE, PAIRING_COOKIE, open_to_tablets, set_key


@open_to_tablets
@require_http_methods(["GET", "POST"])
def pair(request):
    """Type the code of the office; then wait with a code of the tablet's own."""
    now = timezone.now()
    if request.method == "GET":
        waiting = pairing.waiting_with(request.COOKIES.get(PAIRING_COOKIE), now)
        return render(request, "tablet/pair.html", {"waiting": waiting})
    code = request.POST.get("code", "")
    try:
        _pairing, key = pairing.claim(code, now)
    except pairing.WrongCode:
        problem = _("This code does not work. Check it, or ask the office for a new one.")
        return render(request, "tablet/pair.html", {"problem": problem, "code": code}, status=422)
    response = redirect("tablet:pair")
    set_key(response, PAIRING_COOKIE, key)
    response.cookies[PAIRING_COOKIE]["max-age"] = int(pairing.LASTS.total_seconds())
    return response


@open_to_tablets
@require_GET
def waiting(request):
    """Asked every few seconds: come in when the office confirmed, look again when it is over."""
    key, now = request.COOKIES.get(PAIRING_COOKIE, ""), timezone.now()
    if key and (device_key := pairing.collect(key, now)):
        response = redirect("tablet:board")
        set_key(response, DEVICE_COOKIE, device_key)
        response.delete_cookie(PAIRING_COOKIE)
        return response
    if pairing.waiting_with(key, now) is None:
        return redirect("tablet:pair")
    return render(request, "tablet/pair.html", {"waiting": pairing.waiting_with(key, now)})
