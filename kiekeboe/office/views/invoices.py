"""Invoices: the list of a month, one with its lines, and what a person does with it (K2)."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.billing import crediting, paying
from kiekeboe.billing.handing import hand_over, hand_over_bound, hand_over_year
from kiekeboe.billing.issuing import Backdated
from kiekeboe.billing.models import Invoice, Mark, Payment
from kiekeboe.billing.paying import stand, with_standing
from kiekeboe.billing.states import State
from kiekeboe.billing.working import words_of
from kiekeboe.billing.yearly import statements
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import bills
from kiekeboe.notifications.ways import Way, names_a_child_kept_from_them, ways_of
from kiekeboe.office.answers import confirm, done, require
from kiekeboe.office.forms.money import PaymentForm
from kiekeboe.office.questions import money
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.people.models import Guardian
from kiekeboe.people.rights import Right

PER_PAGE = 100
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def keeper(request):
    require(request.member.may(Right.KEEP_BOOKS))
    return request.member


def _one(request, invoice_id):
    rows = with_standing(money.invoices_of(keeper(request))).select_related("payer", "credits")
    return stand(get_object_or_404(rows, pk=invoice_id), request.member.day)


def _chosen(request) -> tuple:
    """(month, location, state) that the list shows, and the months and locations to choose."""
    member, asked = keeper(request), request.GET
    months = money.months_of(member)
    month = day_of(asked.get("month"))
    month = month if month in months else (months or [member.day.replace(day=1)])[0]
    places = list(member.within(Right.KEEP_BOOKS).locations.order_by("name"))
    place = next((one for one in places if str(one.pk) == asked.get("where")), None)
    state = asked.get("state", "")
    return month, place, state if state in set(State) else "", months, places


def _standing(request, month, place, state):
    rows = money.of_month(request.member, month, place and place.pk)
    every = [stand(one, request.member.day) for one in rows]
    return [one for one in every if not state or one.state == state]


@require_GET
def index(request):
    """The invoices of a month, with what is asked and what is still to come."""
    month, place, state, months, places = _chosen(request)
    standing = _standing(request, month, place, state)
    ways = ways_of((one.invoice for one in standing), request.member.day)
    by_post = [one for one in standing if _goes_by_post(one, ways)]
    only_post = request.GET.get("way") == Way.POST
    standing = by_post if only_post else standing
    page = Paginator(standing, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, money.look(one.state), _goes_by_post(one, ways)) for one in page],
        "by_post": len(by_post), "only_post": only_post,
        "printed": _for_the_printer(by_post).count() if only_post else 0,
        "month": month, "place": place, "state": state, "places": places,
        "months": [(one, money.monthly(one)) for one in months],
        "states": [(one.value, money.LOOKS[one][2]) for one in State],
        "many": len(standing), "total": sum(one.invoice.total for one in standing),
        "left": sum(max(one.left, 0) for one in standing),  # what goes back pays for nobody else
        "keeps_all": money.keeps_all(request.member),
    }  # fmt: skip
    return render(request, "office/invoices/index.html", context)


def _goes_by_post(standing, ways) -> bool:
    """Issued, and neither the app nor a mail reaches who pays."""
    return bool(standing.invoice.number) and ways[standing.invoice.pk][0] is Way.POST


@require_GET
def by_post(request):
    """All that goes by post in the list as one file for the printer. That it was taken is written
    down. Nothing that names a child from which its payer is kept away: somebody looks at those."""
    month, place, state, _months, _places = _chosen(request)
    standing = _standing(request, month, place, state)
    ways = ways_of((one.invoice for one in standing), request.member.day)
    posted = [one for one in standing if _goes_by_post(one, ways)]
    rows = list(_for_the_printer(posted).select_related("payer", "credits"))
    require(bool(rows))
    pdf = hand_over_bound(rows, by=request.member.actor(), at=request.moment)
    return as_file(pdf, f"{_('By post')} {month:%Y-%m}")


def _for_the_printer(posted):
    keys = [one.invoice.pk for one in posted]
    return Invoice.objects.filter(~names_a_child_kept_from_them(), pk__in=keys)


@require_GET
def export(request):
    """The same list as a table for a spreadsheet, safe to open (S46)."""
    month, place, state, _months, _places = _chosen(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{_('Invoices')} {month:%Y-%m}.csv"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    table = csv.writer(answer, delimiter=";")
    table.writerow([_("Number"), _("Who pays"), _("Date"), _("To be paid by"), _("State"),
                    _("Amount"), _("Left")])  # fmt: skip
    for one in _standing(request, month, place, state):
        invoice = one.invoice
        table.writerow([
            invoice.name, harmless(str(invoice.payer)), invoice.issued_on or "",
            invoice.due_on or "", money.LOOKS[one.state][2], plain(invoice.total), plain(one.left),
        ])  # fmt: skip
    return answer


def harmless(words: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words


def plain(cents: int) -> str:
    """An amount of our own as a number of a spreadsheet: -12,50."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"


@require_GET
def show(request, invoice_id):
    """One invoice: lines with their working, payments, and what can be done."""
    return _page(request, _one(request, invoice_id), None)


def _page(request, standing, form):
    invoice = standing.invoice
    left = standing.left if standing.left > 0 else None
    start = {"id": uuid7(), "cents": left, "paid_on": request.member.day}
    lines = [(one, words_of(one.working)) for one in invoice.lines.order_by("place")]
    context = {
        "invoice": invoice, "standing": standing, "look": money.look(standing.state),
        "title": money.title_of(invoice), "lines": lines, "marks": Mark.Kind.choices,
        "payments": invoice.payments.filter(withdrawn_at=None).order_by("paid_on"),
        "way": _way(request, invoice),
        "form": form or PaymentForm(today=request.member.day, initial=start),
        "is_payable": invoice.number and not invoice.credits_id and not invoice.is_credited,
    }  # fmt: skip
    status = 422 if form else 200
    return render(request, "office/invoices/show.html", context, status=status)


def _way(request, invoice) -> str:
    """How an issued invoice reaches who pays it, in words. At most three questions."""
    if not invoice.number:
        return ""
    way, address = ways_of([invoice], request.member.day)[invoice.pk]
    if bills.mailed([invoice.pk], late=False):
        return _("Mailed with the PDF")
    return f"{way.label}: {address}" if address else str(way.label)


@require_GET
def file(request, invoice_id):
    """The PDF of an issued invoice. That it was taken is written down."""
    invoice = _one(request, invoice_id).invoice
    require(bool(invoice.number))
    pdf = hand_over(invoice, by=request.member.actor(), at=request.moment)
    return as_file(pdf, money.title_of(invoice))


def as_file(pdf: bytes, name: str) -> HttpResponse:
    """A paper, kept by nobody between us and who asked for it."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def pay(request, invoice_id):
    """Write down by hand that an amount came in."""
    standing = _one(request, invoice_id)
    form = PaymentForm(request.POST, today=request.member.day)
    if not form.is_valid():
        return _page(request, standing, form)
    told, invoice = form.cleaned_data, standing.invoice
    known = Payment.objects.filter(pk=told["id"])
    require(not known.exclude(invoice=invoice).exists())
    try:
        paying.receive(
            told["id"], invoice, told["cents"], paid_on=told["paid_on"],
            by=request.member.actor(), at=request.moment,
        )  # fmt: skip
    except paying.NotToPay:
        require(False)
    return done(request, _("The payment is written down."), "office:invoice", invoice.pk)


@require_http_methods(["GET", "POST"])
def unpay(request, invoice_id, payment_id):
    """Take back a payment that was written down by mistake."""
    invoice = _one(request, invoice_id).invoice
    payment = get_object_or_404(invoice.payments, pk=payment_id)
    if request.method == "POST":
        paying.take_back(payment, by=request.member.actor(), at=request.moment)
        return done(request, _("The payment is taken back."), "office:invoice", invoice.pk)
    return confirm(
        request, title=_("Take this payment back?"),
        sentences=[_("Then the invoice stands open again for this amount.")],
        button=_("Take back"), back=("office:invoice", invoice.pk),
    )  # fmt: skip


@require_POST
def mark(request, invoice_id):
    """Disputed, uncollectable, or neither any more."""
    invoice = _one(request, invoice_id).invoice
    kind = request.POST.get("kind", "")
    require(kind in {"", *Mark.Kind.values})
    try:
        paying.mark(invoice, kind, by=request.member.actor(), at=request.moment)
    except paying.NotToPay:
        require(False)
    return done(request, _("Saved."), "office:invoice", invoice.pk)


@require_http_methods(["GET", "POST"])
def credit(request, invoice_id):
    """A credit note that takes the invoice back whole. Another run makes the new one."""
    invoice = _one(request, invoice_id).invoice
    require(bool(invoice.number) and not invoice.credits_id)
    sentences = [
        _("The family gets a credit note for the whole amount."),
        _("Make the invoices of this month again for a new one."),
    ]
    if request.method == "POST":
        by, at = request.member.actor(), request.moment
        try:
            note = crediting.credit(uuid7(), invoice, on=request.member.day, by=by, at=at)
        except Backdated:
            sentences = [_("There are invoices with a later date. Try again after that day.")]
        else:
            return done(request, _("The invoice is credited."), "office:invoice", note.pk)
    return confirm(
        request, title=_("Credit invoice %(number)s?") % {"number": invoice.name},
        sentences=sentences, button=_("Credit"), back=("office:invoice", invoice.pk),
    )  # fmt: skip


@require_GET
def year(request, year):
    """The figures of annual statements, out of issued invoices (K5)."""
    require(2000 < year < 3000)
    rows = list(money.year_figures(keeper(request), year))
    payers = Guardian.objects.in_bulk({one["invoice__payer"] for one in rows})
    context = {
        "year": year, "rows": [(one, payers[one["invoice__payer"]]) for one in rows],
        "keeps_all": money.keeps_all(request.member),
    }  # fmt: skip
    return render(request, "office/invoices/year.html", context)


@require_GET
def statement(request, year, payer_id, company_id):
    """The annual statement of who pays, as the family finds it: for those who left, or who do not
    come in the app. That it was taken is written down."""
    member = keeper(request)
    require(money.keeps_all(member) and 2000 < year < 3000)
    payer = get_object_or_404(Guardian, pk=payer_id, organisation=member.organisation)
    found = [one for one in statements(payer.pk, year) if one.company == company_id]
    require(bool(found))
    pdf = hand_over_year(
        payer, found, year, on=member.day, language=payer.language, by=member.actor(),
        at=request.moment,
    )  # fmt: skip
    return as_file(pdf, _("Annual statement %(year)s") % {"year": year})
