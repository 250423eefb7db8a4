"""A contract on paper: what the law asks of it (nl-rules §2.3), as it holds on a day (J4)."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kiekeboe.billing.models import Contract
from kiekeboe.billing.monthly import Amounts, Monthly
from kiekeboe.billing.parties import sellers_of
from kiekeboe.billing.printing import legal_line
from kiekeboe.billing.stretches import version_on
from kiekeboe.billing.working import money, plain
from kiekeboe.lib import papers
from kiekeboe.organisation.models import Location

TEMPLATE = Path(__file__).parent / "typeset" / "contract"
A_MONDAY = date(2024, 1, 1)


class NothingAgreed(Exception):
    """On this day the contract has no days of care, or does not hold."""


def paper_of(contract: Contract, day: date, *, language: str) -> bytes:
    """The PDF/UA of a contract as it holds on `day`; the same day gives the same bytes.

    Raises NothingAgreed, NoPrice, papers.NotMade.
    """
    amounts = Amounts(contract)
    month, version = amounts.on(day), version_on(amounts.versions, day)
    if month is None or version is None:
        raise NothingAgreed
    with override(language):
        values = _values(contract, amounts, month, version, day)
    (pdf,) = papers.typeset_each(
        TEMPLATE, [values | {"language": language}], at=datetime.combine(day, time(12), tzinfo=UTC)
    )
    return pdf


def _values(contract: Contract, amounts: Amounts, month: Monthly, version, day: date) -> dict:
    seller = sellers_of([contract.company_id])[contract.company_id]
    child = contract.child
    return {
        "title": _("Contract for %(name)s") % {"name": child},
        "seller": seller | {"line": legal_line(seller)},
        "about": _("As it holds on %(day)s") % {"day": _day(day)},
        "parts": [
            [_("The child and who signs"), [
                [_("Child"), str(child)],
                [_("Born on"), _day(child.born_on)],
                [_("Parent who signs"), str(version.payer)],
            ]],
            [_("The care"), _care(contract)],
            [_("The week"), [_week_day(one) for one in amounts.week_on(day)]],
            [_("Hours and costs"), [
                [_("Hours a year"), plain(month.of_the_year)],
                [_("Hours a month"), f"{plain(month.hours)} = {month.words}"],
                [_("Price of an hour"), money(month.price)],
                [_("Amount a month"), money(month.amount)],
            ]],
        ],
        "closing": [
            _("You can give notice on any day. It takes at most a month from then."),
            _("Child care is exempt from VAT."),
        ],
    }  # fmt: skip


def _care(contract: Contract) -> list[list[str]]:
    facts = [
        [_("Location"), contract.location.name],
        [_("Kind of care"), str(Location.CareType(contract.care_type).label)],
    ]
    if contract.lrk_number:
        facts.append([_("LRK number"), contract.lrk_number])
    last = _day(contract.ended_on) if contract.ended_on else _("no end date")
    return [*facts, [_("First day"), _day(contract.started_on)], [_("Last day"), last]]


def _week_day(row) -> list[str]:
    told = f"{row.starts_at:%H:%M} – {row.ends_at:%H:%M}"
    if row.every_weeks > 1:
        told += ", " + _("every %(n)s weeks") % {"n": row.every_weeks}
    if row.day_types:
        only = set(row.day_types) == {"holiday"}
        told += ", " + (_("in school holidays") if only else _("in school weeks"))
    return [date_format(A_MONDAY.replace(day=row.weekday), "l"), told]


def _day(day: date) -> str:
    return date_format(day, "j F Y")
