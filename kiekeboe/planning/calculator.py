"""The ratio for a file of ages: rows of numbers in, the same rows with two columns more out."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from kiekeboe.planning.ratio import Care, RuleSet, rules
from kiekeboe.planning.ratio_words import plain

ADDED = ("staff", "reason")
NOT_ALLOWED, NOT_READ = "X", "?"


def calculate(lines: Iterable[str], care: Care | str, day: date) -> Iterator[list[str]]:
    """A header, then each row with the needed staff (or X) and the reason.

    A first row with the names of the columns may be there, in any order. A row that cannot be
    read comes back with `?` and what is wrong with it. Raises NoRule for a day of before 2019.
    """
    law = rules(care, day)
    rows = (row for row in csv.reader(lines) if any(cell.strip() for cell in row))
    order = tuple(range(len(law.ages)))
    first = next(rows, None)
    if first is not None and (named := _order(first, law)) is not None:
        order, first = named, None
    yield [*(law.ages[place] for place in _inverse(order)), *ADDED]
    for row in [first] if first else []:
        yield _answered(row, law, order)
    for row in rows:
        yield _answered(row, law, order)


def _order(row: list[str], law: RuleSet) -> tuple[int, ...] | None:
    """Where each age stands in the rows, when this row names the columns."""
    names = [cell.strip().lower().lstrip("\ufeff") for cell in row]
    if sorted(names) != sorted(law.ages):
        return None
    return tuple(names.index(age) for age in law.ages)


def _inverse(order: tuple[int, ...]) -> list[int]:
    return sorted(range(len(order)), key=order.__getitem__)


def _answered(row: list[str], law: RuleSet, order: tuple[int, ...]) -> list[str]:
    try:
        counts = _counts(row, law)
    except ValueError as problem:
        return [*row, NOT_READ, str(problem)]
    needed = law.needed(tuple(counts[place] for place in order))
    staff = NOT_ALLOWED if needed.staff is None else str(needed.staff)
    return [*map(str, counts), staff, plain(needed)]


def _counts(row: list[str], law: RuleSet) -> list[int]:
    if len(row) != len(law.ages):
        raise ValueError(f"Give {len(law.ages)} numbers: {', '.join(law.ages)}.")
    cells = [cell.strip().lstrip("\ufeff") for cell in row]
    strange = next((one for one in cells if not (one.isascii() and one.isdigit())), None)
    if strange is not None:
        raise ValueError(f"{strange!r} is not a whole number of children.")
    if any(len(one) > 6 for one in cells):
        raise ValueError("That are more children than we can count.")
    return [int(one) for one in cells]
