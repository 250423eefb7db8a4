"""The tablet counts staff as the law does: its rules are those of planning, without internet."""

import json
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.planning.ratio import Care, age_step, rules
from kiekeboe.planning.ratio_words import said
from kiekeboe.testing.v8 import device

DAY = date(2026, 11, 23)


def counter():
    return device(needed="js/group/ratio", ageStep="js/group/ratio")


def every(ages, most):
    return [some for some in product(range(most + 1), repeat=ages) if sum(some) <= most]


@pytest.mark.parametrize(
    ("care", "day", "ages", "most"),
    [
        (Care.DAYCARE, DAY, 4, 17),
        (Care.BSO, DAY, 2, 60),
        (Care.BSO, date(2024, 6, 30), 2, 33),
    ],
)
def test_the_tablet_needs_the_same_staff_for_every_composition(care, day, ages, most):
    """R18, B11 With the same reason and the same numbers in it, sixteen children and one more."""
    engine, law = counter(), rules(care, day)
    compositions = every(ages, most)
    engine.engine.eval(f"globalThis.day = '{day}'; globalThis.care = '{care}'")
    told = engine.engine.eval(
        f"JSON.stringify({[list(one) for one in compositions]}"
        ".map((counts) => needed(counts, care, day)))"
    )
    for counts, one in zip(compositions, json.loads(told), strict=True):
        there = law.needed(counts)
        assert one == {
            "staff": there.staff,
            "because": there.because.value,
            "facts": said(there),
        }, counts


@given(st.dates(date(2012, 1, 1), DAY), st.dates(date(2020, 1, 1), DAY))
@settings(max_examples=200, deadline=None)
def test_a_child_counts_in_the_same_column(born, day):
    """R05 Also who was born on the 29th of February."""
    for care in Care:
        here = counter()("ageStep", born.isoformat(), day.isoformat(), care.value)
        assert here == age_step(born, day, care)
