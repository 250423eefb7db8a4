"""The balance of a child behind the desk: lines, never a number that is overwritten."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.ledger import Earned, Spent, balance
from kiekeboe.planning.models import Credit, RequestRules


def page(child, location=None):
    tail = f"{location.pk}/" if location else ""
    return f"/office/children/{child.pk}/balance/{tail}"


def line(**other):
    return {"id": uuid7(), "way": "add", "hours": 10, "note": "Dag dicht door storm."} | other


def left(nursery):
    return balance_of(nursery.noor, nursery.here, timezone.localdate()).total


def test_a_line_with_a_note_puts_a_balance_right(desk, nursery):
    told = line()
    for _ in range(2):
        assert desk.office.post(page(nursery.noor, nursery.here), told).status_code == 302
    assert left(nursery) == 600
    taken = line(way="take", hours=2, minutes=30, note="Dubbel geteld.")
    desk.office.post(page(nursery.noor, nursery.here), taken)
    assert left(nursery) == 450
    assert [one.amount for one in Credit.objects.order_by("written_at")] == [600, -150]
    shown = desk.office.get(page(nursery.noor)).content.decode()
    for words in (
        "7 u 30 min",
        "+ 10 u",
        "− 2 u 30 min",
        "Dag dicht door storm.",
        "Dubbel geteld.",
    ):
        assert words in shown
    assert Event.objects.filter(verb="balance_corrected").count() == 2
    assert "storm" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_a_line_needs_a_note_and_a_number(desk, nursery):
    for wrong in ({"note": ""}, {"hours": ""}, {"hours": 0}, {"until": "2020-01-01"}):
        answer = desk.office.post(page(nursery.noor, nursery.here), line(**wrong))
        assert answer.status_code == 422
    assert not Credit.objects.exists()


def test_no_more_is_taken_off_than_there_is(desk, nursery):
    desk.office.post(page(nursery.noor, nursery.here), line(hours=3))
    answer = desk.office.post(page(nursery.noor, nursery.here), line(way="take", hours=4))
    assert answer.status_code == 422
    assert "Er is 3 u op het tegoed" in answer.content.decode()
    assert left(nursery) == 180


def test_what_is_added_ends_when_the_rules_say_or_when_the_office_says(desk, nursery):
    later = timezone.localdate() + timedelta(days=400)
    desk.office.post(page(nursery.noor, nursery.here), line())
    desk.office.post(page(nursery.noor, nursery.here), line(until=later.isoformat()))
    ends = set(Credit.objects.values_list("until", flat=True))
    assert ends == {date(timezone.localdate().year, 12, 31), later}


def test_where_a_day_is_swapped_for_a_day_there_is_no_balance(desk, nursery):
    RequestRules.objects.create(
        organisation=nursery.organisation, location=nursery.here, since=date(2020, 1, 1),
        preset="streng", written_at=timezone.now(),
    )  # fmt: skip
    assert "Er is geen tegoed" in desk.office.get(page(nursery.noor)).content.decode()
    assert desk.office.post(page(nursery.noor, nursery.here), line()).status_code == 404


def test_a_balance_is_for_who_may_see_the_child(desk, nursery):
    """S04"""
    desk.office.post(page(nursery.noor, nursery.here), line())
    for who in (desk.finance, desk.inspector):
        assert who.get(page(nursery.noor)).status_code == 200
        assert who.post(page(nursery.noor, nursery.here), line()).status_code == 404
    for who in (desk.caregiver, desk.parent):
        assert who.get(page(nursery.noor)).status_code == 404
    assert desk.manager.get(page(nursery.teun)).status_code == 404
    assert desk.manager.post(page(nursery.noor, nursery.there), line()).status_code == 404
    assert desk.owner.post(page(nursery.noor, nursery.there), line()).status_code == 404
    assert Credit.objects.count() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_the_same_questions_for_one_line_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        desk.office.post(page(nursery.noor, nursery.here), line())
    called = connection.vendor == "postgresql"  # that somebody looked is told to open pages
    with django_assert_num_queries(16 + called):
        assert desk.office.get(page(nursery.noor)).content.decode().count("+ 10 u") == many


@given(st.lists(st.tuples(st.integers(-600, 600).filter(bool), st.integers(0, 300)), max_size=12))
def test_lines_add_up_whatever_is_corrected(lines):
    """Nothing is created or lost: what came = left + spent + over − short."""
    first = date(2026, 1, 1)
    came = [
        Earned(number, first + timedelta(days=day), amount, first + timedelta(days=day + 90))
        for number, (amount, day) in enumerate(lines)
        if amount > 0
    ]
    went = [
        Spent(number, first + timedelta(days=day), -amount)
        for number, (amount, day) in enumerate(lines)
        if amount < 0
    ]
    found = balance(came, went, first + timedelta(days=301))
    assert sum(one.amount for one in came) == (found.total + found.spent + found.lost - found.short)
