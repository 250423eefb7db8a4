"""A group with a child of two households, for the tests of conversations."""

from kiekeboe.chat import opening, writing
from kiekeboe.chat.writing import Said
from kiekeboe.events.actors import Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


class Frogs:
    """Noor of the frogs: her mother, her father in another house, and Petra of the group."""

    def __init__(self, group=None):
        self.group = group or make.group()
        self.noor = make.child(self.group)
        self.mother = make.guardian([self.noor])
        self.father = make.guardian([self.noor])
        self.petra = make.caregiver(self.group)
        self.petra_actor = self.colleague(self.petra)
        self.thread = self.open(self.mother)
        self.fathers = self.open(self.father)

    def open(self, guardian):
        return opening.with_group(
            self.noor, guardian.household_id, by=guardian.actor(), at=make.at(6)
        )

    def colleague(self, employee, kind=Kind.CAREGIVER):
        return employee.actor(kind)

    def manager(self):
        """The actor of a manager of the location."""
        boss = make.office_member(self.group.organisation, "manager", location=self.group.location)
        return boss.actor(Kind.OFFICE)


def say(thread, text, by, hour=8, *, at=None, id=None, **more):
    said = Said(id or uuid7(), text, **more)
    return writing.send(thread, said, by=by, at=at or make.at(hour))[0]
