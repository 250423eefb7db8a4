"""S26 A pass signs for one person on one tablet, for 36 hours, and the tables hold no secret."""

import hashlib
import hmac
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kiekeboe.accounts import pairing, passes, pins
from kiekeboe.accounts.models import Pass
from kiekeboe.testing import make

NOW = make.at(9)
LATER = NOW + timedelta(hours=20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return make.group()


@pytest.fixture
def tablet(group):
    return make.device(group, now=NOW)


@pytest.fixture
def saskia(group):
    return make.caregiver(group)


def signature(one, body):
    token = bytes.fromhex(passes.token_of(one.pk))
    return hmac.new(token, body.encode(), hashlib.sha256).hexdigest()


def test_each_pin_typed_with_network_makes_the_same_pass_last_longer(tablet, saskia):
    first = passes.issue(tablet, saskia, NOW)
    again = passes.issue(tablet, saskia, LATER)
    assert again == first
    assert again.expires_at == LATER + timedelta(hours=36)
    assert passes.token_of(again.pk) == passes.token_of(first.pk)


def test_a_pass_signs_for_one_person_on_one_tablet(tablet, saskia, group):
    """S27"""
    hers = passes.issue(tablet, saskia, NOW)
    others = [
        passes.issue(tablet, make.caregiver(group), NOW),
        passes.issue(make.device(group, key="other", now=NOW), saskia, NOW),
    ]
    assert passes.is_signed(hers.pk, "words", signature(hers, "words"))
    assert not passes.is_signed(hers.pk, "other words", signature(hers, "words"))
    for other in others:
        assert not passes.is_signed(other.pk, "words", signature(hers, "words"))


def test_the_room_has_one_key_per_tablet_and_it_signs_nothing(tablet, saskia):
    hers = passes.issue(tablet, saskia, NOW)
    assert passes.room_of(tablet.pk) != passes.token_of(hers.pk)
    assert len(passes.room_of(tablet.pk)) == len(passes.token_of(hers.pk)) == 64


def test_the_tables_hold_nothing_that_signs(tablet, saskia):
    hers = passes.issue(tablet, saskia, NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_pass")
        dumped = str(cursor.fetchall())
    for secret in (passes.token_of(hers.pk), passes.room_of(tablet.pk)):
        assert secret not in dumped


def test_a_pass_is_over_after_36_hours_to_the_second(tablet, saskia):
    hers = passes.issue(tablet, saskia, NOW)
    assert passes.holds(hers, NOW + timedelta(hours=36))
    assert not passes.holds(hers, NOW + timedelta(hours=36, seconds=1))


def a_new_pin(tablet, saskia, by):
    pins.set_pin(saskia, "58204", by=by, at=LATER)


def a_last_day(tablet, saskia, by):
    saskia.edit(by=by, at=LATER, ended_on=NOW.date() - timedelta(days=1))


def a_lost_tablet(tablet, saskia, by):
    pairing.revoke(tablet, by, LATER)


@pytest.mark.parametrize("ending", [a_new_pin, a_last_day, a_lost_tablet])
def test_it_is_revoked_with_what_it_stands_for(tablet, saskia, group, ending):
    hers = passes.issue(tablet, saskia, NOW)
    ending(tablet, saskia, make.employee(group.organisation).actor())
    hers.refresh_from_db()
    assert hers.revoked_at == LATER
    assert passes.holds(hers, NOW)  # what was written before still counts
    assert not passes.holds(hers, LATER)


def test_after_a_revocation_the_next_pin_makes_another_pass(tablet, saskia, group):
    hers = passes.issue(tablet, saskia, NOW)
    a_new_pin(tablet, saskia, make.employee(group.organisation).actor())
    fresh = passes.issue(tablet, saskia, LATER)
    assert fresh != hers
    assert Pass.objects.filter(employee=saskia).count() == 2


def test_others_keep_theirs(tablet, saskia, group):
    joris = passes.issue(tablet, make.caregiver(group), NOW)
    a_new_pin(tablet, saskia, make.employee(group.organisation).actor())
    joris.refresh_from_db()
    assert joris.revoked_at is None


def test_a_last_day_to_come_ends_nothing_yet(tablet, saskia, group):
    hers = passes.issue(tablet, saskia, NOW)
    saskia.edit(by=saskia.actor(), at=LATER, ended_on=date(2027, 1, 1))
    hers.refresh_from_db()
    assert hers.revoked_at is None


def test_one_person_has_one_pass_on_a_tablet(tablet, saskia):
    hers = passes.issue(tablet, saskia, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pass.objects.create(
            organisation_id=hers.organisation_id, device=tablet, employee=saskia,
            issued_at=NOW, expires_at=LATER,
        )  # fmt: skip


def test_wrong_pins_from_before_the_last_right_one_are_forgotten(tablet, saskia):
    passes.issue(tablet, saskia, LATER)
    pins.count_tries(tablet, saskia, 5, at=NOW, heard=LATER)
    assert pins.locked_until(tablet, saskia, LATER) is None
    pins.count_tries(tablet, saskia, 5, at=LATER + timedelta(minutes=1), heard=LATER)
    assert pins.locked_until(tablet, saskia, LATER)


def test_a_turn_that_resumes_never_has_a_fresh_pin(tablet, saskia):
    """S28"""
    hers = passes.issue(tablet, saskia, NOW)
    turn, _key = pins.resume_turn(hers, NOW)
    assert NOW - turn.pin_at >= timedelta(minutes=10)
    assert turn.seen_at == NOW
