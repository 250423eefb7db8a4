"""Everything that a month of invoices is made of, read for a whole organisation at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from kiekeboe.billing.engine import Terms
from kiekeboe.billing.hours import days_of_month
from kiekeboe.billing.models import Contract, ContractVersion, Invoice
from kiekeboe.billing.pricing import PriceList, price_list, terms_on
from kiekeboe.planning.models import Booking, ContractDay
from kiekeboe.planning.reading import schools_of

# Care that was booked late is still billed, so many months after.
LATE = 3
BILLED = (Booking.Kind.FLEXIBLE, Booking.Kind.EXTRA)


@dataclass(frozen=True)
class Books:
    """Facts of one organisation for one month; everything by child or contract (ids)."""

    month: date
    days: list[date]
    terms: Terms
    prices: PriceList
    contracts: list[Contract]
    versions: dict
    weeks: dict  # (child, location) → contract days that hold in the month
    bookings: list[Booking]
    schools: dict


def before(month: date, many: int = 1) -> date:
    """The first day of the month so many months before."""
    for _ in range(many):
        month = (month - timedelta(days=1)).replace(day=1)
    return month


def open_books(organisation, month: date) -> Books:
    """Nine questions, however many families there are. `month` is its first day."""
    days = days_of_month(month.year, month.month)
    since = _since(organisation, month)
    mine = Contract.objects.filter(organisation=organisation)
    contracts = list(
        mine.between(since, days[-1]).select_related("child", "location").order_by("id")
    )
    weeks = _weeks(organisation, days)
    return Books(
        month,
        days,
        terms_on(organisation, month)[0],
        price_list(organisation),
        contracts,
        _versions(organisation),
        weeks,
        list(_bookings(organisation, since, month)),
        _schools(weeks, days),
    )


def _since(organisation, month: date) -> date:
    """From when on bookings are looked for: whoever starts with invoices is not billed again for
    what was paid before."""
    first = Invoice.objects.filter(organisation=organisation).issued().order_by("month").first()
    return max(before(month, LATE), before(min(first.month, month) if first else month))


def _bookings(organisation, since: date, month: date):
    unpaid = Booking.objects.standing().filter(organisation=organisation, billed=None)
    found = unpaid.filter(kind__in=BILLED, day__gte=since, day__lt=month)
    return found.select_related("group__location").order_by("day", "starts_at", "id")


def _versions(organisation) -> dict:
    found = defaultdict(list)
    rows = ContractVersion.objects.filter(organisation=organisation)
    for one in rows.order_by("first_day"):
        found[one.contract_id].append(one)
    return found


def _weeks(organisation, days) -> dict:
    lasting = Q(last_day=None) | Q(last_day__gte=days[0])
    rows = ContractDay.objects.filter(lasting, organisation=organisation, first_day__lte=days[-1])
    found = defaultdict(list)
    for one in rows.select_related("group").order_by("weekday", "starts_at"):
        found[one.child_id, one.group.location_id].append(one)
    return found


def _schools(weeks, days) -> dict:
    children = {child for (child, _), rows in weeks.items() if any(row.day_types for row in rows)}
    return schools_of(children, days[0], days[-1]) if children else {}
