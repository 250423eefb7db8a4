"""What a family pays a month, how that was worked out, and when it becomes different."""

from datetime import date, time
from fractions import Fraction

from django.utils.translation import override

from kiekeboe.billing import contracting
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.monthly import Amounts
from kiekeboe.testing import make

TODAY, NEXT_YEAR = date(2026, 11, 10), date(2027, 1, 1)


def test_the_month_is_shown_with_its_working(nursery):
    *_, contract = nursery.family()

    month = Amounts(contract).on(TODAY)

    assert (month.amount, month.price, month.of_the_year) == (103913, 1090, 1144)
    assert month.hours == Fraction(286, 3)
    with override("nl"):
        assert month.words == "2 dagen × 11 uur × 52 weken ÷ 12"


def test_the_month_is_what_the_invoice_says(nursery):
    child, _, contract = nursery.family(weeks=48, cents=1043)
    make.contract_day(child, weekday=3, every_weeks=2, starts_at=time(8), ends_at=time(13))

    nursery.draft(date(2026, 11, 1))

    assert Amounts(contract).on(TODAY).amount == Invoice.objects.get().total


def test_what_becomes_different_is_told_with_its_day(nursery):
    child, parent, contract = nursery.family(ended_on=date(2027, 6, 30))
    nursery.price(1150, first_day=NEXT_YEAR)
    nursery.price(1, first_day=NEXT_YEAR, location=make.location(nursery.organisation))
    make.contract_day(
        child, weekday=5, starts_at=time(7), ends_at=time(18), first_day=date(2027, 3, 1)
    )
    contracting.agree(
        contract, parent, first_day=date(2027, 4, 1), weeks=48, by=nursery.by, at=nursery.at
    )

    ahead = Amounts(contract).ahead(TODAY)

    assert [(day, month and month.amount) for day, month in ahead] == [
        (NEXT_YEAR, 109633), (date(2027, 3, 1), 164450), (date(2027, 4, 1), 151800),
        (date(2027, 7, 1), None),
    ]  # fmt: skip


def test_before_the_start_and_without_days_there_is_no_amount(nursery):
    *_, contract = nursery.family(started_on=TODAY)
    *_, empty = nursery.family(weekdays=())

    assert Amounts(contract).on(date(2026, 11, 9)) is None
    assert Amounts(empty).on(TODAY) is None
