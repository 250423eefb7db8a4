"""Logging for one or many children at once, safe to repeat, each item with its own answer."""

from django.db import transaction
from django.db.models import UUIDField

from kiekeboe.care import kinds
from kiekeboe.care.drafts import Answer, Draft, Outcome
from kiekeboe.care.models.entries import Entry
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening, locked_head, record_all
from kiekeboe.lib.prepared import Prepared
from kiekeboe.lib.writing import insert

_KNOWN = Prepared(lambda ids: Entry.objects.filter(pk__in=ids), ids=UUIDField())
_RUNNING = Prepared(
    lambda organisation, children: Entry.objects.running().filter(
        organisation=organisation, child__in=children
    ),
    organisation=UUIDField(),
    children=UUIDField(),
)
NOT_HERE = kinds.Problem("child", kinds.Sentence("This child is not in your group."))


@transaction.atomic
def log(drafts: list[Draft], *, groups: dict, by: Actor) -> list[Answer]:
    """Store what a caregiver logged. `groups` tells the group of every child in reach.

    A draft for a child outside `groups` is refused as unknown; the same id with the same
    content is answered `same`, with other content `conflict`; a second running sleep of a
    child is a conflict with the first. Others are stored. `by.heard_at` is required.
    """
    head = locked_head(by.organisation)  # one writer at a time in an organisation: no race below
    known = {entry.id: entry for entry in _KNOWN(ids=tuple(draft.id for draft in drafts))}
    asleep = _asleep(drafts, by)
    answers, fresh = [], []
    for draft in drafts:
        answer = _answer(draft, known, asleep, groups, by)
        if answer.outcome == Outcome.CREATED:
            known[draft.id] = answer.entry
            fresh.append(answer.entry)
            if _is_running_sleep(draft):
                asleep[draft.child] = answer.entry
        answers.append(answer)
    insert(fresh)
    record_all([_happening(entry) for entry in fresh], by=by, head=head)
    return answers


def _answer(draft, known, asleep, groups, by) -> Answer:
    group, standing = groups.get(draft.child), known.get(draft.id)
    mine = standing is not None and standing.organisation_id == by.organisation
    if mine and _says_the_same(draft, standing):
        return Answer(draft.id, Outcome.SAME, entry=standing)
    if group is None or (standing and not (mine and standing.child_id in groups)):
        return Answer(draft.id, Outcome.REFUSED, problems=(NOT_HERE,))
    if standing:
        return Answer(draft.id, Outcome.CONFLICT, entry=standing, standing=standing)
    if problems := draft.problems(by.heard_at):
        return Answer(draft.id, Outcome.REFUSED, problems=tuple(problems))
    if _is_running_sleep(draft) and draft.child in asleep:
        return Answer(draft.id, Outcome.CONFLICT, standing=asleep[draft.child])
    return Answer(draft.id, Outcome.CREATED, entry=_entry(draft, group, by))


def _says_the_same(draft, standing) -> bool:
    """Whether this is what was logged under this id at first, whatever became of it since.

    A nap that was sent while it ran and has ended meanwhile is still the same nap.
    """
    first = standing if standing.revision == 1 else standing.versions.get(revision=1)
    amount = kinds.get(draft.kind).amount_for(draft.amount, draft.details)
    return (
        (standing.child_id, standing.kind) == (draft.child, draft.kind)
        and (first.started_at, first.amount) == (draft.started_at, amount)
        and (first.details, first.note) == (draft.details, draft.note)
        and draft.ended_at in (None, first.ended_at)
    )


def _is_running_sleep(draft) -> bool:
    return draft.kind == "sleep" and draft.ended_at is None


def _asleep(drafts, by) -> dict:
    children = tuple(draft.child for draft in drafts if _is_running_sleep(draft))
    if not children:
        return {}
    running = _RUNNING(organisation=by.organisation, children=children)
    return {entry.child_id: entry for entry in running}


def _entry(draft, group, by) -> Entry:
    return Entry(
        id=draft.id,
        organisation_id=by.organisation,
        child_id=draft.child,
        group_id=group,
        kind=draft.kind,
        started_at=draft.started_at,
        ended_at=draft.ended_at,
        amount=kinds.get(draft.kind).amount_for(draft.amount, draft.details),
        details=draft.details,
        note=draft.note,
        visible_to_parents=draft.visible_to_parents and not kinds.get(draft.kind).staff_only,
        author_id=by.person,
        device_id=by.device,
        heard_at=by.heard_at,
    )


def _happening(entry) -> Happening:
    return Happening(
        "logged",
        entry,
        entry.started_at,
        children=[entry.child_id],
        group=entry.group_id,
        payload={"kind": entry.kind, "shared": entry.visible_to_parents},
    )
