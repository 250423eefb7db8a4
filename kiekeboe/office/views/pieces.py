"""The weekly pieces behind the desk: of whom there is none, and what waits to be read (B9)."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.development import pieces, sight
from kiekeboe.development.models import Piece, PieceRule
from kiekeboe.office.answers import done
from kiekeboe.office.questions import development
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.office.views.child_file import opened
from kiekeboe.office.views.development import follower

BACK = timedelta(weeks=8)  # how far back a week can be looked at


@require_GET
def index(request):
    """One week: what waits, drafts that were left, and children of whom nothing is written."""
    member = follower(request)
    this = pieces.monday_of(member.day)
    asked = day_of(request.GET.get("week"))
    monday = pieces.monday_of(asked) if asked and this - BACK <= asked <= member.day else this
    children = sight.children_at_desk(member)
    places = list(development.locations(member))
    zone = places[0].zone if places else timezone.get_default_timezone()
    sent = development.pieces_sent(member).published().filter(monday=monday)
    drafts = Piece.objects.standing().filter(monday=monday, status=pieces.DRAFT, child__in=children)
    first = set(PieceRule.objects.filter(needs_approval=True).values_list("location", flat=True))
    without = pieces.without_piece(children, monday, zone)  # drafts have a list of their own
    context = {
        "monday": monday, "sunday": monday + timedelta(days=6),
        "before": monday - pieces.WEEK if monday > this - BACK + pieces.WEEK else None,
        "after": monday + pieces.WEEK if monday < this else None,
        "waiting": list(development.pieces_waiting(member)),
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
    rows = development.pieces_sent(member).standing().select_related("child", "author")
    piece = get_object_or_404(rows, pk=piece_id)
    if request.method == "POST":
        pieces.publish(piece, by=member.actor(), at=request.moment)
        return done(request, _("The family can read it now."), "office:pieces")
    opened(request, piece.child_id, "development")
    return render(request, "office/pieces/show.html", {"piece": piece})


@require_POST
def back(request, piece_id):
    """Give a piece back to who wrote it: families read it no more. Twice changes nothing."""
    member = follower(request)
    sent = development.pieces_sent(member).filter(pk=piece_id)
    piece = get_object_or_404(sent)
    pieces.take_back(sent, by=member.actor(), at=request.moment)
    said = _("%(name)s has the piece as a draft again.") % {"name": piece.author.first_name}
    return done(request, said, "office:pieces")


@require_POST
def rule(request, location_id):
    """Whether somebody reads along first at this location."""
    member = follower(request)
    location = get_object_or_404(development.locations(member), pk=location_id)
    first = request.POST.get("first") == "yes"
    pieces.choose(location, needs_approval=first, by=member.actor(), at=request.moment)
    return redirect("office:pieces")
