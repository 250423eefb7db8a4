"""How many staff: the vectors, every composition up to sixteen, and what others got wrong."""

import csv
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning import ratio
from kiekeboe.planning.ratio import Because, Care

HERE = Path(__file__).parent
EVERY = [each for each in product(range(17), repeat=4) if 1 <= sum(each) <= 16]
LEGAL = [each for each in EVERY if ratio.daycare(each).allowed]


def rows(name):
    with (HERE / name).open() as file:
        return list(csv.DictReader(file))


def staff(needed):
    return "X" if needed.staff is None else str(needed.staff)


@pytest.mark.parametrize(
    "row", rows("daycare.csv"), ids=lambda row: "-".join(list(row.values())[:4])
)
def test_day_care_asks_for_the_staff_of_the_law(row):
    """R18"""
    counts = tuple(int(row[age]) for age in ratio.DAYCARE_AGES)
    assert staff(ratio.daycare(counts)) == row["staff"], row["why"]


@pytest.mark.parametrize("row", rows("bso.csv"), ids=lambda row: f"{row['n4_6']}-{row['n7_12']}")
def test_out_of_school_care_changed_in_july_2024(row):
    counts = int(row["n4_6"]), int(row["n7_12"])
    before, after = date(2024, 6, 30), date(2024, 7, 1)
    assert staff(ratio.rules(Care.BSO, before).needed(counts)) == row["until_2024"]
    assert staff(ratio.rules(Care.BSO, after).needed(counts)) == row["since_2024"]


def test_every_group_of_up_to_sixteen_is_counted():
    """R18 Facts that were found by counting them all, apart from this program."""
    assert len(LEGAL) == 4534
    assert len(EVERY) - len(LEGAL) == 310
    assert sum(ratio.daycare(each).because == Because.ONE_FEWER for each in LEGAL) == 28


def test_two_readings_of_the_law_differ_in_four_groups():
    differ = {each for each in LEGAL if ratio.daycare(each).perhaps}
    assert differ == {(0, 11, 0, 2), (1, 8, 0, 2), (1, 8, 0, 3), (1, 8, 1, 1)}
    assert {(ratio.daycare(each).staff, ratio.daycare(each).perhaps) for each in differ} == {(2, 3)}


@pytest.mark.parametrize("counts", [(9, 0, 0, 4), (13, 0, 0, 0), (9, 5, 0, 0), (0, 17, 0, 0)])
def test_some_children_may_not_be_together(counts):
    assert ratio.daycare(counts).staff is None


def test_nobody_needs_nobody():
    assert ratio.daycare((0, 0, 0, 0)).staff == 0
    assert ratio.bso_since_2024((0, 0)).staff == ratio.bso_until_2024((0, 0)).staff == 0


def wrong(other):
    """How many legal groups another way of counting gets wrong, and how many with too few."""
    differs = [other(each) - ratio.daycare(each).staff for each in LEGAL]
    return sum(one != 0 for one in differs), sum(one < 0 for one in differs)


def table(counts):
    there = [age for age, many in enumerate(counts) if many]
    return next(
        row.staff
        for row in ratio.BANDS[there[0], there[-1]]
        if sum(counts) <= row.children and counts[0] <= row.babies
    )


def before_rule_two(counts):
    return ratio._table_and_formula(counts).staff


def test_adding_up_the_ages_is_wrong_in_608_groups():
    alone = (3, 5, 8, 8)
    other = wrong(
        lambda each: ceil(sum(Fraction(n, of) for n, of in zip(each, alone, strict=True)))
    )
    assert other == (608, 233)


def test_the_formula_without_the_table_gives_too_few_staff():
    with_babies = [each for each in LEGAL if each[0]]
    too_few = [one for one in with_babies if ceil(ratio.formula(one)) < before_rule_two(one)]
    assert len(too_few) == 278


def test_the_formula_is_not_for_groups_without_babies():
    always = [max(table(one), ceil(ratio.formula(one))) > before_rule_two(one) for one in LEGAL]
    assert sum(always) == 26


def test_rounding_half_up_is_wrong():
    def half_up(counts):
        exact = ratio.formula(counts) if counts[0] else Fraction(0)
        return max(table(counts), floor(exact + Fraction(1, 2)))

    assert sum(half_up(each) != before_rule_two(each) for each in LEGAL) == 539


@pytest.mark.parametrize("counts", [(3, 7, 6, 0), (5, 3, 0, 8), (5, 3, 6, 0)])
def test_parts_of_a_child_are_counted_exactly(counts):
    """With floating point these slip over a whole number."""
    exact = ratio.formula(counts)
    assert exact.denominator == 1
    assert ratio.daycare(counts).staff == max(table(counts), int(exact))


def test_a_whole_number_comes_out_of_42_groups():
    with_babies = [each for each in LEGAL if each[0]]
    assert sum(ratio.formula(each).denominator == 1 for each in with_babies) == 42


def test_a_swap_is_not_a_matter_of_headcount():
    assert ratio.daycare((1, 4, 4, 3)).staff == 2
    assert ratio.daycare((2, 4, 3, 3)).staff == 3


def test_one_child_fewer_may_need_more():
    """The band narrows, and rule 2 keeps the larger group from gaining by it."""
    assert ratio.daycare((0, 1, 11, 0)).staff == 3
    larger = ratio.daycare((0, 1, 11, 1))
    assert (larger.staff, larger.because) == (3, Because.ONE_FEWER)


def test_a_child_is_a_year_older_on_its_birthday():
    born, others = date(2025, 11, 24), [date(2026, 3, 1)] * 4 + [date(2025, 2, 1)] * 3
    before, on_it = date(2026, 11, 23), date(2026, 11, 24)
    assert ratio.counted([born, *others], before) == (5, 3, 0, 0)
    assert ratio.daycare((5, 3, 0, 0)).staff == 3
    assert ratio.counted([born, *others], on_it) == (4, 4, 0, 0)
    assert ratio.daycare((4, 4, 0, 0)).staff == 2


@pytest.mark.parametrize(
    ("born", "day", "step"),
    [
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
        (date(2022, 11, 23), date(2026, 11, 23), 3),
        (date(2027, 1, 1), date(2026, 11, 23), 0),
    ],
)
def test_the_age_of_a_child_in_day_care(born, day, step):
    """Born on 29 February: a year older on 1 March. Older than three counts as three."""
    assert ratio.age_step(born, day) == step


def test_out_of_school_ages_turn_at_seven():
    assert ratio.age_step(date(2019, 11, 24), date(2026, 11, 23), Care.BSO) == 0
    assert ratio.age_step(date(2019, 11, 24), date(2026, 11, 24), Care.BSO) == 1


def test_of_an_unknown_day_we_say_so():
    with pytest.raises(ratio.NoRule):
        ratio.rules(Care.DAYCARE, date(2018, 12, 31))
    assert ratio.rules(Care.DAYCARE, date(2019, 1, 1)).name == "daycare-2019"
    assert not ratio.rules(Care.BSO, date(2024, 7, 1)).confirmed


@pytest.mark.parametrize("counts", [(1, 2, 3), (1, 2, 3, -1), (1, 2, 3, 1.5), (1, 2, 3, "4")])
def test_only_numbers_of_children_are_counted(counts):
    with pytest.raises(ValueError):
        ratio.daycare(counts)


@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_the_answer_is_never_below_the_table_and_the_formula(counts):
    needed = ratio.daycare(counts)
    if needed.allowed and any(counts):
        assert needed.staff >= table(counts)
        assert not counts[0] or needed.staff >= ratio.formula(counts)
        assert sum(counts) <= 16


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_whole_location_never_needs_fewer_for_more_children(young, old):
    here = ratio.bso_since_2024((young, old)).staff
    assert ratio.bso_since_2024((young + 1, old)).staff >= here
    assert ratio.bso_since_2024((young, old + 1)).staff >= here
    assert here * 12 >= old * Fraction(996, 1000)
