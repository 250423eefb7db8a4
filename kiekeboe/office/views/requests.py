"""The queue of requests: what a yes asks, a yes, a no, another day, and a slip undone (E8, E9)."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.office.answers import done, require
from kiekeboe.office.forms.proposals import ProposalForm
from kiekeboe.office.questions import contracts
from kiekeboe.office.questions import requests as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning import asking, proposing
from kiekeboe.planning.models import Request
from kiekeboe.planning.policy_words import sentence


class AnswerForm(forms.Form):
    """A yes, or a no with a reason that the family reads."""

    answer = forms.ChoiceField(choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])
    back = forms.ChoiceField(choices=[("queue", "queue")], required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why (the family reads this)"),
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
    decided = list(questions.decided_lately(member))
    context = {
        "waiting": questions.rows(questions.waiting_for_us(member), today=member.day),
        "listed": questions.rows(questions.on_the_list(member), today=member.day),
        "decided": decided,
        "contracts": list(contracts.waiting(member)),
        "answered": _just_answered(request, decided),
        "may_decide": member.may(Right.EDIT_CHILDREN),
    }
    return render(request, "office/requests/index.html", context)


def _just_answered(request, decided):
    """The request that was answered a moment ago, while that can still be taken back."""
    for one in decided:
        if str(one.pk) == request.GET.get("done") and may_take_back(request, one):
            return one
    return None


def may_take_back(request, one) -> bool:
    may = request.member.may(Right.EDIT_CHILDREN, one.group.location_id)
    return may and proposing.may_reopen(one, at=request.moment)


@require_http_methods(["GET", "POST"])
def show(request, request_id):
    """One request. Who may change children decides."""
    one = _mine(request, request_id)
    may_decide = request.member.may(Right.EDIT_CHILDREN, one.group.location_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(may_decide and one.instead_of_id is None)  # a proposal is the family's to answer
        if form.is_valid() and _decided(request, one, form):
            queue = f"{reverse('office:requests')}?done={one.pk}#wacht"
            return redirect(
                queue if form.cleaned_data["back"] else reverse("office:request", args=[one.pk])
            )
    row = questions.rows([one], today=request.member.day)[0]
    undecided = one.state in (Request.State.REQUESTED, Request.State.WAITING)
    context = {
        "row": row, "one": one, "form": form, "open": undecided, "may_decide": may_decide,
        "may_propose": undecided and may_decide and one.ask != Request.Ask.LEAVE,
        "may_take_back": may_take_back(request, one),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "office/requests/show.html", context, status=status)


def _decided(request, one, form) -> bool:
    by, at, told = request.member.actor(), request.moment, form.cleaned_data
    try:
        if told["answer"] == "yes":
            asking.approve(one, by=by, at=at, reason=told["reason"])
        else:
            asking.decline(one, reason=told["reason"], by=by, at=at)
    except asking.Decided:
        one.refresh_from_db()
    except asking.NotPossible as problem:
        form.add_error(None, sentence(problem.decision, one.child.first_name))
        return False
    return True


@require_POST
def undo(request, request_id):
    """Take an answer back that was a slip, within minutes."""
    one = _mine(request, request_id)
    require(request.member.may(Right.EDIT_CHILDREN, one.group.location_id))
    try:
        proposing.reopen(one, by=request.member.actor(), at=request.moment)
    except asking.TooLateToCancel:
        messages.warning(request, _("The family has the answer already. Call them to change it."))
        return redirect("office:request", one.pk)
    return done(request, _("Taken back. It waits for an answer again."), "office:requests")


@require_http_methods(["GET", "POST"])
def propose(request, request_id):
    """Propose another day; the family answers."""
    one = _mine(request, request_id)
    require(request.member.may(Right.EDIT_CHILDREN, one.group.location_id))
    require(one.ask != Request.Ask.LEAVE and one.instead_of_id is None)
    days = questions.days_to_propose(one, at=request.moment)
    times = {"starts_at": one.starts_at, "ends_at": one.ends_at}
    form = ProposalForm(request.POST or None, days=days, initial=times)
    if form.is_valid() and _proposed(request, one, form):
        return done(request, _("The family gets your proposal."), "office:request", one.pk)
    context = {"one": one, "form": form, "days": days}
    status = 422 if request.method == "POST" else 200
    return render(request, "office/requests/propose.html", context, status=status)


def _proposed(request, one, form) -> bool:
    told = dict(form.cleaned_data)
    try:
        proposing.propose(told.pop("id"), one, by=request.member.actor(), at=request.moment, **told)
    except asking.NotPossible as problem:
        form.add_error("day", sentence(problem.decision, one.child.first_name))
    except asking.Decided:
        form.add_error(None, _("This was decided in the meantime."))
    return form.is_valid()


def _mine(request, request_id):
    """A request in reach, or 404."""
    member = request.member
    require(member.may(Right.SEE_CHILDREN))
    mine = Request.objects.filter(
        organisation=member.organisation, group__in=member.groups, child__in=member.children
    ).select_related("child", "guardian", "group__location", "instead_of")
    return get_object_or_404(questions.with_proposals(mine), pk=request_id)
