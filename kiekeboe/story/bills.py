"""Money in the demo: prices, contracts, and three months of invoices, of which most are paid.

Said with the verbs that the pages use, after the rest of the story is in the database.
"""

from datetime import UTC, date, datetime, time, timedelta

from kiekeboe.billing import contracting, drafting, issuing, paying, pricing
from kiekeboe.billing.books import before
from kiekeboe.billing.engine import Terms
from kiekeboe.billing.models import Invoice
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Child, Guardianship
from kiekeboe.planning.models import ContractDay
from kiekeboe.story.ids import fixed
from kiekeboe.story.team import actor

# cents of an hour: this year, and from January on
PRICES = {
    ("daycare", "contract"): (1090, 1123),
    ("daycare", "extra"): (1140, 1173),
    ("after_school", "contract"): (962, 991),
    ("after_school", "extra"): (1012, 1041),
}
MONTHS = 3
# Invoices are sent on this day of their month; payment follows so many days later.
SENT, PAID_AFTER = 1, 9
LATE = 7  # every so many-th invoice of the last month is not paid in time


def write(book) -> None:
    """Prices first, then contracts, then the months one by one."""
    _prices(book)
    first = before(book.clock.today.replace(day=1), MONTHS - 1)
    _contracts(book, first)
    for ago in reversed(range(MONTHS)):
        _month(book, before(book.clock.today.replace(day=1), ago), is_last=ago == 0)


def _prices(book) -> None:
    by, at, today = actor(book, "Omar"), book.clock.now - timedelta(days=30), book.clock.today
    pricing.set_terms(Terms(), first_day=date(today.year - 1, 1, 1), by=by, at=at)
    for (care, kind), (now, soon) in PRICES.items():
        for first_day, cents in ((date(today.year - 1, 1, 1), now), (_january(today), soon)):
            pricing.set_price(care, kind, cents, first_day=first_day, by=by, at=at)


def _january(today: date) -> date:
    return date(today.year + 1, 1, 1)


def _contracts(book, first: date) -> None:
    """One for every child that has days and a parent who signs."""
    by, at = actor(book, "Karin"), book.clock.now - timedelta(days=100)
    places = Location.objects.in_bulk()
    signs = Guardianship.objects.filter(is_contract_parent=True, blocked_at=None)
    payers = {one.child_id: one.guardian for one in signs.select_related("guardian")}
    rows = ContractDay.objects.filter(
        organisation=book.organisation, first_day__lte=book.clock.today
    )
    here = dict(rows.values_list("child", "group__location"))
    for child in Child.objects.filter(pk__in=here.keys() & payers.keys()).order_by("pk"):
        location = places[here[child.pk]]
        last = contracting.proposed_end(child, location.care_type)
        contracting.make(
            fixed("contract", str(child.pk)), child, location, payers[child.pk],
            started_on=child.started_on, by=by, at=at,
            ended_on=last if last and last > book.clock.today else None,
        )  # fmt: skip


def _month(book, month: date, *, is_last: bool) -> None:
    by, on = actor(book, "Omar"), min(month.replace(day=SENT), book.clock.today)
    at = min(datetime.combine(on, time(9), tzinfo=UTC), book.clock.now)
    drafting.draft(month, by=by, at=at)
    issuing.issue_month(month, on=on, by=by, at=at)
    for n, one in enumerate(Invoice.objects.issued().filter(month=month).order_by("number")):
        paid_on = on + timedelta(days=PAID_AFTER + n % 3)
        if paid_on > book.clock.today or (is_last and n % LATE == 1):
            continue
        paying.receive(
            fixed("payment", str(one.pk)), one, one.total, paid_on=paid_on, by=by,
            at=datetime.combine(paid_on, time(10), tzinfo=UTC),
        )  # fmt: skip
