"""S26, S28: five digits, peppered, locked after five wrong tries, opened by a supervisor."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.accounts import pins
from kiekeboe.accounts.models import PinTry, Turn
from kiekeboe.testing import make

NOW = make.at(8)
PIN = "26418"


@pytest.fixture
def device(db):
    return make.device(make.group(), now=NOW)


@pytest.fixture
def eva(device):
    made = make.caregiver(device.group)
    pins.set_pin(made, PIN, by=made.actor(), at=NOW)
    return made


def guess(device, eva, times, at=NOW):
    for _try in range(times):
        with pytest.raises((pins.WrongPin, pins.PinLocked)):
            pins.check(device, eva, "99817", at)


def test_the_right_pin_begins_a_turn_with_a_new_key_each_time(device, eva):
    first, key = pins.begin_turn(device, eva, PIN, NOW)
    _second, other = pins.begin_turn(device, eva, PIN, NOW)
    first.refresh_from_db()
    assert key != other
    assert first.ended_at == NOW
    assert key not in str(list(Turn.objects.values()))


def test_a_pin_is_kept_as_argon2_and_never_itself(eva):
    """S26"""
    assert eva.pin_hash.startswith("argon2$argon2id$")
    assert PIN not in eva.pin_hash


def test_the_same_pin_of_two_people_is_kept_differently_and_bound_to_the_person(device, eva):
    joris = make.caregiver(device.group)
    joris.pin_hash = eva.pin_hash
    joris.save()
    with pytest.raises(pins.WrongPin):
        pins.check(device, joris, PIN, NOW)


def test_without_the_key_of_the_installation_the_pin_cannot_be_found(device, eva, settings):
    """S26"""
    from django.contrib.auth.hashers import check_password

    assert not check_password(PIN, eva.pin_hash)


@pytest.mark.parametrize("pin", ["11111", "12345", "98765", "11122", "13579", "90123"])
def test_trivial_pins_are_refused(eva, pin):
    """S26"""
    with pytest.raises(pins.Trivial):
        pins.set_pin(eva, pin, by=eva.actor(), at=NOW)


@pytest.mark.parametrize("pin", ["1234", "123456", "12a45", "", "١٢٣٤٥"])
def test_a_pin_is_five_digits(eva, pin):
    with pytest.raises(pins.NotFiveDigits):
        pins.set_pin(eva, pin, by=eva.actor(), at=NOW)


@given(st.integers(0, 9), st.integers(0, 9))
def test_every_row_up_or_down_is_trivial(start, step):
    assert pins.is_trivial("".join(str((start + step * place) % 10) for place in range(5)))


def test_five_wrong_tries_lock_the_pin_for_fifteen_minutes(device, eva):
    """S26"""
    guess(device, eva, 5)
    with pytest.raises(pins.PinLocked) as locked:
        pins.check(device, eva, PIN, NOW + timedelta(minutes=14, seconds=59))
    assert locked.value.until == NOW + timedelta(minutes=15)
    pins.check(device, eva, PIN, NOW + timedelta(minutes=15))


def test_after_the_lock_there_are_five_new_tries(device, eva):
    guess(device, eva, 5)
    later = NOW + timedelta(minutes=15)
    with pytest.raises(pins.WrongPin) as wrong:
        pins.check(device, eva, "99817", later)
    assert wrong.value.left == 4


def test_the_right_pin_forgets_the_wrong_ones(device, eva):
    guess(device, eva, 4)
    pins.check(device, eva, PIN, NOW)
    guess(device, eva, 4)
    pins.check(device, eva, PIN, NOW)
    assert not PinTry.objects.exists()


def test_the_lock_is_of_one_person_on_one_device(device, eva):
    guess(device, eva, 5)
    joris = make.caregiver(device.group)
    pins.set_pin(joris, PIN, by=joris.actor(), at=NOW)
    other = make.device(device.group, key="other", now=NOW)
    pins.check(device, joris, PIN, NOW)
    pins.check(other, eva, PIN, NOW)


def test_a_supervisor_opens_a_locked_pin(device, eva):
    """S26"""
    guess(device, eva, 5)
    pins.unlock(eva, by=make.employee(device.organisation).actor(), at=NOW)
    pins.check(device, eva, PIN, NOW)


def test_who_has_no_pin_cannot_begin(device):
    with pytest.raises(pins.NoPin):
        pins.check(device, make.caregiver(device.group), PIN, NOW)


@pytest.mark.django_db(transaction=True)
def test_a_burst_of_guesses_gets_no_more_than_five():
    """S26"""
    group = make.group()
    device, eva = make.device(group, now=NOW), make.caregiver(group)
    pins.set_pin(eva, PIN, by=eva.actor(), at=NOW)
    start, wrong = Barrier(8), []

    def guesser():
        start.wait()
        try:
            pins.check(device, eva, "99817", NOW)
        except (pins.WrongPin, pins.PinLocked):
            wrong.append(1)
        finally:
            connection.close()

    threads = [Thread(target=guesser) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(wrong) == 8
    assert PinTry.objects.count() == 5
