"""The calendar of a family in its own calendar app."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import CalendarFeed, ClosedDay, Request
from kiekeboe.testing import make

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def address(client):
    """The path of the calendar of who is signed in."""
    client.post("/parent/planning/calendar/")
    shown = client.get("/parent/planning/calendar/").content.decode()
    return re.search(r'value="https?://[^/]+(/calendar/[^"]+\.ics)"', shown)[1]


def lines(path):
    """What another program reads there, without any session."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return list(vobject.readOne(answer.content.decode()).contents.get("vevent", []))


def test_a_calendar_app_reads_the_days_of_care(parent, noor, tomorrow):
    make.booking(noor, day=tomorrow)
    (line,) = lines(address(parent))
    assert line.summary.value == "Noor naar de opvang"
    assert line.dtstart.value.astimezone(AMSTERDAM) == datetime(
        tomorrow.year, tomorrow.month, tomorrow.day, 8, tzinfo=AMSTERDAM
    )
    assert (line.dtend.value - line.dtstart.value) == timedelta(hours=10)
    assert line.status.value == "CONFIRMED"


def test_a_day_keeps_its_name_when_it_is_read_again(parent, noor, tomorrow):
    make.booking(noor, day=tomorrow)
    path = address(parent)
    assert [one.uid.value for one in lines(path)] == [one.uid.value for one in lines(path)]


def test_eight_in_the_morning_stays_eight_when_the_clock_changes(parent, noor):
    make.contract_day(noor, weekday=1)
    hours = {one.dtstart.value.astimezone(AMSTERDAM).hour for one in lines(address(parent))}
    assert hours == {8}


def test_why_a_child_stays_at_home_is_in_no_calendar(parent, noor, tomorrow):
    """S12"""
    make.booking(noor, day=tomorrow)
    make.absence(noor, kind="sick", first_day=tomorrow, symptoms="kanarie-koorts")
    path = address(parent)
    assert lines(path) == []
    assert b"kanarie" not in Client().get(path).content


def test_closed_days_stand_there_as_whole_days(parent, noor, tomorrow):
    location = noor.placements.first().group.location
    ClosedDay.objects.create(
        organisation=noor.organisation, location=location, day=tomorrow, name="Studie, dag; samen"
    )
    (line,) = lines(address(parent))
    assert line.summary.value == "Opvang dicht: Studie, dag; samen"
    assert line.dtstart.value == tomorrow
    assert type(line.dtstart.value) is date


def test_other_children_and_other_homes_are_not_in_it(parent, noor, luuk, tomorrow):
    """S12 A wish of the other home of separated parents shows only at that home."""
    other = make.guardian([noor], first_name="Kanarie")
    make.booking(luuk, day=tomorrow)
    Request.objects.create(
        organisation=noor.organisation, child=noor, guardian=other, ask="extra", day=tomorrow,
        last_day=tomorrow, group=noor.placements.first().group, starts_at=time(8),
        ends_at=time(18), asked_at=make.at(6),
    )  # fmt: skip
    path = address(parent)
    assert lines(path) == []
    at_the_other = Client()
    at_the_other.force_login(other.account)
    (line,) = lines(address(at_the_other))
    assert (line.status.value, line.transp.value) == ("TENTATIVE", "TRANSPARENT")


@pytest.mark.parametrize(
    "change",
    [
        {"blocked_at": make.at(6), "blocked_by": uuid7()},
        {"ended_on": date(2021, 1, 1)},
        {"receives_updates": False},
    ],
)
def test_who_may_not_see_the_planning_any_more_finds_nothing(parent, noor, tomorrow, change):
    """S12"""
    make.booking(noor, day=tomorrow)
    path = address(parent)
    Guardianship.objects.update(**change)
    assert Client().get(path).status_code == 404


def test_an_address_that_was_stopped_is_not_there(parent, noor):
    path = address(parent)
    parent.post("/parent/planning/calendar/closing/")
    parent.post("/parent/planning/calendar/closing/")
    assert Client().get(path).status_code == 404
    assert address(parent) != path
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["calendar_opened", "calendar_closed", "calendar_opened"]


def test_asking_twice_gives_the_same_address(parent, noor):
    assert address(parent) == address(parent)
    assert CalendarFeed.objects.count() == 1


def test_the_table_holds_no_key(parent, noor):
    """S12"""
    key = address(parent).removeprefix("/calendar/").removesuffix(".ics")
    (row,) = CalendarFeed.objects.values()
    assert key not in repr(row)
    assert row["key_hash"] == key_hash(key)


def test_a_guessed_address_is_not_there(db):
    assert Client().get("/calendar/x.ics").status_code == 404
    assert Client().get("/calendar/.ics").status_code == 404


def test_a_calendar_that_did_not_change_is_not_sent_again(parent, noor, tomorrow):
    path = address(parent)
    tag = Client().get(path)["ETag"]
    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304
    make.booking(noor, day=tomorrow)
    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_a_calendar_takes_the_same_questions_for_one_child_and_for_three(
    client, noor, many, tomorrow, django_assert_num_queries
):
    children = [noor, *(make.child(noor.placements.first().group) for _ in range(many - 1))]
    for child in children:
        make.contract_day(child)
        make.booking(child, day=tomorrow)
    client.force_login(make.guardian(children).account)
    path = address(client)
    Client().get(path)
    with django_assert_num_queries(5):
        Client().get(path)


def test_who_only_reads_along_has_no_calendar(client, noor, marit):
    """S12"""
    client.force_login(make.relative(noor, marit).guardian.account)
    assert client.get("/parent/planning/calendar/").status_code == 404
    assert client.post("/parent/planning/calendar/").status_code == 404
    assert not CalendarFeed.objects.exists()
