"""What of a child's development may be seen, and by whom: the one place where it is decided.

Parents in the full sense read what was shared with them, through relations in force; relatives
who read the diary along see nothing of it. Colleagues reach it by the right to follow development:
at the desk as far as their roles go, at a tablet the children of their groups.
"""

from collections.abc import Iterable

from kiekeboe.development.models import Measurement, Observation, Piece, Talk
from kiekeboe.people.members import OfficeMember
from kiekeboe.people.models import Guardianship
from kiekeboe.people.rights import Right


def observations_for(relations: Iterable[Guardianship]):
    """Shared observations of the children of these relations, the newest first."""
    rows = Observation.objects.shared().filter(child__in=_children(relations))
    return rows.order_by("-seen_on", "-noted_at")


def talks_for(relations: Iterable[Guardianship]):
    """Talks of which these parents know; a draft shows them nothing but that they may write."""
    rows = Talk.objects.told().filter(child__in=_children(relations))
    return rows.order_by("-last_day", "-drafted_at")


def measurements_for(relations: Iterable[Guardianship]):
    """What was measured, the oldest first."""
    rows = Measurement.objects.standing().filter(child__in=_children(relations))
    return rows.order_by("day")


def children_at_desk(member: OfficeMember):
    """Children whose development this colleague follows at the desk."""
    return member.within(Right.FOLLOW_DEVELOPMENT).children


def children_at_tablet(caregiver):
    """Children of the groups of a caregiver; of nobody without that right."""
    children = caregiver.children
    return children if caregiver.may(Right.FOLLOW_DEVELOPMENT) else children.none()


def _children(relations) -> list:
    return [
        one.child_id for one in relations
        if not one.is_relative and one.receives_updates and not one.blocked_at
    ]  # fmt: skip


def pieces_for(relations: Iterable[Guardianship]):
    """Published weekly pieces: of the diary, so relatives who read it along read these too."""
    children = [
        one.child_id for one in relations if one.receives_updates and not one.blocked_at
    ]  # fmt: skip
    return Piece.objects.published().filter(child__in=children).order_by("-published_at")
