"""What was logged, set right: changed, taken back, put back, woken up (B4, B5)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kiekeboe.care import kinds, wording
from kiekeboe.care.clocks import CLOSE
from kiekeboe.care.drafts import Conflict
from kiekeboe.care.models import Entry
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.items.finding import Unknown, of_a_child
from kiekeboe.tablet.items.registry import Conflicting, Refused, kind

CONTENT = ("started_at", "ended_at", "amount", "details", "note")
SAME_TAP = timedelta(minutes=5)  # two colleagues who tap that a child is awake mean the same


@kind("change")
def change(item, writer):
    """Other content, based on the revision that was read. The former one is kept."""
    entry = _entry(item, writer)
    changes = reading.changes(entry, item.what)
    after = {name: changes.get(name, getattr(entry, name)) for name in CONTENT}
    found = kinds.get(entry.kind).check(
        after["details"], after["amount"], after["started_at"], after["ended_at"], item.now
    )
    if problems := wording.problems([*found, *kinds.check_note(after["note"])]):
        raise Refused(next(iter(problems.values()))[0], problems=problems)
    told = item.what.get("based_on")
    try:
        changed = entry.revise(
            based_on=told if isinstance(told, int) else 0,
            by=writer.actor(),
            at=item.at,
            **changes,
        )
    except Conflict as error:
        raise _conflict(error) from error
    return {"revision": changed.revision}


@kind("withdraw")
def withdraw(item, writer):
    """Take it back; it stays in the history."""
    _entry(item, writer).withdraw(by=writer.actor(), at=item.at)


@kind("restore")
def restore(item, writer):
    """Undo taking it back."""
    try:
        _entry(item, writer).restore(by=writer.actor(), at=item.at)
    except Conflict as error:
        raise _conflict(error) from error


@kind("wake")
def wake(item, writer):
    """The child woke up at a moment."""
    nap = _nap(item, writer)
    at = item.moment("at")
    if nap.started_at - CLOSE <= at < nap.started_at:
        at = nap.started_at  # two clocks that are about right
    if nap.withdrawn_at:
        raise _conflict(Conflict(nap))
    if nap.ended_at is None:
        problems = kinds.get("sleep").check(nap.details, None, nap.started_at, at, item.now)
        if problems:
            raise Refused(wording.say(problems[0].sentence))
        nap.end(by=writer.actor(), at=at)
    elif abs(nap.ended_at - at) > SAME_TAP:
        raise _awake_already(nap)
    return {"ended_at": nap.ended_at.isoformat()}


@kind("sleep_on")
def sleep_on(item, writer):
    """It did not wake up after all."""
    nap = _nap(item, writer)
    if nap.ended_at is None:
        return
    running = Entry.objects.running().filter(child=nap.child_id).first()
    try:
        if running:
            raise Conflict(running)
        nap.revise(based_on=nap.revision, by=writer.actor(), at=item.at, ended_at=None)
    except Conflict as error:
        raise _conflict(error) from error


def _entry(item, writer) -> Entry:
    return of_a_child(Entry.objects, item.id_of("entry"), writer)


def _nap(item, writer) -> Entry:
    nap = _entry(item, writer)
    if nap.kind != "sleep":
        raise Unknown
    return nap


def _conflict(error) -> Conflicting:
    there = error.standing
    return Conflicting(answers.conflict(there), standing=answers.standing(there))


def _awake_already(nap) -> Conflicting:
    words = {"name": nap.child.first_name, "time": answers.clock(nap.ended_at)}
    sentence = _("%(name)s is already awake since %(time)s.")
    return Conflicting(sentence % words, standing=answers.standing(nap))
