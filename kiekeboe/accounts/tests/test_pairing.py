"""A7, S24: pairing a tablet takes a code on each side, ten minutes, five tries, once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from kiekeboe.accounts import pairing
from kiekeboe.accounts.models import Device, Pairing
from kiekeboe.events.models import Event
from kiekeboe.testing import make

NOW = make.at(8)
SOON = NOW + timedelta(minutes=2)


@pytest.fixture
def group(db):
    return make.group()


@pytest.fixture
def petra(group):
    return make.employee(group.organisation).actor()


def offered(group, petra):
    return pairing.offer(group, "Tablet of the frogs", petra, NOW)


def test_a_tablet_that_typed_the_code_and_was_confirmed_gets_its_key_once(group, petra):
    """S24"""
    _offer, code = offered(group, petra)
    waiting, key = pairing.claim(code, SOON)
    assert pairing.collect(key, SOON) is None

    device = pairing.confirm(waiting, waiting.tablet_code, petra, SOON)

    assert device.group == group
    device_key = pairing.collect(key, SOON)
    assert Device.objects.get(key_hash=pairing.key_hash(device_key)) == device
    assert pairing.collect(key, SOON) is None


def test_codes_and_keys_are_never_kept_themselves(group, petra):
    offer, code = offered(group, petra)
    waiting, key = pairing.claim(code.lower().replace("-", " "), SOON)
    rows = str(list(Pairing.objects.values()))
    assert code.replace("-", "")[3:] not in rows
    assert key not in rows
    assert len(code.replace("-", "")) == 11
    assert len(waiting.tablet_code.replace("-", "")) == 8
    assert offer.code_hash != code


def test_the_fifth_wrong_try_ends_the_pairing(group, petra):
    """S24"""
    _offer, code = offered(group, petra)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    for _try in range(5):
        with pytest.raises(pairing.WrongCode):
            pairing.claim(wrong, SOON)
    with pytest.raises(pairing.WrongCode):
        pairing.claim(code, SOON)


def test_a_code_works_ten_minutes(group, petra):
    """S24"""
    _offer, code = offered(group, petra)
    with pytest.raises(pairing.WrongCode):
        pairing.claim(code, NOW + timedelta(minutes=10))
    waiting, _key = pairing.claim(code, NOW + timedelta(minutes=9, seconds=59))
    with pytest.raises(pairing.NotWaiting):
        pairing.confirm(waiting, waiting.tablet_code, petra, NOW + timedelta(minutes=10))


def test_a_code_works_once(group, petra):
    _offer, code = offered(group, petra)
    pairing.claim(code, SOON)
    with pytest.raises(pairing.WrongCode):
        pairing.claim(code, SOON)


def test_the_office_must_see_the_same_code_as_the_tablet(group, petra):
    _offer, code = offered(group, petra)
    waiting, key = pairing.claim(code, SOON)
    with pytest.raises(pairing.NotWaiting):
        pairing.confirm(waiting, "0000-0000", petra, SOON)
    assert pairing.collect(key, SOON) is None


def test_a_pairing_that_no_tablet_claimed_cannot_be_confirmed_with_nothing(group, petra):
    offer, _code = offered(group, petra)
    with pytest.raises(pairing.NotWaiting):
        pairing.confirm(offer, "", petra, SOON)


def test_confirming_twice_makes_one_device(group, petra):
    _offer, code = offered(group, petra)
    waiting, _key = pairing.claim(code, SOON)
    first = pairing.confirm(waiting, waiting.tablet_code, petra, SOON)
    assert pairing.confirm(waiting, waiting.tablet_code, petra, SOON) == first
    assert Event.objects.filter(verb="device_paired").count() == 1


def test_a_revoked_device_is_no_longer_trusted_and_its_turns_end(group, petra):
    device = make.device(group, now=NOW)
    turn = make.turn(device, make.caregiver(group), now=NOW)
    pairing.revoke(device, petra, SOON)
    pairing.revoke(device, petra, SOON)
    turn.refresh_from_db()
    assert not Device.objects.trusted(SOON).exists()
    assert turn.ended_at == SOON
    assert Event.objects.filter(verb="device_revoked").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_tablets_that_type_the_same_code_one_wins():
    """S24"""
    group = make.group()
    _offer, code = pairing.offer(group, "Tablet", make.employee(group.organisation).actor(), NOW)
    start, won = Barrier(2), []

    def tablet():
        start.wait()
        try:
            won.append(pairing.claim(code, SOON))
        except pairing.WrongCode:
            won.append(None)
        finally:
            connection.close()

    threads = [Thread(target=tablet) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in won) == 1
