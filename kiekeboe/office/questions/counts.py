"""The counts behind the links of today (M2)."""

from kiekeboe.office.questions import illness, reports, silence, todos
from kiekeboe.people.rights import Right


def _silent(member):
    return silence.rows(member, silence.EVERYWHERE)


ASKED = {
    "corrections": (Right.CORRECT_ATTENDANCE, todos.to_confirm),
    "illness": (Right.SEE_MEDICAL, illness.hints),
    "consents": (Right.EDIT_CONSENT, _silent),
    "invitations": (Right.INVITE_PARENTS, todos.parents_without_account),
    "reports": (Right.EDIT_CONSENT, reports.waiting),
}


def counts(member):
    """How much waits, only of what this person may do."""
    return {
        name: len(rows(member.within(right))) if member.may(right) else None
        for name, (right, rows) in ASKED.items()
    }
