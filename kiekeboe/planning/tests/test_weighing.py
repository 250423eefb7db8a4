"""What a colleague counts for in the ratio."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiekeboe.planning.ratio import Care
from kiekeboe.planning.room import Shift
from kiekeboe.planning.weighing import (
    NOTHING,
    WHOLE,
    Duty,
    Skill,
    Worth,
    trainee_share,
    weighed,
    worth,
)

DAY = date(2026, 9, 1)
LONG_AGO = date(2020, 1, 1)
HALF_TRAINEE = Worth(Fraction(1, 2), trainee=True)
FULL_TRAINEE = Worth(Fraction(1), trainee=True)


def skill(kind, counts=100, first=LONG_AGO, last=None):
    return Skill(kind, counts, first, last)


def test_a_colleague_of_whom_nothing_is_known_counts_whole():
    assert worth([], DAY, Care.DAYCARE) == WHOLE
    assert worth([skill("first_aid")], DAY, Care.DAYCARE) == WHOLE


def test_who_learns_counts_only_when_it_is_written_down():
    assert worth([], DAY, Care.DAYCARE, learning=True) == NOTHING
    assert worth([skill("trainee", 50)], DAY, Care.DAYCARE, learning=True) == HALF_TRAINEE


def test_another_qualification_counts_in_out_of_school_care_only():
    """Besluit kwaliteit art. 7 lid 12, from 1 July 2024."""
    other = [skill("other")]
    assert worth(other, DAY, Care.BSO) == WHOLE
    assert worth(other, DAY, Care.DAYCARE) == NOTHING
    assert worth(other, date(2024, 6, 30), Care.BSO) == NOTHING
    assert worth(other, date(2024, 7, 1), Care.BSO) == WHOLE


@pytest.mark.parametrize("kind", ["volunteer", "coach"])
def test_volunteers_and_coaches_do_not_count(kind):
    assert worth([skill(kind)], DAY, Care.DAYCARE) == NOTHING


def test_a_professional_who_coaches_too_counts():
    assert worth([skill("coach"), skill("professional")], DAY, Care.DAYCARE) == WHOLE


def test_a_qualification_counts_from_its_first_day_to_its_last():
    mine = [skill("professional", first=date(2026, 3, 1), last=date(2026, 5, 31))]
    assert worth(mine, date(2026, 2, 28), Care.DAYCARE) == NOTHING
    assert worth(mine, date(2026, 3, 1), Care.DAYCARE) == WHOLE
    assert worth(mine, date(2026, 5, 31), Care.DAYCARE) == WHOLE
    assert worth(mine, date(2026, 6, 1), Care.DAYCARE) == NOTHING


def test_the_share_of_trainees_changes_with_the_law():
    assert trainee_share(date(2021, 12, 31)) == Fraction(1, 3)
    assert trainee_share(date(2022, 1, 1)) == Fraction(1, 2)
    assert trainee_share(date(2026, 6, 30)) == Fraction(1, 2)
    assert trainee_share(date(2026, 7, 1)) == Fraction(1, 3)


def duty(worth=WHOLE, start=480, end=1080, group="kikkers", employee=None):
    return Duty(group, start, end, worth, employee)


def test_two_professionals_and_a_trainee_who_counts_whole_are_three():
    day = weighed([duty(), duty(), duty(FULL_TRAINEE)], DAY)
    assert sum(one.weight for one in day["kikkers"]) == 3


def test_more_trainees_than_their_share_count_for_less():
    """One professional: of a third, trainees are at most half a colleague."""
    day = weighed([duty(), duty(FULL_TRAINEE), duty(FULL_TRAINEE)], DAY)
    assert sum(one.weight for one in day["kikkers"]) == 1.5
    before = weighed([duty(), duty(FULL_TRAINEE), duty(FULL_TRAINEE)], date(2026, 6, 30))
    assert sum(one.weight for one in before["kikkers"]) == 2


def test_the_share_is_that_of_each_moment():
    """The second professional goes home at two: from then on the trainee counts half."""
    day = weighed([duty(), duty(end=840), duty(FULL_TRAINEE)], DAY)
    assert Shift(480, 840, 1.0) in day["kikkers"]
    assert Shift(840, 1080, 0.5) in day["kikkers"]


def test_the_share_is_counted_for_the_whole_location():
    day = weighed([duty(), duty(FULL_TRAINEE), duty(group="otters")], DAY)
    assert sum(one.weight for one in day["kikkers"]) == 2


def test_trainees_alone_in_a_group_do_not_count():
    """Art. 7 lid 11: a group with trainees has a professional of its own that day."""
    day = weighed([duty(FULL_TRAINEE), duty(group="otters")], DAY)
    assert "kikkers" not in day


worths = some.sampled_from([WHOLE, NOTHING, HALF_TRAINEE, FULL_TRAINEE])
duties = some.builds(
    lambda group, start, length, worth: Duty(group, start, start + length, worth),
    some.sampled_from("kov"),
    some.integers(420, 1000),
    some.integers(1, 300),
    worths,
)


@given(some.lists(duties, max_size=8), some.integers(420, 1300))
def test_at_no_moment_trainees_are_more_than_their_share(them, moment):
    day = weighed(them, DAY)
    there = sum(
        one.weight for shifts in day.values() for one in shifts if one.start <= moment < one.end
    )
    rest = sum(
        one.worth.counts for one in them if not one.worth.trainee and one.start <= moment < one.end
    )
    assert float(rest) - 1e-9 <= there <= float(rest) * 1.5 + 1e-9


@given(some.lists(duties, max_size=8))
def test_without_trainees_everybody_counts_for_what_they_are_worth(them):
    plain = [one for one in them if not one.worth.trainee]
    minutes = sum((one.end - one.start) * one.worth.counts for one in plain)
    day = weighed(plain, DAY)
    assert sum((o.end - o.start) * o.weight for s in day.values() for o in s) == float(minutes)
