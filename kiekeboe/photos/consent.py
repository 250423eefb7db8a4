"""Who may be photographed, tagged, and shown a photo. The one rule, used by every surface.

Pure: plain values in, plain values out, with the reason. Source: features.md C1–C4 and the
privacy rules for childcare (no answer is no; the stricter answer of two parents holds).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

OWN = "own_portal"
TOGETHER = "group_portal"
PUBLISHING = frozenset({"location", "website", "social_media", "newsletter", "press", "training"})


@dataclass(frozen=True)
class Allowed:
    """What the parents of one child allow, after combining their answers."""

    own: bool = False
    together: bool = False

    @property
    def photographed(self) -> bool:
        """Whether the child may be photographed and tagged at all."""
        return self.own


NOTHING = Allowed()


class Why(StrEnum):
    """Why somebody does not see a photo."""

    NOT_TAGGED = "not_tagged"
    WITHDRAWN = "withdrawn"
    OWN_REFUSED = "own_refused"
    OTHER_REFUSED = "other_refused"


@dataclass(frozen=True)
class Verdict:
    """Whether the parents of a child see the photo; if not, why and because of whom."""

    shown: bool
    why: Why | None = None
    because_of: tuple = ()


def combine(answers: Iterable[bool]) -> bool:
    """One answer out of those of the parents with authority: all recorded ones must be yes.

    No answer at all is no. A parent who did not answer leaves it to the other.
    """
    recorded = list(answers)
    return bool(recorded) and all(recorded)


def allowed(answers: Iterable[tuple[str, bool]]) -> Allowed:
    """What one child's parents allow, from (purpose, answer) pairs of all of them."""
    pairs = list(answers)
    return Allowed(
        own=combine(yes for purpose, yes in pairs if purpose == OWN),
        together=combine(yes for purpose, yes in pairs if purpose == TOGETHER),
    )


def verdict(child, tagged: Iterable, consents: Mapping, *, withdrawn: bool = False) -> Verdict:
    """May the parents of `child` see a photo with these tagged children, at this moment?

    Shown when the child is tagged, its own parents allow photos for themselves, and the
    parents of every *other* tagged child allow photos together. Children without a known
    answer allow nothing.
    """
    others = [other for other in tagged if other != child]
    if withdrawn:
        return Verdict(False, Why.WITHDRAWN)
    if child not in set(tagged):
        return Verdict(False, Why.NOT_TAGGED)
    if not consents.get(child, NOTHING).own:
        return Verdict(False, Why.OWN_REFUSED, (child,))
    refusing = tuple(other for other in others if not consents.get(other, NOTHING).together)
    if refusing:
        return Verdict(False, Why.OTHER_REFUSED, refusing)
    return Verdict(True)


def receivers(tagged: Iterable, consents: Mapping) -> frozenset:
    """The tagged children whose parents receive the photo."""
    tagged = list(tagged)
    return frozenset(child for child in tagged if verdict(child, tagged, consents).shown)


def untaggable(tagged: Iterable, consents: Mapping) -> frozenset:
    """Children who may not be photographed at all, and so not be tagged."""
    return frozenset(child for child in tagged if not consents.get(child, NOTHING).photographed)


def may_publish(purpose: str, tagged: Iterable, consents: Mapping, placed: Iterable) -> bool:
    """May a photo with these tagged children be used outside the portal, for this one purpose?

    `consents` gives for each child the purposes that its parents allow, `placed` names the
    children that have a place here today: consent to publish ends when a child leaves, and a
    photo without a tagged child is nobody's to give. Each purpose stands alone.
    """
    tagged, placed = list(tagged), set(placed)
    return (
        purpose in PUBLISHING
        and bool(tagged)
        and all(child in placed and purpose in consents.get(child, ()) for child in tagged)
    )
