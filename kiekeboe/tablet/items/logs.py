"""Logging what a child did (B4, B5): neighbours in the queue go together."""

from datetime import timedelta

from django.utils.translation import gettext as _

from kiekeboe.care import wording
from kiekeboe.care.drafts import Outcome
from kiekeboe.care.logging import log
from kiekeboe.tablet import answers, certainty, reading
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import Conflicting, Refused, Strange, kind

STATUS = {
    Outcome.CREATED: 201,
    Outcome.SAME: 200,
    Outcome.CONFLICT: 409,
    Outcome.REFUSED: 422,
}
AT_ONE_TAP = timedelta(seconds=1)  # nobody confirms two medicines within a second


class Answered(Refused):
    """The verb said no, with all there is to say."""

    def __init__(self, told):
        super().__init__(told["sentence"])
        self.told = told

    def answer(self) -> dict:
        return self.told


@kind("log")
def log_one(item, writer):
    """One thing of one child, when it could not go together with its neighbours."""
    told = log_together([item], writer)[item.id]
    if told["status"] >= 400:
        raise Answered(told)
    return told


def log_together(items, writer) -> dict:
    """What became of each of these things, all logged by one person on one day."""
    drafts = {item.id: reading.draft(item.what) for item in items}
    reach = Reach({draft.child for draft in drafts.values() if draft}, writer)
    found, sure = {}, {}
    for item in items:
        try:
            _look(item, drafts, items, reach)
            sure[item.id] = drafts[item.id]
        except Refused as error:
            found[item.id] = error.answer()
    logged = log(list(sure.values()), groups=reach.groups, by=writer.actor()) if sure else []
    names = answers.names(logged)
    return found | {id: _told(one, names) for id, one in zip(sure, logged, strict=True)}


def _look(item, drafts, items, reach) -> None:
    """Raise unless it can be read, the child is in reach and a medicine is sure."""
    draft = drafts[item.id]
    if draft is None:
        raise Strange
    reach.need([draft.child])
    if not certainty.careful(draft.kind):
        return
    if any(_with_one_tap(item, other, drafts) for other in items):
        raise Refused(_("Log a medicine for one child at a time."))
    try:
        certainty.be_sure(draft, item.now, confirmed=item.what.get("confirmed") is True)
    except certainty.Unsure as error:
        raise Conflicting(error.sentence, confirm=True) from error


def _with_one_tap(item, other, drafts) -> bool:
    mine, theirs = drafts[item.id], drafts[other.id]
    return (
        theirs is not None
        and certainty.careful(theirs.kind)
        and theirs.child != mine.child
        and abs(item.at - other.at) < AT_ONE_TAP
    )


def _told(answer, names) -> dict:
    told = {"status": STATUS[answer.outcome]}
    if answer.standing is not None:
        there = answer.standing
        told |= {"sentence": answers.conflict(there), "standing": answers.standing(there, names)}
    elif answer.problems:
        found = wording.problems(answer.problems)
        told |= {"problems": found, "sentence": next(iter(found.values()))[0]}
    elif answer.entry is not None:
        told["revision"] = answer.entry.revision
    return told
