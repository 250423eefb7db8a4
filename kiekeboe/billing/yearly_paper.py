"""The annual statement on paper (K5): what the tax office asks, and nothing that it does not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kiekeboe.billing.printing import legal_line
from kiekeboe.billing.working import money, plain
from kiekeboe.billing.yearly import Statement
from kiekeboe.lib import papers
from kiekeboe.organisation.models import Location

TEMPLATE = Path(__file__).parent / "typeset" / "statement"


def paper_of(
    several: Sequence[Statement], year: int, *, buyer: dict, on: date, language: str
) -> bytes:
    """The statements of one company and payer as one PDF/UA. Raises papers.NotMade.

    `buyer` is who pays, as it is printed now. `on` is the day that it says it was made: in the
    year itself it tells what was invoiced so far.
    """
    with override(language):
        values = _values(several, year, on) | {"buyer": buyer, "language": language}
    (pdf,) = papers.typeset_each(
        TEMPLATE, [values], at=datetime.combine(on, time(12), tzinfo=UTC)
    )  # fmt: skip
    return pdf


def _values(several: Sequence[Statement], year: int, on: date) -> dict:
    first = several[0]
    about = _("Made on %(day)s, from the invoices of %(year)s")
    return {
        "title": _("Annual statement %(year)s") % {"year": year},
        "seller": first.seller | {"line": legal_line(first.seller)},
        "about": about % {"day": _day(on), "year": year},
        "parts": [_part(one) for one in several],
        "words": {"month": _("Month"), "hours": _("Hours"), "amount": _("Costs of care")},
    }


def _part(one: Statement) -> dict:
    figures = one.figures
    facts = [
        [_("Born on"), _day(one.born_on)],
        [_("Kind of care"), str(Location.CareType(one.care_type).label)],
        [_("LRK number"), one.lrk_number],
        [_("Hours in the year"), plain(figures.hours)],
        [_("Average price of an hour"), money(figures.average) if figures.average else ""],
        [_("Costs of care"), money(figures.care)],
        [_("Other costs"), money(figures.other) if figures.other else ""],
    ]
    return {
        "child": one.child_name,
        "facts": [[name, value] for name, value in facts if value],
        "months": [
            [date_format(month, "F"), plain(each.hours), money(each.care)]
            for month, each in one.months.items()
        ],
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")
