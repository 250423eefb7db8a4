"""What a location agrees about chat (F2), texts to start from, and who is away (F3)."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.chat import agreeing
from kiekeboe.chat.models import ChatPolicy, NoteTemplate, OutOfOffice
from kiekeboe.chat.opening import policies_of
from kiekeboe.chat.policy import holding
from kiekeboe.office.answers import done, once, require
from kiekeboe.office.forms.chat_rules import AwayForm, ChatRulesForm, NoteTextForm, initial_of
from kiekeboe.people.rights import Right


def _planner(request):
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member


@require_GET
def index(request):
    """The rules of the first location in reach."""
    first = _planner(request).locations.order_by("name").first()
    return redirect("office:chat-rules", first.pk) if first else redirect("office:places")


@require_http_methods(["GET", "POST"])
def location(request, location_id):
    """What holds now and later, and another agreement from a day on."""
    member = _planner(request)
    here = get_object_or_404(member.locations, pk=location_id)
    day = request.moment.astimezone(here.zone).date()
    now = holding(policies_of(here), day)
    form = ChatRulesForm(
        request.POST if request.method == "POST" else None, initial=initial_of(now, day)
    )
    if form.is_valid():
        try:
            agreeing.set_policy(
                here, form.policy(), until=form.cleaned_data["until"], day=day,
                by=member.actor(), at=request.moment,
            )  # fmt: skip
            return done(request, _("Saved. Parents see it from that day on."),
                        "office:chat-rules", here.pk)  # fmt: skip
        except agreeing.OverAlready:
            form.add_error("since", _("This day is over. Choose today or later."))
    return _page(request, member, here, rules=form)


def _page(request, member, here, **forms):
    day = request.moment.astimezone(here.zone).date()
    policies = list(ChatPolicy.objects.of(here.pk))
    begun = [one for one in policies if one.since <= day]
    colleagues = member.colleagues.working_on(day)
    refused = any(one.is_bound for one in forms.values())
    context = {
        "here": here,
        "locations": member.locations.order_by("name"),
        "now": begun[-1] if begun else None,
        "later": [one for one in policies if one.since > day],
        "rules": ChatRulesForm(initial=initial_of(holding(policies_of(here), day), day)),
        "texts": agreeing.templates_for(here.organisation_id, here),
        "text_form": NoteTextForm(prefix="note"),
        "away": OutOfOffice.objects.filter(
            employee__in=colleagues, last_day__gte=day, withdrawn_at=None
        ).select_related("employee", "instead").order_by("first_day"),
        "away_form": AwayForm(colleagues=colleagues, prefix="away"),
    }  # fmt: skip
    return render(
        request, "office/chat/rules.html", context | forms, status=422 if refused else 200
    )


@require_POST
def add_text(request, location_id):
    """A text that colleagues of this location start from."""
    member = _planner(request)
    here = get_object_or_404(member.locations, pk=location_id)
    form = NoteTextForm(request.POST, prefix="note")
    if not form.is_valid():
        return _page(request, member, here, text_form=form)
    told = dict(form.cleaned_data)
    mine = NoteTemplate.objects.filter(organisation=here.organisation_id, location=here)
    once(told["id"], mine, NoteTemplate.objects)
    agreeing.write_template(
        told.pop("id"), location=here, by=member.actor(), at=request.moment, **told
    )
    return done(request, _("Saved."), "office:chat-rules", here.pk)


@require_POST
def drop_text(request, location_id, text_id):
    """It is not offered any more."""
    member = _planner(request)
    here = get_object_or_404(member.locations, pk=location_id)
    wide = Q(location=None) if member.everywhere else Q(pk__in=())
    mine = NoteTemplate.objects.filter(organisation=here.organisation_id).filter(
        Q(location=here) | wide
    )
    agreeing.withdraw_template(
        get_object_or_404(mine, pk=text_id), by=member.actor(), at=request.moment
    )
    return redirect("office:chat-rules", here.pk)


@require_POST
def add_away(request, location_id):
    """A colleague is away, and who answers instead."""
    member = _planner(request)
    here = get_object_or_404(member.locations, pk=location_id)
    form = AwayForm(
        request.POST, colleagues=member.colleagues.working_on(member.day), prefix="away"
    )
    if not form.is_valid():
        return _page(request, member, here, away_form=form)
    told = form.cleaned_data
    mine = OutOfOffice.objects.filter(employee__in=member.colleagues)
    once(told["id"], mine, OutOfOffice.objects)
    agreeing.be_away(
        told["id"], employee=told["employee"], first_day=told["first_day"],
        last_day=told["last_day"], text=told["words"], instead=told["instead"],
        by=member.actor(), at=request.moment,
    )  # fmt: skip
    return done(request, _("Families see it in the conversation."), "office:chat-rules", here.pk)


@require_POST
def end_away(request, location_id, away_id):
    """The colleague is back."""
    member = _planner(request)
    here = get_object_or_404(member.locations, pk=location_id)
    mine = OutOfOffice.objects.filter(employee__in=member.colleagues)
    agreeing.be_back(get_object_or_404(mine, pk=away_id), by=member.actor(), at=request.moment)
    return redirect("office:chat-rules", here.pk)
