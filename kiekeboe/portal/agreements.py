"""Contracts with what they cost, as the home that pays them reads it (J4)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from kiekeboe.billing.models import Contract, ContractVersion
from kiekeboe.billing.monthly import Amounts, Monthly
from kiekeboe.billing.pricing import NoPrice
from kiekeboe.billing.stretches import version_on
from kiekeboe.billing.working import money, plain
from kiekeboe.planning.contract_changes import Standing
from kiekeboe.planning.notice import first_last_day
from kiekeboe.portal.contracts import lines_of_rows
from kiekeboe.portal.hero import dated
from kiekeboe.portal.money import sees_money

ONE = timedelta(days=1)


def contracts_of(family):
    """Contracts of children whose money this family sees, and that its own home pays or paid."""
    mine = Q(pk=None)
    for one in family.guardianships:
        if sees_money(one):
            paid = ContractVersion.objects.filter(_at_home(one.guardian), contract=OuterRef("pk"))
            mine |= Q(child=one.child_id) & Exists(paid)
    return Contract.objects.filter(mine).select_related("child", "location", "company")


def _at_home(guardian) -> Q:
    home = guardian.household_id
    return Q(payer=guardian.pk) | Q(payer__household=home, payer__household__isnull=False)


def contract_of(family, contract_id):
    """(contract, relation), or 404."""
    contract = contracts_of(family).filter(pk=contract_id).first()
    if contract is None:
        raise Http404
    return contract, family.relation_to(contract.child_id)


def rows(found, today: date) -> list[dict]:
    """A line for each contract: whose, where, and from when until when."""
    return [
        {
            "pk": one.pk,
            "title": one.child.first_name,
            "where": one.location.name,
            "when": _lasting(one),
            "past": one.ended_on is not None and one.ended_on < today,
        }
        for one in found
    ]


def _lasting(contract: Contract) -> str:
    told = {"first": dated(contract.started_on, "j F Y")}
    if contract.ended_on is None:
        return _("From %(first)s") % told
    told["last"] = dated(contract.ended_on, "j F Y")
    return _("From %(first)s until %(last)s") % told


def amounts_of_change(family, relation, location, week, *, today: date, day: date) -> dict:
    """What the month costs now and with another week from `day` on, in words; empty for who does
    not see what it costs, and when a price is not known."""
    found = contracts_of(family).filter(child=relation.child_id, location=location)
    for contract in found.order_by("-started_on"):
        amounts = Amounts(contract)
        try:
            now, then = amounts.on(today), amounts.with_week(week, day)
        except NoPrice:
            return {}
        if now and then:
            return {"cost_now": money(now.amount), "cost_then": money(then.amount)}
    return {}


@dataclass(frozen=True)
class Cost:
    """A month of the contract in words, from a day on; `amount` is empty when it costs nothing."""

    day: date
    said: str
    amount: str = ""
    hours: str = ""
    year: str = ""
    price: str = ""
    working: str = ""
    week: tuple[tuple[str, str], ...] = ()


def _only_what_differs(costs: list[Cost | None]) -> list[Cost]:
    """All but the first, without the week where it stays as it was."""
    return [
        replace(after, week=(), year="") if before and after.week == before.week else after
        for before, after in pairwise(costs)
        if after
    ]


class Agreement:
    """One contract for one home: what holds, what changes when, and how it ends."""

    def __init__(self, contract: Contract, guardian, today: date):
        """Four questions, and one for each time that something changes."""
        self.contract, self.guardian, self.today = contract, guardian, today
        self.amounts = Amounts(contract)

    def now(self) -> Cost | None:
        """What holds today, or on the first day of a contract that has not begun."""
        day = max(self.today, self.contract.started_on)
        try:
            return self._cost(day, self.amounts.on(day))
        except NoPrice:
            return Cost(day, _("The price is not known yet. Ask the office."))

    def changes(self) -> list[Cost]:
        """Every day on which something becomes different, after what `now` tells."""
        day = max(self.today, self.contract.started_on)
        try:
            found = self.amounts.ahead(day)
        except NoPrice:
            return []
        told = [cost for cost in (self._cost(first, month) for first, month in found) if cost]
        told = _only_what_differs([self._cost(day, self.amounts.on(day)), *told])
        later = [one.first_day for one in self.amounts.versions if one.first_day > day]
        if left := next((first for first in later if not self._pays(first)), None):
            last = dated(left - ONE, "j F Y")
            told.append(Cost(left, _("You pay up to and including %(last)s.") % {"last": last}))
        return sorted(told, key=lambda one: one.day)

    def _pays(self, day: date) -> bool:
        version = version_on(self.amounts.versions, day)
        payer, home = version.payer if version else None, self.guardian.household_id
        if payer is None:
            return False
        return payer.pk == self.guardian.pk or (home is not None and payer.household_id == home)

    def _cost(self, day: date, month: Monthly | None) -> Cost | None:
        """None: somebody else pays then, and what is no concern of this home."""
        if not self._pays(day):
            return None
        if month is None:
            return self._nothing(day)
        return Cost(
            day,
            _("From %(first)s") % {"first": dated(day, "j F Y")},
            money(month.amount),
            plain(month.hours),
            plain(month.of_the_year),
            money(month.price),
            month.words,
            tuple(lines_of_rows(Standing(tuple(self.amounts.week_on(day))))),
        )

    def _nothing(self, day: date) -> Cost:
        last = dated(day - ONE, "j F Y")
        if self.contract.ended_on and day > self.contract.ended_on:
            return Cost(day, _("The contract ends. The last day is %(last)s.") % {"last": last})
        return Cost(day, _("From then on no fixed days are agreed."))

    def payer(self) -> str:
        """Who pays what `now` tells."""
        version = version_on(self.amounts.versions, max(self.today, self.contract.started_on))
        return str(version.payer) if version and self._pays(version.first_day) else ""

    def last_day_if_told_now(self) -> date | None:
        """The last day when notice is given today (nl-rules §4.1); None once the end stands."""
        contract = self.contract
        if contract.ended_on is not None and contract.ended_on < self.today:
            return None
        born = contract.child.born_on if contract.care_type == "daycare" else None
        last = first_last_day(self.today, born=born)
        return last if contract.ended_on is None or last < contract.ended_on else None
