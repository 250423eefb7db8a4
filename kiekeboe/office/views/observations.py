"""Observations behind the desk: written, changed, shared and taken back (L1)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.development import noting, sight
from kiekeboe.development.guide import questions_for
from kiekeboe.development.models import Observation
from kiekeboe.development.sources import sources_of
from kiekeboe.office.answers import ask, confirm, done, require
from kiekeboe.office.forms.development import ObservationForm, WordsForm
from kiekeboe.office.views.development import child_followed, follower

TAB = "office:child-development"


def _mine(request):
    return Observation.objects.standing().filter(
        child__in=sight.children_at_desk(follower(request))
    )


def _one(request, observation_id) -> Observation:
    row = get_object_or_404(_mine(request).select_related("child"), pk=observation_id)
    child_followed(request, row.child_id)
    return row


@require_http_methods(["GET", "POST"])
def new(request, child_id):
    """What was seen of this child, and of others of its group when they did it together."""
    child, member = child_followed(request, child_id), request.member
    others = _others(member, child)
    form = ObservationForm(
        request.POST if request.method == "POST" else None, others=others,
        sources=sources_of(child, request.moment), initial={"seen_on": member.day},
    )  # fmt: skip
    if form.is_valid() and _noted(request, form, [child, *others]):
        return done(request, _("Saved."), TAB, child.pk)
    questions = questions_for(child.months_on(member.day))
    return ask(request, "office/development/new.html", form, child=child, questions=questions)


def _noted(request, form, children) -> bool:
    """Whether it is written; otherwise the form says why not."""
    told, by = form.cleaned_data, {"by": request.member.actor(), "at": request.moment}
    everyone = Observation.objects.filter(batch=told["id"])
    require(not everyone.exclude(child__in=sight.children_at_desk(request.member)).exists())
    chosen = {str(children[0].pk), *told.get("others", ())}
    try:
        rows = noting.note(form.seen(), [one for one in children if str(one.pk) in chosen], **by)
    except noting.NothingSaid:
        form.add_error("text", _("Fill this in."))
        return False
    except noting.NotThatDay:
        form.add_error("seen_on", _("Choose a day up to today, after the birth."))
        return False
    for row in rows if told["shared"] else ():
        noting.share(row, **by)
    return True


def _others(member, child) -> list:
    """The other children of its group today, in reach."""
    placed = child.placements.in_force(member.day).first()
    if placed is None:
        return []
    rows = sight.children_at_desk(member).exclude(pk=child.pk)
    same = type(placed).objects.in_force(member.day).filter(group=placed.group_id)
    return list(rows.filter(pk__in=same.values("child")).order_by("first_name", "last_name"))


@require_http_methods(["GET", "POST"])
def edit(request, observation_id):
    """Other words, as long as parents do not read it."""
    row = _one(request, observation_id)
    require(row.shared_at is None)
    start = {name: getattr(row, name) for name in ("area", "text", "wellbeing", "involvement")}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        told, by = form.cleaned_data, {"by": request.member.actor(), "at": request.moment}
        noting.rewrite(row, area=told["area"], text=told["text"], **form.steps(), **by)
        return done(request, _("Saved."), TAB, row.child_id)
    return ask(request, "office/development/edit.html", form, child=row.child)


@require_POST
def share(request, observation_id):
    """From now on the parents read it."""
    row = _one(request, observation_id)
    noting.share(row, by=request.member.actor(), at=request.moment)
    return done(request, _("Parents can read it now."), TAB, row.child_id)


@require_http_methods(["GET", "POST"])
def withdraw(request, observation_id):
    """Nobody reads it any more."""
    row = _one(request, observation_id)
    if request.method == "POST":
        noting.withdraw(row, by=request.member.actor(), at=request.moment)
        return done(request, _("Taken back."), TAB, row.child_id)
    return confirm(
        request, title=_("Take this observation back?"), button=_("Take back"),
        sentences=[row.text, _("Nobody reads it any more, parents neither.")],
        back=(TAB, row.child_id),
    )  # fmt: skip
