"""Where and when a child comes: its group, its days, visits to settle in, another group."""

from datetime import date
from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import ask, confirm, done, once
from kiekeboe.office.forms.child_days import LendingForm, SettlingForm
from kiekeboe.office.forms.children import PlacementForm, WeekForm
from kiekeboe.office.questions import what_if
from kiekeboe.office.questions.occupancy import taken
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.models import Guardian
from kiekeboe.people.rights import Right
from kiekeboe.planning import lending, moving, settling
from kiekeboe.planning.models import Booking, ContractDay, Lending
from kiekeboe.planning.what_if_words import fits, sentences


@require_http_methods(["GET", "POST"])
def place(request, child_id):
    """The child's own group from a day on; its days and bookings go with it."""
    child, member = child_to_edit(request, child_id), request.member
    room = partial(what_if.of_placement, child, today=member.day)
    form = PlacementForm(
        _sent(request),
        child=child,
        groups=_groups(member),
        full=taken,
        room=lambda *asked: sentences(room(*asked)),
        initial={"started_on": child.started_on or member.day},
    )
    if form.is_valid():
        group, first_day = form.cleaned_data["group"], form.cleaned_data["started_on"]
        moving.move(child, group, day=first_day, by=member.actor(), at=request.moment)
        sentence = _("%(child)s belongs to %(group)s.") % {"child": child, "group": group}
        return done(request, sentence, "office:planning", child.pk)
    return ask(request, "office/child/place.html", form, child=child)


@require_http_methods(["GET", "POST"])
def week(request, child_id):
    """The weekly pattern from a day on."""
    child, member = child_to_edit(request, child_id), request.member
    standing = ContractDay.objects.filter(child=child, last_day=None).select_related("group")
    placement = child.placements.in_force(member.day).first()
    room = partial(what_if.of_contract, child, today=member.day)
    form = WeekForm(
        _sent(request),
        groups=_groups(member),
        week={row.weekday: (row.starts_at, row.ends_at) for row in standing},
        room=lambda *asked: sentences(room(*asked)),
        initial={"first_day": member.day, "group": placement and placement.group_id},
    )
    if form.is_valid():
        group, first_day = form.cleaned_data["group"], form.cleaned_data["first_day"]
        ContractDay.objects.agree(
            child, group, form.week, first_day=first_day, by=member.actor(), at=request.moment
        )
        found = room(group, form.week, first_day)
        said = _("Saved.") if sentences(found) else f"{_('Saved.')} {fits(found)}"
        return done(request, said, "office:planning", child.pk)
    return ask(request, "office/child/week.html", form, child=child)


@require_http_methods(["GET", "POST"])
def visit(request, child_id):
    """A visit to settle in."""
    child, member = child_to_edit(request, child_id), request.member
    placement = child.placements.order_by("-started_on").first()
    room = partial(what_if.of_visit, child, today=member.day)
    form = SettlingForm(
        _sent(request),
        groups=_groups(member),
        room=lambda *asked: sentences(room(*asked)),
        initial={"day": child.started_on or member.day, "group": placement and placement.group_id},
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        once(told["id"], Booking.objects.filter(child=child), Booking.objects)
        try:
            settling.plan_visit(
                told.pop("id"), child, told.pop("group"), by=member.actor(), at=request.moment,
                **told,
            )  # fmt: skip
            return done(request, _("The visit is planned."), "office:planning", child.pk)
        except settling.ComesAlready:
            form.add_error("starts_at", _("%s comes then already.") % child.first_name)
    return ask(request, "office/child/visit.html", form, child=child)


@require_http_methods(["GET", "POST"])
def cancel_visit(request, child_id, booking_id):
    """The child does not come to settle in after all."""
    child, member = child_to_edit(request, child_id), request.member
    visits = Booking.objects.standing().filter(child=child, kind="bonus", day__gte=member.day)
    found = get_object_or_404(visits, pk=booking_id)
    if request.method == "POST":
        settling.cancel_visit(found, by=member.actor(), at=request.moment)
        return done(request, _("The visit does not go on."), "office:planning", child.pk)
    return confirm(
        request,
        title=_("Cancel this visit?"),
        sentences=[_("The place is free again at once. Tell the family yourself.")],
        button=_("Cancel the visit"),
        back=("office:planning", child.pk),
    )


@require_http_methods(["GET", "POST"])
def lend(request, child_id):
    """Another group of the location for some days, with the consent of a parent."""
    child, member = child_to_edit(request, child_id), request.member
    own = child.placements.in_force(member.day).select_related("group__location").first()
    here = {"location": own.group.location} if own else {"pk": None}
    relations = child.guardianships.parental().in_force(member.day)
    room = partial(what_if.of_placement, child, today=member.day)
    form = LendingForm(
        _sent(request),
        groups=_groups(member).filter(**here).exclude(pk=own and own.group_id),
        parents=Guardian.objects.filter(pk__in=relations.values("guardian")),
        room=lambda group, first, last: sentences(
            [one for one in room(group, first) if one.stretch.day <= last]
        ),
        initial={"first_day": member.day, "last_day": member.day, "consented_on": member.day},
    )
    if form.is_valid() and (answer := _lend(request, child, form)):
        return answer
    return ask(request, "office/child/lend.html", form, child=child, own=own)


def _lend(request, child, form):
    told = dict(form.cleaned_data)
    once(told["id"], Lending.objects.filter(child=child), Lending.objects)
    by, at = request.member.actor(), request.moment
    try:
        lending.lend(told.pop("id"), child, told.pop("group"), by=by, at=at, **told)
        return done(request, _("Saved."), "office:planning", child.pk)
    except lending.LentAlready as refused:
        known = {"child": child.first_name, "group": refused.lending.group}
        form.add_error("first_day", _("%(child)s is in %(group)s then already.") % known)
    except lending.ElsewhereOrClosed:
        form.add_error("group", _("Choose another group of the same location."))
    except lending.WithoutConsent:
        form.add_error("consented_by", _("Choose a parent who may decide for this child."))
    return None


@require_http_methods(["GET", "POST"])
def take_back(request, child_id, lending_id):
    """The child is in its own group again from today."""
    child, member = child_to_edit(request, child_id), request.member
    lent = get_object_or_404(
        Lending.objects.standing(member.day, date.max).filter(child=child), pk=lending_id
    )
    if request.method == "POST":
        lending.take_back(lent, from_day=member.day, by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:planning", child.pk)
    return confirm(
        request,
        title=_("Back in the own group from today?"),
        sentences=[_("Days that are over stay as they were.")],
        button=_("Back in the own group"),
        back=("office:planning", child.pk),
        danger=False,
    )


def _sent(request):
    return request.POST if request.method == "POST" else None


def _groups(member):
    """Where this person may place children."""
    groups = member.within(Right.EDIT_CHILDREN).groups.on(member.day)
    return groups.select_related("location")
