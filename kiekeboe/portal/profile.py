"""A change of the profile in the words of a family: what it was, what it becomes, how it stands."""

from django.http import Http404
from django.utils.translation import gettext as _

from kiekeboe.people import profile_facts
from kiekeboe.people.models import ProfileChange

State = ProfileChange.State
SHOWN = 8  # newest first
LOOKS = {
    State.WAITING: ("wait", "hourglass"),
    State.APPROVED: ("ok", "circle-check"),
    State.DECLINED: ("stop", "octagon-x"),
    State.WITHDRAWN: ("none", "minus"),
}
SAID = {
    "asked": lambda: _("The office looks at it. You hear from us."),
    "withdrawn": lambda: _("You took it back."),
    "decided": lambda: _("The office had answered already. Look below."),
}


def told(change: ProfileChange) -> dict:
    """One thing that this parent asked."""
    tone, icon = LOOKS[State(change.state)]
    return {
        "pk": change.pk,
        "title": change.get_about_display(),
        "lines": [one for one in profile_facts.lines(change) if one.before != one.after],
        "ends": change.about in profile_facts.ENDS,
        "asked_at": change.asked_at,
        "waits": change.state == State.WAITING,
        "state": change.get_state_display(),
        "reason": change.reason,
        "tone": tone,
        "icon": icon,
    }


def known(child, about, of) -> dict[str, str]:
    """What holds now of what can be changed or ended; 404 for what does not stand any more."""
    try:
        return profile_facts.standing(child, about, {"substance": ""}, of)
    except profile_facts.Gone:
        raise Http404 from None


def page_of(family, change_id) -> str:
    """Where an own question about a profile stands; empty when there is none of this id."""
    mine = [one.guardian_id for one in family.guardianships]
    change = ProfileChange.objects.filter(pk=change_id, guardian__in=mine).first()
    reached = change and family.relation_to(change.child_id)
    return f"/parent/children/{change.child_id}/details/#gevraagd" if reached else ""
