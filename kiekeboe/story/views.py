"""The stage door of the demo: everyone's way in, for people who come to look around.

It gives away passwords and opens tablets, so it may exist only where nothing is real. Three
things see to that: urls.py has these addresses in demo mode only, `of_the_demo` looks again, and
the keys it hands out are those of tablets that the story made.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.accounts.models import Device
from kiekeboe.story import casting, mailbox, telling
from kiekeboe.tablet.access import DEVICE_COOKIE, set_key


def of_the_demo(view):
    """404 unless this is a demo and the story was told in it."""

    @wraps(view)
    def only_there(request, *args, **kwargs):
        if settings.MODE != "demo" or not telling.is_told():
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(never_cache(only_there))


@of_the_demo
@require_GET
def show(request):
    now = timezone.now()
    everyone = casting.everyone(now, timezone.localdate(now))
    ours = next(one["id"] for one in everyone["organisations"] if not one["is_canary"])
    people = [one for one in everyone["people"] if one["organisation"] == ours and one["email"]]
    shown = {
        "password": everyone["password"],
        "office": [one for one in people if one["kind"] == "colleague"],
        "parents": [one for one in people if one["kind"] == "guardian"],
        "devices": [one for one in everyone["devices"] if one["organisation"] == ours],
    }
    return render(request, "story/cast.html", shown)


@of_the_demo
@require_GET
def letters(request):
    """The newest letters that the demo would have mailed."""
    return render(request, "story/letters.html", {"letters": mailbox.newest(20)})


@of_the_demo
@require_POST
def open_tablet(request, id):
    """Make this browser one of the story's tablets."""
    device = get_object_or_404(Device.objects.trusted(timezone.now()), pk=id, pk__in=casting.KEYS)
    answer = redirect("/group/")
    set_key(answer, DEVICE_COOKIE, casting.KEYS[device.pk]())
    return answer
