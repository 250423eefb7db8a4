"""Changes to look at: a parent wants the profile of a child changed, the office answers (A8)."""

import json

from django import forms
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.events.recording import record
from kiekeboe.office.answers import done, require
from kiekeboe.office.questions import profile_changes as questions
from kiekeboe.office.views.requests import AnswerForm
from kiekeboe.people import profile_changes, profile_facts
from kiekeboe.people.models import ProfileChange
from kiekeboe.people.rights import Right

State = ProfileChange.State


class ChangeAnswerForm(AnswerForm):
    """A yes to what stood on the screen (`seen`), or a no with a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why (the family reads this)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )
    seen = forms.JSONField(required=False, widget=forms.HiddenInput)


@require_GET
def index(request):
    """What waits, the oldest first, and what was decided lately."""
    member = request.member
    require(member.may(Right.EDIT_CHILDREN))
    context = {
        "waiting": [(one, questions.LOOKS[one.state]) for one in questions.waiting(member)],
        "decided": [(one, questions.LOOKS[one.state]) for one in questions.decided_lately(member)],
    }
    return render(request, "office/profile_changes/index.html", context)


@require_http_methods(["GET", "POST"])
def show(request, wanted_id):
    """One change fact by fact. What held meanwhile is shown again before it is decided (409)."""
    one = get_object_or_404(questions.in_reach(request.member), pk=wanted_id)
    require(request.member.may_for(Right.EDIT_CHILDREN, one.child))
    tab = "health" if one.about in profile_facts.MEDICAL else "family"
    record("file_read", one.child, by=request.member.actor(), at=request.moment,
           children=[one.child_id], tab=tab)  # fmt: skip
    now = questions.standing(one)
    form = ChangeAnswerForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        said, status = _answered(request, one, form)
        if said:
            return done(request, said, "office:profile-changes")
    held = now if one.state == State.WAITING else None
    context = {
        "one": one, "form": form, "look": questions.LOOKS[one.state],
        "lines": profile_facts.lines(one, held), "seen": json.dumps(now),
        "stops": one.about in profile_facts.ENDS, "open": one.state == State.WAITING,
        "gone": now is None, "overtaken": held is not None and held != one.before,
    }  # fmt: skip
    return render(request, "office/profile_changes/show.html", context, status=status)


def _answered(request, one, form) -> tuple[str, int]:
    """What was done in a sentence, or none with the status of the page that says why not."""
    told, said = form.cleaned_data, {"by": request.member.actor(), "at": request.moment}
    try:
        if told["answer"] == "no":
            profile_changes.decline(one, reason=told["reason"], **said)
            return _("The family reads your answer."), 302
        profile_changes.approve(
            one, seen=told["seen"], on=request.member.day, reason=told["reason"], **said
        )
        return _("It is changed. The family hears of it."), 302
    except profile_changes.Decided:
        form.add_error(None, _("This was decided in the meantime."))
        one.refresh_from_db()
    except profile_changes.Overtaken:
        form.add_error(None, _("What we know changed in the meantime. Look once more."))
    except profile_changes.MayNotAsk:
        form.add_error(None, _("Who asked this has no authority any more. You can say no."))
    except profile_facts.Gone:
        form.add_error(None, _("This was ended in the meantime. You can say no."))
    return "", 409
