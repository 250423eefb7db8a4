"""The counts behind the links of today (M2)."""

from kiekeboe.chat import inbox
from kiekeboe.chat.reaching import threads_of_staff
from kiekeboe.office.questions import (
    development,
    illness,
    profile_changes,
    reports,
    silence,
    todos,
)
from kiekeboe.people.rights import Right


def _silent(member):
    return silence.rows(member, silence.EVERYWHERE)


ASKED = {
    "corrections": (Right.CORRECT_ATTENDANCE, todos.to_confirm),
    "illness": (Right.SEE_MEDICAL, illness.hints),
    "consents": (Right.EDIT_CONSENT, _silent),
    "invitations": (Right.INVITE_PARENTS, todos.parents_without_account),
    "changes": (Right.EDIT_CHILDREN, profile_changes.to_count),
    "reports": (Right.EDIT_CONSENT, reports.waiting),
    "pieces": (Right.FOLLOW_DEVELOPMENT, development.pieces_waiting),
}


def counts(member, at):
    """How much waits, only of what this person may do."""
    found = {
        name: len(rows(member.within(right))) if member.may(right) else None
        for name, (right, rows) in ASKED.items()
    }
    follows = member.may(Right.FOLLOW_DEVELOPMENT)
    return found | {
        "unseen": unseen(member, at) if member.may(Right.EDIT_PLANNING) else None,
        "talks": development.talks_and_mentors(member) if follows else None,
    }


def unseen(member, at) -> int:
    """How much came from home that nobody of staff saw, in what this person answers (F3)."""
    who = member.within(Right.EDIT_PLANNING)
    threads = threads_of_staff(who.employee.pk, who.organisation.pk, who.day)
    return inbox.unseen_count(threads, who.children.values("pk"), at=at)
