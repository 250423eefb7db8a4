"""Many families at once: the last place goes to one of them, on both databases."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connection

from kiekeboe.events import chain
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import asking
from kiekeboe.planning.models import Booking, Request, RosterShift
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.request_policy import Ask
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db(transaction=True)
DAY = make.DAY + timedelta(days=2)
NOW = make.at(7, day=make.DAY - timedelta(days=5))
BORN = date(2023, 1, 1)  # three years old: one colleague is enough for eight
FAMILIES = 200


@pytest.fixture
def frogs():
    """Eight places, one colleague, and seven children who come that day anyway."""
    group = make.group(capacity=8)
    RosterShift.objects.create(
        organisation=group.organisation, employee=make.caregiver(group), group=group, day=DAY,
        starts_at=time(7, 30), ends_at=time(18, 30),
    )  # fmt: skip
    for _ in range(7):
        make.contract_day(kid(group), weekday=DAY.isoweekday())
    return group


def kid(group):
    return make.child(group, born_on=BORN)


def wish(child, parent, group):
    return asking.Wish(id=uuid7(), child=child, guardian=parent, group=group, ask=Ask.EXTRA,
                       day=DAY, starts_at=time(8), ends_at=time(18))  # fmt: skip


def all_at_once(verbs) -> list:
    """What each of these answered; every one in a thread with a connection of its own."""
    start, answers, problems = threading.Barrier(len(verbs)), [], []

    def go(verb):
        try:
            connection.ensure_connection()
            start.wait()
            answers.append(verb())
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[verb]) for verb in verbs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not problems, problems[0]
    return answers


def asks(asked):
    return lambda: asking.ask(asked, by=asked.guardian.actor(), at=NOW).state


def test_of_two_hundred_families_one_gets_the_last_place(frogs):
    """R17 Real threads and connections; the others wait, and the ratio holds afterwards."""
    children = [kid(frogs) for _ in range(FAMILIES)]
    wishes = [wish(one, make.guardian([one]), frogs) for one in children]
    answers = all_at_once([asks(one) for one in wishes])
    assert sorted(answers) == ["approved"] + ["waiting"] * (FAMILIES - 1)
    assert Booking.objects.count() == 1
    assert Request.objects.count() == FAMILIES
    day = plan_of(frogs.location, DAY, DAY, today=NOW.date()).moments(frogs.pk, DAY)
    assert max(one.children for one in day) == 8
    assert not any(one.short for one in day)
    assert chain.verify(frogs.organisation_id) is None


def test_a_family_that_asks_twenty_times_at_once_asked_once(frogs):
    """R17 The same question from a phone that sends again."""
    child = kid(frogs)
    same = wish(child, make.guardian([child]), frogs)
    assert all_at_once([asks(same)] * 20) == ["approved"] * 20
    assert Booking.objects.count() == Request.objects.count() == 1


def test_a_place_that_comes_free_is_offered_to_one_and_taken_once(frogs):
    """R17 Who has it cancels while those who wait withdraw and ask: never two in one place."""
    children = [kid(frogs) for _ in range(12)]
    wishes = [wish(one, make.guardian([one]), frogs) for one in children]
    first, *others = [asking.ask(one, by=one.guardian.actor(), at=NOW) for one in wishes]

    def cancel():
        asking.cancel(first, by=wishes[0].guardian.actor(), at=NOW, whatever=True)

    def withdraw(request):
        return lambda: asking.withdraw(request, by=request.guardian.actor(), at=NOW)

    late = [wish(one, make.guardian([one]), frogs) for one in [kid(frogs) for _ in range(6)]]
    all_at_once([cancel, *map(withdraw, others[:8]), *map(asks, late)])
    assert Request.objects.filter(state=Request.State.OFFERED).count() == 1
    assert not Booking.objects.standing().exists()
    offered = Request.objects.get(state=Request.State.OFFERED)
    taken = all_at_once(
        [lambda: asking.accept(offered, by=offered.guardian.actor(), at=NOW).state] * 5
    )
    assert taken == ["approved"] * 5
    assert Booking.objects.standing().count() == 1
