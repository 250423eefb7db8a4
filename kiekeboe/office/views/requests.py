"""The queue of requests: what a yes asks, and a yes or a no (E8, E9)."""

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import require
from kiekeboe.office.questions import requests as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning import asking
from kiekeboe.planning.models import Request


class AnswerForm(forms.Form):
    """A yes, or a no with a reason that the family reads."""

    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
    reason = forms.CharField(
        label=_("Why (the family reads this)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )

    def clean(self):
        told = self.cleaned_data
        if told.get("answer") == "no" and not told.get("reason"):
            self.add_error("reason", _("Write why it is not possible."))
        return told


@require_GET
def index(request):
    """What waits for us with its consequence, the waiting list, and what was decided."""
    member = request.member
    require(member.may(Right.SEE_CHILDREN))
    context = {
        "waiting": questions.rows(questions.waiting_for_us(member), today=member.day),
        "listed": questions.rows(questions.on_the_list(member), today=member.day),
        "decided": questions.decided_lately(member),
    }
    return render(request, "office/requests/index.html", context)


@require_http_methods(["GET", "POST"])
def show(request, request_id):
    """One request. Who may change children decides."""
    member = request.member
    require(member.may(Right.SEE_CHILDREN))
    one = get_object_or_404(
        Request.objects.filter(
            organisation=member.organisation, group__in=member.groups, child__in=member.children
        ).select_related("child", "guardian", "group__location"),
        pk=request_id,
    )
    may_decide = member.may(Right.EDIT_CHILDREN)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(may_decide)
        if form.is_valid() and _decided(request, one, form.cleaned_data):
            return redirect("office:request", one.pk)
    row = questions.rows([one], today=member.day)[0]
    undecided = one.state in (Request.State.REQUESTED, Request.State.WAITING)
    context = {"row": row, "one": one, "form": form, "open": undecided, "may_decide": may_decide}
    status = 422 if request.method == "POST" else 200
    return render(request, "office/requests/show.html", context, status=status)


def _decided(request, one, told) -> bool:
    by, at = request.member.actor(), request.moment
    try:
        if told["answer"] == "yes":
            asking.approve(one, by=by, at=at, reason=told["reason"])
        else:
            asking.decline(one, by=by, at=at, reason=told["reason"])
    except asking.Decided:
        one.refresh_from_db()
    return True
