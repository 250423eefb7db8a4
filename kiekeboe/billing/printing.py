"""Invoices on paper: what was kept at the issue becomes a tagged PDF, many in one go (K3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, islice
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kiekeboe.billing.engine import Kind
from kiekeboe.billing.models import Invoice, InvoiceLine
from kiekeboe.billing.working import money, plain, words_of
from kiekeboe.lib import papers
from kiekeboe.organisation.models import Location

TEMPLATE = Path(__file__).parent / "typeset" / "invoice"
AT_ONCE = 1000
ONE_PAGE = 6  # lines that surely fit on it


def papers_of(invoices: Iterable[Invoice]) -> Iterator[tuple[Invoice, bytes]]:
    """Each issued invoice with its PDF/UA, some hundreds by one press. Raises papers.NotMade.

    The same invoice gives the same bytes, whenever it is printed: the PDF says that it was made on
    the day of the issue.
    """
    of_a_day = groupby(invoices, key=lambda one: one.issued_on)
    for day, several in of_a_day:
        at = datetime.combine(day, time(12), tzinfo=UTC)
        while some := list(islice(several, AT_ONCE)):
            lines = _lines(some)
            values = [values_of(one, lines[one.pk]) for one in some]
            yield from zip(some, papers.typeset_each(TEMPLATE, values, at=at), strict=True)


def _lines(invoices) -> dict:
    found = defaultdict(list)
    keys = [one.pk for one in invoices]
    for line in InvoiceLine.objects.filter(invoice__in=keys).order_by("place"):
        found[line.invoice_id].append(line)
    return found


def values_of(invoice: Invoice, lines: Iterable[InvoiceLine]) -> dict:
    """What the template prints of an issued invoice, in the language of who pays."""
    lines = list(lines)
    with override(invoice.language):
        return {
            "title": title_of(invoice),
            "language": invoice.language,
            "seller": invoice.seller | {"line": legal_line(invoice.seller)},
            "buyer": invoice.buyer,
            "facts": _facts(invoice),
            "parts": [_part(list(part)) for _key, part in groupby(lines, key=_of_one)],
            "total": money(invoice.total),
            "pay": _pay(invoice),
            "numbered": len(lines) > ONE_PAGE,
            "words": _words(invoice.language),
        }


def title_of(invoice: Invoice) -> str:
    """What an issued invoice is called on its paper, in the language that is on."""
    words = _("Credit note %(number)s") if invoice.credits_id else _("Invoice %(number)s")
    return words % {"number": invoice.name}


def legal_line(seller: dict) -> str:
    """Numbers of the one who sends a paper, for its foot."""
    known = (("KvK", seller["chamber_number"]), ("IBAN", seller["iban"]))
    return " · ".join(f"{name} {value}" for name, value in known if value)


def _facts(invoice: Invoice) -> list[list[str]]:
    facts = [
        [_("Date"), _day(invoice.issued_on)],
        [_("Period"), _month(invoice.month)],
    ]
    if invoice.credits_id:
        return [*facts, [_("Takes back"), invoice.credits.name]]
    return [*facts, [_("Pay by"), _day(invoice.due_on)]]


def _of_one(line: InvoiceLine) -> tuple:
    return line.child_id, line.location_id, line.care_type, line.lrk_number


def _part(lines: list[InvoiceLine]) -> dict:
    first = lines[0]
    about = [str(Location.CareType(first.care_type).label)]
    if first.lrk_number:
        about.append(_("LRK number %(number)s") % {"number": first.lrk_number})
    about.append(_("born on %(day)s") % {"day": _day(first.born_on)})
    return {
        "child": first.child_name,
        "about": " · ".join(about),
        "lines": [_line(line) for line in lines],
    }


def _line(line: InvoiceLine) -> dict:
    many = str(line.many) if line.many else plain(Fraction(line.hundredths, 100))
    is_rounding = line.kind == Kind.ROUNDING
    return {
        "name": line_name(line),
        "working": words_of(line.working) or _days(line),
        "hours": "" if is_rounding else many,
        "price": "" if is_rounding else money(line.cents),
        "amount": money(line.amount),
    }


def line_name(line: InvoiceLine) -> str:
    """A line in words, for paper and for screens."""
    names = {
        Kind.CONTRACT: _("Care in %(month)s"),
        Kind.FLEXIBLE: _("Flexible hours in %(month)s"),
        Kind.EXTRA: _("Extra hours in %(month)s"),
        Kind.ROUNDING: _("Rounding"),
    }
    return names.get(Kind(line.kind), line.name) % {"month": _month(line.month)}


def _days(line: InvoiceLine) -> str:
    return ", ".join(date_format(date.fromisoformat(day[0]), "j F") for day in line.days)


def _pay(invoice: Invoice) -> str:
    if invoice.credits_id:
        return _("You do not have to pay this.")
    return pay_words(invoice, invoice.total)


def pay_words(invoice: Invoice, cents: int) -> str:
    """How to pay so many cents of an invoice, for paper and for screens."""
    where = invoice.seller["iban"] or invoice.seller["name"].rstrip(".")
    return _("Pay %(amount)s by %(day)s to %(iban)s. Mention number %(number)s.") % {
        "amount": money(cents),
        "day": _day(invoice.due_on),
        "iban": where,
        "number": invoice.name,
    }


def _day(day: date) -> str:
    return _dated(day, "j F Y", get_language())


def _month(day: date) -> str:
    return _dated(day, "F Y", get_language())


@lru_cache(maxsize=2048)
def _dated(day: date, form: str, language: str | None) -> str:
    """A run has thousands of papers of one month, and the days of birth of some years."""
    return date_format(day, form)


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, str]:
    """The fixed words in the language that is active: the same for thousands."""
    return {
        "line": _("Description"),
        "hours": _("Hours"),
        "price": _("Price"),
        "amount": _("Amount"),
        "total": _("Total"),
        "exempt": _("Child care is exempt from VAT."),
    }
