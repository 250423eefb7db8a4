"""A contract in one month, cut where something changes: version, days of the week, price, end."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kiekeboe.billing.books import Books
from kiekeboe.billing.contract_hours import part_of
from kiekeboe.billing.engine import Version
from kiekeboe.billing.models import Contract, ContractVersion
from kiekeboe.planning.reading import kind_of_day
from kiekeboe.planning.staffing import minute

ONE = timedelta(days=1)
NO_SCHOOL = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Behind a line: the version of the contract, and the parts of its week."""

    version: ContractVersion
    working: tuple


def stretches(books: Books, contract: Contract) -> list[Version]:
    """The parts of the month in which one thing holds, in order. `source` is a Source.

    Raises NoPrice when no list has a price on one of the days.
    """
    rows = books.weeks.get((contract.child_id, contract.location_id), ())
    versions = books.versions[contract.pk]
    found: list[Version] = []
    for first, after in pairwise(_cuts(books, contract, versions, rows)):
        if made := _stretch(books, contract, versions, rows, first, after - ONE):
            found = _joined(found, made)
    return found


def version_on(versions, day: date) -> ContractVersion | None:
    """What was agreed for a day; versions in order."""
    holding = [one for one in versions if one.first_day <= day]
    return holding[-1] if holding else None


def _cuts(books, contract, versions, rows) -> list[date]:
    first, after = books.days[0], books.days[-1] + ONE
    cuts = {contract.started_on, *(one.first_day for one in versions)}
    cuts |= books.prices.changes(contract.care_type, "contract")
    if contract.ended_on:
        cuts.add(contract.ended_on + ONE)
    for row in rows:
        cuts.add(row.first_day)
        if row.last_day:
            cuts.add(row.last_day + ONE)
    return [first, *sorted(one for one in cuts if first < one < after), after]


def _stretch(books, contract, versions, rows, first, last) -> Version | None:
    ended = contract.ended_on is not None and contract.ended_on < first
    version = version_on(versions, first)
    holding = [
        row for row in rows
        if row.first_day <= first and (row.last_day is None or first <= row.last_day)
    ]  # fmt: skip
    if ended or version is None or first < contract.started_on or not holding:
        return None
    cents = version.cents
    if cents is None:
        cents = books.prices.cents(
            contract.location_id, contract.care_type, "contract", first, version.weeks
        )
    parts = tuple(part_of(row, version.weeks) for row in holding)
    source = Source(version, parts)
    week = tuple((row.weekday, _minutes(row)) for row in holding)
    dated = _dated(books, contract, holding)
    return Version(source, first, last, week, parts, cents, dated)


def _minutes(row) -> int:
    return minute(row.ends_at) - minute(row.starts_at)


def _dated(books, contract, rows) -> dict[date, int] | None:
    """Minutes of each day of the month when a week cannot say them, as if these rows held all
    month long."""
    if all(row.every_weeks == 1 and not row.day_types for row in rows):
        return None
    schools = books.schools.get(contract.child_id, NO_SCHOOL)
    return {
        day: sum(_minutes(row) for row in rows if _falls_on(row, day, kind_of_day(schools, day)))
        for day in books.days
    }


def _falls_on(row, day: date, kind) -> bool:
    if row.weekday != day.isoweekday():
        return False
    weeks = (_monday(day) - _monday(row.first_day)).days // 7
    return not weeks % row.every_weeks and (not row.day_types or kind in row.day_types)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _joined(found: list[Version], made: Version) -> list[Version]:
    """The same hours for the same price go on: one line, not two."""
    if not found:
        return [made]
    before = found[-1]
    same = (
        before.last == made.first - ONE
        and (before.week, before.year, before.cents, before.dated)
        == (made.week, made.year, made.cents, made.dated)
        and before.source.version.payer_id == made.source.version.payer_id
    )
    if not same:
        return [*found, made]
    whole = Version(
        before.source, before.first, made.last, made.week, made.year, made.cents, made.dated
    )
    return [*found[:-1], whole]
