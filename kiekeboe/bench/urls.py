"""The map of the installation, and beside it the bare views that give back the same bytes."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from kiekeboe.urls import urlpatterns as ours

_known: dict[str, bytes] = {}


@csrf_exempt
@login_not_required
def bare(request, name):
    """The smallest view there is: no account, no question, no template; only the bytes."""
    if name not in _known:
        _known[name] = (settings.DATA / "bench" / name).read_bytes()
    return HttpResponse(_known[name])


urlpatterns = [path("bare/<slug:name>", bare), *ours]
