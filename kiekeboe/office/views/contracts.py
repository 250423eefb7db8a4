"""Questions about contracts: other days and ends, answered with the consequence shown (E12)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.office.answers import done, require
from kiekeboe.office.questions import contracts as questions
from kiekeboe.office.views.requests import AnswerForm
from kiekeboe.people.rights import Right
from kiekeboe.planning import contract_changes
from kiekeboe.planning.models import ContractChange


@require_GET
def index(request):
    """What waits for an answer, and what was decided."""
    member = request.member
    require(member.may(Right.SEE_CHILDREN))
    context = {
        "waiting": list(questions.waiting(member)),
        "decided": list(questions.decided_lately(member)),
    }
    return render(request, "office/contracts/index.html", context)


@require_GET
def show(request, change_id):
    """One question, with what a yes asks of the group."""
    require(request.member.may(Right.SEE_CHILDREN))
    one = get_object_or_404(questions.in_reach(request.member), pk=change_id)
    return _page(request, one, AnswerForm())


@require_POST
def answer(request, change_id):
    """Who may change children decides; notice in time needs no yes but is filed."""
    one = get_object_or_404(questions.in_reach(request.member), pk=change_id)
    require(request.member.may_for(Right.EDIT_CHILDREN, one.child))
    form = AnswerForm(request.POST)
    if form.is_valid() and (said := _answered(request, one, form)):
        return done(request, said, "office:contract", one.pk)
    return _page(request, one, form)


def _page(request, one, form):
    context = {
        "one": one,
        "form": form,
        "consequence": questions.consequence(one, request.member.day),
        "is_end": one.kind == ContractChange.Kind.END,
        "open": one.state == ContractChange.State.REQUESTED,
        "may_decide": request.member.may_for(Right.EDIT_CHILDREN, one.child),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "office/contracts/show.html", context, status=status)


def _answered(request, one, form) -> str:
    """What was done, in a sentence; empty when the form says what is wrong."""
    by, at = request.member.actor(), request.moment
    told = form.cleaned_data
    try:
        if told["answer"] == "yes":
            contract_changes.approve(one, by=by, at=at, reason=told["reason"])
            return _("The contract is changed. The family hears of it.")
        contract_changes.decline(one, by=by, at=at, reason=told["reason"])
        return _("The family reads your answer.")
    except contract_changes.Decided:
        return _("This was decided already.")
    except ValueError:
        form.add_error("reason", _("Notice in time is a right. You cannot say no to it."))
        return ""
