"""B3: nobody is left on the board overnight, and somebody sets the true time."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from kiekeboe.care import closing
from kiekeboe.care.models import Visit
from kiekeboe.events.models import Event
from kiekeboe.testing import make

CLOSING = make.at(16, 30)  # 18:30 in Amsterdam


@pytest.fixture
def visit(db):
    return make.visit(make.child(), arrived_at=make.at(6))


def test_at_closing_time_the_groups_are_reminded_once(visit):
    assert closing.remind(CLOSING - timedelta(seconds=1)) == 0
    assert closing.remind(CLOSING) == 1
    assert closing.remind(CLOSING + timedelta(minutes=5)) == 0
    assert Event.objects.get().verb == "still_here_at_closing"


def test_an_hour_later_the_clock_closes_the_visit_and_marks_it(visit):
    assert closing.close_forgotten(CLOSING + timedelta(minutes=59)) == 0
    assert closing.close_forgotten(CLOSING + timedelta(hours=1)) == 1
    visit.refresh_from_db()
    assert visit.left_at == CLOSING
    assert visit.closed_by_clock_at == CLOSING
    assert closing.close_forgotten(CLOSING + timedelta(hours=2)) == 0


def test_a_child_that_came_after_closing_is_not_closed_before_it_came(db):
    late = make.visit(make.child(), arrived_at=CLOSING + timedelta(minutes=20))
    assert closing.close_forgotten(CLOSING + timedelta(hours=1)) == 0
    closing.close_forgotten(CLOSING + timedelta(hours=3))
    late.refresh_from_db()
    assert late.left_at > late.arrived_at


def test_the_next_morning_the_visit_stands_on_the_list_until_it_is_corrected(visit):
    closing.close_forgotten(CLOSING + timedelta(hours=1))
    location = visit.group.location
    assert list(closing.to_correct(location, make.at(0))) == [visit]
    by = make.employee(visit.organisation).actor()
    visit.refresh_from_db()
    visit.correct(arrived_at=visit.arrived_at, left_at=make.at(16), by=by, at=make.at(20))
    assert not closing.to_correct(location, make.at(0)).exists()


def test_another_location_does_not_see_it(visit):
    closing.close_forgotten(CLOSING + timedelta(hours=1))
    assert not closing.to_correct(make.location(visit.organisation), make.at(0)).exists()


def test_who_went_home_is_left_alone(db):
    make.visit(make.child(), arrived_at=make.at(6), left_at=make.at(15))
    assert closing.remind(CLOSING) == closing.close_forgotten(CLOSING + timedelta(hours=2)) == 0
    assert Visit.objects.get().closed_by_clock_at is None


def test_a_clock_that_was_away_for_days_closes_at_the_closing_of_that_day(visit):
    """R30 Three days late, or twice: the visit ends at the closing time of its own day."""
    for _ in range(2):
        closing.close_forgotten(CLOSING + timedelta(days=3))
    visit.refresh_from_db()
    assert visit.left_at == visit.closed_by_clock_at == CLOSING
    assert Event.objects.filter(verb="closed_by_clock").count() == 1


@pytest.mark.django_db(transaction=True)
def test_several_clocks_close_and_remind_once():
    """R30 In parallel, with real connections."""
    make.visit(make.child(), arrived_at=make.at(6))
    start, problems = threading.Barrier(4), []

    def go():
        try:
            start.wait()
            closing.remind(CLOSING)
            closing.close_forgotten(CLOSING + timedelta(hours=1))
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not problems
    verbs = Event.objects.values_list("verb", flat=True)
    assert sorted(verbs) == ["closed_by_clock", "still_here_at_closing"]
