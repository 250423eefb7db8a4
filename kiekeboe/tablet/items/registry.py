"""What kinds of items there are, what each function gets, and how it says no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kiekeboe.care.caregivers import Caregiver
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.people.rights import Right
from kiekeboe.tablet import reading


class Refused(Exception):
    """It was not done; `sentence` says why and `more` what the tablet may need to know."""

    status = 422

    def __init__(self, sentence, **more):
        super().__init__("refused")
        self.sentence, self.more = sentence, more

    def answer(self) -> dict:
        return {"status": self.status, "sentence": self.sentence, **self.more}


class Conflicting(Refused):
    """Something else stands there, or somebody must look first (`confirm`)."""

    status = 409


class NotSigned(Refused):
    """The pass does not hold, or this is not its signature."""

    status = 403

    def __init__(self):
        super().__init__(_("This was not signed in a way we know. Type your PIN again."))


class NotHere(Refused):
    """There is no such thing within reach of this person on that day."""

    def __init__(self):
        super().__init__(_("This child is not in your group."))


class Strange(Refused):
    """No tablet of ours writes this."""

    def __init__(self):
        super().__init__(reading.Unreadable().sentence)


@dataclass(frozen=True)
class Item:
    """One thing that was written down, with its moments set right."""

    id: UUID
    kind: str
    what: dict[str, Any]
    digest: str  # of the body, letter for letter
    at: datetime
    now: datetime
    shift: timedelta = timedelta()

    def id_of(self, name) -> UUID:
        """The id under this name. Raises Strange when there is none."""
        found = reading.uuid(self.what.get(name))
        if found is None:
            raise Strange
        return found

    def ids_of(self, name) -> list[UUID]:
        """The list of ids under this name. Raises Strange for anything else."""
        told = self.what.get(name)
        found = [reading.uuid(one) for one in told] if isinstance(told, list) else [None]
        if None in found:
            raise Strange
        return found

    def moment(self, name, told=None) -> datetime:
        """The moment under this name, or the moment of writing."""
        return reading.moment((told or self.what).get(name)) or self.at

    def text(self, name, longest=80) -> str:
        return reading.words(self.what.get(name), longest)


@dataclass(frozen=True)
class Writer(Caregiver):
    """Who wrote an item, on the day of writing. `turn` is the pass that signed it, if any."""

    heard_at: datetime

    @property
    def pin_is_fresh(self) -> bool:
        """Nothing that is sent later opens medical or family data."""
        return False

    def actor(self, heard_at=None) -> Actor:
        """The person on this tablet; the tablet itself for what needs no PIN."""
        person = self.employee.pk if self.employee else None
        kind = Kind.CAREGIVER if person else Kind.TABLET
        heard = heard_at or self.heard_at
        return Actor(self.organisation_id, kind, person, self.device.pk, heard_at=heard)


Act = Callable[[Item, Writer], dict | None]


@dataclass(frozen=True)
class ItemKind:
    """One kind of item and who may write it."""

    name: str
    act: Act
    right: Right | None = Right.LOG_CARE
    without_pass: bool = False


KINDS: dict[str, ItemKind] = {}


def kind(name: str, *, right: Right | None = Right.LOG_CARE, without_pass: bool = False):
    """Make a function the one that carries out items of this kind."""

    def register(act: Act) -> Act:
        if name in KINDS:
            raise ValueError(f"two functions for {name}")
        KINDS[name] = ItemKind(name, act, right, without_pass)
        return act

    return register
