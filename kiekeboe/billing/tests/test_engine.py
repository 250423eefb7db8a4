"""Invoices of a nursery, worked out by hand and by chance."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.billing.annual import annual
from kiekeboe.billing.engine import (
    Care,
    Kind,
    Line,
    Product,
    Terms,
    Version,
    care_lines,
    contract_lines,
    credited,
    product_lines,
    total,
    with_rounding,
)
from kiekeboe.billing.hours import PartMonth, YearPart, of_a_month, of_months_in_steps
from kiekeboe.billing.rounding import Hours, half_up, hundredths

LONG_AGO = date(2020, 1, 1)
ELEVEN = 11 * 60
NOVEMBER = date(2026, 11, 1)


def version(days=(1,), cents=1043, minutes=ELEVEN, weeks=52, first=LONG_AGO, last=None):
    week = tuple((day, minutes) for day in days)
    return Version("contract", first, last, week, (YearPart(minutes, weeks),) * len(days), cents)


@pytest.mark.parametrize(
    ("hours", "weeks", "rounded"),
    [
        ("11", 52, "47.67"), ("11", 50, "45.83"), ("11", 49, "44.92"), ("11", 48, "44"),
        ("11", 40, "36.67"), ("10.5", 52, "45.5"), ("10", 52, "43.33"), ("5.5", 52, "23.83"),
        ("3.5", 40, "11.67"),
    ],
)  # fmt: skip
def test_a_month_is_a_twelfth_of_the_year(hours, weeks, rounded):
    part = YearPart(int(Fraction(hours) * 60), weeks)

    assert hundredths(of_a_month([part])) == Fraction(rounded)


def test_half_a_cent_goes_up_and_a_credit_mirrors_it():
    assert half_up(Fraction("12862.5")) == 12863
    assert half_up(Fraction("-12862.5")) == -12863


@pytest.mark.parametrize(
    ("days", "exact", "rounded", "dropped"),
    [
        (1, 49716, 49720, 49709),
        (2, 99433, 99429, 99419),
        (3, 149149, 149149, 149128),
        (4, 198865, 198869, 198838),
        (5, 248582, 248578, 248547),
    ],
)
def test_days_a_week_at_a_real_price_list(days, exact, rounded, dropped):
    one = version(range(1, days + 1))

    def priced(how):
        return total(contract_lines([one], 2026, 11, Terms(hours=how)))

    assert [priced(how) for how in Hours] == [exact, rounded, dropped]


@pytest.mark.parametrize(
    ("days", "amount"), [(1, 47457), (2, 94913), (3, 142370), (4, 189826), (5, 237283)]
)
def test_days_of_ten_and_a_half_hours(days, amount):
    one = version(range(1, days + 1), minutes=630)

    assert total(contract_lines([one], 2026, 11, Terms())) == amount


def test_months_in_steps_are_the_hours_of_the_year():
    of_52 = of_months_in_steps([YearPart(ELEVEN, 52)])
    of_49 = of_months_in_steps([YearPart(ELEVEN, 49)])

    assert of_52[:3] == [Fraction("47.67"), Fraction("47.66"), Fraction("47.67")]
    assert of_49[:3] == [Fraction("44.92"), Fraction("44.91"), Fraction("44.92")]
    assert (sum(of_52), sum(of_49)) == (572, 539)


def test_out_of_school_care_has_school_weeks_and_holidays():
    year = (YearPart(180, 40), YearPart(600, 11))
    one = Version("bso", LONG_AGO, None, ((1, 180),), year, 644)

    assert total(contract_lines([one], 2026, 11, Terms())) == 12343
    dak = [YearPart(1230, 40), YearPart(3150, 12), YearPart(35 * 60, 1)]
    assert of_a_month(dak) == Fraction("123.75")


@pytest.mark.parametrize(
    ("method", "amount"),
    [(PartMonth.CALENDAR, 51957), (PartMonth.PLANNED, 57730), (PartMonth.ACTUAL, 59950)],
)
def test_a_start_halfway_the_month_by_three_methods(method, amount):
    one = version((1, 4), 1090, first=date(2026, 11, 16))
    whole = version((1, 4), 1090)

    (line,) = contract_lines([one], 2026, 11, Terms(part_month=method))

    assert line.amount == amount
    assert [day.day for day in line.days] == [16, 19, 23, 26, 30]
    assert total(contract_lines([whole], 2026, 11, Terms(part_month=method))) == 103913


def test_care_outside_the_contract_stands_in_its_own_month():
    care = [
        Care(Kind.EXTRA, date(2026, 10, 7), ELEVEN, 1150),
        Care(Kind.EXTRA, date(2026, 10, 21), 330, 1150),
        Care(Kind.FLEXIBLE, date(2026, 9, 30), 60, 1100),
    ]

    flexible, extra = care_lines(care, Terms())

    assert (flexible.month, flexible.amount) == (date(2026, 9, 1), 1100)
    assert (extra.month, extra.hours, extra.amount) == (date(2026, 10, 1), Fraction("16.5"), 18975)
    assert [day.day for day in extra.days] == [7, 21]


def test_lunches_are_not_hours():
    lunches = [Product("Lunch", NOVEMBER + timedelta(days=n), 1, 300) for n in range(3)]

    (line,) = product_lines(lunches)

    assert (line.many, line.amount, line.hours) == (3, 900, 0)


PRICES = st.integers(0, 5000)
WEEKS = st.integers(0, 53)
WEEK = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 720)), max_size=5).map(tuple)
MONTHS = st.tuples(st.integers(2024, 2028), st.integers(1, 12))
TERMS = st.builds(
    Terms,
    hours=st.sampled_from(Hours),
    part_month=st.sampled_from([PartMonth.CALENDAR, PartMonth.ACTUAL]),
    in_steps=st.booleans(),
)


@given(month=MONTHS, week=WEEK, weeks=WEEKS, cents=PRICES, terms=TERMS, cuts=st.sets(
    st.integers(2, 28), max_size=4))  # fmt: skip
def test_any_split_of_a_month_re_adds_to_the_cent(month, week, weeks, cents, terms, cuts):
    """R15 The same agreement cut in pieces costs what it costs whole, but where hours are counted
    one by one: those of a part are real hours, those of a whole month are the average."""
    year = (YearPart(sum(minutes for _day, minutes in week), weeks),)
    first = date(*month, 1)
    edges = [first, *(first.replace(day=day) for day in sorted(cuts)), None]
    pieces = [
        Version("c", start, end and end - timedelta(days=1), week, year, cents)
        for start, end in pairwise(edges)
    ]
    whole = Version("c", LONG_AGO, first + timedelta(days=27), week, year, cents)
    upto = [*pieces[:-1], Version("c", pieces[-1].first, whole.last, week, year, cents)]
    if pieces[-1].first > whole.last:
        return

    def priced(versions):
        lines = contract_lines(versions, *month, terms)
        return total(with_rounding(lines, first)), sum(one.hours for one in lines)

    if terms.part_month is PartMonth.ACTUAL and first + timedelta(days=27) == _last(first):
        return
    assert priced(upto) == priced([whole])


def _last(first):
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


LINES = st.lists(
    st.builds(
        lambda hours, cents: Line(
            Kind.EXTRA, NOVEMBER, hours, cents, hours * cents, half_up(hours * cents)
        ),
        st.fractions(0, 200, max_denominator=720),
        PRICES,
    ),
    max_size=12,
)


@given(LINES)
def test_lines_add_up_to_the_exact_sum_in_cents(lines):
    """R15 Three oracles: the exact sum, the lines, and the lines in another order."""
    rounded = with_rounding(lines, NOVEMBER)

    assert total(rounded) == half_up(sum((one.exact for one in lines), Fraction(0)))
    assert total(with_rounding(lines[::-1], NOVEMBER)) == total(rounded)
    assert sum(1 for one in rounded if one.kind is Kind.ROUNDING) <= 1
    assert abs(total(rounded) - total(lines)) <= len(lines)


@given(LINES)
def test_a_credit_and_its_invoice_are_nothing(lines):
    """R15"""
    invoice = with_rounding(lines, NOVEMBER)

    assert total(invoice) + total(credited(invoice)) == 0
    assert sum(one.hours for one in [*invoice, *credited(invoice)]) == 0


def issued(hours, cents, amount, kind=Kind.CONTRACT):
    hours = Fraction(hours)
    return Line(kind, NOVEMBER, hours, cents, hours * cents, amount)


def test_the_annual_statement_adds_what_was_issued():
    """Hours times price over the year would say 12,240.37."""
    half = [issued("95.33", 1050, 100097)] * 6
    other = [issued("95.33", 1090, 103910)] * 6

    told = annual(half + other)

    assert (told.hours, told.care, told.average) == (Fraction("1143.96"), 1224042, 1070)


def test_a_credited_month_is_not_in_the_annual_statement():
    months = [issued("47.67", 1100, 52437)] * 12
    lunch = issued(0, 300, 3600, Kind.PRODUCT)

    assert annual(months).care == 629244
    told = annual([*months, *credited(months[:1]), lunch])
    assert (told.hours, told.care, told.average, told.other) == (
        Fraction("524.37"), 576807, 1100, 3600,
    )  # fmt: skip
    assert annual([]).average is None
