"""What is asked for at which age, and who decides that (features.md B5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.care import kinds, policy
from kiekeboe.care.policy import Decision, Row

BORN = date(2025, 11, 22)


def asked(age_months, location=(), group=(), child=()):
    return policy.levels(kinds.DEFAULTS, location, group, child, age_months)


def of_level(level, age_months):
    return [name for name, decision in asked(age_months).items() if decision.level == level]


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2026, 11, 21), 11),
        (date(2026, 11, 22), 12),
        (date(2025, 11, 22), 0),
        (date(2025, 11, 1), 0),
        (date(2029, 11, 21), 47),
        (date(2029, 11, 22), 48),
    ],
)
def test_a_month_passes_on_the_birthday(day, months):
    assert policy.age_in_months(BORN, day) == months


def test_who_is_born_on_the_31st_waits_for_the_first():
    born = date(2026, 1, 31)
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 30), date(2026, 3, 31))
    assert [policy.age_in_months(born, day) for day in days] == [0, 1, 1, 2]


def test_the_full_log_ends_on_the_first_birthday():
    """nl-rules §9: full until 2026-11-21, reduced from 2026-11-22."""
    last, first = (
        policy.age_in_months(BORN, day) for day in (date(2026, 11, 21), date(2026, 11, 22))
    )
    full = ["sleep", "bottle", "food", "drink", "nappy", "activity"]
    assert of_level("required", last) == full
    assert of_level("required", first) == []
    assert of_level("offered", first) == ["sleep", "particular"]


def test_at_the_out_of_school_care_there_is_play_and_what_was_particular():
    assert of_level("offered", 48) == ["activity", "particular"]
    assert "sleep" in of_level("hidden", 48)


def test_the_child_wins_from_the_group_and_the_group_from_the_location():
    location, group, child = ([Row("nappy", level)] for level in ("required", "offered", "hidden"))
    decided = [
        asked(20)["nappy"],
        asked(20, location)["nappy"],
        asked(20, location, group)["nappy"],
        asked(20, location, group, child)["nappy"],
    ]
    assert decided == [
        Decision("hidden", "default"),
        Decision("required", "location"),
        Decision("offered", "group"),
        Decision("hidden", "child"),
    ]


def test_a_row_counts_inside_its_own_months_only():
    rows = [Row("nappy", "required", 12, 24)]
    assert [asked(age, rows)["nappy"].level for age in (11, 12, 23, 24)] == [
        "required",
        "required",
        "required",
        "hidden",
    ]
    assert [asked(age, rows)["nappy"].decided_by for age in (11, 12)] == ["default", "location"]


def test_the_narrowest_band_has_the_last_word():
    rows = [Row("sleep", "required", 12, 24), Row("sleep", "hidden")]
    assert asked(13, rows)["sleep"].level == asked(13, rows[::-1])["sleep"].level == "required"


def test_a_row_of_an_unknown_kind_says_nothing():
    assert asked(5, [Row("dance", "required")]) == asked(5)


def test_what_is_logged_need_not_be_asked_for():
    todo = policy.still_to_do(asked(8), {"sleep", "nappy", "bottle"}, 8)
    assert todo == ["food", "activity"]


def test_for_a_small_baby_the_bottle_is_the_meal():
    assert policy.still_to_do(asked(4), ["bottle"], 4) == ["sleep", "nappy", "activity"]


def test_a_toddler_is_asked_for_nothing_unless_somebody_wants_it():
    assert policy.still_to_do(asked(20), [], 20) == []
    assert policy.still_to_do(asked(20, child=[Row("toilet", "required")]), [], 20) == ["toilet"]


LEVELS = st.sampled_from(["required", "offered", "hidden"])
ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(kinds.NAMES),
        LEVELS,
        st.integers(0, 60),
        st.none() | st.integers(0, 160),
    ),
    max_size=5,
)


@given(ROWS, ROWS, ROWS, st.integers(0, 160))
def test_every_kind_gets_one_decision_and_nobody_decides_outside_their_months(
    location, group, child, age
):
    decided = asked(age, location, group, child)
    rows = {"location": location, "group": group, "child": child}
    assert set(decided) == set(kinds.NAMES)
    for name, decision in decided.items():
        if decision.decided_by == "default":
            assert decision.level == kinds.get(name).default_level(age)
        else:
            assert any(
                row.kind == name and row.level == decision.level and row.from_month <= age
                for row in rows[decision.decided_by]
            )
