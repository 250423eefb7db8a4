"""A nursery with one price list and one family that has a contract."""

from datetime import date, time

from kiekeboe.billing import contracting, drafting, issuing, pricing
from kiekeboe.events import actors
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

YEAR = date(2026, 1, 1)
MONDAY, THURSDAY = 1, 4


class Nursery:
    """One location with one group, day care for € 10,90; family by family."""

    def __init__(self):
        self.organisation = make.organisation()
        self.company = make.company(self.organisation)
        self.location = make.location(
            self.organisation, company=self.company, lrk_number="123456789", address="Laan 1, Ede"
        )
        self.group = make.group(self.location)
        self.by, self.at = actors.system(self.organisation.pk), make.at(9)
        self.price(1090)
        self.price(1150, kind="extra")

    def price(self, cents, first_day=YEAR, kind="contract", **where):
        pricing.set_price(
            "daycare", kind, cents, first_day=first_day, by=self.by, at=self.at, **where
        )

    def family(self, weekdays=(MONDAY, THURSDAY), started_on=YEAR, **contract):
        """A child, its parent and their contract: days of eleven hours."""
        child = make.child(self.group)
        parent = make.guardian([child], is_contract_parent=True)
        for day in weekdays:
            make.contract_day(
                child, weekday=day, starts_at=time(7), ends_at=time(18), first_day=started_on
            )
        made = contracting.make(
            uuid7(), child, self.location, parent, started_on=started_on, by=self.by, at=self.at,
            **contract,
        )  # fmt: skip
        return child, parent, made

    def draft(self, month):
        return drafting.draft(month, by=self.by, at=self.at)

    def issue(self, month, on=date(2026, 12, 1)):
        return issuing.issue_month(month, on=on, by=self.by, at=self.at)
