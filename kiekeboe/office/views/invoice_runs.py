"""Making and issuing the invoices of a month, for the organisation as a whole (K2)."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kiekeboe.billing import drafting, issuing
from kiekeboe.billing.books import before
from kiekeboe.billing.drafting import What
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.working import money as written
from kiekeboe.office.answers import confirm, done, require
from kiekeboe.office.questions import money
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.office.views.invoices import keeper
from kiekeboe.organisation.models import Company
from kiekeboe.people.models import Child, Guardian

WORDS = {
    What.NEW: ("info", "plus"),
    What.CHANGED: ("wait", "pencil"),
    What.SAME: ("none", "check"),
    What.GONE: ("stop", "minus"),
    What.ISSUED: ("ok", "circle-check"),
    What.DIFFERS: ("stop", "octagon-x"),
}


def _whole(request):
    """Runs are for the whole organisation: so is who makes them."""
    require(money.keeps_all(keeper(request)))
    return request.member


def choices(today):
    """The month that comes, this one and the two before."""
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return [following, first, before(first), before(first, 2)]


def _month(request, given):
    """The month that was chosen, or None when it is none of those there are to choose."""
    month = day_of(given.get("month"))
    return month if month in choices(request.member.day) else None


@require_http_methods(["GET", "POST"])
def run(request):
    """Choose a month; then its drafts, and what became different since the last time."""
    member = _whole(request)
    context = {"months": [(one, money.monthly(one)) for one in choices(member.day)]}
    if request.method == "POST":
        month = _month(request, request.POST)
        if month is None:
            context["mistake"] = _("Choose one of these months.")
            return render(request, "office/invoices/run.html", context, status=422)
        found = drafting.draft(month, by=member.actor(), at=request.moment)
        context |= {"month": month, "title": money.monthly(month)} | _told(found)
    return render(request, "office/invoices/run.html", context)


def _told(found) -> dict:
    """A run in rows with names, what asks attention first."""
    payers = Guardian.objects.in_bulk({one.payer for one in found.differences})
    children = Child.objects.in_bulk({one.child for one in found.remarks})
    last = (What.SAME, What.ISSUED)
    differences = sorted(
        found.differences, key=lambda one: (one.what in last, str(payers[one.payer]))
    )
    return {
        "rows": [(one, payers[one.payer], *WORDS[one.what]) for one in differences],
        "remarks": [(one.why, children[one.child]) for one in found.remarks],
        "many": sum(found.many(one) for one in (What.NEW, What.CHANGED, What.SAME)),
        "total": sum(one.after for one in found.differences),
    }


@require_http_methods(["GET", "POST"])
def issue(request):
    """Give all drafts of a month their number, after the count is confirmed."""
    member, month = _whole(request), _month(request, request.GET)
    require(month is not None)
    differs = request.method == "POST" and _made_again(request, month)
    drafts = Invoice.objects.drafts().filter(organisation=member.organisation, month=month)
    totals = list(drafts.values_list("total", flat=True))
    if not totals:
        return redirect("office:invoices")
    seen = f"{len(totals)}:{sum(totals)}"
    sentences = _before_it_goes(member, sum(totals))
    if differs or (request.method == "POST" and request.POST.get("seen") != seen):
        sentences.insert(0, _("The drafts changed in the meantime. Look once more."))
    elif request.method == "POST":
        try:
            return _issued(request, month)
        except issuing.Backdated:
            sentences = [_("There are invoices with a later date. Try again after that day.")]
    title = ngettext("Issue %(n)s invoice?", "Issue %(n)s invoices?", len(totals))
    button = ngettext("Issue %(n)s invoice", "Issue %(n)s invoices", len(totals))
    many = {"n": len(totals)}
    return confirm(
        request, title=title % many, sentences=sentences, button=button % many,
        back=("office:invoice-run",), danger=False, seen=seen,
    )  # fmt: skip


def _made_again(request, month) -> bool:
    """Count once more what is about to go: whether a contract or a price says something else by
    now than the drafts did."""
    found = drafting.draft(month, by=request.member.actor(), at=request.moment)
    return any(found.many(what) for what in (What.NEW, What.CHANGED, What.GONE))


def _before_it_goes(member, total: int) -> list[str]:
    return [
        _("Together %(total)s.") % {"total": written(total)},
        _("After this nothing in them can be changed. Families hear of it at once."),
        *_without_iban(member),
    ]


def _without_iban(member) -> list[str]:
    mine = Company.objects.filter(organisation=member.organisation, iban="")
    return [
        _("%(company)s has no IBAN yet: nobody can pay.") % {"company": one.name} for one in mine
    ]


def _issued(request, month):
    by, at = request.member.actor(), request.moment
    found = issuing.issue_month(month, on=request.member.day, by=by, at=at)
    many = len(found.invoices)
    said = ngettext("%(n)s invoice is issued.", "%(n)s invoices are issued.", many) % {"n": many}
    if found.stale:
        said += " " + _("Some drafts are old: make the invoices of this month again.")
    return done(request, said, "office:invoices")
