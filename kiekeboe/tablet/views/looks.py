"""Sleep checks and notes from home: somebody has seen it (B6, B7)."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_http_methods

from kiekeboe.care.looking import Look, look
from kiekeboe.care.models import Entry, HomeNote
from kiekeboe.care.reaching import groups_today
from kiekeboe.people.rights import Right
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.access import need


@require_http_methods(["PUT"])
def put(request):
    """I have looked: at one sleeping child or at all of them."""
    caregiver = request.caregiver
    need(caregiver, Right.LOG_CARE)
    try:
        told = reading.items(request, "looks")
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    looks = [
        Look(reading.uuid(one["id"]), entry, min(at, caregiver.at))
        for one in told
        if (entry := reading.uuid(one.get("entry")))
        and (at := reading.moment(one.get("at")) or caregiver.at)
    ]
    naps = Entry.objects.filter(
        organisation=caregiver.organisation_id, pk__in=[one.entry for one in looks]
    )
    children = groups_today(naps.values_list("child", flat=True), caregiver=caregiver)
    fresh = look(looks, children=list(children), by=caregiver.actor())
    return JsonResponse({"answers": [{"id": one["id"], "status": 200} for one in told],
                         "new": len(fresh)})  # fmt: skip


@require_http_methods(["PUT"])
def see_note(request, id):
    """Somebody in the group read what home told."""
    caregiver = request.caregiver
    need(caregiver, Right.LOG_CARE)
    note = HomeNote.objects.filter(organisation=caregiver.organisation_id, pk=id).first()
    if note is None or not groups_today([note.child_id], caregiver=caregiver):
        raise Http404
    note.see(by=caregiver.actor(), at=caregiver.at)
    return JsonResponse({"id": str(id), "status": 200})
