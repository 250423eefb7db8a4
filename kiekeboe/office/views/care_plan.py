"""What is agreed about one child: its place, its days, its health, its consents."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import ask, confirm, done, require
from kiekeboe.office.forms.children import (
    AllergyForm,
    HealthForm,
    PlacementForm,
    WeekForm,
)
from kiekeboe.office.questions.occupancy import taken
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.models import Allergy
from kiekeboe.people.rights import Right
from kiekeboe.planning.models import ContractDay, Placement


@require_http_methods(["GET", "POST"])
def place(request, child_id):
    """The child's own group from a day on; the old place ends the day before."""
    child, member = child_to_edit(request, child_id), request.member
    form = PlacementForm(
        request.POST if request.method == "POST" else None,
        child=child,
        groups=_groups(member).select_related("location"),
        full=taken,
        initial={"started_on": child.started_on or member.day},
    )
    if form.is_valid():
        group, first_day = form.cleaned_data["group"], form.cleaned_data["started_on"]
        Placement.objects.place(
            child=child, group=group, started_on=first_day, by=member.actor(), at=request.moment
        )
        sentence = _("%(child)s belongs to %(group)s.") % {"child": child, "group": group}
        return done(request, sentence, "office:planning", child.pk)
    return ask(request, "office/child/place.html", form, child=child)


@require_http_methods(["GET", "POST"])
def week(request, child_id):
    """The weekly pattern from a day on."""
    child, member = child_to_edit(request, child_id), request.member
    standing = ContractDay.objects.filter(child=child, last_day=None).select_related("group")
    rows = {row.weekday: (row.starts_at, row.ends_at) for row in standing}
    placement = child.placements.in_force(member.day).first()
    form = WeekForm(
        request.POST if request.method == "POST" else None,
        groups=_groups(member).select_related("location"),
        week=rows,
        initial={"first_day": member.day, "group": placement and placement.group_id},
    )
    if form.is_valid():
        ContractDay.objects.agree(
            child,
            form.cleaned_data["group"],
            form.week,
            first_day=form.cleaned_data["first_day"],
            by=member.actor(),
            at=request.moment,
        )
        return done(request, _("Saved."), "office:planning", child.pk)
    return ask(request, "office/child/week.html", form, child=child)


@require_http_methods(["GET", "POST"])
def health(request, child_id):
    """The medical note and the feeding."""
    child = child_to_edit(request, child_id)
    require(request.member.may_for(Right.SEE_MEDICAL, child))
    form = HealthForm(
        request.POST if request.method == "POST" else None,
        initial={"medical_note": child.medical_note, "feeding_note": child.feeding_note},
    )
    if form.is_valid():
        child.note_health(by=request.member.actor(), at=request.moment, **form.cleaned_data)
        return done(request, _("Saved."), "office:health", child.pk)
    return ask(request, "office/child/health_edit.html", form, child=child)


@require_http_methods(["GET", "POST"])
def allergy(request, child_id):
    """A new allergy, or new facts about a known one."""
    child = child_to_edit(request, child_id)
    require(request.member.may_for(Right.SEE_MEDICAL, child))
    form = AllergyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        Allergy.objects.note(
            child, by=request.member.actor(), at=request.moment, **form.cleaned_data
        )
        return done(request, _("Saved."), "office:health", child.pk)
    return ask(request, "office/child/allergy.html", form, child=child)


@require_http_methods(["GET", "POST"])
def end_allergy(request, child_id, allergy_id):
    """The child outgrew it."""
    child = child_to_edit(request, child_id)
    require(request.member.may_for(Right.SEE_MEDICAL, child))
    allergy = get_object_or_404(child.allergies, pk=allergy_id)
    if request.method == "POST":
        allergy.end(on=request.member.day, by=request.member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:health", child.pk)
    return confirm(
        request,
        title=_("Is the allergy to %s over?") % allergy.substance,
        sentences=[_("The warning disappears from the tablet at once.")],
        button=_("The allergy is over"),
        back=("office:health", child.pk),
    )


def _groups(member):
    """Where this person may place children."""
    return member.within(Right.EDIT_CHILDREN).groups.on(member.day)
