"""Who is in a conversation: the rule by itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.chat.audience import (
    BEFORE,
    Place,
    Post,
    Relation,
    Span,
    household_on,
    place_on,
    with_group,
    with_office,
)

DAY = date(2026, 4, 14)
ONE = timedelta(days=1)
ALWAYS = Span(date(2020, 1, 1))
FROGS, BEES = "frogs", "bees"
HERE = Place(FROGS, "canal", ALWAYS)
MOTHER = Relation("mother", "canal street", ALWAYS)
FATHER = Relation("father", "mill lane", ALWAYS)
PETRA = Post("petra", "caregiver", ALWAYS, group=FROGS)
BOSS = Post("boss", "manager", ALWAYS, location="canal")

days = st.dates(DAY - 60 * ONE, DAY + 60 * ONE)


@st.composite
def spans(draw):
    first = draw(days)
    return Span(first, draw(st.none() | st.dates(first, first + 40 * ONE)))


places = st.lists(
    st.builds(Place, st.sampled_from([FROGS, BEES]), st.sampled_from(["canal", "mill"]), spans()),
    max_size=4,
)
relations = st.lists(
    st.builds(
        Relation,
        st.sampled_from(["mother", "father", "aunt", "step"]),
        st.sampled_from(["canal street", "mill lane"]),
        spans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)
posts = st.lists(
    st.builds(
        Post,
        st.sampled_from(["petra", "omar", "boss", "desk", "trainee"]),
        st.sampled_from(
            ["caregiver", "trainee", "mentor", "manager", "owner", "office", "finance"]
        ),
        spans(),
        location=st.sampled_from([None, "canal", "mill"]),
        group=st.sampled_from([None, FROGS, BEES]),
        child=st.sampled_from([None, "noor", "sam"]),
    ),
    max_size=8,
)


def frogs(places=(HERE,), relations=(MOTHER, FATHER), posts=(PETRA, BOSS), *, day=DAY,
          household="canal street"):  # fmt: skip
    return with_group(places, relations, posts, household=household, child="noor", day=day)


def test_a_mother_talks_with_the_caregivers_of_the_group():
    heard = frogs()
    assert heard.family == {"mother"}
    assert heard.staff == {"petra"}
    assert heard.managers == {"boss"}
    assert heard.is_open


def test_separated_parents_have_a_conversation_each():
    """U35"""
    assert frogs(household="mill lane").family == {"father"}


def test_a_relative_is_in_no_conversation():
    aunt = Relation("aunt", "canal street", ALWAYS, relative=True)
    assert frogs(relations=[MOTHER, aunt]).family == {"mother"}


def test_a_blocked_guardian_is_out_at_once():
    """S10"""
    blocked = Relation("mother", "canal street", ALWAYS, blocked=True)
    heard = frogs(relations=[blocked, FATHER])
    assert heard.family == frozenset()
    assert not heard.is_open


def test_a_colleague_of_another_group_is_not_in_it():
    bees = Post("omar", "caregiver", ALWAYS, group=BEES)
    trainee = Post("trainee", "trainee", ALWAYS, group=FROGS)
    money = Post("money", "finance", ALWAYS)
    desk = Post("desk", "office", ALWAYS, location="canal")
    elsewhere = Post("other boss", "manager", ALWAYS, location="mill")
    heard = frogs(posts=[PETRA, bees, trainee, money, desk, elsewhere])
    assert heard.staff | heard.managers == {"petra"}


def test_the_mentor_of_the_child_is_in_it_wherever_she_works():
    mine = Post("omar", "mentor", ALWAYS, child="noor")
    other = Post("eva", "mentor", ALWAYS, child="sam")
    assert frogs(posts=[mine, other]).staff == {"omar"}


def test_it_opens_fourteen_days_before_the_first_day_and_ends_with_the_last():
    place = Place(FROGS, "canal", Span(DAY, DAY + 30 * ONE))

    def is_open(day):
        return frogs(places=[place], day=day).is_open

    assert not is_open(DAY - BEFORE - ONE)
    assert is_open(DAY - BEFORE)
    assert is_open(DAY + 30 * ONE)
    assert not is_open(DAY + 31 * ONE)


def test_who_moves_next_week_still_talks_with_the_group_of_today():
    old = Place(FROGS, "canal", Span(date(2020, 1, 1), DAY + 6 * ONE))
    new = Place(BEES, "canal", Span(DAY + 7 * ONE))
    assert place_on([new, old], DAY) is old
    assert place_on([new, old], DAY + 7 * ONE) is new


def test_the_office_of_the_locations_of_the_children_and_after_the_last_day_too():
    over = Place(FROGS, "canal", Span(date(2020, 1, 1), DAY - 30 * ONE))
    desk = Post("desk", "office", ALWAYS, location="canal")
    elsewhere = Post("mill desk", "office", ALWAYS, location="mill")
    money = Post("money", "finance", ALWAYS)
    heard = with_office(
        [([over], [MOTHER])], [desk, elsewhere, money, PETRA], household="canal street", day=DAY
    )
    assert heard.staff == {"desk"}
    assert heard.family == {"mother"}


@given(places, relations, posts, days)
def test_nobody_is_in_it_but_who_a_row_of_that_day_puts_there(places, relations, posts, day):
    heard = frogs(places, relations, posts, day=day)
    for guardian in heard.family:
        assert any(
            one.guardian == guardian and one.household == "canal street" and one.days.holds(day)
            and one.sees and not one.blocked and not one.relative
            for one in relations
        )  # fmt: skip
    for employee in heard.staff | heard.managers:
        mine = [one for one in posts if one.employee == employee and one.days.holds(day)]
        assert {one.role for one in mine} & {"caregiver", "mentor", "manager", "owner"}
    assert heard.is_open == (heard.group is not None and bool(heard.family))


@given(places, relations, posts, days, days)
def test_replying_never_widens_it(places, relations, posts, day, later):
    """Who hears a reply follows from the day alone: the same rows give the same people, and
    nobody of another household is ever among them, whatever was said and by whom."""
    first, again = (frogs(places, relations, posts, day=day) for _ in range(2))
    assert first == again
    other = frogs(places, relations, posts, day=later, household="mill lane")
    homes = {(one.guardian, one.household) for one in relations}
    for guardian in other.family - frogs(places, relations, posts, day=later).family:
        assert (guardian, "mill lane") in homes
    fewer = frogs(places, relations, posts[1:], day=day)
    assert fewer.everybody <= first.everybody


@given(relations, days)
def test_a_block_takes_away_and_gives_nothing(relations, day):
    blocked = [
        Relation(one.guardian, one.household, one.days, True, one.relative, one.sees)
        for one in relations
    ]
    assert household_on(blocked, "canal street", day) == frozenset()
