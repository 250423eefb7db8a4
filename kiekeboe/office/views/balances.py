"""The balance of a child, line by line; put right by a line with a note (E6)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.balances import LineForm
from kiekeboe.office.questions.balances import books_of, spoken
from kiekeboe.office.views.child_file import opened
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.rights import Right
from kiekeboe.planning import balancing
from kiekeboe.planning.models import Credit
from kiekeboe.planning.request_policy import expires_on
from kiekeboe.planning.requests_of import rules_on


@require_GET
def show(request, child_id):
    """What is left, what came, what went, what is over."""
    child = opened(request, child_id, "planning")
    member = request.member
    context = {
        "child": child,
        "books": books_of(member, child),
        "may_edit": member.may_for(Right.EDIT_CHILDREN, child),
    }
    return render(request, "office/child/balance.html", context)


@require_http_methods(["GET", "POST"])
def correct(request, child_id, location_id):
    """Add a line, or take some off."""
    child, member = child_to_edit(request, child_id), request.member
    location = get_object_or_404(member.locations, pk=location_id)
    book = balancing.book_of(child, location, member.day)
    require(bool(book.unit) and location in {one.location for one in books_of(member, child)})
    form = LineForm(request.POST or None, unit=book.unit, today=member.day)
    if form.is_valid() and _written(request, child, location, form):
        return done(request, _("The line is on the balance."), "office:balance", child.pk)
    left = spoken(book.balance.total, book.unit)
    return ask(
        request, "office/child/balance_line.html", form, child=child, location=location, left=left
    )


def _written(request, child, location, form) -> bool:
    told, member = form.cleaned_data, request.member
    once(told["id"], Credit.objects.filter(child=child, location=location), Credit.objects)
    until = told["until"] or expires_on(rules_on(location, member.day), member.day)
    try:
        balancing.write_line(
            told["id"], child, location, amount=told["amount"], note=told["note"], day=member.day,
            until=until, by=member.actor(), at=request.moment,
        )  # fmt: skip
    except balancing.NotEnough as problem:
        left = spoken(problem.left, form.unit)
        form.add_error("way", _("There is %s on the balance. More cannot be taken off.") % left)
    return form.is_valid()
