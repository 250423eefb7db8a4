"""A house with two groups, in which Eva of the frogs follows Noor."""

from kiekeboe.development import noting, talks
from kiekeboe.development.noting import Seen
from kiekeboe.events.actors import Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.members import OfficeMember
from kiekeboe.testing import make


class Ward:
    """Noor and Finn of the frogs, Sem of the ducks. Noor's father has no authority; her
    grandmother reads the diary along with her mother."""

    def __init__(self):
        self.organisation = make.organisation()
        self.location = make.location(self.organisation)
        self.frogs, self.ducks = make.group(self.location), make.group(self.location)
        self.noor, self.finn = make.child(self.frogs), make.child(self.frogs)
        self.sem = make.child(self.ducks)
        self.mother = make.guardian([self.noor])
        self.father = make.guardian([self.noor])
        self.father.guardianships.update(has_authority=False)
        self.finns, self.sems = make.guardian([self.finn]), make.guardian([self.sem])
        self.grandmother = make.relative(self.noor, self.mother).guardian
        self.eva = make.caregiver(self.frogs)
        self.owner = make.office_member(self.organisation)

    @property
    def by(self):
        return self.eva.actor(Kind.CAREGIVER)

    @property
    def desk(self):
        return self.owner.actor()

    def member(self, employee):
        return OfficeMember.of(employee.account, make.DAY, origin="here")

    def seen(self, text="Ze bouwt een toren van vijf blokken.", **fields):
        facts = {"id": uuid7(), "area": "play", "seen_on": make.DAY} | fields
        return Seen(text=text, **facts)

    def note(self, *children, shared=False, **fields):
        rows = noting.note(self.seen(**fields), children or [self.noor], by=self.by, at=make.at(10))
        for row in rows if shared else ():
            noting.share(row, by=self.desk, at=make.at(11))
        return rows[0]

    def talk(self, child=None, *, kind="yearly", invited=False, shared=False):
        talk = talks.draft(uuid7(), child or self.noor, kind, by=self.desk, at=make.at(12))
        parts = {"play": "Noor bouwt graag."}
        talks.write(talk, opening="Een fijn jaar.", parts=parts, by=self.desk, at=make.at(12))
        if invited:
            talks.invite(talk, by=self.desk, at=make.at(12))
        if shared:
            talks.share(talk, by=self.desk, at=make.at(13))
        return talk
