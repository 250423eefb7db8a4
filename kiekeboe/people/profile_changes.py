"""Profile changes (profielwijziging, A8): a parent asks, the office answers, then it holds.

Every verb takes the row of the child first, so that of two parents who ask for the same thing at
once exactly one waits, and of two colleagues who answer exactly one decides.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people import profile_facts
from kiekeboe.people.models import Child, Guardianship, ProfileChange

About, State = ProfileChange.About, ProfileChange.State
Facts = dict[str, str]


class MayNotAsk(Exception):
    """Only a guardian with authority, while in force, asks for changes of the child's profile."""


class AskedAlready(Exception):
    """Another guardian asked to change the same, and the office did not answer yet."""


class NothingChanges(Exception):
    """This is what we know already."""


class Decided(Exception):
    """This was decided already; `change` is how it stands."""

    def __init__(self, change: ProfileChange):
        super().__init__(change.state)
        self.change = change


class Overtaken(Exception):
    """What holds now is not what whoever answers was shown."""


def may_ask(relation: Guardianship) -> bool:
    """Whether this guardian may ask for changes of the profile, going by the relation at hand."""
    return relation.has_authority and not relation.is_relative


def asked_by(guardian, child_id: UUID):
    """What one guardian asked about a child: nobody at home reads what another asked."""
    return ProfileChange.objects.filter(guardian=guardian, child=child_id)


@transaction.atomic
def ask(
    id: UUID,
    relation: Guardianship,
    about: str,
    facts: Facts,
    *,
    of: UUID | None = None,
    words: str = "",
    by: Actor,
    at: datetime,
    on: date,
) -> ProfileChange:
    """Ask for other facts. What the same guardian asked about the same before is replaced.

    `id` was chosen before; the same id again changes nothing. Raises `MayNotAsk`,
    `AskedAlready`, `NothingChanges`, and `profile_facts.Gone` for what does not stand any more.
    """
    child = Child.objects.select_for_update().get(pk=relation.child_id)
    if not _still_may(relation.guardian_id, child, on):
        raise MayNotAsk
    if known := asked_by(relation.guardian_id, child.pk).filter(pk=id).first():
        return known
    before = profile_facts.standing(child, about, facts, of)
    if before == facts:
        raise NothingChanges
    key = profile_facts.key(about, facts, of)
    waiting = ProfileChange.objects.filter(child=child, key=key, state=State.WAITING).first()
    if waiting and waiting.guardian_id != relation.guardian_id:
        raise AskedAlready
    if waiting:
        _settle(waiting, State.WITHDRAWN, "profile_change_withdrawn", by=by, at=at)
    free = uuid7() if ProfileChange.objects.filter(pk=id).exists() else id
    change = ProfileChange.objects.create(
        id=free, organisation_id=child.organisation_id, child=child, guardian=relation.guardian,
        about=about, of=of, key=key, before=before, after=facts, words=words, asked_at=at,
    )  # fmt: skip
    record("profile_change_asked", change, by=by, at=at, children=[child.pk], about=about)
    return change


@transaction.atomic
def approve(change: ProfileChange, *, seen: Facts, by: Actor, at: datetime, on: date, reason=""):
    """Let it hold from now on. `seen` are the facts that stood beside it on the screen.

    Twice changes nothing. Raises `Decided`, `Overtaken` when other facts hold than were shown,
    `MayNotAsk` when who asked has no authority any more, `profile_facts.Gone`.
    """
    change, child = _locked(change)
    if change.state == State.APPROVED:
        return change
    _need_waiting(change)
    if not _still_may(change.guardian_id, child, on):
        raise MayNotAsk
    if profile_facts.standing(child, change.about, change.after, change.of) != seen:
        raise Overtaken
    profile_facts.apply(change, child, by=by, at=at, on=on)
    return _settle(change, State.APPROVED, "profile_change_approved", by=by, at=at, reason=reason)


@transaction.atomic
def decline(change: ProfileChange, *, reason: str, by: Actor, at: datetime) -> ProfileChange:
    """Leave everything as it was, and say why. Twice changes nothing. Raises `Decided`."""
    change, _child = _locked(change)
    if change.state == State.DECLINED:
        return change
    _need_waiting(change)
    return _settle(change, State.DECLINED, "profile_change_declined", by=by, at=at, reason=reason)


@transaction.atomic
def withdraw(change: ProfileChange, *, by: Actor, at: datetime) -> ProfileChange:
    """Whoever asked takes it back. Twice changes nothing. Raises `Decided`."""
    change, _child = _locked(change)
    if change.state == State.WITHDRAWN:
        return change
    _need_waiting(change)
    return _settle(change, State.WITHDRAWN, "profile_change_withdrawn", by=by, at=at)


def _still_may(guardian_id, child, on) -> bool:
    """As it stands in the table now, not as it stood when the page was made."""
    standing = Guardianship.objects.in_force(on).parental()
    return standing.filter(
        guardian=guardian_id, child=child, has_authority=True, receives_updates=True
    ).exists()


def _locked(change) -> tuple[ProfileChange, Child]:
    child = Child.objects.select_for_update().get(pk=change.child_id)
    return ProfileChange.objects.select_for_update().get(pk=change.pk), child


def _need_waiting(change):
    if change.state != State.WAITING:
        raise Decided(change)


def _settle(change, state, verb, *, by, at, reason=""):
    change.state, change.decided_at, change.decided_by, change.reason = state, at, by.person, reason
    change.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    record(verb, change, by=by, at=at, children=[change.child_id],
           about=change.about)  # fmt: skip
    return change
