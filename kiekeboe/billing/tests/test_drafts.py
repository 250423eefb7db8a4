"""The drafts of a month: what they hold, and what a second run finds."""

from datetime import date, time

import pytest

from kiekeboe.billing import contracting, pricing
from kiekeboe.billing.drafting import What
from kiekeboe.billing.engine import Terms
from kiekeboe.billing.hours import PartMonth
from kiekeboe.billing.models import Invoice, InvoiceLine
from kiekeboe.billing.reckoning import Remark
from kiekeboe.events.models import Event
from kiekeboe.testing import make

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


def lines(invoice=None):
    rows = InvoiceLine.objects.order_by("place")
    return rows.filter(invoice=invoice) if invoice else rows


def whats(run):
    return [one.what for one in run.differences]


def test_a_month_of_the_contract_is_a_twelfth_of_its_year(nursery):
    child, parent, _ = nursery.family()

    nursery.draft(NOVEMBER)

    invoice = Invoice.objects.get()
    assert (invoice.payer, invoice.company, invoice.total) == (parent, nursery.company, 103913)
    assert invoice.name == ""
    (line,) = lines()
    assert (line.child, line.hundredths, line.cents, line.lrk_number) == (
        child, 9533, 1090, "123456789",
    )  # fmt: skip
    assert line.working == [[660, "52"], [660, "52"]]
    assert line.days[0] == ["2026-11-02", 660]
    assert len(line.days) == 9


@pytest.mark.parametrize(
    ("method", "total"), [("calendar", 51957), ("planned", 57730), ("actual", 59950)]
)
def test_a_start_in_the_month_counts_as_the_terms_say(nursery, method, total):
    terms = Terms(part_month=PartMonth(method))
    pricing.set_terms(terms, first_day=OCTOBER, by=nursery.by, at=nursery.at)
    nursery.family(started_on=date(2026, 11, 16))

    nursery.draft(NOVEMBER)

    assert Invoice.objects.get().total == total


def test_a_second_run_changes_nothing(nursery):
    """R14"""
    nursery.family()
    assert whats(nursery.draft(NOVEMBER)) == [What.NEW]
    before = list(InvoiceLine.objects.values_list("pk", flat=True))
    events = Event.objects.count()

    assert whats(nursery.draft(NOVEMBER)) == [What.SAME]

    assert list(InvoiceLine.objects.values_list("pk", flat=True)) == before
    assert Event.objects.count() == events


def test_a_run_tells_what_became_different(nursery):
    child, *_ = nursery.family()
    _, _, left = nursery.family()
    nursery.draft(NOVEMBER)
    make.contract_day(child, weekday=5, starts_at=time(7), ends_at=time(18))
    contracting.end(left, last_day=date(2026, 10, 31), by=nursery.by, at=nursery.at)

    run = nursery.draft(NOVEMBER)

    found = {one.what: (one.before, one.after) for one in run.differences}
    assert found == {What.CHANGED: (103913, 155870), What.GONE: (103913, 0)}
    assert Invoice.objects.get().total == 155870


def test_extra_days_of_the_past_month_stand_on_the_same_invoice(nursery):
    child, *_ = nursery.family()
    late = make.booking(child, day=date(2026, 10, 6))
    make.booking(child, day=date(2026, 11, 3))  # comes with December
    make.booking(child, day=date(2026, 10, 13), cancelled_at=make.at(9))
    make.booking(child, day=date(2026, 10, 20), kind="bonus")

    nursery.draft(NOVEMBER)

    contract, extra = lines()
    assert (contract.month, extra.month, extra.kind) == (NOVEMBER, OCTOBER, "extra")
    assert (extra.hundredths, extra.amount) == (1000, 11500)
    assert extra.days == [["2026-10-06", 600, str(late.pk)]]


def test_a_price_of_the_location_goes_before_that_of_the_organisation(nursery):
    nursery.family()
    nursery.price(1200, location=nursery.location)
    nursery.price(9999, location=make.location(nursery.organisation))
    nursery.price(1300, weeks=40)

    nursery.draft(NOVEMBER)

    assert lines().get().cents == 1200


def test_another_price_in_the_month_is_another_line_and_no_cent_is_lost(nursery):
    nursery.family()
    nursery.price(1100, first_day=date(2026, 11, 11))

    nursery.draft(NOVEMBER)

    found = [(one.cents, one.amount) for one in lines()]
    assert [cents for cents, _ in found[:2]] == [1090, 1100]
    assert Invoice.objects.get().total == sum(amount for _, amount in found) == 104549


def test_parents_who_pay_after_one_another_each_get_their_part(nursery):
    child, first, contract = nursery.family()
    second = make.guardian([child], is_contract_parent=True)
    contracting.agree(contract, second, first_day=date(2026, 11, 16), by=nursery.by, at=nursery.at)

    nursery.draft(NOVEMBER)

    totals = dict(Invoice.objects.values_list("payer", "total"))
    assert totals.keys() == {first.pk, second.pk}
    assert sum(totals.values()) in (103913, 103914)


def test_a_week_every_other_week_and_a_package_of_weeks_count_in_the_year(nursery):
    child, *_ = nursery.family(weekdays=(), weeks=40)
    for weekday, every in ((1, 1), (2, 2)):
        make.contract_day(
            child, weekday=weekday, every_weeks=every, starts_at=time(7), ends_at=time(18)
        )

    nursery.draft(NOVEMBER)

    (line,) = lines()
    assert line.working == [[660, "40"], [660, "20"]]
    assert line.hundredths == 5500
    tuesdays = [day for day, _ in line.days if date.fromisoformat(day).isoweekday() == 2]
    assert len(tuesdays) == 2


def test_what_cannot_be_reckoned_is_remarked(nursery):
    child = make.child(nursery.group)
    make.contract_day(child)
    moved, *_ = nursery.family()
    nursery.location.lrk_number = "987654321"
    nursery.location.save()

    run = nursery.draft(NOVEMBER)

    assert run.remarks == {
        Remark("no_contract", child.pk), Remark("other_register", moved.pk),
    }  # fmt: skip


def test_without_a_price_there_is_no_draft_but_a_remark(nursery):
    child, *_ = nursery.family(started_on=date(2025, 6, 1))

    run = nursery.draft(date(2025, 7, 1))

    assert run.remarks == {Remark("no_price", child.pk)}
    assert not Invoice.objects.exists()


def test_a_run_never_touches_another_organisation(nursery):
    """S12"""
    stranger = type(nursery)()
    stranger.family()
    stranger.draft(NOVEMBER)

    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER)

    assert list(Invoice.objects.values_list("organisation", "number")) == [
        (stranger.organisation.pk, None)
    ]


@pytest.mark.parametrize("families", [1, 3])
def test_a_run_asks_as_much_for_three_families_as_for_one(
    nursery, families, django_assert_num_queries
):
    for _ in range(families):
        child, *_ = nursery.family()
        make.booking(child, day=date(2026, 10, 6))
    nursery.draft(NOVEMBER)
    with django_assert_num_queries(12):
        nursery.draft(NOVEMBER)
