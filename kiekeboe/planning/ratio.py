"""How many staff the law asks for the children who are there (beroepskracht-kindratio, BKR).

Pure: numbers of children per age in, a `Needed` out, with the row or rule that decided. Exact
fractions, rounded up once and at the end. Source: Besluit kwaliteit kinderopvang, bijlage 1 (day
care since 2019-01-01; out-of-school care since 2024-07-01: Stb. 2024, 64). What the law says from
which day stands in RULE_SETS; nothing else in the house knows a number of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil


class Care(StrEnum):
    """What kind of care a group gives."""

    DAYCARE = "daycare"
    BSO = "bso"


class Because(StrEnum):
    """What decided; `planning/ratio_words.py` has the sentences."""

    NOBODY = "nobody"  # no children, no staff
    ROW = "row"  # a row of the table
    FORMULA = "formula"  # the formula with babies asks for more than the table
    ONE_FEWER = "one_fewer"  # the same children less one would need more (rule 2)
    TOO_MANY = "too_many"  # more children than one group may have
    TOO_MANY_BABIES = "too_many_babies"  # no row of the table takes that many babies
    WHOLE_PLACE = "whole_place"  # the formula for a whole out-of-school location


@dataclass(frozen=True, slots=True)
class Needed:
    """The answer: `staff` (None: these children may not be together), why, and with which numbers.

    `facts` are what the sentence needs. `perhaps` is a higher number that another reading of the
    law gives, 0 when there is none: a hint, never the legal minimum.
    """

    staff: int | None
    because: Because
    facts: dict = field(default_factory=dict, compare=False)
    perhaps: int = 0

    @property
    def allowed(self) -> bool:
        return self.staff is not None


class NoRule(ValueError):
    """We do not know the law of that day."""


@dataclass(frozen=True)
class Row:
    """At most `children` for so many staff, of whom at most `babies` are younger than one."""

    staff: int
    children: int
    babies: int = 99


def _row(*most, cap=16):
    """Rows of a band from their maxima: a number, or pairs of (children, babies)."""
    rows = []
    for staff, allowed in enumerate(most, 1):
        pairs = allowed if isinstance(allowed, tuple) else ((allowed, 99),)
        rows += [Row(staff, min(children, cap), babies) for children, babies in pairs]
    return tuple(rows)


# From the youngest to the oldest that is there. 0 is until the day before the first birthday; a
# child of four that is still in day care counts as three.
BANDS = {
    (0, 0): _row(3, 6, 9, 12, cap=12),
    (1, 1): _row(5, 10, 15, 16),
    (2, 2): _row(8, 16),
    (3, 3): _row(8, 16),
    (0, 1): _row(4, 8, ((14, 8),), ((16, 8),)),
    (0, 2): _row(5, 10, ((13, 8), (14, 4), (15, 3)), ((16, 8),)),
    (0, 3): _row(5, 12, ((14, 8), (15, 5), (16, 3)), ((16, 8),)),
    (1, 2): _row(6, 11, 16),
    (1, 3): _row(7, 13, 16),
    (2, 3): _row(8, 16),
}
SHARES = (Fraction(1, 3), Fraction(1, 5), Fraction(1, 6), Fraction(1, 8))
OLDER = Fraction(10, 12)  # what the formula makes of the children of one and older: ÷ 1.2


def daycare(counts: tuple[int, int, int, int]) -> Needed:
    """Staff for children of 0, 1, 2 and 3 years in one group, since 2019-01-01.

    The order is fixed: table, formula with babies (rule 1), one child fewer (rule 2).
    """
    return _daycare(*_whole(counts, 4))


@lru_cache(maxsize=1 << 14)
def _daycare(*counts: int) -> Needed:
    plain = _table_and_formula(counts)
    if plain.staff is None or not any(counts):
        return plain
    fewer = max((_staff(_table_and_formula(less)) for less in _one_less(counts)), default=0)
    if fewer > plain.staff:
        facts = plain.facts | {"staff": plain.staff + 1, "fewer": fewer}
        return Needed(plain.staff + 1, Because.ONE_FEWER, facts)
    wider = _recursive(counts)
    perhaps = wider if wider > plain.staff else 0
    return Needed(plain.staff, plain.because, plain.facts, perhaps) if perhaps else plain


@lru_cache(maxsize=1 << 14)
def _recursive(counts) -> int:
    """The other reading of rule 2: one child fewer counts with rule 2 applied to it as well."""
    staff = _staff(_table_and_formula(counts))
    return staff + any(_recursive(less) > staff for less in _one_less(counts))


def _staff(needed: Needed) -> int:
    """What a smaller group would need; one that is not allowed at all says nothing."""
    return needed.staff or 0


def _one_less(counts):
    for age, many in enumerate(counts):
        if many:
            yield (*counts[:age], many - 1, *counts[age + 1 :])


@lru_cache(maxsize=1 << 14)
def _table_and_formula(counts) -> Needed:
    there = [age for age, many in enumerate(counts) if many]
    if not there:
        return Needed(0, Because.NOBODY)
    children, babies = sum(counts), counts[0]
    facts = {"children": children, "babies": babies, "youngest": there[0], "until": there[-1] + 1}
    rows = BANDS[there[0], there[-1]]
    cap = max(row.children for row in rows)
    if children > cap:
        return Needed(None, Because.TOO_MANY, facts | {"cap": cap})
    row = next((one for one in rows if children <= one.children and babies <= one.babies), None)
    if row is None:
        return Needed(None, Because.TOO_MANY_BABIES, facts)
    facts |= {"staff": row.staff, "most": row.children}
    exact = formula(counts) if babies else Fraction(0)
    if ceil(exact) > row.staff:
        facts |= {"table": row.staff, "staff": ceil(exact), "exact": exact}
        return Needed(ceil(exact), Because.FORMULA, facts)
    return Needed(row.staff, Because.ROW, facts)


def formula(counts) -> Fraction:
    """Z of the law: n0/3 + (n1/5 + n2/6 + n3/8) / 1.2, exactly. Only used when n0 > 0."""
    babies, *older = (many * share for many, share in zip(counts, SHARES, strict=True))
    return babies + sum(older) * OLDER


OLD_BSO = {
    "young": (Row(1, 10), Row(2, 20)),
    "old": (Row(1, 12), Row(2, 24), Row(3, 30)),
    "mixed": (Row(1, 11, 9), Row(2, 22, 18)),
}


def bso_until_2024(counts: tuple[int, int]) -> Needed:
    """Staff for one basisgroep of children of 4–6 and of 7 and older, until 2024-06-30."""
    young, old = _whole(counts, 2)
    children = young + old
    if not children:
        return Needed(0, Because.NOBODY)
    kind = "mixed" if young and old else "young" if young else "old"
    rows = OLD_BSO[kind]
    facts = {"children": children, "youngest": 4 if young else 7, "until": 13 if old else 7}
    if children > rows[-1].children:
        return Needed(None, Because.TOO_MANY, facts | {"cap": rows[-1].children})
    row = next((one for one in rows if children <= one.children and young <= one.babies), None)
    if row is None:
        return Needed(None, Because.TOO_MANY, facts | {"cap": rows[-1].babies})
    return Needed(row.staff, Because.ROW, facts | {"staff": row.staff, "most": row.children})


YOUNG_SHARE, OLD_SHARE = Fraction(1, 10), Fraction(83, 1000)  # [V]: to be confirmed in the annex


def bso_since_2024(counts: tuple[int, int]) -> Needed:
    """Staff for a whole out-of-school location, children of 4–6 and of 7 and older.

    How large a group may be is another rule: see BSO_GROUP_MOST.
    """
    young, old = _whole(counts, 2)
    if not young + old:
        return Needed(0, Because.NOBODY)
    exact = young * YOUNG_SHARE + old * OLD_SHARE
    facts = {"children": young + old, "exact": exact, "staff": ceil(exact)}
    return Needed(ceil(exact), Because.WHOLE_PLACE, facts)


BSO_GROUP_MOST = 30  # children in one basisgroep, since 2019


@dataclass(frozen=True)
class RuleSet:
    """What holds for one kind of care from a day on."""

    care: Care
    since: date
    name: str  # kept with every decision
    needed: Callable[..., Needed]
    ages: tuple[str, ...]  # the columns of a table with ages
    whole_location: bool = False  # counted for all groups together
    confirmed: bool = True  # False: to be confirmed before it is relied on


DAYCARE_AGES = ("n0", "n1", "n2", "n3")
BSO_AGES = ("n4_6", "n7_12")
RULE_SETS = (
    RuleSet(Care.DAYCARE, date(2019, 1, 1), "daycare-2019", daycare, DAYCARE_AGES),
    RuleSet(Care.BSO, date(2019, 1, 1), "bso-2019", bso_until_2024, BSO_AGES),
    RuleSet(
        Care.BSO, date(2024, 7, 1), "bso-2024", bso_since_2024, BSO_AGES,
        whole_location=True, confirmed=False,
    ),
)  # fmt: skip


def rules(care: Care | str, day: date) -> RuleSet:
    """The rule set of that day. Raises NoRule for a day before the first one we know."""
    known = [one for one in RULE_SETS if one.care == care and one.since <= day]
    if not known:
        raise NoRule(f"we do not know the rules for {care} on {day}")
    return max(known, key=lambda one: one.since)


def age_step(born_on: date, day: date, care: Care | str = Care.DAYCARE) -> int:
    """The column in which a child counts that day; it moves on the birthday itself.

    In day care 0 to 3, and older counts as 3. In out-of-school care 0 is until seven, 1 is older.
    """
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    if care == Care.BSO:
        return int(years >= 7)
    return min(max(years, 0), 3)


def counted(births, day: date, care: Care | str = Care.DAYCARE) -> tuple[int, ...]:
    """Numbers of children per column, from their birth dates."""
    counts = [0] * (2 if care == Care.BSO else 4)
    for born_on in births:
        counts[age_step(born_on, day, care)] += 1
    return tuple(counts)


def _whole(counts, length: int) -> tuple[int, ...]:
    counts = tuple(counts)
    if len(counts) != length or any(not isinstance(one, int) or one < 0 for one in counts):
        raise ValueError(f"give {length} whole numbers of zero or more")
    return counts
