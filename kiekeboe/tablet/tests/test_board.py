"""The board: who is where, what to know, and how little it may cost."""

from datetime import time, timedelta
from itertools import count

import pytest
from django.utils import timezone

from kiekeboe.accounts.models import Turn
from kiekeboe.care.models import LogRule
from kiekeboe.tablet.tests.conftest import entry, pair
from kiekeboe.testing import make

_numbers = count()


def board(tablet, **query):
    """The part with the children, without the menu."""
    return tablet.get(**query).content.decode().split('class="pick"')[0]


def here(child, minutes=30):
    return make.visit(child, arrived_at=timezone.now() - timedelta(minutes=minutes))


def expected(child, **more):
    weekday = timezone.localtime().isoweekday()
    hours = {"starts_at": time(0, 0), "ends_at": time(23, 59)}
    return make.contract_day(child, weekday=weekday, **hours | more)


def busy_child(group, tablet):
    child = make.child(group, first_name=f"Kind {next(_numbers)}")
    here(child)
    expected(child)
    make.allergy(child)
    make.collector(child)
    make.entry(child, started_at=timezone.now() - timedelta(minutes=9), author=tablet.caregiver)
    make.consent(child, own=True)
    return child


def test_the_board_asks_eight_questions_however_many_children(
    tablet, group, django_assert_num_queries
):
    """B3"""
    busy_child(group, tablet)
    tablet.get()  # the rules of the location are read once
    Turn.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    with django_assert_num_queries(8):
        tablet.get()
    for _more in range(2):
        busy_child(group, tablet)
    Turn.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    with django_assert_num_queries(8):
        tablet.get()


def test_logging_asks_as_many_questions_for_four_children_as_for_one(
    tablet, group, django_assert_max_num_queries
):
    """B5"""
    children = [make.child(group) for _one in range(4)]
    tablet.log(entry(children[0]))  # the first event of an organisation makes its head
    Turn.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    with django_assert_max_num_queries(13):
        tablet.log(entry(children[0]))
    Turn.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    with django_assert_max_num_queries(13):
        tablet.log(*[entry(child) for child in children])


def test_a_board_of_sixteen_children_stays_under_fifteen_kilobytes_on_the_wire(tablet, group):
    """B3"""
    import gzip

    for _one in range(16):
        busy_child(group, tablet)
    assert len(gzip.compress(tablet.get().content)) <= 15 * 1024


def test_a_child_that_did_not_come_is_amber_and_says_to_call(tablet, noor):
    expected(noor)
    page = board(tablet)
    assert 'data-state="gemist"' in page or 'data-state="verwacht"' in page


def test_safety_marks_stand_on_the_tile(tablet, noor):
    here(noor)
    make.allergy(noor, "pinda")
    page = board(tablet)
    assert "Pinda" in page
    assert "Geen foto" in page


def test_a_yes_of_the_parents_takes_the_no_photo_mark_away(tablet, noor):
    here(noor)
    make.consent(noor, own=True)
    assert "Geen foto" not in board(tablet)


def test_a_birthday_and_a_new_child_are_marked(tablet, noor, today):
    noor.born_on = (
        today.replace(year=today.year - 2) if (today.month, today.day) != (2, 29) else today
    )
    noor.started_on = today
    noor.save()
    here(noor)
    page = board(tablet)
    assert "Jarig" in page
    assert "Nieuw" in page


def test_a_lent_child_stands_only_on_the_board_where_it_is(tablet, group, noor):
    """B1"""
    neighbours = make.group(group.location)
    make.visit(noor, group=neighbours, arrived_at=timezone.now() - timedelta(minutes=5))
    assert "Noor" not in board(tablet)
    assert "Noor" in board(pair(neighbours))


def test_who_works_in_two_groups_sees_both_or_one(tablet, group, noor):
    neighbours = make.group(group.location)
    mees = make.child(neighbours, first_name="Mees")
    for child in (noor, mees):
        here(child)
    make.role(tablet.caregiver, "caregiver", group=neighbours)
    assert "Mees" in board(tablet)
    assert "Mees" not in board(tablet, group=str(group.pk))
    assert tablet.get(group=str(make.group().pk)).status_code == 404


def test_a_late_sleep_check_is_amber_and_a_missed_one_is_listed(tablet, noor):
    """B6"""
    here(noor, 90)
    make.entry(noor, started_at=timezone.now() - timedelta(minutes=40), author=tablet.caregiver)
    assert 'data-watch="overdue"' in board(tablet)
    assert "Gemist" in tablet.get("sleep/").content.decode()


def test_what_is_asked_for_and_not_logged_stands_under_still_to_do(tablet, noor):
    """B5"""
    here(noor)
    LogRule.objects.all().delete()
    assert "Fles" in tablet.get("to-do/").content.decode()
    tablet.log(entry(noor, "bottle", details={"took": "all", "offered": 150}))
    assert "sheet/bottle/" not in tablet.get("to-do/").content.decode()


def test_a_kind_that_is_hidden_at_this_age_is_told_to_the_dock(tablet, noor):
    """B5"""
    here(noor)
    LogRule.objects.create(
        organisation=noor.organisation,
        location=tablet.group.location,
        kind="bottle",
        level="hidden",
    )
    assert 'data-not="bottle' in board(tablet)


def test_the_sheet_offers_what_was_given_the_last_time(tablet, noor):
    details = {"took": "all", "offered": 170}
    tablet.log(entry(noor, "bottle", details=details))
    assert 'data-value="170"' in tablet.get(f"sheet/bottle/?child={noor.pk}").content.decode()


def test_two_children_with_one_first_name_are_warned_for(tablet, group, noor):
    """U32"""
    here(noor)
    here(make.child(group, first_name="Noor"))
    assert 'data-same="Noor"' in board(tablet)


@pytest.mark.parametrize("address", ["notes/", "sleep/", "corrections/", "present/", "photos/"])
def test_the_lists_of_the_menu_ask_as_much_for_three_as_for_one(
    tablet, group, address, django_assert_max_num_queries
):
    for _one in range(3):
        child = busy_child(group, tablet)
        make.guardian([child])
    with django_assert_max_num_queries(12):
        assert tablet.get(address).status_code == 200


def test_the_page_is_complete_in_english(tablet, noor):
    here(noor)
    tablet.client.cookies["language"] = "en"
    page = tablet.get().content.decode()
    assert "Tap one or more children" in page
    assert "Vastleggen" not in page
