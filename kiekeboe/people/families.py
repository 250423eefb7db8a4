"""What one account sees as a guardian: all children of all its relations, today."""

from dataclasses import dataclass, replace

from django.utils.functional import cached_property

from kiekeboe.events.actors import Actor
from kiekeboe.people.models import Child, Guardianship


@dataclass(frozen=True)
class Family:
    """The reach of a parent: relations in force on `day`, and the children they reach.

    One query, however many children. A relation that ended or is blocked reaches nothing.
    """

    guardianships: tuple[Guardianship, ...]
    day: object
    origin: str = ""

    @classmethod
    def of(cls, account, day, *, origin=""):
        relations = cls.asked(account, day)
        return cls(tuple(relations), day, origin)

    @staticmethod
    def asked(account, day):
        """The relations through which an account sees children on `day`."""
        return (
            Guardianship.objects.in_force(day)
            .filter(guardian__account=account, receives_updates=True)
            .select_related("child", "guardian", "organisation")
            .order_by("child__born_on", "child__first_name")
        )

    def parental(self) -> "Family":
        """The same account as a guardian in the full sense: children of whom it is only a
        relative do not exist here (A6). Everything but the diary and the photos asks this."""
        mine = tuple(one for one in self.guardianships if not one.is_relative)
        return self if mine == self.guardianships else replace(self, guardianships=mine)

    def through(self, guardian_id) -> "Family":
        """Only what is reached as this guardian: an account may be one in several organisations."""
        mine = tuple(one for one in self.guardianships if one.guardian_id == guardian_id)
        return replace(self, guardianships=mine)

    @cached_property
    def children(self) -> list[Child]:
        return [relation.child for relation in self.guardianships]

    def relation_to(self, child_id) -> Guardianship | None:
        """The relation to a child in reach, or None: out of reach does not exist."""
        return next((one for one in self.guardianships if one.child_id == child_id), None)

    def actor_for(self, relation, heard_at=None) -> Actor:
        return relation.guardian.actor(origin=self.origin, heard_at=heard_at)
