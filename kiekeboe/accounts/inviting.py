"""Inviting people, and accepting (A2, S29): the only way in there is.

Links are random-looking keys of 256 bit that only this installation can make again; the table
keeps their hashes. Looking at a link changes nothing; a parent also tells a child's birth date.
"""

from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction
from django.db.models import F

from kiekeboe.accounts.hashing import derived_key, key_hash
from kiekeboe.accounts.models import Invitation, User
from kiekeboe.accounts.tasks import send_invitation
from kiekeboe.events.actors import Actor, system
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7

LIFETIME = timedelta(days=14)
OWNER_LIFETIME = timedelta(minutes=60)
TRIES = 5


class NotInvitable(Exception):
    """There is no address to write to, or the person has an account already."""


class Over(Exception):
    """The invitation cannot be accepted; `why` is used, revoked, blocked or expired."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def clear_key(invitation: Invitation) -> str:
    """The key in the mail, made again from what is kept and the installation's secret."""
    return derived_key("invitation", invitation.pk, invitation.sent_at.astimezone(UTC).isoformat())


@transaction.atomic
def invite(person, *, by: Actor, at: datetime) -> Invitation:
    """Invite a guardian or an employee by mail. Inviting again makes the earlier link dead."""
    if not person.email or person.account_id:
        raise NotInvitable
    invitation = _renewed(person, by, at, LIFETIME)
    send_invitation.later(str(invitation.pk), key=f"invitation:{invitation.pk}:{at.isoformat()}")
    return invitation


@transaction.atomic
def invite_owner(organisation, email: str, name: str, *, at: datetime) -> str:
    """Make the first owner of an organisation; the answer is the key, good for one hour (S74)."""
    first, _, last = name.strip().partition(" ")
    employee = apps.get_model("people", "Employee").objects.create(
        organisation=organisation,
        first_name=first,
        last_name=last,
        email=email,
        started_on=at.date(),
    )
    apps.get_model("people", "Role").objects.create(
        organisation=organisation, employee=employee, name="owner", started_on=at.date()
    )
    return clear_key(_renewed(employee, system(organisation.pk), at, OWNER_LIFETIME))


def _renewed(person, by: Actor, at: datetime, lifetime: timedelta) -> Invitation:
    """The open invitation of this person under a new key, or a first one."""
    whom = {person._meta.model_name: person}
    invitation = (
        Invitation.objects.select_for_update()
        .filter(accepted_at=None, revoked_at=None, **whom)
        .first()
    ) or Invitation(id=uuid7(), organisation_id=person.organisation_id, **whom)
    invitation.email, invitation.tries = person.email.strip().lower(), 0
    invitation.sent_by, invitation.sent_at = by.person, at
    invitation.expires_at = at + lifetime
    invitation.key_hash = key_hash(clear_key(invitation))
    invitation.save()
    record("invited", invitation, by=by, at=at, children=_children_of(invitation, at.date()))
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Take an invitation back. Doing it twice changes nothing; an accepted one stays accepted."""
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if open_still.update(revoked_at=at):
        record("invitation_revoked", invitation, by=by, at=at)
    invitation.refresh_from_db()


@transaction.atomic
def revoke_elsewhere(person, *, by: Actor, at: datetime) -> None:
    """Take back what was sent to another address than this person has now: the mistyped one may
    be somebody's."""
    sent = person.invitations.filter(accepted_at=None, revoked_at=None)
    for invitation in sent.exclude(email=person.email.strip().lower()):
        revoke(invitation, by=by, at=at)


def find(key: str) -> Invitation | None:
    """The invitation with this key, over or not. Looking does not use it up."""
    return (
        Invitation.objects.filter(key_hash=key_hash(key))
        .select_related("organisation", "guardian", "employee")
        .first()
    )


def why_over(invitation: Invitation, *, at: datetime) -> str:
    """Why it cannot be accepted: used, revoked, blocked, expired; empty when it can."""
    if invitation.accepted_at:
        return "used"
    if invitation.revoked_at:
        return "revoked"
    if invitation.tries >= TRIES:
        return "blocked"
    return "expired" if at >= invitation.expires_at else ""


def check_birth_date(invitation: Invitation, born_on: date, *, at: datetime) -> bool:
    """Whether any child of the guardian was born that day. Five wrong answers end it (S29)."""
    # The try is counted before it is looked at: many requests at once get five in all.
    if not Invitation.objects.open(at).filter(pk=invitation.pk).update(tries=F("tries") + 1):
        invitation.refresh_from_db()
        raise Over(why_over(invitation, at=at) or "blocked")
    today = at.date()
    if not invitation.guardian.children_on(today).filter(born_on=born_on).exists():
        invitation.refresh_from_db(fields=["tries"])
        return False
    Invitation.objects.filter(pk=invitation.pk).update(tries=F("tries") - 1)
    return True


@transaction.atomic
def accept(invitation: Invitation, account: User, *, at: datetime, person=None) -> None:
    """The person is in: the guardian or employee gets this account. Once, or `Over`.

    `person` is given when the account is somebody here already, who then stays that.
    """
    if (
        not Invitation.objects.open(at)
        .filter(pk=invitation.pk)
        .update(accepted_at=at, accepted_by=account)
    ):
        invitation.refresh_from_db()
        raise Over(why_over(invitation, at=at) or "used")
    if person is None:
        person = invitation.guardian or invitation.employee
        person.account = account
        person.save(update_fields=["account"])
    invitation.refresh_from_db()
    by = person.actor()
    children = _children_of(invitation, at.date())
    record("invitation_accepted", invitation, by=by, at=at, children=children)


@transaction.atomic
def join(
    invitation: Invitation, *, account_id, name: str, password: str | None, language: str = "", at
) -> User:
    """Make the account of an invited person, with a password or (None) with a passkey only.

    It speaks the language in which the invitation was read.
    """
    # Of two taps at the same moment one waits for the other here, and is told that it is done.
    standing = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if why := why_over(standing, at=at):
        raise Over(why)
    person = invitation.guardian or invitation.employee
    account = User.objects.create_user(
        invitation.email,
        password,
        id=account_id,
        name=name,
        language=language or getattr(person, "language", "nl"),
    )
    # The address is theirs: the link was mailed to it.
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    accept(invitation, account, at=at)
    return account


def _children_of(invitation: Invitation, day: date) -> list:
    if invitation.guardian is None:
        return []
    return list(invitation.guardian.children_on(day).values_list("pk", flat=True))
