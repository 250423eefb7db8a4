"""The house rules behind the desk, and the bench that tries them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.office.forms.request_rules import RulesForm, initial_of
from kiekeboe.planning import ruling
from kiekeboe.planning.models import Booking, Request, RequestRules, RosterShift
from kiekeboe.planning.presets import GEWOON, PRESETS, STRENG
from kiekeboe.planning.request_policy import Ask, Decider, Earning, Mode, Part, Rules
from kiekeboe.planning.requests_of import rules_on
from kiekeboe.planning.rules_json import from_json, to_json
from kiekeboe.planning.windows import Notice, Reach, Unit, Window
from kiekeboe.testing import make

TODAY = date(2026, 11, 23)


def sent(rules, since=TODAY, **other):
    """The form as a browser sends it back."""
    told = {"id": uuid7(), "since": since.isoformat()}
    for name, value in (initial_of(rules) | other).items():
        if value is None or value is False:
            continue
        if value is True:
            told[name] = "on"
        else:
            told[name] = f"{value:%H:%M}" if isinstance(value, time) else str(value)
    return told


def filled(rules, **other):
    return RulesForm(sent(rules, **other), rules=rules, today=TODAY)


def notices():
    days = st.builds(
        Notice, st.integers(1, 30), st.sampled_from(list(Unit)[1:]),
        st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    )  # fmt: skip
    return days | st.builds(Notice, st.integers(0, 48), st.just(Unit.HOURS))


def per_ask(values):
    return st.dictionaries(st.sampled_from(list(Ask)), values)


switch = st.booleans()
EARNING = st.builds(
    Earning, notices(), switch, switch, switch, switch, switch,
    st.none() | st.integers(0, 100).map(lambda hours: hours * 60),
    st.none() | st.integers(1, 400), switch, st.integers(0, 90),
)  # fmt: skip
RULES = st.builds(
    Rules,
    asks=st.frozensets(st.sampled_from(list(Ask)), min_size=1), mode=st.just(Mode.HOURS),
    part=st.sampled_from(Part), smallest=st.integers(0, 600), notice=per_ask(notices()),
    longest_ahead=per_ask(st.builds(Notice, st.integers(50, 90), st.just(Unit.WEEKS))),
    decider=st.fixed_dictionaries({ask: st.sampled_from(Decider) for ask in Ask}),
    answer_within=st.integers(1, 20), waiting_list=switch, kinds_first=switch,
    offer_hours=st.integers(1, 100),
    window=st.builds(Window, st.sampled_from(Reach), st.integers(1, 40), st.integers(0, 90)),
    earning=EARNING, most_a_year=per_ask(st.integers(0, 40)),
    most_a_month=per_ask(st.integers(0, 9)),
    own_group_only=switch, other_group_with_consent=switch, same_hours=switch,
    same_day_type=switch, public_holidays=switch, closures=switch, within_contract_weeks=switch,
    swap_again=switch, not_for_sick_days=switch, transport_by_person=switch,
    automatic_least_hours=st.integers(0, 300), undo=notices(),
)  # fmt: skip


@given(RULES)
def test_what_the_form_shows_is_what_it_saves(rules):
    """Every parameter can be set: through the form and through the table nothing changes."""
    form = filled(rules)
    assert form.is_valid(), form.errors
    assert form.rules() == rules
    assert from_json(to_json(rules)) == rules


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_goes_through_the_form_as_it_is(name):
    form = filled(PRESETS[name])
    assert form.is_valid(), form.errors
    assert ruling.preset_of(form.rules()) == name


@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({"mode": "day"}, "mode", "punten of uren"),
        ({"reach": "days", "before": 0, "after": 0}, "after", "niets worden geruild"),
        (
            {"notice_extra_amount": 9, "notice_extra_unit": "weeks"},
            "ahead_extra_amount",
            "te vroeg",
        ),
        ({"since": date(2026, 11, 22)}, "since", "vandaag of een latere dag"),
        ({f"offered_{ask}": False for ask in Ask}, None, "minstens één"),
        ({"offer_hours": 0}, "offer_hours", "1 of meer"),
    ],
)
def test_rules_that_cannot_work_are_told_in_a_sentence(other, field, words):
    since = other.pop("since", TODAY) if "since" in other else TODAY
    form = RulesForm(sent(GEWOON, since=since, **other), rules=GEWOON, today=TODAY)
    assert not form.is_valid()
    found = form.errors[field] if field else form.non_field_errors()
    assert words in str(found)


@pytest.fixture
def house(nursery):
    """A group of which Noor comes on a weekday ten days ahead."""
    nursery.day = timezone.localdate() + timedelta(days=14)
    make.contract_day(nursery.noor, weekday=nursery.day.isoweekday())
    return nursery


def address(location, tail=""):
    return f"/office/rules/{location.pk}/{tail}"


def test_the_office_chooses_the_rules_from_a_day_on(desk, nursery):
    later = timezone.localdate() + timedelta(days=30)
    told = sent(STRENG, since=later)
    for _ in range(2):
        assert desk.office.post(address(nursery.here), told).status_code == 302
    assert RequestRules.objects.get().preset == "streng"
    assert rules_on(nursery.here, later) == STRENG
    assert rules_on(nursery.here, later - timedelta(days=1)) == GEWOON
    assert rules_on(nursery.there, later) == GEWOON
    assert Event.objects.filter(verb="rules_set").count() == 1
    assert "Streng" in desk.office.get(address(nursery.here)).content.decode()


def test_rules_of_the_same_day_take_the_place_of_the_first(desk, nursery):
    today = timezone.localdate()
    desk.office.post(address(nursery.here), sent(STRENG, since=today))
    desk.office.post(address(nursery.here), sent(GEWOON, since=today, smallest=90))
    kept = RequestRules.objects.get()
    assert kept.preset == ""
    assert rules_on(nursery.here, today).smallest == 90


def test_a_preset_fills_the_form_and_saves_nothing(desk, nursery):
    shown = desk.office.get(address(nursery.here) + "?from=streng").content.decode()
    assert "Er is nog niets opgeslagen" in shown
    assert not RequestRules.objects.exists()


def test_rules_to_come_can_be_taken_back_and_rules_of_today_cannot(desk, nursery):
    today = timezone.localdate()
    later = today + timedelta(days=9)
    for since in (today, later):
        desk.office.post(address(nursery.here), sent(STRENG, since=since))
    drop = address(nursery.here, "dropping/")
    assert desk.office.post(drop, {"since": today.isoformat()}).status_code == 404
    assert desk.office.post(drop, {"since": "2026-13-45"}).status_code == 404
    assert desk.office.post(drop, {"since": later.isoformat()}).status_code == 302
    assert [one.since for one in RequestRules.objects.all()] == [today]


def test_rules_are_for_who_plans_there(desk, nursery):
    """S04"""
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get(address(nursery.here)).status_code == 404
        assert who.get(address(nursery.here, "bench/")).status_code == 404
    assert desk.manager.get(address(nursery.there)).status_code == 404
    assert desk.manager.post(address(nursery.there), sent(STRENG)).status_code == 404
    assert not RequestRules.objects.exists()


def asked(house, **other):
    now = timezone.localtime()
    return {
        "child": house.noor.pk, "ask": "extra", "day": (house.day + timedelta(days=1)).isoformat(),
        "starts_at": "08:00", "ends_at": "18:00", "group": house.kikkers.pk,
        "now_day": now.date().isoformat(), "now_time": "10:00",
    } | other  # fmt: skip


def tried(desk, house, **other):
    return desk.office.get(address(house.here, "bench/"), asked(house, **other)).content.decode()


def test_the_bench_says_what_is_answered_and_by_which_rule(desk, house):
    shown = tried(desk, house)
    assert "Er zijn te weinig collega" in shown
    RosterShift.objects.create(
        organisation=house.organisation, employee=desk.people["caregiver"], group=house.kikkers,
        day=house.day + timedelta(days=1), starts_at=time(7), ends_at=time(19),
    )  # fmt: skip
    shown = tried(desk, house)
    assert "Er is plek" in shown
    assert "Bepaald door: Wie beslist" in shown
    assert not Request.objects.exists()
    assert not Booking.objects.exists()


def test_the_bench_looks_at_any_moment(desk, house):
    late = datetime.combine(house.day, time(19))
    shown = tried(desk, house, now_day=late.date().isoformat(), now_time="19:00")
    assert "Bepaald door: Uiterlijk" in shown


def test_the_bench_swaps_a_day_that_is_planned(desk, house):
    shown = tried(desk, house, ask="swap")
    assert "Kies de dag die wordt ingeleverd" in shown
    shown = tried(desk, house, ask="swap", old_day=house.day.isoformat())
    assert "komt dan niet" not in shown
    shown = tried(desk, house, ask="swap", old_day=(house.day + timedelta(days=2)).isoformat())
    assert "Bepaald door: De planning van het kind" in shown


def test_the_bench_knows_only_children_in_reach(desk, house):
    """S04"""
    shown = desk.manager.get(address(house.here, "bench/"), asked(house, child=house.teun.pk))
    assert shown.status_code == 422
    assert "Kanarie" not in shown.content.decode()


def test_on_the_waiting_list_the_kind_may_go_first(house):
    from kiekeboe.planning.asking import _waiting_for

    day = house.day + timedelta(days=1)
    rows = [
        Request.objects.create(
            organisation=house.organisation, child=make.child(house.kikkers), group=house.kikkers,
            ask=ask, state="waiting", day=day, last_day=day, starts_at=time(8), ends_at=time(18),
            asked_at=timezone.now() + timedelta(minutes=order),
        )
        for order, ask in enumerate(["credit", "extra", "flexible", "extra"])
    ]  # fmt: skip
    assert _waiting_for(house.kikkers, day) == rows
    RequestRules.objects.create(
        organisation=house.organisation, location=house.here, since=TODAY,
        rules=to_json(Rules(kinds_first=True)), written_at=timezone.now(),
    )  # fmt: skip
    assert _waiting_for(house.kikkers, day) == [rows[2], rows[1], rows[3], rows[0]]
