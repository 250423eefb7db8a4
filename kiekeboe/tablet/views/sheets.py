"""The sheets that rise over the board: what to log for whom, who comes and who goes."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiekeboe.care import kinds, wording
from kiekeboe.care.collecting import people_at_the_door
from kiekeboe.care.models import Visit
from kiekeboe.care.reaching import groups_today
from kiekeboe.people.models import Child
from kiekeboe.people.rights import Right
from kiekeboe.tablet import certainty, forms, reading
from kiekeboe.tablet.access import need
from kiekeboe.tablet.boards import face
from kiekeboe.tablet.views import entries, visits


@require_GET
def log(request, kind):
    """The form of one kind, with one line per chosen child and the last values in it."""
    need(request.caregiver, Right.LOG_CARE)
    if kind not in kinds.NAMES:
        raise Http404
    children = chosen(request)
    if certainty.careful(kind) and len(children) > 1:
        raise Http404
    sheet = forms.sheet(kind, children, request.caregiver)
    return render(request, "tablet/_log_sheet.html", {"sheet": sheet})


@require_GET
def edit(request, id):
    """The same form with what one entry says now."""
    need(request.caregiver, Right.LOG_CARE)
    entry = entries.reachable(request.caregiver, id)
    sheet = forms.edit(entry, request.caregiver)
    return render(request, "tablet/_log_sheet.html", {"sheet": sheet})


@require_GET
def more(request):
    """The kinds that have no place in the dock."""
    need(request.caregiver, Right.LOG_CARE)
    alone = len(request.GET.getlist("child")) < 2
    buttons = [(name, kinds.get(name).hue, kinds.get(name).icon,
                wording.say(kinds.get(name).label)) for name in kinds.NAMES
               if alone or not certainty.careful(name)]  # fmt: skip
    return render(request, "tablet/_more_sheet.html", {"buttons": buttons, "alone": alone})


@require_GET
def arriving(request):
    """Several children come in: with a time, and who brought them."""
    need(request.caregiver, Right.LOG_CARE)
    children = chosen(request)
    lines = [(child, face(child), _door(child, request)) for child in children]
    return render(request, "tablet/_arriving_sheet.html", _door_page(lines, request))


@require_GET
def bringer(request, id):
    """Who brought the child that is here already."""
    need(request.caregiver, Right.LOG_CARE)
    visit = visits.reachable(request.caregiver, id)
    lines = [(visit.child, face(visit.child), _door(visit.child, request))]
    page = _door_page(lines, request) | {"visit": visit}
    return render(request, "tablet/_arriving_sheet.html", page)


@require_GET
def leaving(request):
    """Who takes each of these children home."""
    need(request.caregiver, Right.LOG_CARE)
    children = chosen(request)
    open_visits = Visit.objects.open().filter(
        organisation=request.caregiver.organisation_id, child__in=children
    )
    stays = {visit.child_id: visit.pk for visit in open_visits}
    lines = [
        (child, face(child), _door(child, request), stays[child.pk])
        for child in children
        if child.pk in stays
    ]
    return render(request, "tablet/_leaving_sheet.html", _door_page(lines, request))


def chosen(request) -> list[Child]:
    """The children in the address, all in reach; otherwise 404."""
    wanted = [reading.uuid(one) for one in request.GET.getlist("child")]
    reach = groups_today([one for one in wanted if one], caregiver=request.caregiver)
    if not wanted or set(reach) != set(wanted):
        raise Http404
    return list(Child.objects.filter(pk__in=reach).order_by("first_name", "last_name"))


def _door(child, request):
    return people_at_the_door(child, request.caregiver.day)


def _door_page(lines, request):
    return {"lines": lines, "now": request.caregiver.at, "many": len(lines) > 1}
