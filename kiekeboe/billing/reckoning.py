"""What each payer owes for a month: the contract of that month, extra care of those before."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiekeboe.billing.books import Books
from kiekeboe.billing.engine import Care, Kind, Line, care_lines, contract_lines, with_rounding
from kiekeboe.billing.models import Contract
from kiekeboe.billing.pricing import NoPrice
from kiekeboe.billing.rounding import half_up
from kiekeboe.billing.stretches import stretches, version_on
from kiekeboe.planning.staffing import minute

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person has to look at: `why` is no_contract, no_price or other_register."""

    why: str
    child: Any


@dataclass(frozen=True)
class Reckoning:
    """Columns of lines by (company, payer), in order, and what could not be reckoned."""

    owed: dict[tuple, list[dict]] = field(default_factory=lambda: defaultdict(list))
    remarks: set[Remark] = field(default_factory=set)


def reckon(books: Books) -> Reckoning:
    """Work a month out. A child with a remark has no lines for what could not be reckoned."""
    found = Reckoning()
    extra = _extra(books, found)
    for contract in books.contracts:
        if _register(contract.location) != (contract.care_type, contract.lrk_number):
            found.remarks.add(Remark("other_register", contract.child_id))
        try:
            parts = stretches(books, contract)
        except NoPrice:
            found.remarks.add(Remark("no_price", contract.child_id))
            continue
        _write(books, contract, parts, extra.get(contract.pk, {}), found)
    _without_contract(books, found)
    return found


def _register(location) -> tuple[str, str]:
    return location.care_type, location.lrk_number


def _write(books, contract, parts, extra, found) -> None:
    """The lines of one contract: those of each payer add up by themselves."""
    payers = dict.fromkeys(one.source.version.payer_id for one in parts)
    for payer in dict.fromkeys([*payers, *extra]):
        mine = [one for one in parts if one.source.version.payer_id == payer]
        lines = contract_lines(mine, books.month.year, books.month.month, books.terms)
        lines = [*lines, *care_lines(extra.get(payer, ()), books.terms)]
        owed = found.owed[contract.company_id, payer]
        for line in with_rounding([one for one in lines if one.amount], books.month):
            owed.append(_columns(contract, line, mine, extra.get(payer, ())))
        if not owed:
            del found.owed[contract.company_id, payer]


def _columns(contract: Contract, line: Line, parts, extra) -> dict:
    """A line as the table has it, without its invoice and place."""
    child = contract.child
    return {
        "kind": str(line.kind),
        "child_id": child.pk,
        "child_name": str(child),
        "born_on": child.born_on,
        "location_id": contract.location_id,
        "care_type": contract.care_type,
        "lrk_number": contract.lrk_number,
        "month": line.month,
        "hundredths": half_up(line.hours * HUNDRED),
        "many": line.many,
        "cents": line.cents,
        "amount": line.amount,
        "name": line.name,
        "days": _days(line, parts, extra),
        "working": _working(line),
    }


def _days(line: Line, parts, extra) -> list[list]:
    """The days behind a line with their minutes; of bookings also which."""
    if line.kind is Kind.CONTRACT:
        (part,) = [one for one in parts if one.source is line.source]
        return [[day.isoformat(), part.minutes_on(day)] for day in line.days]
    return [
        [one.day.isoformat(), one.minutes, str(one.source)]
        for one in extra
        if (one.kind, one.cents, one.day.replace(day=1)) == (line.kind, line.cents, line.month)
    ]


def _working(line: Line) -> list[list]:
    if line.kind is not Kind.CONTRACT:
        return []
    return [[one.minutes, str(one.weeks)] for one in line.source.working]


def _extra(books: Books, found: Reckoning) -> dict:
    """{contract: {payer: care}}: each booking with the contract that holds on its day."""
    contracts = defaultdict(list)
    for one in books.contracts:
        contracts[one.child_id, one.location_id].append(one)
    extra: dict = defaultdict(lambda: defaultdict(list))
    for one in books.bookings:
        where = contracts[one.child_id, one.group.location_id]
        contract = next((each for each in where if _holds(each, one.day)), None)
        version = version_on(books.versions[contract.pk], one.day) if contract else None
        if contract is None or version is None:
            found.remarks.add(Remark("no_contract", one.child_id))
            continue
        try:
            care = _care(books, contract, one)
        except NoPrice:
            found.remarks.add(Remark("no_price", one.child_id))
            continue
        extra[contract.pk][version.payer_id].append(care)
    return extra


def _holds(contract: Contract, day: date) -> bool:
    return contract.started_on <= day and (contract.ended_on is None or day <= contract.ended_on)


def _care(books, contract, booking) -> Care:
    kind = Kind(booking.kind)
    cents = books.prices.cents(contract.location_id, contract.care_type, kind, booking.day)
    minutes = minute(booking.ends_at) - minute(booking.starts_at)
    return Care(kind, booking.day, minutes, cents, booking.pk)


def _without_contract(books: Books, found: Reckoning) -> None:
    known = {(one.child_id, one.location_id) for one in books.contracts}
    for child, location in books.weeks:
        if (child, location) not in known:
            found.remarks.add(Remark("no_contract", child))
