"""The first page: brings each person to their own surface."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from kiekeboe.people.families import Family
from kiekeboe.people.members import OfficeMember
from kiekeboe.welcome.doors import show

PARENT, OFFICE = "/parent/", "/office/"


@login_not_required
@require_GET
def index(request):
    if not request.user.is_authenticated:
        return redirect("welcome:sign-in")
    places = places_of(request.user)
    if len(places) == 1:
        return redirect(places[0])
    return show(request, "pages/choice", parent=PARENT in places, office=OFFICE in places)


def places_of(account) -> list[str]:
    """The surfaces where this account has something to see today."""
    today = timezone.localdate()
    places = []
    if Family.of(account, today).guardianships:
        places.append(PARENT)
    if OfficeMember.of(account, today):
        places.append(OFFICE)
    return places
