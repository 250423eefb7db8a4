"""What a caregiver sees of a child's development, written one-handed and read back (L1)."""

from contextlib import suppress
from uuid import UUID

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.development import guide, mentors, noting, sight, talks
from kiekeboe.development.models import Observation, Talk
from kiekeboe.development.models.observations import LONGEST, Area
from kiekeboe.development.sources import chosen, sources_of
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need

LAST = 10  # observations: the tablet reads back, the office keeps the archive
SCALES = ("wellbeing", "involvement")


def child_followed(caregiver, id):
    """A child of this caregiver's groups, or 404; of nobody without the right."""
    need(caregiver, Right.FOLLOW_DEVELOPMENT)
    return get_object_or_404(sight.children_at_tablet(caregiver), pk=id)


@require_http_methods(["GET", "POST"])
def index(request, id):
    """Write what you saw; below it what was seen before. Opening it is written down (S61)."""
    caregiver, refused = request.caregiver, ""
    child = child_followed(caregiver, id)
    if request.method == "POST":
        refused = _note(request.POST, child, caregiver)
        if not refused:
            return redirect("tablet:development", id)
    else:
        record("file_read", child, by=caregiver.actor(), at=caregiver.at, children=[child.pk],
               group=caregiver.device.group_id, tab="development")  # fmt: skip
    context = _page(child, caregiver) | {"told": request.POST, "refused": refused}
    context["chosen"] = request.POST.getlist("child")
    return render(request, "tablet/development.html", context, status=422 if refused else 200)


def _page(child, caregiver) -> dict:
    seen = child.observations.standing().select_related("author").order_by("-seen_on", "-noted_at")
    others = sight.children_at_tablet(caregiver).exclude(pk=child.pk).order_by("first_name")
    return {
        "child": child, "seen": seen[:LAST], "others": others, "areas": Area.choices,
        "questions": guide.questions_for(child.months_on(caregiver.day)),
        "sources": sources_of(child, caregiver.at)[:6], "new_id": uuid7(), "longest": LONGEST,
        "scales": (("wellbeing", _("Well-being"), guide.WELLBEING),
                   ("involvement", _("Involvement"), guide.INVOLVEMENT)),
        "waits": noting.practice_of(caregiver.organisation_id).manager_shares,
        "followed": next(iter(mentors.followed([child], caregiver.day)), None),
        "day": caregiver.day,
    }  # fmt: skip


def _note(told, child, caregiver) -> str:
    """The sentence of a refusal, or nothing when it is written."""
    others = [
        one for one in sight.children_at_tablet(caregiver).exclude(pk=child.pk)
        if str(one.pk) in told.getlist("child")
    ]  # fmt: skip
    source = told.get("source", "")
    if others and source:
        return _("A moment is of one child. Leave it out for several.")
    if source not in {"", *(one.key for one in sources_of(child, caregiver.at))}:
        return _("Choose the moment again.")
    steps = {name: int(told[name]) for name in SCALES if told.get(name) in set("12345")}
    seen = noting.Seen(
        _id(told), told.get("area", ""), told.get("text", ""), caregiver.day, **steps,
        **chosen(source),
    )  # fmt: skip
    try:
        rows = noting.note(seen, [child, *others], by=caregiver.actor(), at=caregiver.at)
        for row in rows if "shared" in told else ():
            noting.share(row, by=caregiver.actor(), at=caregiver.at)
    except noting.NothingSaid:
        return _("Choose an area, and write what you saw.")
    except noting.WaitsForManager:
        return ""
    return ""


def _id(told) -> UUID:
    try:
        return UUID(told.get("id", ""))
    except ValueError:
        return uuid7()


@require_POST
def withdraw(request, observation_id):
    """A caregiver takes back what she wrote herself."""
    caregiver = request.caregiver
    need(caregiver, Right.FOLLOW_DEVELOPMENT)
    mine = Observation.objects.standing().filter(
        author=caregiver.employee, child__in=sight.children_at_tablet(caregiver)
    )
    row = get_object_or_404(mine, pk=observation_id)
    noting.withdraw(row, by=caregiver.actor(), at=caregiver.at)
    return redirect("tablet:development", row.child_id)


@require_http_methods(["GET", "POST"])
def talk(request, id):
    """The draft of a talk: begun, written, and the parents asked to write. Sharing it is asked of
    the office, so that somebody reads along."""
    caregiver = request.caregiver
    child = child_followed(caregiver, id)
    draft = Talk.objects.standing().filter(child=child, shared_at=None).first()
    if request.method == "POST":
        # what a colleague shared or began in the meantime is shown by the page
        with suppress(talks.Closed, talks.AlreadyDrafted):
            _write(request.POST, child, draft, caregiver)
        return redirect("tablet:development-talk", id)
    parts = {one.area: one for one in draft.parts.all()} if draft else {}
    context = {
        "child": child, "talk": draft, "kinds": Talk.Kind.choices, "new_id": uuid7(),
        "parts": [parts[area] for area in Area.values if area in parts],
        "written": draft.parent_parts.select_related("guardian") if draft else (),
        "followed": next(iter(mentors.followed([child], caregiver.day)), None),
        "day": caregiver.day,
    }  # fmt: skip
    return render(request, "tablet/development_talk.html", context)


def _write(told, child, draft, caregiver) -> None:
    said = {"by": caregiver.actor(), "at": caregiver.at}
    if draft is None:
        if "opening" in told:  # words for a draft that was shared or dropped in the meantime
            return
        kind = told.get("kind") if told.get("kind") in Talk.Kind.values else Talk.Kind.YEARLY
        talks.draft(_id(told), child, kind, **said)
        return
    if "opening" not in told:  # the question to begin, sent twice
        return
    parts = {area: told[area][:4000] for area in Area.values if area in told}
    talks.write(draft, opening=told.get("opening", "")[:2000], parts=parts, **said)
    if "invite" in told:
        talks.invite(draft, **said)
