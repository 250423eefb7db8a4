"""A year at once says the same as its days one by one."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.planning.ratio import Care, age_step, rules
from kiekeboe.planning.room import Presence, Shift, day_of, moments
from kiekeboe.planning.slices import Agreed, DayType, Pattern, slices_of
from kiekeboe.planning.tests.test_slices import AGREED, MONDAY
from kiekeboe.planning.years import Comer, change, loads

DAYS = [MONDAY + timedelta(days=n) for n in range(30)]
CLOSED = {MONDAY + timedelta(days=9): "Studiedag"}
BIRTHS = st.dates(date(2022, 1, 1), date(2026, 11, 1)) | st.sampled_from(
    [date(2024, 2, 29), date(2024, 12, 1), date(2025, 11, 23)]
)
COMERS = st.lists(st.builds(Comer, BIRTHS, AGREED), max_size=5)


def one_by_one(comers, care):
    found = {}
    for day in DAYS:
        for comer in comers:
            for one in slices_of(comer.agreed, day, closed=CLOSED.get(day)):
                if one.comes:
                    load = found.setdefault((one.group, day), {})
                    stretch = (one.start, one.end, age_step(comer.born_on, day, care))
                    load[stretch] = load.get(stretch, 0) + 1
    return found


@settings(deadline=None)
@given(COMERS, st.sampled_from(list(Care)))
def test_a_year_is_the_sum_of_its_days(comers, care):
    assert loads(comers, DAYS[0], DAYS[-1], care, CLOSED) == one_by_one(comers, care)


@given(COMERS, st.integers(0, 29))
def test_a_load_gives_the_same_moments_as_its_children(comers, place):
    day, law = DAYS[place], rules(Care.DAYCARE, DAYS[place])
    shifts = [Shift(480, 1080), Shift(600, 700)]
    there = [
        Presence(one.start, one.end, age_step(comer.born_on, day))
        for comer in comers
        for one in slices_of(comer.agreed, day, closed=CLOSED.get(day))
        if one.comes and one.group == "k"
    ]
    load = loads(comers, day, day, Care.DAYCARE, CLOSED).get(("k", day), {})
    assert list(day_of(frozenset(load.items()), tuple(shifts), law)) == moments(there, shifts, law)


def test_days_of_a_school_are_not_taken_for_plain_days():
    """A pattern for school days asks the school; a year without one has none of them."""
    pattern = Pattern("k", 1, 480, 600, date(2026, 1, 1), days=frozenset({DayType.SCHOOL}))
    comer = Comer(date(2020, 1, 1), Agreed((pattern,)))
    assert loads([comer], DAYS[0], DAYS[-1], Care.BSO, {}) == {}


@given(COMERS, AGREED, BIRTHS, st.data())
def test_a_year_that_changed_is_the_year_of_what_is_agreed_now(comers, agreed, born_on, data):
    """Also: only days that became another are named, and all of them."""
    comers = [*comers, Comer(born_on, agreed)]
    after = Comer(born_on, data.draw(AGREED))
    span = (DAYS[0], DAYS[-1], Care.DAYCARE, CLOSED)
    found = loads(comers, *span)
    was = {place: dict(load) for place, load in found.items()}
    touched = change(found, comers[-1], after, *span)
    assert found == loads([*comers[:-1], after], *span)
    assert touched == {
        place for place in was.keys() | found.keys() if was.get(place) != found.get(place)
    }
