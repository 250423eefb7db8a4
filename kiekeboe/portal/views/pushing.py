"""News on this phone: a browser says where it listens, or that it no longer does (G2)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kiekeboe.lib.pushes import Listener, Refused
from kiekeboe.notifications import pushing


@require_POST
def subscription(request):
    """`act` is on or off. 204 when it is so; 422 for an address that is no push service."""
    endpoint = request.POST.get("endpoint", "")
    if request.POST.get("act") == "off":
        pushing.unsubscribe(request.user, endpoint)
        return HttpResponse(status=204)
    told = Listener(endpoint, request.POST.get("p256dh", ""), request.POST.get("auth", ""))
    try:
        here = request.session.row and request.session.row.number
        pushing.subscribe(request.user, told, session=here, at=timezone.now())
    except Refused:
        return HttpResponse(status=422)
    return HttpResponse(status=204)
