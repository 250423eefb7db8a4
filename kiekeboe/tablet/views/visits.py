"""At the door: who comes in, who goes home with whom, and setting it right (B2, B3)."""

from django.db import transaction
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.care.collecting import may_collect
from kiekeboe.care.models import Entry, Visit
from kiekeboe.care.models.attendance import AlreadyHere, Overlaps, UnknownCollector
from kiekeboe.care.reaching import groups_today
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child, Employee
from kiekeboe.people.rights import Right
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import need


class NotNow(Exception):
    """A time that cannot be; `sentence` says why."""

    def __init__(self, sentence):
        super().__init__("not now")
        self.sentence = sentence


@require_http_methods(["PUT"])
def arrive(request):
    """Let one child in, or several: all or none."""
    need(request.caregiver, Right.LOG_CARE)
    try:
        told = reading.items(request, "visits")
        children = _children(request.caregiver, told)
        with transaction.atomic():
            visits = [_let_in(request.caregiver, one, children) for one in told]
    except (reading.Unreadable, NotNow) as error:
        return answers.refusal(error.sentence)
    except AlreadyHere as error:
        return answers.refusal(_already_here(error.visit), status=409)
    except Overlaps:
        return answers.refusal(_("The child was already here at that time."), status=409)
    return JsonResponse({"answers": [{"id": str(v.pk), "status": 200} for v in visits]})


@require_http_methods(["PUT"])
def leave(request):
    """Let one child go home, or several: all or none."""
    need(request.caregiver, Right.LOG_CARE)
    try:
        told = reading.items(request, "visits")
        with transaction.atomic():
            for one in told:
                _let_go(request.caregiver, one)
    except (reading.Unreadable, NotNow) as error:
        return answers.refusal(error.sentence)
    except UnknownCollector as error:
        name = error.args[0]
        sentence = _("%(name)s is not on the list. Check who it is before you go on.")
        return answers.refusal(sentence % {"name": name}, status=409, confirm=True)
    return JsonResponse({"answers": [{"id": one["id"], "status": 200} for one in told]})


@require_http_methods(["DELETE"])
def undo_arrival(request, id):
    """It was a mistake: the child did not come in."""
    need(request.caregiver, Right.LOG_CARE)
    reachable(request.caregiver, id).withdraw(by=request.caregiver.actor(), at=request.caregiver.at)
    return JsonResponse({"id": str(id), "status": 200})


@require_http_methods(["DELETE"])
def undo_leaving(request, id):
    """It was a mistake: the child is still here."""
    need(request.caregiver, Right.LOG_CARE)
    visit = reachable(request.caregiver, id)
    try:
        visit.reopen(by=request.caregiver.actor(), at=request.caregiver.at)
    except AlreadyHere as error:
        return answers.refusal(_already_here(error.visit), status=409)
    return JsonResponse({"id": str(id), "status": 200})


@require_http_methods(["PUT"])
def correct(request, id):
    """Set the true times of a visit."""
    need(request.caregiver, Right.LOG_CARE)
    visit = reachable(request.caregiver, id)
    try:
        told = reading.body(request)
        arrived = reading.moment(told.get("arrived_at")) or visit.arrived_at
        left = reading.moment(told.get("left_at")) or visit.left_at
        _check_order(arrived, left, request.caregiver.at)
        visit.correct(
            arrived_at=arrived, left_at=left, by=request.caregiver.actor(), at=request.caregiver.at
        )
    except (reading.Unreadable, NotNow) as error:
        return answers.refusal(error.sentence)
    except Overlaps:
        return answers.refusal(_("The child was already here at that time."), status=409)
    return JsonResponse({"id": str(id), "status": 200})


@require_http_methods(["PUT"])
def bringer(request, id):
    """Who brought the child, said after it came in."""
    need(request.caregiver, Right.LOG_CARE)
    visit = reachable(request.caregiver, id)
    try:
        name = reading.words(reading.items(request, "visits")[0].get("brought_by"))
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    if not name:
        return answers.refusal(_("Choose who brought the child."))
    visit.name_bringer(name, by=request.caregiver.actor(), at=request.caregiver.at)
    return JsonResponse({"id": str(id), "status": 200})


def reachable(caregiver, id) -> Visit:
    """A visit of a child of this caregiver, or 404."""
    mine = Visit.objects.filter(organisation=caregiver.organisation_id, pk=id)
    visit = mine.select_related("child").first()
    inside = visit and (
        visit.group_id in caregiver.group_ids or groups_today([visit.child_id], caregiver=caregiver)
    )
    if not inside:
        raise Http404
    return visit


def _children(caregiver, told):
    """Child and group of each item, all in reach; otherwise 404."""
    wanted = {reading.uuid(one.get("child")) for one in told}
    groups = groups_today(wanted - {None}, caregiver=caregiver)
    if set(groups) != wanted:
        raise Http404
    children = Child.objects.in_bulk(wanted)
    rooms = Group.objects.in_bulk(set(groups.values()))
    return {id: (children[id], rooms[group]) for id, group in groups.items()}


def _let_in(caregiver, told, children):
    child, group = children[reading.uuid(told["child"])]
    at = _moment(told, caregiver.at)
    return Visit.objects.check_in(
        reading.uuid(told["id"]),
        child=child,
        group=group,
        brought_by=reading.words(told.get("brought_by")),
        by=caregiver.actor(),
        at=at,
    )


def _let_go(caregiver, told):
    visit = reachable(caregiver, reading.uuid(told["id"]))
    at = _moment(told, caregiver.at)
    _check_order(visit.arrived_at, at, caregiver.at)
    name = reading.words(told.get("collected_by"))
    # Somebody must have been chosen or typed; an empty name is nobody.
    listed = bool(name) and may_collect(visit.child, name, caregiver.day)
    confirmed = told.get("confirmed") is True and bool(name)
    if not name:
        raise NotNow(_("Choose who collects the child."))
    if not listed and not confirmed:
        raise UnknownCollector(name)
    for nap in Entry.objects.running().filter(child=visit.child_id):
        nap.end(by=caregiver.actor(), at=max(at, nap.started_at))
    visit.check_out(
        collected_by=name, confirmed=confirmed, may_collect=listed, by=caregiver.actor(), at=at
    )


def _moment(told, now):
    at = reading.moment(told.get("at")) or now
    if at > now.replace(second=59, microsecond=999999):
        raise NotNow(_("This time is still to come."))
    return min(at, now)


def _check_order(arrived, left, now):
    if arrived > now or (left and left > now):
        raise NotNow(_("This time is still to come."))
    if left and left <= arrived:
        raise NotNow(_("The child cannot leave before it came."))


def _already_here(visit):
    if visit is None:
        return _("The child is already here.")
    who = Employee.objects.filter(pk=visit.checked_in_by).first()
    words = {
        "name": visit.child.first_name,
        "time": answers.clock(visit.arrived_at),
        "by": who.first_name if who else "",
    }
    if who:
        return _("%(name)s is already here since %(time)s, logged by %(by)s.") % words
    return _("%(name)s is already here since %(time)s.") % words
