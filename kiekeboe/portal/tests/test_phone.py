"""The number on which the group calls a parent, told by the parent (F3)."""

import pytest
from django.test import Client

from kiekeboe.chat.models import Arrival
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/parent/more/phone/"


def signed_in(account):
    client = Client()
    sign_in(client, account)
    return client


@pytest.fixture
def home():
    noor = make.child()
    luuk = make.child(noor.placements.get().group)
    marit = make.guardian([noor, luuk], phone="06 11111111")
    return noor, luuk, marit


def test_another_number_holds_at_once_and_the_group_is_told_for_each_child(home):
    noor, luuk, marit = home
    marits = signed_in(marit.account)
    for _ in range(2):
        assert marits.post(PAGE, {"phone": " 06  22222222 "}).status_code == 302
    marit.refresh_from_db()
    assert marit.phone == "06 22222222"
    assert {one.child for one in Arrival.objects.filter(kind="phone")} == {noor, luuk}
    assert Arrival.objects.count() == 2
    assert "06 22222222" in marits.get(PAGE).content.decode()


@pytest.mark.parametrize("typed", ["", "noor", "06", "+31 6 1234 5678 9012 3456 7890"])
def test_what_is_no_number_changes_nothing_and_stays_on_the_page(home, typed):
    _, _, marit = home
    answer = signed_in(marit.account).post(PAGE, {"phone": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode() or not typed
    marit.refresh_from_db()
    assert marit.phone == "06 11111111"


def test_a_relative_has_no_number_to_tell(home):
    noor, _, marit = home
    grandma = make.relative(noor, marit)
    browser = signed_in(grandma.guardian.account)
    assert browser.get(PAGE).status_code == 404
    assert "/phone/" not in browser.get("/parent/more/").content.decode()
