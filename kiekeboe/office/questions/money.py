"""Money as a colleague reaches it: invoices of their locations, and how these stand (K2)."""

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.billing import printing
from kiekeboe.billing.engine import Kind
from kiekeboe.billing.models import Contract, Invoice, InvoiceLine
from kiekeboe.billing.paying import with_standing
from kiekeboe.billing.states import State
from kiekeboe.people.rights import Right

# tone of the chip, icon, word
LOOKS = {
    State.DRAFT: ("none", "pencil", gettext_lazy("Draft")),
    State.OPEN: ("wait", "hourglass", gettext_lazy("Open")),
    State.PAID: ("ok", "circle-check", gettext_lazy("Paid")),
    State.OVERDUE: ("stop", "octagon-x", gettext_lazy("Late")),
    State.DISPUTED: ("info", "info", gettext_lazy("Disputed")),
    State.CREDITED: ("none", "minus", gettext_lazy("Credited")),
    State.UNCOLLECTABLE: ("stop", "octagon-x", gettext_lazy("Uncollectable")),
    State.NOTE: ("none", "minus", gettext_lazy("Credit note")),
}
LONGEST = 5000  # invoices of one month that are looked through at once


def keeps_all(member) -> bool:
    """Who runs months, sets prices and says how is counted: for the organisation as a whole."""
    return member.within(Right.KEEP_BOOKS).everywhere


def invoices_of(member):
    """Invoices of which every line is of a location in reach."""
    keeper = member.within(Right.KEEP_BOOKS)
    mine = Invoice.objects.filter(organisation=member.organisation)
    if keeper.everywhere:
        return mine
    lines = InvoiceLine.objects.filter(invoice=OuterRef("pk"))
    here = keeper.locations.values("pk")
    return mine.filter(Exists(lines), ~Exists(lines.exclude(location__in=here)))


def contracts_of(member):
    """Contracts at locations in reach."""
    here = member.within(Right.KEEP_BOOKS).locations
    return Contract.objects.filter(organisation=member.organisation, location__in=here)


def of_month(member, month, location=""):
    """The invoices of a month with what decides how they stand: drafts, then the newest number."""
    rows = invoices_of(member).filter(month=month)
    if location:
        rows = rows.filter(Exists(_lines().filter(location=location)))
    rows = with_standing(rows).select_related("payer")
    newest = F("number").desc(nulls_first=True)
    return rows.order_by(newest, "payer__last_name", "pk")[:LONGEST]


def _lines():
    return InvoiceLine.objects.filter(invoice=OuterRef("pk"))


def months_of(member) -> list:
    """The months of which there are invoices, the newest first."""
    rows = invoices_of(member).order_by("-month").values_list("month", flat=True)
    return list(rows.distinct())


def look(state: State) -> dict:
    tone, icon, word = LOOKS[state]
    return {"tone": tone, "icon": icon, "word": word}


def monthly(day) -> str:
    """November 2026, as a title."""
    return capfirst(date_format(day, "F Y"))


def year_figures(member, year: int):
    """Per payer, child and register: hundredths of hours and cents of care, and of other things,
    out of issued invoices (K5). One question."""
    care = ~Q(kind=Kind.PRODUCT)
    rows = InvoiceLine.objects.filter(
        invoice__in=invoices_of(member).issued(), month__year=year
    ).values("child_name", "care_type", "lrk_number", "invoice__payer", "invoice__company", "child")
    rows = rows.annotate(
        hours=Sum("hundredths", filter=care), care=Sum("amount", filter=care),
        other=Sum("amount", filter=~care), many=Count("invoice", distinct=True),
    )  # fmt: skip
    return rows.order_by("child_name", "child", "care_type", "lrk_number")


def title_of(invoice: Invoice) -> str:
    if not invoice.number:
        return _("Draft of %(month)s") % {"month": date_format(invoice.month, "F Y")}
    return printing.title_of(invoice)
