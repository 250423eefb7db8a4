"""A parent finds last month's invoice; a manager changes a contract and sees the next one."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.story import cast as story
from kiekeboe.testing.journeys.auditing import violations
from kiekeboe.testing.journeys.test_a_new_place import fill
from kiekeboe.testing.journeys.test_planning import Phone

pytestmark = pytest.mark.journey
# A family of its own with two days a week, and the invoice of last month, issued today.
FAMILY = """
import json, sys
from datetime import date, time
from allauth.account.models import EmailAddress
from django.utils import timezone
from kiekeboe.billing import contracting, drafting, issuing, pricing
from kiekeboe.billing.books import before
from kiekeboe.billing.models import Invoice
from kiekeboe.events import actors
from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models import Organisation
from kiekeboe.testing import make
today, now = timezone.localdate(), timezone.now()
house = Organisation.objects.create(name="Het Geldhuis", founded_at=now)
by = actors.system(house.pk)
location = make.location(house, company=make.company(house), lrk_number="123456789")
child = make.child(make.group(location), first_name="Pim")
make.office_member(house)
month, since = before(today.replace(day=1)), date(today.year - 1, 1, 1)
for weekday in (1, 4):
    make.contract_day(child, weekday=weekday, starts_at=time(7), ends_at=time(18), first_day=since)
email = "pia@demo.kiekeboe.test"
account = make.user(email, password=sys.argv[1])
EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
payer = make.guardian([child], account=account, first_name="Pia", is_contract_parent=True)
pricing.set_price("daycare", "contract", 1090, first_day=since, by=by, at=now)
contracting.make(uuid7(), child, location, payer, started_on=since, by=by, at=now)
drafting.draft(month, by=by, at=now)
issuing.issue_month(month, on=today, by=by, at=now)
invoice = Invoice.objects.get(payer=payer)
print(json.dumps({"email": email, "invoice": str(invoice.pk), "name": invoice.name,
                  "days": len(invoice.lines.get().days), "year": month.year}))
"""


def test_last_months_invoice_in_three_taps_with_the_days_behind_a_line(nursery):
    """From Today: more, invoices, the invoice. A line opens, and a question quotes it."""
    pia = json.loads(nursery.house.script(FAMILY, story.PASSWORD))
    phone = Phone(nursery, pia)
    phone.tap('nav.mainnav a[href="/parent/more/"]', to="**/parent/more/")
    phone.tap('a[href="/parent/invoices/"]', to="**/parent/invoices/")
    phone.tap(f'a[href="/parent/invoices/{pia["invoice"]}/"]', to=f"**/{pia['invoice']}/")
    assert phone.taps <= 3
    assert "1.039,13" in phone.page.locator("main .split b").first.inner_text()

    phone.tap("main details summary")
    assert phone.page.locator("main details[open] dt").count() == pia["days"]
    assert violations(phone.page) == []

    phone.tap('main details[open] a[href="question/1/"]', to="**/question/1/")
    phone.page.locator("#text").fill("Was Pim er op alle dagen?")
    phone.tap("main form button[data-size=lead]", to="**/parent/messages/**")
    said = phone.page.locator("#said").inner_text()
    assert pia["name"] in said
    assert "Was Pim er op alle dagen?" in said

    phone.go("/parent/contract/").page.wait_for_url("**/parent/contract/*-*/")
    assert "2 dagen × 11 uur × 52 weken ÷ 12" in phone.page.locator("main").inner_text()
    assert violations(phone.page) == []
    phone.go(f"/parent/invoices/years/{pia['year']}/").page.locator("main details summary").click()
    assert violations(phone.page) == []


AMOUNT = re.compile(r"€\s*([\d.]+,\d\d)")


def test_a_manager_changes_a_contract_from_a_date_and_sees_the_next_invoice(nursery):
    """Fewer weeks from next month on: the contract says the amount, and so does the draft."""
    desk = nursery.office("Hanneke")
    noor = next(one for one in nursery.cast["children"] if one["name"].startswith("Noor "))
    desk.goto(f"/office/children/{noor['id']}/contracts/")
    assert violations(desk) == []
    desk.locator("#contracts a").first.click()
    desk.wait_for_url("**/office/agreements/*/")
    contract, before = desk.url, AMOUNT.search(desk.locator("#following").inner_text())[1]
    assert "× 52 weken" in desk.locator("main").inner_text()
    assert violations(desk) == []

    following = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    fill(desk, f"{contract}change/", first_day=following, weeks=40)
    desk.wait_for_url(contract)
    after = AMOUNT.search(desk.locator("#following").inner_text())[1]
    assert after != before
    assert "× 40 weken" in desk.locator("main").inner_text()

    desk.goto("/office/invoices/run/")
    desk.locator("#month").select_option(following.isoformat())
    desk.locator("form:has(#month) button").click()
    payer = desk.locator("#rows li", has_text="Sanne de Wit").first
    payer.locator("a").click()
    desk.wait_for_url("**/office/invoices/*/")
    assert after in desk.locator("main").inner_text()
    assert violations(desk) == []
