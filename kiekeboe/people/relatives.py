"""Relatives (familie): a parent lets them read along in the diary and the photos (A6).

A relative is a guardian with a relation `family`, introduced by a parent. What that gives, and for
how long, is decided by `GuardianshipQuerySet.in_force`; here stands how it begins and ends.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.accounts import inviting
from kiekeboe.accounts.models import Invitation
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Child, Guardian, Guardianship

MOST = 10  # relatives of one child
READS_ALONG = {
    "relation": Guardianship.Relation.FAMILY,
    "has_authority": False,
    "is_contract_parent": False,
    "may_collect": False,
    "receives_updates": True,
    "sees_invoices": False,
}


class MayNotInvite(Exception):
    """Only a parent with authority who signs the contract invites relatives, while in force."""


class TooMany(Exception):
    """This child has as many relatives as it can have."""


class GuardianAlready(Exception):
    """This address is that of a guardian of the child: no relative, and no way around a block."""


def may_invite(relation: Guardianship) -> bool:
    """Whether this guardian may let relatives of the child read along."""
    return relation.has_authority and relation.is_contract_parent and not relation.is_relative


def may_end(relation: Guardianship) -> bool:
    """Any parent with authority ends the reading along of any relative at once."""
    return relation.has_authority and not relation.is_relative


def relatives_of(child_id: UUID):
    """The relatives of a child, with their invitations and who invited them. Two queries."""
    standing = Guardianship.objects.relatives().filter(child=child_id)
    return (
        standing.select_related("guardian", "introduced_by", "child")
        .prefetch_related("guardian__invitations")
        .order_by("guardian__first_name", "guardian__last_name", "pk")
    )


@transaction.atomic
def invite_relative(
    id: UUID,
    *,
    parent: Guardianship,
    first_name: str,
    last_name: str,
    email: str,
    language: str = "nl",
    by: Actor,
    at: datetime,
    on: date,
) -> Guardianship:
    """Let a relative read along from `on`, and mail an invitation. The other parents hear of it.

    `id` was chosen before; the same id or the same address again changes nothing. Who has an
    account as a relative through this parent already reads along at once.
    """
    Child.objects.select_for_update().get(pk=parent.child_id)
    if not _invites_today(parent, on):
        raise MayNotInvite
    email = email.strip().lower()
    standing = relatives_of(parent.child_id)
    known = next((one for one in standing if email == one.guardian.email.lower()), None)
    known = known or next((one for one in standing if one.guardian_id == id), None)
    if known:
        return known
    if len(standing) >= MOST:
        raise TooMany
    if parent.child.guardianships.parental().filter(guardian__email__iexact=email).exists():
        raise GuardianAlready
    if Guardian.objects.filter(pk=id).exists():
        id = uuid7()  # somebody else's id gives nothing, and tells nothing
    guardian = _introduced_before(parent.guardian, email) or Guardian.objects.register(
        id, by=by, at=at, email=email,
        first_name=first_name, last_name=last_name, language=language,
    )  # fmt: skip
    relation = Guardianship.objects.relate(
        child=parent.child, guardian=guardian, introduced_by=parent.guardian, started_on=on,
        by=by, at=at, **READS_ALONG,
    )  # fmt: skip
    if guardian.account_id is None:
        inviting.invite(guardian, by=by, at=at)
    return relation


def _invites_today(parent, on) -> bool:
    """As it stands in the table now, not as it stood when the page was made."""
    standing = Guardianship.objects.in_force(on).filter(
        pk=parent.pk, has_authority=True, is_contract_parent=True
    )
    return standing.exists()


def _introduced_before(introducer, email) -> Guardian | None:
    """The relative whom this parent invited before under the same address, for another child."""
    return Guardian.objects.filter(
        organisation=introducer.organisation_id,
        email__iexact=email,
        guardianships__relation=Guardianship.Relation.FAMILY,
        guardianships__introduced_by=introducer,
    ).first()


@transaction.atomic
def invite_again(relation: Guardianship, *, by: Actor, at: datetime) -> None:
    """Mail the invitation once more; the older link stops working. Raises `NotInvitable`."""
    inviting.invite(relation.guardian, by=by, at=at)


@transaction.atomic
def withdraw_relative(relation: Guardianship, *, by: Actor, at: datetime, on: date) -> None:
    """End the reading along of a relative at this moment. Doing it twice changes nothing."""
    standing = Guardianship.objects.relatives().filter(pk=relation.pk)
    # Blocked and not only ended: the last day of a relation still counts, and this is at once.
    until = max(on, relation.started_on)
    if standing.update(ended_on=until, blocked_at=at, blocked_by=by.person):
        _take_invitations_back(relation.guardian, by, at)
        record("relative_withdrawn", relation, by=by, at=at, children=[relation.child_id])
    relation.refresh_from_db()


def _take_invitations_back(guardian, by, at):
    if guardian.guardianships.relatives().exists():
        return
    for invitation in guardian.invitations.filter(accepted_at=None, revoked_at=None):
        inviting.revoke(invitation, by=by, at=at)


@transaction.atomic
def join_guardian(invitation: Invitation, known: Guardian, *, at: datetime) -> bool:
    """Accept the invitation of a relative as somebody who is a guardian here already.

    One account is one guardian of an organisation, who keeps own rights per child. Where the
    child has this guardian already, that relation stands: also when it is blocked. Answers False
    for an invitation that is no relative's.
    """
    invited = invitation.guardian
    relations = list(invited.guardianships.filter(ended_on=None)) if invited else []
    if not relations or not all(one.is_relative for one in relations):
        return False
    inviting.accept(invitation, known.account, at=at, person=known)
    by = known.actor()
    for one in relations:
        if known.guardianships.filter(child=one.child_id, ended_on=None).exists():
            withdraw_relative(one, by=by, at=at, on=at.date())
        else:
            one.guardian = known
            one.save(update_fields=["guardian"])
            record("relative_known", one, by=by, at=at, children=[one.child_id])
    return True
