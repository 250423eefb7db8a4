"""Invitations: sent by the nursery, accepted once, by who knows the birth date (A2)."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import serializers

from kiekeboe.accounts import inviting
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Invitation, User
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.chores import do_what_waits

pytestmark = pytest.mark.django_db
BORN = date(2025, 7, 1)


@pytest.fixture
def child():
    return make.child(first_name="Noor", born_on=BORN)


@pytest.fixture
def guardian(child):
    made = make.guardian([child], first_name="Marit", email="Marit@home.test")
    made.account.delete()
    made.refresh_from_db()
    return made


@pytest.fixture
def by(guardian):
    return make.office_member(guardian.organisation).actor()


def test_an_invitation_works_for_fourteen_days(guardian, by, now):
    """S29"""
    invitation = inviting.invite(guardian, by=by, at=now)
    last = now + timedelta(days=14)
    assert inviting.why_over(invitation, at=last - timedelta(seconds=1)) == ""
    assert inviting.why_over(invitation, at=last) == "expired"


def test_the_key_is_long_and_only_its_hash_is_kept(guardian, by, now):
    """S29: no table, the queue included, holds a word that opens anything."""
    invitation = inviting.invite(guardian, by=by, at=now)
    key = inviting.clear_key(invitation)
    assert len(key) >= 43
    assert invitation.key_hash == key_hash(key)
    dump = "".join(
        serializers.serialize("json", model._default_manager.all())
        for model in apps.get_models()
        if model._meta.managed
    )
    assert invitation.key_hash in dump
    assert key not in dump
    assert inviting.find(key) == invitation
    assert inviting.find(invitation.key_hash) is None


def test_inviting_again_makes_the_earlier_link_dead(guardian, by, now):
    first = inviting.clear_key(inviting.invite(guardian, by=by, at=now))
    again = inviting.invite(guardian, by=by, at=now + timedelta(days=1))
    assert inviting.find(first) is None
    assert inviting.find(inviting.clear_key(again)) == again
    assert Invitation.objects.count() == 1


def test_an_invitation_can_be_taken_back(guardian, by, now):
    invitation = inviting.invite(guardian, by=by, at=now)
    inviting.revoke(invitation, by=by, at=now)
    inviting.revoke(invitation, by=by, at=now + timedelta(hours=1))
    assert inviting.why_over(invitation, at=now) == "revoked"
    assert Event.objects.filter(verb="invitation_revoked").count() == 1
    with pytest.raises(inviting.Over):
        inviting.accept(invitation, make.user(), at=now)


def test_five_wrong_birth_dates_close_the_link(guardian, by, now):
    """S29"""
    invitation = inviting.invite(guardian, by=by, at=now)
    for _ in range(5):
        assert not inviting.check_birth_date(invitation, date(2025, 7, 2), at=now)
    with pytest.raises(inviting.Over) as over:
        inviting.check_birth_date(invitation, BORN, at=now)
    assert over.value.why == "blocked"


def test_any_child_of_the_guardian_will_do_and_no_other(guardian, child, by, now):
    sibling = make.child(born_on=date(2023, 2, 3))
    make.guardianship(guardian, sibling)
    make.child(child.placements.get().group, born_on=date(2024, 4, 4))
    invitation = inviting.invite(guardian, by=by, at=now)
    assert inviting.check_birth_date(invitation, BORN, at=now)
    assert inviting.check_birth_date(invitation, date(2023, 2, 3), at=now)
    assert not inviting.check_birth_date(invitation, date(2024, 4, 4), at=now)


def test_who_may_not_see_the_child_cannot_come_in_by_its_birth_date(guardian, by, now):
    invitation = inviting.invite(guardian, by=by, at=now)
    guardian.guardianships.get().block(by=by, at=now)
    assert not inviting.check_birth_date(invitation, BORN, at=now)


def test_an_invitation_is_accepted_once(guardian, child, by, now):
    """S29"""
    invitation = inviting.invite(guardian, by=by, at=now)
    account = inviting.join(invitation, account_id=uuid7(), name="Marit", password=None, at=now)
    guardian.refresh_from_db()
    assert guardian.account == account
    assert account.email == "marit@home.test"
    assert account.emailaddress_set.get().verified
    told = Event.objects.get(verb="invitation_accepted")
    assert told.person_id == guardian.pk
    assert [mention.child_id for mention in told.mentions.all()] == [child.pk]
    with pytest.raises(inviting.Over) as over:
        inviting.accept(invitation, make.user(), at=now)
    assert over.value.why == "used"


def test_nobody_is_invited_without_an_address_or_twice(guardian, by, now):
    with_account = make.guardian(organisation=guardian.organisation, email="x@home.test")
    with pytest.raises(inviting.NotInvitable):
        inviting.invite(with_account, by=by, at=now)
    guardian.email = ""
    with pytest.raises(inviting.NotInvitable):
        inviting.invite(guardian, by=by, at=now)


def test_the_first_owner_has_one_hour(now):
    """S74"""
    organisation = make.organisation()
    assert not User.objects.exists()
    key = inviting.invite_owner(organisation, "olga@home.test", "Olga de Vries", at=now)
    invitation = inviting.find(key)
    assert inviting.why_over(invitation, at=now + timedelta(minutes=59, seconds=59)) == ""
    assert inviting.why_over(invitation, at=now + timedelta(minutes=60)) == "expired"
    assert invitation.employee.roles.get().name == "owner"
    assert not User.objects.exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_mail_says_who_invites_and_nothing_of_a_child_but_its_name(
    child, guardian, by, post_office, language
):
    from django.utils import timezone

    child.medical_note, child.last_name = "astma", "Geheimer"
    child.save()
    guardian.language = language
    guardian.save()
    invitation = inviting.invite(guardian, by=by, at=timezone.now())
    do_what_waits()
    (mail,) = post_office.to("marit@home.test")
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for text in (plain, html):
        assert f"/welcome/{inviting.clear_key(invitation)}/" in text
        assert "Noor" in text
        assert guardian.organisation.name in text
        for secret in ("Geheimer", "astma", "2025", child.placements.get().group.name):
            assert secret not in text
    assert ("Hallo Marit" if language == "nl" else "Hello Marit") in plain
