"""When a sign-in ends, to the second."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.accounts import lifetimes
from kiekeboe.accounts.models import Session
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

SECOND = timedelta(seconds=1)


def test_a_parents_sign_in_ends_ninety_days_after_its_last_use(now):
    """S22"""
    assert lifetimes.ends_at(now, now) == now + timedelta(days=90)
    assert lifetimes.ends_at(now, now + timedelta(days=80)) == now + timedelta(days=170)


def test_a_parents_sign_in_never_lasts_longer_than_a_year(now):
    """S22"""
    assert lifetimes.ends_at(now, now + timedelta(days=360)) == now + timedelta(days=365)


def test_five_fresh_minutes_are_five_minutes(now):
    """S22"""
    assert lifetimes.is_fresh(now, now + timedelta(minutes=5) - SECOND)
    assert not lifetimes.is_fresh(now, now + timedelta(minutes=5))
    assert not lifetimes.is_fresh(None, now)
    assert not lifetimes.is_fresh(now, now - SECOND)


@pytest.mark.django_db
def test_the_office_closes_after_half_an_hour_without_use(now):
    """S22"""
    session = Session(pk="a", began_at=now, seen_at=now, expire_date=now)
    session.save()
    session.open_office(at=now)
    assert session.see_office(at=now + timedelta(minutes=30) - SECOND)
    assert not session.see_office(at=now + timedelta(minutes=60))
    assert session.see_office(at=now + timedelta(minutes=60) - 2 * SECOND)


@pytest.mark.django_db
def test_the_office_closes_after_twelve_hours_of_use(now):
    """S22"""
    session = Session(pk="a", began_at=now, seen_at=now, expire_date=now)
    session.save()
    session.open_office(at=now)
    moment = now
    while moment < now + timedelta(hours=12) - timedelta(minutes=20):
        moment += timedelta(minutes=20)
        if moment < now + timedelta(hours=12):
            assert session.see_office(at=moment)
    assert session.see_office(at=now + timedelta(hours=12) - SECOND)
    assert not session.see_office(at=now + timedelta(hours=12))


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "in_still"), [(-2, True), (2, False)])
def test_an_old_cookie_is_worth_nothing_after_ninety_days(client, ago, in_still):
    """S22: two seconds before the edge and two seconds after it."""
    sign_in(client, make.user())
    last = timezone.now() - timedelta(days=90, seconds=ago)
    Session.objects.update(seen_at=last, expire_date=lifetimes.ends_at(last, last))
    assert (client.get("/account/").status_code == 200) is in_still


@pytest.mark.django_db
def test_the_last_use_is_written_at_most_once_per_five_minutes(now):
    session = Session(pk="a", began_at=now, seen_at=now, expire_date=now)
    session.save()
    session.see(at=now + timedelta(minutes=4, seconds=59))
    assert Session.objects.get().seen_at == now
    session.see(at=now + timedelta(minutes=5))
    assert Session.objects.get().seen_at == now + timedelta(minutes=5)
    assert Session.objects.get().expire_date == now + timedelta(days=90, minutes=5)
