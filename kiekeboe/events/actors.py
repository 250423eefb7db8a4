"""Who did it: the value that every verb takes as `by=`."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The roles in which something can be done; the surface decides which one it is."""

    GUARDIAN = "guardian"
    CAREGIVER = "caregiver"
    TABLET = "tablet"  # alone, for what waits for no PIN
    OFFICE = "office"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """One person (or the system) in one organisation, on one device.

    `person` is the id of the guardian or the employee; `device` the paired tablet, if any.
    `heard_at` is the moment the server heard of it, which may be later than it happened.
    """

    organisation: UUID
    kind: Kind = Kind.SYSTEM
    person: UUID | None = None
    device: UUID | None = None
    origin: str = field(default="", compare=False)
    heard_at: datetime | None = field(default=None, compare=False)

    def heard(self, at: datetime) -> "Actor":
        """The same actor, with the moment at which the server heard."""
        return replace(self, heard_at=at)


def system(organisation: UUID) -> Actor:
    """The software itself, for what happens by the clock."""
    return Actor(organisation=organisation)
