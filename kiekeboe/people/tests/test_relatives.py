"""Relatives whom a parent lets read along (A6): who invites, for how long, and who ends it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.accounts import inviting
from kiekeboe.accounts.models import Invitation
from kiekeboe.accounts.tasks import send_invitation
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.people import relatives
from kiekeboe.people.families import Family
from kiekeboe.people.models import Guardianship
from kiekeboe.testing import make
from kiekeboe.testing.make import DAY

pytestmark = pytest.mark.django_db
NOW = make.at(9)
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def mark(noor):
    """The contract parent of Noor, as a relation."""
    return make.guardian([noor], is_contract_parent=True).guardianships.get()


def invite(parent, email="oma@example.test", *, id=None, at=NOW, **more):
    person = {"first_name": "Riet", "last_name": "de Wit", "email": email} | more
    by = parent.guardian.actor()
    return relatives.invite_relative(id or uuid7(), parent=parent, by=by, at=at, on=DAY, **person)


def in_with_account(relation):
    """The relative accepts, with an account."""
    invitation = relation.guardian.invitations.get()
    account = make.user(relation.guardian.email)
    inviting.accept(invitation, account, at=NOW)
    return account


def children_of(account, day=DAY):
    return Family.of(account, day).children


def test_a_parent_invites_grandma_who_sees_the_child_and_decides_nothing(noor, mark):
    relation = invite(mark)
    assert (relation.relation, relation.introduced_by) == ("family", mark.guardian)
    assert relation.receives_updates
    rights = (relation.has_authority, relation.may_collect, relation.sees_invoices)
    assert rights == (False, False, False)
    assert Invitation.objects.get().email == "oma@example.test"
    assert children_of(in_with_account(relation)) == [noor]


@pytest.mark.parametrize(
    "switches",
    [{"is_contract_parent": False}, {"is_contract_parent": True, "has_authority": False}],
)
def test_only_a_contract_parent_with_authority_invites(noor, switches):
    other = make.guardian([noor], **switches).guardianships.get()
    with pytest.raises(relatives.MayNotInvite):
        invite(other)
    assert not Guardianship.objects.relatives().exists()


def test_who_was_blocked_a_moment_ago_invites_nobody(mark):
    page = Guardianship.objects.select_related("guardian", "child").get(pk=mark.pk)
    mark.block(by=make.employee(mark.organisation).actor(), at=NOW)
    with pytest.raises(relatives.MayNotInvite):
        invite(page)


def test_grandma_herself_invites_nobody(noor, mark):
    relation = invite(mark)
    in_with_account(relation)
    assert not relatives.may_invite(relation)
    assert not relatives.may_end(relation)
    with pytest.raises(relatives.MayNotInvite):
        invite(relation, "neef@example.test")


def test_inviting_twice_is_inviting_once(mark):
    id = uuid7()
    first, again = invite(mark, id=id), invite(mark, id=id)
    by_address = invite(mark, "OMA@example.test")
    assert first == again == by_address
    assert Event.objects.filter(verb="guardian_added").count() == 1
    assert Event.objects.filter(verb="invited").count() == 1


def test_a_child_has_at_most_ten_relatives(noor, mark):
    for number in range(relatives.MOST):
        invite(mark, f"tante{number}@example.test")
    with pytest.raises(relatives.TooMany):
        invite(mark, "elf@example.test")
    relatives.withdraw_relative(
        Guardianship.objects.relatives().first(), by=mark.guardian.actor(), at=NOW, on=DAY
    )
    assert invite(mark, "elf@example.test")


def test_the_address_of_a_blocked_parent_is_no_way_around_the_block(noor, mark):
    blocked = make.guardian([noor], email="ex@example.test").guardianships.get()
    blocked.block(by=make.employee(noor.organisation).actor(), at=NOW)
    with pytest.raises(relatives.GuardianAlready):
        invite(mark, "ex@example.test")


@pytest.mark.parametrize("way", ["block", "end", "authority", "updates"])
def test_grandma_sees_no_longer_than_the_parent_who_invited_her(noor, mark, way):
    """S30 Nobody looks through grandma's eyes."""
    account = in_with_account(invite(mark))
    by = make.employee(noor.organisation).actor()
    changes = {
        "block": lambda: mark.block(by=by, at=NOW),
        "end": lambda: Guardianship.objects.filter(pk=mark.pk).update(ended_on=YESTERDAY),
        "authority": lambda: mark.edit(by=by, at=NOW, has_authority=False),
        "updates": lambda: mark.edit(by=by, at=NOW, receives_updates=False),
    }
    changes[way]()
    assert children_of(account) == []
    if way == "block":
        mark.unblock(by=by, at=NOW)
        assert children_of(account) == [noor]


def test_the_relative_of_the_other_parent_stays_when_one_is_blocked(noor, mark):
    other = make.guardian([noor], is_contract_parent=True).guardianships.get()
    hers, his = in_with_account(invite(mark)), in_with_account(invite(other, "opa@example.test"))
    mark.block(by=make.employee(noor.organisation).actor(), at=NOW)
    assert (children_of(hers), children_of(his)) == ([], [noor])


def test_a_parent_of_another_child_as_introducer_gives_nothing(noor, mark):
    """The parent who introduces must be in force for this very child."""
    neighbour = make.guardian([make.child(noor.placements.first().group)])
    stray = make.relative(noor, neighbour)
    assert children_of(stray.guardian.account) == []


def test_any_parent_with_authority_ends_it_at_once_and_the_link_is_dead(noor, mark):
    other = make.guardian([noor]).guardianships.get()
    relation = invite(mark)
    assert relatives.may_end(other)
    for _twice in range(2):
        relatives.withdraw_relative(relation, by=other.guardian.actor(), at=NOW, on=DAY)
    assert inviting.why_over(Invitation.objects.get(), at=NOW) == "revoked"
    assert Event.objects.filter(verb="relative_withdrawn").count() == 1
    assert relation.blocked_by == other.guardian.pk
    assert not Guardianship.objects.in_force(DAY).filter(pk=relation.pk).exists()


def test_who_was_ended_can_be_invited_again(noor, mark):
    relation = invite(mark)
    account = in_with_account(relation)
    relatives.withdraw_relative(relation, by=mark.guardian.actor(), at=NOW, on=DAY)
    assert children_of(account) == []
    assert invite(mark).pk != relation.pk
    assert children_of(account) == [noor]


def test_the_other_parents_hear_of_it_but_not_the_relatives(noor, mark):
    """S30"""
    other, aunt = make.guardian([noor]), make.relative(noor, mark.guardian)
    Notice.objects.all().delete()
    invite(mark)
    told = set(Notice.objects.filter(kind="family").values_list("account", flat=True))
    assert told == {other.account_id}
    assert aunt.guardian.account_id not in told


def test_who_is_out_is_told_nothing_more(noor, mark):
    relation = invite(mark)
    account = in_with_account(relation)
    facts = {"account": account, "kind": "photo", "channel": "app", "child": noor}
    unread = Notice.objects.create(
        organisation=noor.organisation, source=uuid7(), made_at=NOW, due_at=NOW, **facts
    )
    mark.block(by=make.employee(noor.organisation).actor(), at=NOW)
    unread.refresh_from_db()
    assert unread.dropped_at == NOW


def test_a_parent_here_becomes_a_relative_there_and_keeps_both(noor, mark):
    """A6 One account, own rights per child."""
    own = make.child(noor.placements.first().group, first_name="Luuk")
    aunt = make.guardian([own])
    invitation = invite(mark).guardian.invitations.get()
    assert relatives.join_guardian(invitation, aunt, at=NOW)
    family = Family.of(aunt.account, DAY)
    assert {one.child: one.is_relative for one in family.guardianships} == {own: False, noor: True}
    assert family.parental().children == [own]
    assert inviting.why_over(invitation, at=NOW) == "used"


def test_who_is_blocked_stays_blocked_whatever_invitation_is_accepted(noor, mark):
    blocked = make.guardian([noor]).guardianships.get()
    blocked.block(by=make.employee(noor.organisation).actor(), at=NOW)
    invitation = invite(mark, "elders@example.test").guardian.invitations.get()
    assert relatives.join_guardian(invitation, blocked.guardian, at=NOW)
    assert children_of(blocked.guardian.account) == []


def test_the_invitation_of_a_parent_is_not_accepted_as_somebody_else(noor, mark):
    invited = make.guardian([noor], email="nieuw@example.test")
    invited.account = None
    invited.save()
    invitation = inviting.invite(invited, by=mark.guardian.actor(), at=NOW)
    assert not relatives.join_guardian(invitation, mark.guardian, at=NOW)


def test_the_mail_says_who_invites_and_the_first_name_of_the_child_alone(noor, mark, post_office):
    invitation = invite(mark).guardian.invitations.get()
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=9))
    send_invitation(str(invitation.pk))
    (mail,) = post_office.to("oma@example.test")
    words = mail.get_body(("plain",)).get_content()
    assert str(mark.guardian) in mail["Subject"]
    assert f"{mark.guardian} laat je meelezen met de dagen van Noor" in words
    assert noor.last_name not in words.replace(str(mark.guardian), "")
