"""The weekly pieces behind the desk: of whom there is none, and what waits to be read (B9)."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.development import pieces, sight
from kiekeboe.development.models import Piece, PieceRule
from kiekeboe.office.answers import done
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.office.views.child_file import opened
from kiekeboe.office.views.development import follower
from kiekeboe.people.rights import Right

BACK = timedelta(weeks=8)  # how far back a week can be looked at


def _locations(member):
    return member.within(Right.FOLLOW_DEVELOPMENT).locations.on(member.day).order_by("name")


def _waiting(member):
    """What may be read here and waits for it."""
    rows = Piece.objects.standing().filter(
        status=pieces.WAITING,
        location__in=_locations(member).values("pk"),
        child__in=sight.children_at_desk(member),
    )
    return rows.select_related("child", "author").order_by("monday", "child__first_name", "pk")


@require_GET
def index(request):
    """One week: what waits, drafts that were left, and children of whom nothing is written."""
    member = follower(request)
    this = pieces.monday_of(member.day)
    asked = day_of(request.GET.get("week"))
    monday = pieces.monday_of(asked) if asked and this - BACK <= asked <= member.day else this
    children = sight.children_at_desk(member)
    places = list(_locations(member))
    zone = places[0].zone if places else timezone.get_default_timezone()
    sent = _standing(member).filter(monday=monday, status=pieces.PUBLISHED)
    drafts = Piece.objects.standing().filter(monday=monday, status=pieces.DRAFT, child__in=children)
    first = set(PieceRule.objects.filter(needs_approval=True).values_list("location", flat=True))
    without = pieces.without_piece(children, monday, zone)  # drafts have a list of their own
    context = {
        "monday": monday, "sunday": monday + timedelta(days=6),
        "before": monday - pieces.WEEK if monday > this - BACK + pieces.WEEK else None,
        "after": monday + pieces.WEEK if monday < this else None,
        "waiting": list(_waiting(member)),
        "without": without.exclude(pk__in=drafts.values("child")),
        "drafts": drafts.select_related("child", "author").order_by("child__first_name", "pk"),
        "sent": sent.select_related("child", "author").order_by("child__first_name", "pk"),
        "places": [(one, one.pk in first) for one in places],
    }  # fmt: skip
    return render(request, "office/pieces/index.html", context)


@require_http_methods(["GET", "POST"])
def show(request, piece_id):
    """One piece that was sent: read it, and let the family read it."""
    member = follower(request)
    if request.method == "POST":
        piece = get_object_or_404(_standing(member), pk=piece_id)
        pieces.publish(piece, by=member.actor(), at=request.moment)
        return done(request, _("The family can read it now."), "office:pieces")
    rows = _standing(member).select_related("child", "author")
    piece = get_object_or_404(rows, pk=piece_id)
    opened(request, piece.child_id, "development")
    return render(request, "office/pieces/show.html", {"piece": piece})


@require_POST
def back(request, piece_id):
    """Give a piece back to who wrote it: families read it no more. Twice changes nothing."""
    member = follower(request)
    piece = get_object_or_404(_sent(member), pk=piece_id)
    pieces.take_back(_sent(member).filter(pk=piece.pk), by=member.actor(), at=request.moment)
    said = _("%(name)s has the piece as a draft again.") % {"name": piece.author.first_name}
    return done(request, said, "office:pieces")


def _standing(member):
    """What waits or was published, so that a second tap is no riddle."""
    return _sent(member).standing()


def _sent(member):
    return Piece.objects.exclude(status=pieces.DRAFT).filter(
        location__in=_locations(member).values("pk"), child__in=sight.children_at_desk(member)
    )  # fmt: skip


@require_POST
def rule(request, location_id):
    """Whether somebody reads along first at this location."""
    member = follower(request)
    location = get_object_or_404(_locations(member), pk=location_id)
    first = request.POST.get("first") == "yes"
    pieces.choose(location, needs_approval=first, by=member.actor(), at=request.moment)
    return redirect("office:pieces")
