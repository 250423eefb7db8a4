"""The figures of the annual statement of one family, from invoices as they were issued (K5)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kiekeboe.billing.annual import Annual, annual
from kiekeboe.billing.engine import Kind, Line
from kiekeboe.billing.models import InvoiceLine


@dataclass(frozen=True, slots=True)
class Statement:
    """One child, payer and number in the register: day care and after-school care apart. Names
    are those of the last invoice."""

    child: Any
    company: Any
    care_type: str
    lrk_number: str
    figures: Annual
    months: dict[date, Annual]
    child_name: str
    born_on: date
    seller: dict
    buyer: dict


def statements(payer, year: int) -> list[Statement]:
    """The statements of a payer (id) over a year of care. Credit notes count against what they
    take back; drafts do not count. One question."""
    rows = InvoiceLine.objects.filter(
        invoice__payer=payer, invoice__number__isnull=False,
        month__gte=date(year, 1, 1), month__lte=date(year, 12, 31),
    ).select_related("invoice")  # fmt: skip
    sets: dict = defaultdict(list)
    for row in rows.order_by("child_name", "child_id", "care_type", "lrk_number", "month", "id"):
        key = (row.child_id, row.invoice.company_id, row.care_type, row.lrk_number)
        sets[key].append(row)
    return [_statement(key, several) for key, several in sets.items()]


def _statement(key: tuple, rows: list[InvoiceLine]) -> Statement:
    lines = [_line(row) for row in rows]
    last = max(rows, key=lambda row: (row.invoice.issued_on, row.invoice.number))
    return Statement(
        *key, annual(lines), _by_month(lines), last.child_name, last.born_on, last.invoice.seller,
        last.invoice.buyer,
    )  # fmt: skip


def _by_month(lines) -> dict[date, Annual]:
    months = defaultdict(list)
    for one in lines:
        months[one.month].append(one)
    return {month: annual(several) for month, several in sorted(months.items())}


def _line(row: InvoiceLine) -> Line:
    hours = Fraction(row.hundredths, 100)
    exact = Fraction(row.amount)
    return Line(Kind(row.kind), row.month, hours, row.cents, exact, row.amount)
