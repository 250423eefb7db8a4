"""The weekly piece, written at the group: one text for one child or several, kept as a draft (B9).

Only the author goes on with a draft; who has the group sees which children have none this week.
"""

from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.development import pieces, sight
from kiekeboe.development.models import Piece
from kiekeboe.development.models.pieces import LONGEST
from kiekeboe.development.noting import NothingSaid
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.rights import Right
from kiekeboe.photos.models import Photo
from kiekeboe.tablet.access import need

OFFERED = 12  # photos of the week to choose from
LAST = 20


@require_http_methods(["GET", "POST"])
def index(request):
    """Who has no piece this week, the drafts of this caregiver, and the paper to write on."""
    caregiver, refused = request.caregiver, ""
    need(caregiver, Right.FOLLOW_DEVELOPMENT)
    if request.method == "POST":
        refused = _keep(request.POST, caregiver)
        if not refused:
            return redirect("tablet:pieces")
    paper = _paper(request, caregiver)
    context = _page(caregiver, paper["id"]) | paper | {"refused": refused}
    return render(request, "tablet/pieces.html", context, status=422 if refused else 200)


def _page(caregiver, batch) -> dict:
    monday = pieces.monday_of(caregiver.day)
    week = _week_of(caregiver, batch)
    children = sight.children_at_tablet(caregiver)
    zone = timezone.get_current_timezone()
    # A draft of an earlier week is still the author's to end.
    to_end = Q(author=caregiver.employee, status=Piece.Status.DRAFT)
    written = Piece.objects.standing().filter(Q(monday=monday) | to_end, child__in=children)
    written = written.order_by("monday", "status", "child__first_name")
    return {
        "children": children.order_by("first_name"), "longest": LONGEST,
        "lacking": pieces.without_piece(children, monday, zone),
        "written": written.select_related("child")[:LAST],
        "photos": _photos(children, caregiver.day, week).order_by("-taken_at")[:OFFERED],
        "monday": monday, "week": week,
        "asks": pieces.needs_approval(caregiver.device.location_id),
        "me": caregiver.employee.pk,
    }  # fmt: skip


def _week_of(caregiver, batch):
    """The Monday of a draft that is gone on with, and else that of today."""
    begun = _drafts(caregiver, batch).first()
    return begun.monday if begun else pieces.monday_of(caregiver.day)


def _photos(children, day, monday):
    """Photos of a week on which these children are, and to which nobody says no."""
    allowed = Photo.objects.standing().still_allowed(day)
    taken = Q(taken_at__date__gte=monday, taken_at__date__lt=monday + pieces.WEEK)
    return allowed.filter(taken, appearances__child__in=children).distinct()


def _paper(request, caregiver) -> dict:
    """What stands on the form: what was refused, the draft that was opened, or nothing."""
    if request.method == "POST":
        told = request.POST
        return {"id": _id(told), "text": told.get("text", ""), "chosen": told.getlist("child"),
                "beside": told.getlist("photo")}  # fmt: skip
    rows = list(_drafts(caregiver, _id(request.GET)))
    if not rows:
        chosen = [request.GET.get("child", "")]
        return {"id": uuid7(), "text": "", "chosen": chosen, "beside": []}
    beside = {str(one.photo_id) for row in rows for one in row.beside.all()}
    return {"id": rows[0].batch, "text": rows[0].text, "beside": beside, "begun": True,
            "chosen": [str(one.child_id) for one in rows]}  # fmt: skip


def _drafts(caregiver, batch):
    mine = Piece.objects.standing().filter(batch=batch, status=Piece.Status.DRAFT)
    return mine.filter(
        author=caregiver.employee, child__in=sight.children_at_tablet(caregiver)
    ).prefetch_related("beside")


def _keep(told, caregiver) -> str:
    """The sentence of a refusal, or nothing when it is kept."""
    reach = sight.children_at_tablet(caregiver)
    children = [one for one in reach if str(one.pk) in told.getlist("child")]
    batch = _id(told)
    monday = _week_of(caregiver, batch)
    photos = _photos(reach, caregiver.day, monday).filter(pk__in=_ids(told.getlist("photo")))
    paper = pieces.Told(
        batch, monday, told.get("text", ""), tuple(photos.values_list("pk", flat=True))
    )
    said = {"by": caregiver.actor(), "at": caregiver.at}
    try:
        pieces.keep(paper, children, **said)
    except NothingSaid:
        return _("Choose a child, and write how the week was.")
    except pieces.NotTheirs:
        return _("A colleague wrote this piece. Begin your own.")
    except pieces.AlreadyWritten:
        return _("A child you chose has a piece this week. Leave it out.")
    if "send" in told:
        pieces.send(batch, **said)
    return ""


@require_POST
def back(request, batch):
    """What this caregiver sent and has second thoughts about: nobody reads it, it is a draft."""
    caregiver = request.caregiver
    drafts = pieces.take_back(_mine(caregiver, batch), by=caregiver.actor(), at=caregiver.at)
    again = f"?id={drafts[0].batch}" if drafts else ""
    return redirect(f"{reverse('tablet:pieces')}{again}")


@require_POST
def drop(request, batch):
    """A draft that comes to nothing is thrown away."""
    caregiver = request.caregiver
    _mine(caregiver, batch)
    pieces.drop(batch, by=caregiver.actor(), at=caregiver.at)
    return redirect("tablet:pieces")


def _mine(caregiver, batch):
    """The pieces of one text that this caregiver wrote, or 404."""
    need(caregiver, Right.FOLLOW_DEVELOPMENT)
    reach = sight.children_at_tablet(caregiver)
    mine = Piece.objects.filter(batch=batch, author=caregiver.employee, child__in=reach)
    if not mine.exists():
        raise Http404
    return mine


def _id(told) -> UUID:
    return next(iter(_ids([told.get("id", "")])), None) or uuid7()


def _ids(words) -> list[UUID]:
    found = []
    for one in words:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
