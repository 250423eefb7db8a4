"""What is agreed about the health of one child."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import ask, confirm, done, require
from kiekeboe.office.forms.children import AllergyForm, HealthForm
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.models import Allergy
from kiekeboe.people.rights import Right


@require_http_methods(["GET", "POST"])
def health(request, child_id):
    """The medical note, the feeding and the doctor."""
    child = child_to_edit(request, child_id)
    require(request.member.may_for(Right.SEE_MEDICAL, child))
    form = HealthForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(child, name) for name in HealthForm.base_fields},
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
