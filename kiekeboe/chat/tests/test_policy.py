"""Which policy holds when, and when somebody reads."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.chat.policy import (
    DEFAULT,
    HORIZON,
    House,
    Mode,
    Policy,
    Way,
    holding,
    must_confirm,
    next_switch,
    other_ways,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 4, 13)
DAY = timedelta(days=1)
CALM = Policy(since=date(2026, 1, 1), mode=Mode.REGULAR)
URGENT = Policy(since=date(2026, 2, 1), mode=Mode.URGENT_ONLY, text_nl="Bel bij ziekte.")

days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda one: one.replace(tzinfo=UTC)
)
policies = st.lists(
    st.builds(
        Policy,
        since=days,
        mode=st.sampled_from(Mode),
        weekdays=st.frozensets(st.integers(1, 7)),
        unseen_hours=st.integers(1, 72),
    ),
    max_size=5,
    unique_by=lambda one: one.since,
)


@st.composite
def houses(draw):
    first, last = sorted(draw(st.lists(st.times(), min_size=2, max_size=2, unique=True)))
    return House(
        AMSTERDAM,
        first.replace(tzinfo=None),
        last.replace(tzinfo=None),
        tuple(draw(policies)),
        frozenset(draw(st.lists(days, max_size=20))),
    )


def house(*told, closed=()):
    return House(AMSTERDAM, time(7, 30), time(18, 30), told, frozenset(closed))


def here(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


def test_a_policy_until_the_first_of_february_switches_by_itself():
    told = house(CALM, URGENT)
    assert told.policy_at(here(date(2026, 1, 31), 23, 59)) is CALM
    assert told.policy_at(here(date(2026, 2, 1), 0)) is URGENT


def test_the_day_is_that_of_the_location_and_not_of_the_machine():
    half_past_midnight = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    assert house(CALM, URGENT).policy_at(half_past_midnight) is URGENT


def test_a_house_that_agreed_on_nothing_answers_ordinary_questions():
    assert holding([], MONDAY) is DEFAULT
    assert not must_confirm(DEFAULT)
    assert other_ways(DEFAULT) == ()


def test_under_urgent_only_a_parent_confirms_and_is_offered_other_ways():
    assert must_confirm(URGENT)
    assert other_ways(URGENT) == (Way.REQUEST, Way.NOTE, Way.OFFICE, Way.MAIL)


def test_a_parent_is_told_until_when_it_holds():
    same = Policy(since=date(2026, 1, 10), mode=Mode.REGULAR)
    assert next_switch([URGENT, same, CALM], date(2026, 1, 5)) is URGENT
    assert next_switch([URGENT, CALM], date(2026, 3, 1)) is None


def test_a_text_in_the_other_language_is_better_than_none():
    assert URGENT.text("en") == URGENT.text("nl") == "Bel bij ziekte."


def test_a_message_on_friday_night_is_read_on_monday():
    friday = MONDAY - 3 * DAY
    assert not house().is_open(here(friday, 18, 30))
    assert house().opens_next(here(friday, 18, 30)) == here(MONDAY, 7, 30)


def test_on_a_closed_day_nobody_reads():
    told = house(closed=[MONDAY])
    assert not told.is_open(here(MONDAY, 10))
    assert told.opens_next(here(MONDAY, 10)) == here(MONDAY + DAY, 7, 30)


def test_office_hours_of_the_policy_go_before_those_of_the_house():
    told = house(Policy(opens_at=time(9), closes_at=time(12)))
    assert not told.is_open(here(MONDAY, 8))
    assert told.is_open(here(MONDAY, 9))
    assert told.opens_next(here(MONDAY, 12)) == here(MONDAY + DAY, 9)


def test_a_house_that_never_opens_says_so():
    assert house(Policy(weekdays=frozenset())).opens_next(here(MONDAY, 9)) is None


@given(houses(), moments)
def test_the_house_is_open_when_it_opens_next(told, moment):
    opens = told.opens_next(moment)
    if opens is None:
        assert not any(told.hours_on(told.day_of(moment) + n * DAY) for n in range(1, HORIZON + 1))
        return
    assert opens >= moment
    assert told.is_open(opens)
    assert told.is_open(moment) == (opens == moment)


@given(houses(), moments)
def test_openings_come_in_order_and_never_overlap(told, moment):
    before = moment
    for begins, ends in told.openings(moment):
        assert before <= begins < ends
        before = ends


@given(policies, days)
def test_the_newest_policy_that_began_holds(told, day):
    found = holding(told, day)
    assert found is DEFAULT or found.since <= day
    assert not [one for one in told if found.since < one.since <= day]
    switch = next_switch(told, day)
    last = switch.since if switch else date(2027, 1, 1)
    assert {holding(told, day + n * DAY).mode for n in range((last - day).days)} <= {found.mode}
