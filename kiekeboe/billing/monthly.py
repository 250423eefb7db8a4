"""What a contract costs a month, with its working, and when that becomes different (J4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kiekeboe.billing.contract_hours import part_of
from kiekeboe.billing.engine import Version, contract_lines
from kiekeboe.billing.hours import YearPart, of_a_year
from kiekeboe.billing.models import Contract
from kiekeboe.billing.pricing import PriceList, price_list, terms_on
from kiekeboe.billing.stretches import version_on
from kiekeboe.billing.working import words_of
from kiekeboe.planning.contract_changes import Week, minutes_of
from kiekeboe.planning.models import ContractDay

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Monthly:
    """A whole month: hours as they are counted, cents of an hour and of the month, hours of the
    year, and the parts of the week for `words`."""

    hours: Fraction
    of_the_year: Fraction
    price: int
    amount: int
    working: tuple

    @property
    def words(self) -> str:
        """The working, in the language that is active."""
        return words_of(self.working)


class Amounts:
    """One contract with all that bears on its amount, in memory."""

    def __init__(self, contract: Contract):
        """Four questions."""
        self.contract = contract
        self.versions = list(contract.versions.select_related("payer").order_by("first_day"))
        self.days = list(
            ContractDay.objects.filter(
                child=contract.child_id, group__location=contract.location_id
            ).order_by("weekday", "starts_at")
        )
        self.prices: PriceList = price_list(contract.organisation_id)

    def on(self, day: date) -> Monthly | None:
        """A whole month as on this day; None outside the contract and without days. Raises
        NoPrice."""
        version = version_on(self.versions, day)
        rows = self.week_on(day)
        if version is None or not rows or not self._lasts(day):
            return None
        return self._month(version, tuple(part_of(row, version.weeks) for row in rows), day)

    def with_week(self, week: Week, day: date) -> Monthly | None:
        """What a month would be with another plain week from this day on; None outside the
        contract and without days. Raises NoPrice."""
        version = version_on(self.versions, day)
        if version is None or not week or not self._lasts(day):
            return None
        parts = (YearPart(minutes_of({one: times}), version.weeks) for one, times in week.items())
        return self._month(version, tuple(parts), day)

    def _month(self, version, parts: tuple, day: date) -> Monthly:
        cents = self._cents(version, day)
        whole = Version("", date.min, None, (), parts, cents)
        counting, _due_days = terms_on(self.contract.organisation_id, day)
        (line,) = contract_lines([whole], day.year, day.month, counting)
        working = tuple((one.minutes, str(one.weeks)) for one in parts)
        return Monthly(line.hours, of_a_year(parts), cents, line.amount, working)

    def week_on(self, day: date) -> list[ContractDay]:
        """The days of the week that hold on this day, in order."""
        return [one for one in self.days if _holds(one, day)]

    def ahead(self, today: date) -> list[tuple[date, Monthly | None]]:
        """Each day after today on which the month becomes another one; None is the end."""
        found, before = [], self.on(today)
        for day in sorted(one for one in self._turns() if one > today):
            now = self.on(day)
            if now != before:
                found.append((day, now))
            before = now
        return found

    def _turns(self) -> set[date]:
        contract = self.contract
        turns = {contract.started_on, *(one.first_day for one in self.versions)}
        turns |= self.prices.changes(contract.care_type, "contract")
        turns |= {one.first_day for one in self.days}
        turns |= {one.last_day + ONE for one in self.days if one.last_day}
        if contract.ended_on:
            turns.add(contract.ended_on + ONE)
        return turns

    def _cents(self, version, day: date) -> int:
        if version.cents is not None:
            return version.cents
        contract = self.contract
        return self.prices.cents(
            contract.location_id, contract.care_type, "contract", day, version.weeks
        )

    def _lasts(self, day: date) -> bool:
        ended = self.contract.ended_on
        return self.contract.started_on <= day and (ended is None or day <= ended)


def _holds(row, day: date) -> bool:
    return row.first_day <= day and (row.last_day is None or day <= row.last_day)
