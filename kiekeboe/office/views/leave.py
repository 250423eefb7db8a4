"""Leave and sickness of colleagues: asked, decided, told (H2)."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.leave import AnswerForm, NewLeaveForm
from kiekeboe.office.questions import leave as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning import staff_leave
from kiekeboe.planning.models import StaffAbsence

SAID = {
    "yes": staff_leave.approve,
    "no": staff_leave.decline,
}


@require_GET
def index(request):
    """What waits for an answer with its consequence, who is away, and what was decided."""
    member = _planner(request)
    context = {
        "waiting": questions.rows(questions.waiting(member), today=member.day),
        "standing": questions.standing(member),
        "decided": questions.decided_lately(member),
        "today": member.day,
    }
    return render(request, "office/leave/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """Write leave, training or sickness down. Who writes it may decide, so it is agreed at once."""
    member = _planner(request)
    form = NewLeaveForm(
        request.POST if request.method == "POST" else None,
        colleagues=member.colleagues.working_on(member.day),
        initial={"first_day": member.day, "employee": request.GET.get("employee")},
    )
    if form.is_valid():
        once(form.cleaned_data["id"], questions.reachable(member), StaffAbsence.objects)
        _write(form.cleaned_data, by=member.actor(), at=request.moment)
        who = form.cleaned_data["employee"].first_name
        return done(request, _("%s is away in the roster.") % who, "office:leave")
    return ask(request, "office/leave/new.html", form)


def _write(told, *, by, at) -> None:
    id, employee, first = told["id"], told["employee"], told["first_day"]
    if told["kind"] == StaffAbsence.Kind.SICK:
        staff_leave.report_sick(id, employee, first_day=first, by=by, at=at)
        if told["last_day"]:
            back_on = told["last_day"] + timedelta(days=1)
            staff_leave.report_better(employee, back_on=back_on, by=by, at=at)
        return
    absence = staff_leave.ask(
        id, employee, kind=told["kind"], first_day=first, last_day=told["last_day"],
        words=told["words"], by=by, at=at,
    )  # fmt: skip
    staff_leave.approve(absence, by=by, at=at)


@require_http_methods(["GET", "POST"])
def answer(request, leave_id):
    """One leave: yes, no with a reason, taken back, or better again."""
    member = _planner(request)
    absence = get_object_or_404(questions.reachable(member), pk=leave_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _answer(absence, form.cleaned_data, member, at=request.moment)
        return done(request, _("Saved."), "office:leave")
    row = questions.rows([absence], today=member.day)[0]
    context = {"row": row, "one": absence, "today": member.day}
    return ask(request, "office/leave/answer.html", form, **context)


def _answer(absence, told, member, *, at) -> None:
    by = member.actor()
    try:
        if told["answer"] in SAID:
            SAID[told["answer"]](absence, reason=told["reason"], by=by, at=at)
        elif told["answer"] == "better":
            staff_leave.report_better(absence.employee, back_on=member.day, by=by, at=at)
        else:
            staff_leave.withdraw(absence, by=by, at=at)
    except staff_leave.Decided:
        absence.refresh_from_db()


def _planner(request):
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member
