"""What stays behind of a sign-in, and who proves it with a second factor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.accounts import factors
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_signing_out_leaves_no_page_behind(client):
    """S23 S34: pages and photos in the cache, and the worker with its shell."""
    sign_in(client, make.guardian([make.child()]).account)
    answer = client.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_ending_this_sign_in_from_the_list_does_the_same(client):
    account = make.guardian([make.child()]).account
    sign_in(client, account)
    answer = client.post(f"/account/sessions/{account.sessions.get().number}/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_colleague_in_the_last_weeks_still_needs_the_second_factor(client):
    """S15: otherwise a password alone could add a factor, and open the office with it."""
    leaver = make.office_member()
    leaver.ended_on = timezone.localdate() + timedelta(days=30)
    leaver.save()
    assert factors.is_strict(leaver.account)
    leaver.ended_on = timezone.localdate() - timedelta(days=1)
    leaver.save()
    assert not factors.is_strict(leaver.account)
