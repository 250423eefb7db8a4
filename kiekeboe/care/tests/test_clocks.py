"""R05 Whatever the clock of a tablet shows, what happened keeps its time and its order."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from kiekeboe.care import clocks
from kiekeboe.care.clocks import CLOSE, Stamp

HEARD = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
SINCE = HEARD - timedelta(days=200)
SUMMER = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # in Amsterdam the clock jumps to three
WINTER = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # there it falls back to two
IN_1970 = datetime(1970, 1, 1, tzinfo=UTC) - HEARD

wrong = st.one_of(
    st.sampled_from([timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)]).flatmap(
        lambda much: st.sampled_from([much, -much])
    ),
    st.just(IN_1970),
    st.timedeltas(timedelta(days=-400), timedelta(days=400)),
)
moments = st.one_of(
    st.just(HEARD),
    st.timedeltas(timedelta(-1), timedelta(1)).map(lambda some: SUMMER + some),
    st.timedeltas(timedelta(-1), timedelta(1)).map(lambda some: WINTER + some),
)
ages = st.lists(st.timedeltas(timedelta(0), timedelta(days=6)), min_size=1, max_size=12).map(
    lambda found: sorted(found, reverse=True)
)


def since(heard):
    return heard - timedelta(days=200)


def tell(heard, ages, *, error, believed=timedelta(), known=True):
    """What a tablet says that is `error` wrong and believes it is `believed` wrong."""
    return [
        Stamp(
            at=heard - age + error - believed, raw=heard - age + error, age=age if known else None
        )
        for age in ages
    ]


@given(moments, ages, wrong, wrong, wrong)
@example(HEARD, [timedelta(hours=3)], IN_1970, timedelta(), timedelta())
@example(HEARD, [timedelta(hours=3)], timedelta(days=1), timedelta(), -timedelta(days=1))
def test_with_the_watch_of_the_page_every_moment_is_true(heard, ages, then, believed, later):
    """The clock is wrong at writing, in another way at sending, and the tablet knows of neither."""
    stamps = tell(heard, ages, error=then, believed=believed)
    found = clocks.truth(stamps, sent=heard + later, heard=heard, since=since(heard))
    for age, stamp, true in zip(ages, stamps, found, strict=True):
        assert true == heard - age
        happened = clocks.moved(stamp.at, clocks.shift(stamp, true), heard)
        assert abs(happened - (heard - age)) <= CLOSE


@given(moments, ages, wrong)
def test_without_the_watch_a_clock_that_nobody_set_meanwhile_is_enough(heard, ages, error):
    """The page was opened again since, as after a flat battery."""
    stamps = tell(heard, ages, error=error, known=False)
    found = clocks.truth(stamps, sent=heard + error, heard=heard, since=since(heard))
    assert found == [heard - age for age in ages]


@given(moments, ages, wrong)
def test_a_clock_that_was_put_right_since_is_seen_through(heard, ages, error):
    """Nobody opened the page and nobody knew, but the clock stood far off and now it does not."""
    stamps = tell(heard, ages, error=error, believed=error, known=False)
    found = clocks.truth(stamps, sent=heard, heard=heard, since=since(heard))
    if not heard - clocks.LATEST <= heard - ages[0] + error <= heard + CLOSE:
        assert abs(found[0] - (heard - ages[0])) <= timedelta()
    assert all(since(heard) <= true <= heard for true in found)


anything = st.builds(
    Stamp,
    at=st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
    raw=st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
    age=st.none() | st.timedeltas(timedelta(0), timedelta(days=30)),
)


@given(
    st.lists(anything, max_size=12),
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
)
def test_whatever_it_says_the_order_stays_and_nothing_is_to_come(stamps, sent):
    found = clocks.truth(stamps, sent=sent, heard=HEARD, since=SINCE)
    assert found == sorted(found)
    assert all(true <= HEARD for true in found)


@given(st.integers(1, 8))
def test_a_clock_that_knows_nothing_refuses_nothing(count):
    """A tablet that thinks it is 1970 and whose clock is right at sending loses no writing."""
    stamps = [Stamp(at=HEARD + IN_1970, raw=HEARD + IN_1970)] * count
    found = clocks.truth(stamps, sent=HEARD, heard=HEARD, since=SINCE)
    assert not any(clocks.is_too_late(true, HEARD) for true in found)


@given(
    st.timedeltas(timedelta(days=-3), timedelta(minutes=10)),
    st.timedeltas(timedelta(0), timedelta(days=1)),
    st.timedeltas(timedelta(days=-400), timedelta(days=400)),
)
def test_what_took_a_while_never_takes_less_than_nothing(start, took, by):
    began = clocks.moved(HEARD + start, by, HEARD)
    ended = clocks.moved(HEARD + start + took, by, HEARD)
    assert began <= ended
    if HEARD + start + took + by <= HEARD or HEARD + start + by > HEARD + CLOSE:
        assert ended - began == took


def test_clocks_that_are_about_right_are_left_alone():
    stamp = Stamp(at=HEARD, raw=HEARD)
    assert clocks.shift(stamp, HEARD - timedelta(seconds=119)) == timedelta()
    assert clocks.shift(stamp, HEARD - timedelta(seconds=121)) == timedelta(seconds=-121)


def test_seven_days_late_is_fine_and_no_more():
    assert not clocks.is_too_late(HEARD - timedelta(days=7), HEARD)
    assert clocks.is_too_late(HEARD - timedelta(days=7, seconds=1), HEARD)


def test_a_moment_at_the_end_of_time_stays_where_it_is():
    far = datetime(9998, 12, 31, tzinfo=UTC)
    assert clocks.moved(far, timedelta(days=400), HEARD) == far
