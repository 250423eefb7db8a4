"""The rules that a tablet carries with it say what the rules of the server say."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiekeboe.care import kinds, policy, sleepchecks
from kiekeboe.care.board_states import Slot, Stay, group_of_today, standing
from kiekeboe.testing.v8 import device

ZONE = "Europe/Amsterdam"
EIGHT = datetime(2026, 11, 23, 7, tzinfo=UTC)  # eight o'clock in the nursery
CALM = {"calm": "ok"}

many = settings(max_examples=250, deadline=None)
moments = st.integers(-120, 900).map(lambda minutes: EIGHT + timedelta(minutes=minutes))


def rules():
    return device(
        standing="js/group/standing",
        watch="js/group/standing",
        stillToDo="js/group/standing",
        groupOf="js/group/standing",
        ageInMonths="js/group/days",
        dayOf="js/group/days",
        spanOf="js/group/days",
        momentOf="js/group/days",
    )


def ms(at):
    return None if at is None else round(at.timestamp() * 1000)


@st.composite
def stays(draw):
    found = sorted(draw(st.lists(moments, max_size=4, unique=True)))
    pairs = [Stay(a, b) for a, b in zip(found[::2], found[1::2], strict=False)]
    return pairs + ([Stay(found[-1])] if len(found) % 2 else [])


slots = st.lists(st.tuples(moments, st.integers(10, 500)), max_size=3).map(
    lambda found: [Slot(start, start + timedelta(minutes=long)) for start, long in found]
)
absences = st.sampled_from([None, "sick", "leave", "unannounced", "closed"])


@many
@given(moments, stays(), slots, absences, st.none() | moments)
def test_the_tablet_says_of_a_child_what_the_server_says(now, stays, slots, absence, asleep):
    """R06, S24 State and moment, for every day that can be."""
    there = standing(now=now, stays=stays, slots=slots, absence=absence, asleep_since=asleep)
    here = rules()("standing", {
        "now": ms(now),
        "stays": [[ms(one.arrived_at), ms(one.left_at)] for one in stays],
        "slots": [[ms(one.starts_at), ms(one.ends_at)] for one in slots],
        "absence": absence,
        "asleep": ms(asleep),
    })  # fmt: skip
    assert (here["state"], here["moment"]) == (there.state.value, ms(there.moment))


@many
@given(moments, st.lists(moments, max_size=6), moments, st.sampled_from([None, 0, 5, 15, 30]))
def test_the_tablet_counts_the_looks_as_the_server_does(asleep, looks, now, minutes):
    """R06, S24 Due, how full the ring is, and which looks were missed."""
    there = sleepchecks.watch(asleep, looks, now, minutes)
    here = rules()("watch", {
        "asleep": ms(asleep), "looks": list(map(ms, looks)), "now": ms(now), "minutes": minutes,
    })  # fmt: skip
    if there.state == "off":
        assert here is None
        return
    assert here["state"] == CALM.get(there.state, there.state)
    assert (here["due"], here["part"]) == (ms(there.due_at), there.fraction)
    missed = [{"due": ms(one.due_at), "seen": ms(one.seen_at)} for one in there.missed]
    assert here["missed"] == missed


days = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@many
@given(days, days)
def test_a_child_is_as_old_on_the_tablet_as_in_the_office(born, day):
    """S24 Whole months; who is born on the 31st waits for the 1st."""
    here = rules()("ageInMonths", born.isoformat(), day.isoformat())
    assert here == policy.age_in_months(born, day)


@many
@given(
    st.dictionaries(st.sampled_from(kinds.NAMES), st.sampled_from(["required", "offered"])),
    st.lists(st.sampled_from(kinds.NAMES), max_size=5),
    st.integers(0, 48),
)
def test_still_to_do_is_the_same_list(levels, logged, months):
    """S24 A bottle answers for a drink, on the tablet too; also for every kind that comes later."""
    ordered = {name: levels[name] for name in kinds.NAMES if name in levels}
    decided = {name: policy.Decision(level, "default") for name, level in ordered.items()}
    here = rules()("stillToDo", ordered, logged, months)
    assert here == policy.still_to_do(decided, logged, months)


@many
@given(*[st.none() | st.sampled_from("abc")] * 4)
def test_a_child_is_in_one_group(open_visit, visited, contract, placed):
    """S24"""
    told = {"open": open_visit, "visited": visited, "contract": contract, "placed": placed}
    there = group_of_today(open_visit=open_visit, visited=visited, contract=contract, placed=placed)
    assert rules()("groupOf", told) == there


@many
@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from([ZONE, "America/Curacao"]))
def test_a_day_on_the_tablet_is_a_day_of_the_place(day, zone):
    """R05 From midnight to midnight, also when the clocks change, whatever the tablet thinks."""
    span = kinds.day_span(day, zone)
    assert rules()("spanOf", day.isoformat(), zone) == [ms(span.start), ms(span.end)]
    assert rules()("dayOf", ms(span.start), zone) == day.isoformat()
    assert rules()("dayOf", ms(span.end) - 1, zone) == day.isoformat()
