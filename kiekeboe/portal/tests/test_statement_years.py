"""Care of December stands on the invoice of January, and in the statement of the year before."""

from datetime import date

from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.testing import make


def test_every_year_of_the_list_opens_and_none_is_left_out(client, db):
    nursery = Nursery()
    child, parent, _ = nursery.family(weekdays=(), started_on=date(2025, 12, 1))
    nursery.price(1150, kind="extra", first_day=date(2025, 1, 1))
    make.booking(child, day=date(2025, 12, 10))
    nursery.draft(date(2026, 1, 1))
    nursery.issue(date(2026, 1, 1), on=date(2026, 1, 2))
    assert {one.month for one in Invoice.objects.get().lines.all()} == {date(2025, 12, 1)}
    client.force_login(parent.account)

    shown = client.get("/parent/invoices/").content.decode()

    assert client.get("/parent/invoices/years/2025/").status_code == 200
    assert "/parent/invoices/years/2025/" in shown
    assert "/parent/invoices/years/2026/" not in shown
