"""Illness in the groups: who is sick, what families are told, when the GGD wants to hear (E3)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.illness import InfectionForm, ThresholdsForm
from kiekeboe.office.questions import illness as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning import infecting
from kiekeboe.planning.models import InfectionNotice


@require_GET
def index(request):
    """Each group with who is sick, and a hint when it is to be told to the GGD."""
    member = request.member.within(Right.SEE_MEDICAL)
    require(member.may(Right.SEE_MEDICAL))
    context = {
        "rows": questions.rows(member, at=request.moment),
        "may_tell": request.member.may(Right.EDIT_PLANNING),
        "locations": member.locations.on(member.day).order_by("name"),
    }
    return render(request, "office/illness/index.html", context)


@require_http_methods(["GET", "POST"])
def tell(request, group_id):
    """Tell all families of a group, without a name."""
    member = request.member
    group = get_object_or_404(member.groups.select_related("location"), pk=group_id)
    require(member.may(Right.EDIT_PLANNING, group.location_id))
    today = request.moment.astimezone(group.location.zone).date()
    names = member.children.filter(placements__group=group).values_list("first_name", flat=True)
    form = InfectionForm(request.POST or None, today=today, names=set(names))
    if form.is_valid():
        told = form.cleaned_data
        mine = InfectionNotice.objects.filter(organisation=member.organisation, group=group)
        once(told["id"], mine, InfectionNotice.objects)
        infecting.tell_infection(
            told["id"], group, illness=told["illness"], until=told["until"], words=told["words"],
            by=member.actor(), at=request.moment,
        )  # fmt: skip
        return done(request, _("The families of %s are told.") % group, "office:illness")
    return ask(request, "office/illness/tell.html", form, group=group)


@require_http_methods(["GET", "POST"])
def withdraw(request, notice_id):
    """It is over, or was a mistake."""
    member = request.member
    mine = InfectionNotice.objects.filter(
        organisation=member.organisation, group__in=member.groups
    ).select_related("group")
    notice = get_object_or_404(mine, pk=notice_id)
    require(member.may(Right.EDIT_PLANNING, notice.group.location_id))
    if request.method == "POST":
        infecting.withdraw_infection(notice, by=member.actor(), at=request.moment)
        return done(request, _("Families do not see it any more."), "office:illness")
    return confirm(
        request,
        title=_("Is it over: %s?") % notice.illness,
        sentences=[_("Families of %s do not see it any more.") % notice.group],
        button=_("It is over"),
        back=("office:illness",),
        danger=False,
    )


@require_http_methods(["GET", "POST"])
def thresholds(request, location_id):
    """From how many sick children on the own GGD wants to hear."""
    member = request.member
    location = get_object_or_404(member.locations, pk=location_id)
    require(member.may(Right.EDIT_PLANNING, location.pk))
    today = request.moment.astimezone(location.zone).date()
    standing = infecting.thresholds_on(location, today)
    form = ThresholdsForm(request.POST or None, standing=standing, today=today)
    if form.is_valid():
        infecting.set_thresholds(
            location, form.thresholds(), since=form.cleaned_data["since"], by=member.actor(),
            at=request.moment,
        )  # fmt: skip
        return done(request, _("Saved."), "office:illness")
    return ask(request, "office/illness/thresholds.html", form, location=location)
