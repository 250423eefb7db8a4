"""The page of the board: the same for every tablet, with nobody in it; and the pages beside it."""

from datetime import time, timedelta

import brotli
import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.care.kinds import NAMES
from kiekeboe.tablet.access import TURN_COOKIE
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.testing import make


def expected_today(child):
    weekday = timezone.localtime().isoweekday()
    make.contract_day(child, weekday=weekday, starts_at=time(0, 0), ends_at=time(23, 59))


def test_nobody_is_in_the_page_that_a_tablet_keeps(tablet, noor):
    """S59 No child, no colleague, no group, no token: what is kept on the tablet is empty."""
    expected_today(noor)
    make.allergy(noor, "pinda")
    page = tablet.get().content.decode()
    for secret in ("Noor", "inda", tablet.caregiver.first_name, tablet.group.name, "csrf"):
        assert secret not in page, secret
    assert str(tablet.group.organisation_id) not in page


def test_two_houses_and_a_tablet_without_a_pin_get_the_same_page(tablet):
    """S59"""
    other = pair(make.group(), key="other")
    alone = pair(make.group(), key="alone")
    del alone.client.cookies[TURN_COOKIE]
    assert tablet.get().content == other.get().content == alone.get().content


def test_a_tablet_that_is_not_paired_does_not_even_get_the_empty_page(db):
    """S59"""
    answer = Client().get("/group/")
    assert answer.status_code == 302
    assert answer["Location"] == "/group/pair/"


def test_the_page_follows_the_hand_and_the_language_of_the_tablet(tablet):
    assert b"data-hand" not in tablet.get().content
    tablet.client.cookies["hand"] = "left"
    tablet.client.cookies["language"] = "en"
    page = tablet.get().content.decode()
    assert 'data-hand="left"' in page
    assert "Tap one or more children" in page
    assert "Vastleggen" not in page


def test_the_page_asks_no_question_about_children(tablet, noor, django_assert_max_num_queries):
    """B3 Who is at the tablet, and that it is used: nothing else."""
    expected_today(noor)
    tablet.get()
    with django_assert_max_num_queries(2):
        tablet.get()


def test_the_page_stays_under_twenty_kilobytes_on_the_wire(tablet):
    """B3 As a browser gets it; it is the same page for one that knows no brotli."""
    answer = tablet.client.get("/group/", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert len(answer.content) <= 20 * 1024
    assert brotli.decompress(answer.content) == tablet.get().content


def test_the_page_knows_every_kind_with_its_fields(tablet):
    """B5"""
    page = tablet.get().content.decode()
    assert all(f'"{name}": ' in page for name in NAMES)


@pytest.mark.parametrize("address", ["corrections/", "photos/", "settings/"])
def test_the_pages_of_the_menu_ask_as_much_for_three_as_for_one(
    tablet, group, address, django_assert_max_num_queries
):
    for number in range(3):
        child = make.child(group, first_name=f"Kind {number}")
        make.visit(child, arrived_at=timezone.now() - timedelta(minutes=30))
    with django_assert_max_num_queries(12):
        assert tablet.get(address).status_code == 200


@pytest.mark.parametrize("address", ["corrections/", "photos/", "settings/"])
def test_without_a_pin_no_page_of_the_menu_opens(tablet, address):
    """S25 U43"""
    del tablet.client.cookies[TURN_COOKIE]
    assert tablet.get(address).status_code == 404
