"""What parents want changed about their children, as far as a member may answer it (A8)."""

from kiekeboe.people import profile_facts
from kiekeboe.people.models import ProfileChange
from kiekeboe.people.rights import Right

State = ProfileChange.State
LATELY = 20
LOOKS = {
    State.WAITING: ("wait", "hourglass"),
    State.APPROVED: ("ok", "circle-check"),
    State.DECLINED: ("stop", "octagon-x"),
    State.WITHDRAWN: ("none", "minus"),
}


def in_reach(member):
    """Changes of the children that this person may change."""
    who = member.within(Right.EDIT_CHILDREN)
    return ProfileChange.objects.filter(
        organisation=member.organisation, child__in=who.children
    ).select_related("child", "guardian")


def waiting(member):
    """What somebody must look at, the oldest first."""
    return in_reach(member).filter(state=State.WAITING).order_by("asked_at")


def to_count(member):
    """The same, for the counter of today."""
    return waiting(member).values_list("pk", flat=True)


def decided_lately(member):
    return in_reach(member).exclude(state=State.WAITING).order_by("-decided_at")[:LATELY]


def standing(change: ProfileChange) -> dict[str, str] | None:
    """The facts that hold now beside what is wanted; None when what should end is gone already."""
    try:
        return profile_facts.standing(change.child, change.about, change.after, change.of)
    except profile_facts.Gone:
        return None
