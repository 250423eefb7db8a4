"""The development of children: whom a talk is due for, and the tab of one child (L1–L3, H3)."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.development import mentors, noting, sight
from kiekeboe.development.curves import curves_of
from kiekeboe.development.models import Measurement, Talk
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.development import PracticeForm
from kiekeboe.office.views.child_file import opened, page
from kiekeboe.people.rights import Right

PER_PAGE = 30


def follower(request):
    """The member behind the desk, who may follow development."""
    require(request.member.may(Right.FOLLOW_DEVELOPMENT))
    return request.member


def child_followed(request, child_id):
    """A child whose development this member follows, or 404."""
    child = get_object_or_404(sight.children_at_desk(follower(request)), pk=child_id)
    require(request.member.may_for(Right.FOLLOW_DEVELOPMENT, child))
    return child


@require_GET
def index(request):
    """Every child with a place: its mentor, and the talk that is due."""
    member = follower(request)
    rows = mentors.followed(sight.children_at_desk(member), member.day)
    asks = [one for one in rows if mentors.asks(one)]
    shown = asks if request.GET.get("what") != "all" else rows
    listed = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": listed, "asks": len(asks), "all": shown is rows, "day": member.day}
    return render(request, "office/development/index.html", context)


@require_GET
def of_child(request, child_id):
    """The tab: talks, observations, mentor, growth. That it was opened is written down."""
    child = opened(request, child_id, "development")
    seen = child.observations.standing().select_related("author").order_by("-seen_on", "-noted_at")
    listed = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    practice = noting.practice_of(child.organisation_id)
    measured = list(Measurement.objects.standing().filter(child=child).order_by("day"))
    return page(
        request, child, "development", page=listed, practice=practice, measured=measured,
        curves=curves_of(measured, child.born_on),
        followed=next(iter(mentors.followed([child], request.member.day)), None),
        talks=Talk.objects.standing().filter(child=child).order_by("-last_day", "-drafted_at"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def rules(request):
    """How this house follows development."""
    member = follower(request)
    require(member.within(Right.FOLLOW_DEVELOPMENT).everywhere)
    row = noting.practice_of(member.organisation.pk)
    given = request.POST if request.method == "POST" else None
    form = PracticeForm(given, initial={
        "keeps_growth": row.keeps_growth, "manager_shares": row.manager_shares,
    })  # fmt: skip
    if form.is_valid():
        noting.choose(**form.cleaned_data, by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:development")
    return ask(request, "office/development/rules.html", form)
