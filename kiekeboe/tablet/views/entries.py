"""Logging from the tablet: a batch with ids of its own, edits, and taking back."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.care import kinds, wording
from kiekeboe.care.drafts import Conflict
from kiekeboe.care.logging import log
from kiekeboe.care.models import Entry
from kiekeboe.care.reaching import groups_today
from kiekeboe.people.rights import Right
from kiekeboe.tablet import answers, certainty, reading
from kiekeboe.tablet.access import need

CONTENT = ("started_at", "ended_at", "amount", "details", "note")


@require_http_methods(["PUT"])
def put(request):
    """Log for one or many children; each item gets its own answer."""
    need(request.caregiver, Right.LOG_CARE)
    try:
        told = reading.items(request, "entries")
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    drafts = [reading.draft(one) for one in told]
    if None in drafts:
        return answers.refusal(_("Choose a child and what you want to log."))
    try:
        for one, item in zip(drafts, told, strict=True):
            certainty.be_sure(one, request.caregiver.at, confirmed=item.get("confirmed") is True)
    except certainty.Unsure as error:
        return answers.refusal(error.sentence, status=409, confirm=True)
    groups = groups_today({one.child for one in drafts}, caregiver=request.caregiver)
    return answers.logged(log(drafts, groups=groups, by=request.caregiver.actor()))


@require_http_methods(["PUT", "DELETE"])
def entry(request, id):
    """Change one entry, or take it back. History is kept."""
    need(request.caregiver, Right.LOG_CARE)
    found = reachable(request.caregiver, id)
    if request.method == "DELETE":
        found.withdraw(by=request.caregiver.actor(), at=request.caregiver.at)
        return JsonResponse({"id": str(id), "status": 200})
    return _change(request, found)


@require_http_methods(["PUT"])
def restore(request, id):
    """Undo taking an entry back."""
    need(request.caregiver, Right.LOG_CARE)
    found = reachable(request.caregiver, id)
    try:
        found.restore(by=request.caregiver.actor(), at=request.caregiver.at)
    except Conflict as error:
        return _conflict(error)
    return JsonResponse({"id": str(id), "status": 200})


@require_http_methods(["PUT", "DELETE"])
def waking(request, id):
    """The child woke up at a moment; taken back, it sleeps on."""
    need(request.caregiver, Right.LOG_CARE)
    found = reachable(request.caregiver, id)
    by, now = request.caregiver.actor(), request.caregiver.at
    if request.method == "DELETE":
        return _asleep_again(found, by, now)
    try:
        at = reading.moment(reading.body(request).get("at")) or now
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    if found.kind != "sleep":
        raise Http404
    problems = kinds.get("sleep").check(found.details, None, found.started_at, at, now)
    if problems and found.ended_at is None:
        return answers.refusal(wording.say(problems[0].sentence))
    found.end(by=by, at=at)
    return JsonResponse({"id": str(id), "status": 200, "ended_at": found.ended_at.isoformat()})


def reachable(caregiver, id) -> Entry:
    """An entry of a child of this caregiver, or 404."""
    mine = Entry.objects.filter(organisation=caregiver.organisation_id, pk=id)
    found = mine.first()
    if found is None or not groups_today([found.child_id], caregiver=caregiver):
        raise Http404
    return found


def _change(request, entry):
    try:
        told = reading.body(request)
    except reading.Unreadable as error:
        return answers.refusal(error.sentence)
    changes = reading.changes(entry, told)
    after = {name: changes.get(name, getattr(entry, name)) for name in CONTENT}
    problems = kinds.get(entry.kind).check(
        after["details"], after["amount"], after["started_at"], after["ended_at"],
        request.caregiver.at,
    ) + kinds.check_note(after["note"])  # fmt: skip
    if problems:
        found = wording.problems(problems)
        return answers.refusal(next(iter(found.values()))[0], problems=found)
    based_on = told.get("based_on") if isinstance(told.get("based_on"), int) else 0
    try:
        changed = entry.revise(
            based_on=based_on, by=request.caregiver.actor(), at=request.caregiver.at, **changes
        )
    except Conflict as error:
        return _conflict(error)
    return JsonResponse({"id": str(entry.pk), "status": 200, "revision": changed.revision})


def _asleep_again(entry, by, now):
    if entry.kind != "sleep" or entry.ended_at is None:
        return JsonResponse({"id": str(entry.pk), "status": 200})
    running = Entry.objects.running().filter(child=entry.child_id).first()
    if running:
        return _conflict(Conflict(running))
    entry.revise(based_on=entry.revision, by=by, at=now, ended_at=None)
    return JsonResponse({"id": str(entry.pk), "status": 200})


def _conflict(error):
    there = error.standing
    return answers.refusal(answers.conflict(there), status=409, standing=answers.standing(there))
