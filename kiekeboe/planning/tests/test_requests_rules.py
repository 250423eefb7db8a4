"""Who may ask what until when: policies of real places, windows, and the order of rules."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning.ledger import Earned, Spent, balance, room_to_earn
from kiekeboe.planning.presets import GEWOON, PRESETS, RUIM, STRENG
from kiekeboe.planning.request_policy import (
    Ask,
    Asked,
    Decider,
    Earning,
    Facts,
    Mode,
    Old,
    Outcome,
    Rule,
    Rules,
    decide,
    earned_by,
    expires_on,
    may_undo,
)
from kiekeboe.planning.room import Room, Why
from kiekeboe.planning.windows import Notice, Reach, Unit, Window, months_later

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)
FULL = Room(False, Why.FULL, 480)


def at(day, hour=8, minute=0):
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


NOW = at(date(2026, 11, 16), 12)


def swap(new, *, old=MONDAY, hours=10, **fields):
    given = {"day": old, "minutes": 600} | fields.pop("gives", {})
    begins = at(new)
    return Asked(Ask.SWAP, begins, begins + timedelta(hours=hours), Old(**given),
                 **({"minutes": hours * 60} | fields))  # fmt: skip


def extra(day, *, start=8, hours=10, ask=Ask.EXTRA, **fields):
    begins = at(day, start)
    return Asked(ask, begins, begins + timedelta(hours=hours), minutes=hours * 60, **fields)


OPEN = Rules(decider=dict.fromkeys(Ask, Decider.AUTOMATIC))


def answer(rules, asked, *, now=NOW, **facts):
    decision = decide(rules, asked, Facts(**facts), now=now)
    return decision.outcome.value, decision.rule.value


@pytest.mark.parametrize(
    ("window", "old", "new", "holds"),
    [
        (Window(Reach.DAYS, 15, 15), MONDAY, date(2026, 12, 8), True),
        (Window(Reach.DAYS, 15, 15), MONDAY, date(2026, 12, 9), False),
        (Window(Reach.MONTH, after=5), MONDAY, date(2026, 12, 7), True),
        (Window(Reach.MONTH, after=5), MONDAY, date(2026, 12, 8), False),
        (Window(Reach.DAYS, 28, 28), MONDAY, date(2026, 12, 21), True),
        (Window(Reach.DAYS, 28, 28), MONDAY, date(2026, 12, 22), False),
        (Window(Reach.YEAR), MONDAY, date(2027, 1, 4), False),
        (Window(Reach.YEAR, after=90), date(2026, 12, 23), date(2027, 1, 4), False),
        (Window(Reach.YEAR, after=90), date(2026, 12, 24), date(2027, 1, 4), True),
        (Window(Reach.YEAR, after=90, spill_from=(12, 21)), date(2026, 12, 23),
         date(2027, 1, 4), True),
        (Window(Reach.WEEK), MONDAY, date(2026, 11, 27), True),
        (Window(Reach.WEEK), MONDAY, date(2026, 11, 30), False),
        (Window(Reach.WEEK, 1, 1), MONDAY, date(2026, 11, 30), True),
        (Window(Reach.MONTHS, 1, 2), MONDAY, date(2027, 1, 23), True),
        (Window(Reach.MONTHS, 1, 2), MONDAY, date(2027, 1, 24), False),
    ],
)  # fmt: skip
def test_how_far_a_swap_may_reach(window, old, new, holds):
    assert window.holds(old, new) == holds
    rules = replace(OPEN, window=window)
    assert (answer(rules, swap(new, old=old))[0] == "granted") == holds


def test_a_school_day_does_not_become_a_holiday():
    rules = replace(OPEN, same_day_type=True)
    asked = swap(date(2026, 12, 21), day_type="holiday", gives={"day_type": "school"})
    assert answer(rules, asked) == ("refused", "other_day_type")
    assert answer(rules, replace(asked, day_type="school"))[0] == "granted"


# The rules of places that publish them (nl-rules §5.3), as settings: each can be said.
POLICIES = {
    "impuls": Rules(window=Window(Reach.DAYS, 28, 28), own_group_only=True,
                    longest_ahead={Ask.SWAP: Notice(31, Unit.DAYS)}, answer_within=5,
                    most_a_year={Ask.SWAP: 10}, transport_by_person=True),
    "panta rhei": Rules(window=Window(Reach.MONTH, after=5), own_group_only=True, swap_again=False,
                        longest_ahead={Ask.SWAP: Notice(4, Unit.WEEKS)}, same_day_type=True,
                        notice={Ask.SWAP: Notice(1, Unit.WEEKS)}, most_a_month={Ask.SWAP: 1}),
    "kok": Rules(window=Window(Reach.DAYS, 15, 15), not_for_sick_days=False, same_hours=True,
                 same_day_type=True, longest_ahead={Ask.SWAP: Notice(31, Unit.DAYS)}),
    "brs": Rules(window=Window(Reach.YEAR), notice={Ask.SWAP: Notice(2, Unit.WORKDAYS)},
                 within_contract_weeks=True, not_for_sick_days=False),
    "garage": Rules(window=Window(Reach.YEAR, after=90), mode=Mode.HOURS, same_day_type=True,
                    earning=Earning(Notice(0, Unit.DAYS, time(9)), sick=True)),
    "bisonspoor": Rules(notice={Ask.SWAP: Notice(48)}, window=Window(Reach.DAYS, 14, 14),
                        undo=Notice(2, Unit.WORKDAYS)),
    "kion": Rules(mode=Mode.POINTS, window=Window(Reach.MONTHS, 1, 2),
                  earning=Earning(Notice(24))),
    "zonnekinderen": Rules(mode=Mode.HOURS, earning=Earning(Notice(72), most=77 * 60)),
    "kinderrijk": Rules(mode=Mode.POINTS, most_a_year={Ask.CREDIT: 7},
                        earning=Earning(Notice(1, Unit.DAYS, time(18, 30)))),
    "dreamzzz": Rules(window=Window(Reach.MONTHS, 6, 6), public_holidays=True, closures=True),
    "villa yip": Rules(window=Window(Reach.WEEK, 1, 1), not_for_sick_days=False),
    "nijntje pluis": Rules(notice={Ask.SWAP: Notice(21, Unit.DAYS, time(13))},
                           window=Window(Reach.MONTH), most_a_year={Ask.SWAP: 5}),
    "kakelbont": Rules(most_a_year={Ask.SWAP: 5}),
    "kukelesaantje": Rules(window=Window(Reach.WEEK)),
    "skov": Rules(window=Window(Reach.DAYS, 21, 21), most_a_year={Ask.SWAP: 2, Ask.EXTRA: 2}),
}  # fmt: skip


@pytest.mark.parametrize("name", POLICIES)
def test_every_published_policy_gives_an_answer(name):
    asked = swap(MONDAY + timedelta(days=4))
    decision = decide(POLICIES[name], asked, Facts(), now=NOW)
    expected = {"nijntje pluis": Rule.TOO_LATE, "bisonspoor": Rule.BY_PERSON}
    assert decision.rule == expected.get(name, Rule.BY_PERSON)


CASES = {
    Rule.NOT_OFFERED: (replace(OPEN, asks=frozenset()), extra(MONDAY), {}),
    Rule.EMPTY: (OPEN, extra(MONDAY, hours=0), {}),
    Rule.PAST: (OPEN, extra(date(2026, 11, 16)), {}),
    Rule.NO_CONTRACT: (OPEN, extra(MONDAY), {"in_contract": False}),
    Rule.CLOSED: (OPEN, extra(MONDAY), {"closed": True}),
    Rule.TOO_LATE: (replace(OPEN, notice={Ask.EXTRA: Notice(8, Unit.DAYS)}), extra(MONDAY), {}),
    Rule.TOO_FAR: (
        replace(OPEN, longest_ahead={Ask.EXTRA: Notice(6, Unit.DAYS)}), extra(MONDAY), {},
    ),
    Rule.TOO_SHORT: (replace(OPEN, smallest=300), extra(MONDAY, hours=4), {}),
    Rule.WHOLE_DAYS: (STRENG, replace(extra(MONDAY), whole=False), {}),
    Rule.PLANNED_ALREADY: (OPEN, extra(MONDAY), {"planned_already": True}),
    Rule.NOTHING_PLANNED: (OPEN, extra(MONDAY, ask=Ask.LEAVE), {"has_care": False}),
    Rule.OLD_DAY_PAST: (OPEN, swap(MONDAY, old=date(2026, 11, 15)), {}),
    Rule.OLD_DAY_SICK: (OPEN, swap(MONDAY, gives={"is_sick": True}), {}),
    Rule.OLD_DAY_HOLIDAY: (OPEN, swap(MONDAY, gives={"is_public_holiday": True}), {}),
    Rule.OLD_DAY_CLOSED: (OPEN, swap(MONDAY, gives={"is_closed": True}), {}),
    Rule.OLD_DAY_SWAPPED: (
        replace(OPEN, swap_again=False), swap(MONDAY, gives={"kind": "swap"}), {},
    ),
    Rule.WINDOW: (replace(OPEN, window=Window(Reach.WEEK)), swap(date(2026, 12, 4)), {}),
    Rule.LONGER: (OPEN, swap(MONDAY, hours=11), {}),
    Rule.OTHER_HOURS: (replace(OPEN, same_hours=True), swap(MONDAY, hours=9), {}),
    Rule.OTHER_DAY_TYPE: (replace(OPEN, same_day_type=True), swap(MONDAY, day_type="holiday"), {}),
    Rule.OTHER_GROUP: (OPEN, replace(extra(MONDAY), own_group=False), {}),
    Rule.CONTRACT_WEEKS: (
        replace(OPEN, within_contract_weeks=True), extra(MONDAY), {"in_contract_week": False},
    ),
    Rule.YEAR_MOST: (
        replace(OPEN, most_a_year={Ask.EXTRA: 2}), extra(MONDAY), {"this_year": {Ask.EXTRA: 2}},
    ),
    Rule.MONTH_MOST: (
        replace(OPEN, most_a_month={Ask.EXTRA: 1}), extra(MONDAY), {"this_month": {Ask.EXTRA: 1}},
    ),
    Rule.BALANCE: (RUIM, extra(MONDAY, ask=Ask.CREDIT), {"balance": 599}),
    Rule.NO_ROOM: (OPEN, extra(MONDAY), {"room": FULL}),
    Rule.TRANSPORT: (
        replace(OPEN, transport_by_person=True), replace(extra(MONDAY), needs_transport=True), {},
    ),
    Rule.NEAR: (replace(OPEN, automatic_least_hours=24 * 8), extra(MONDAY), {}),
    Rule.BY_PERSON: (Rules(), extra(MONDAY), {}),
    Rule.AUTOMATIC: (OPEN, extra(MONDAY), {}),
}  # fmt: skip


def test_every_rule_has_its_case():
    assert CASES.keys() == set(Rule)


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_decides_its_case(rule):
    rules, asked, facts = CASES[rule]
    assert decide(rules, asked, Facts(**facts), now=NOW).rule == rule


def test_the_last_minute_is_in_time_and_the_next_is_not():
    latest = at(MONDAY - timedelta(days=1), 18, 30)
    asked = extra(MONDAY)
    assert answer(GEWOON, asked, now=latest)[0] == "granted"
    assert answer(GEWOON, asked, now=latest + timedelta(minutes=1)) == ("refused", "too_late")


def test_hours_of_notice_are_hours_that_pass():
    """The night of 28 to 29 March has an hour less: a day before 8:00 on Sunday is 7:00."""
    begins = at(date(2026, 3, 29))
    assert Notice(24).latest(begins) == at(date(2026, 3, 28), 7)
    assert Notice(1, Unit.DAYS).latest(begins) == at(date(2026, 3, 28), 8)


def test_working_days_skip_the_weekend_and_days_off():
    begins = at(MONDAY)
    assert Notice(2, Unit.WORKDAYS).latest(begins).date() == date(2026, 11, 19)
    free = {date(2026, 11, 20)}
    assert Notice(2, Unit.WORKDAYS).latest(begins, free).date() == date(2026, 11, 18)


def test_no_room_is_the_waiting_list_or_a_no():
    assert answer(OPEN, extra(MONDAY), room=FULL) == ("waiting", "no_room")
    nobody_waits = replace(OPEN, waiting_list=False)
    assert answer(nobody_waits, extra(MONDAY), room=FULL) == ("refused", "no_room")
    leave = extra(MONDAY, ask=Ask.LEAVE)
    assert answer(OPEN, leave, room=FULL)[0] == "granted"


def test_a_day_reported_in_time_comes_back_and_a_late_one_does_not():
    begins, old = at(MONDAY), Old(MONDAY, 600)
    before, after = at(date(2026, 11, 22), 18, 30), at(date(2026, 11, 22), 18, 31)
    assert earned_by(GEWOON, old, begins, now=before)
    assert not earned_by(GEWOON, old, begins, now=after)
    assert not earned_by(STRENG, old, begins, now=before)
    sick = replace(old, is_sick=True)
    assert earned_by(RUIM, sick, begins, now=before)
    assert not earned_by(GEWOON, sick, begins, now=before)
    assert not earned_by(RUIM, replace(old, is_closed=True), begins, now=before)


def test_what_is_earned_is_good_for_so_long():
    assert expires_on(GEWOON, MONDAY) == date(2026, 12, 31)
    assert expires_on(RUIM, MONDAY) == date(2027, 3, 31)
    days = replace(GEWOON, earning=Earning(valid_days=30))
    assert expires_on(days, MONDAY) == date(2026, 12, 23)
    ever = replace(GEWOON, earning=Earning(until_year_end=False))
    assert expires_on(ever, MONDAY) is None


def test_what_was_granted_may_be_cancelled_for_a_while():
    assert may_undo(RUIM, at(MONDAY), now=at(date(2026, 11, 22)))
    assert not may_undo(RUIM, at(MONDAY), now=at(date(2026, 11, 22), 9))


@pytest.mark.parametrize(
    ("day", "later"),
    [(date(2023, 7, 25), date(2023, 8, 25)), (date(2026, 1, 31), date(2026, 2, 28)),
     (date(2026, 12, 31), date(2027, 1, 31))],
)  # fmt: skip
def test_a_month_later_is_the_same_day_or_the_last(day, later):
    assert months_later(day, 1) == later


@given(st.sampled_from(sorted(PRESETS)), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)))
def test_asking_earlier_is_never_too_late(name, when):
    """When it is refused as too late, an hour later is refused as too late as well."""
    rules, now = PRESETS[name], when.replace(tzinfo=AMSTERDAM)
    asked = extra(MONDAY)
    if decide(rules, asked, Facts(), now=now).rule == Rule.TOO_LATE:
        later = decide(rules, asked, Facts(), now=now + timedelta(hours=1))
        assert later.rule in (Rule.TOO_LATE, Rule.PAST)


DAYS = st.integers(0, 60).map(lambda n: MONDAY + timedelta(days=n))
EARNED = st.lists(
    st.builds(
        lambda id, day, amount, good: Earned(
            id, day, amount, None if good is None else day + timedelta(days=good)
        ),
        st.uuids(), DAYS, st.integers(1, 600), st.none() | st.integers(0, 40),
    ),
    max_size=6,
)  # fmt: skip
SPENT = st.lists(st.builds(Spent, st.uuids(), DAYS, st.integers(1, 600), st.booleans()), max_size=6)


@given(EARNED, SPENT, DAYS)
def test_a_balance_adds_up_to_the_minute(earned, spent, day):
    """Nothing is made or lost: what came is what is left, went, or was over."""
    now = balance(earned, spent, day)
    came = sum(one.amount for one in earned if one.day <= day)
    assert came == now.total + now.spent - now.short + now.lost
    assert now.total >= 0
    assert all(one.amount > 0 for one in now.left)


@given(EARNED, SPENT, DAYS, st.randoms())
def test_a_balance_does_not_ask_in_which_order_it_was_written(earned, spent, day, chance):
    other, gone = list(earned), list(spent)
    chance.shuffle(other)
    chance.shuffle(gone)
    again = balance(other, gone, day)
    now = balance(earned, spent, day)
    assert (again.total, again.lost, again.short) == (now.total, now.lost, now.short)


def test_what_is_over_first_goes_first():
    old = Earned(1, MONDAY, 60, MONDAY + timedelta(days=5))
    new = Earned(2, MONDAY, 60, None)
    now = balance([new, old], [Spent(3, MONDAY, 60)], MONDAY)
    assert [one.earned.id for one in now.left] == [2]
    over = balance([new, old], [], MONDAY + timedelta(days=6))
    assert (over.total, over.lost) == (60, 60)


def test_a_full_balance_takes_no_more():
    now = balance([Earned(1, MONDAY, 50, None)], [], MONDAY)
    assert room_to_earn(now, 30, 77) == 27
    assert room_to_earn(now, 30, None) == 30
    assert room_to_earn(now, 30, 40) == 0


def test_an_undone_day_never_went():
    earned = [Earned(1, MONDAY, 60, None)]
    assert balance(earned, [Spent(2, MONDAY, 60, undone=True)], MONDAY).total == 60


def test_every_outcome_is_reached():
    found = {decide(*CASES[rule][:2], Facts(**CASES[rule][2]), now=NOW).outcome for rule in CASES}
    assert found == set(Outcome)
