"""Invoices as a family reads them: its own, with the days behind every line (K3)."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kiekeboe.billing import contracting, crediting, paying, working
from kiekeboe.billing.books import before
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.chat.models import Message
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.testing import make

TODAY = timezone.localdate()
MONTH = before(TODAY.replace(day=1))
LIST = "/parent/invoices/"
QUERIES = 4


@pytest.fixture
def nursery(db):
    return Nursery()


@pytest.fixture
def family(nursery):
    """(child, the parent who pays, invoice): last month, issued today."""
    child, parent, _contract = nursery.family(started_on=MONTH.replace(month=1))
    make.booking(child, day=before(MONTH).replace(day=7))
    nursery.draft(MONTH)
    nursery.issue(MONTH, on=TODAY)
    return child, parent, Invoice.objects.get()


@pytest.fixture
def payer(client, family):
    """The browser of who pays."""
    client.force_login(family[1].account)
    return client


def page(invoice, more=""):
    return f"{LIST}{invoice.pk}/{more}"


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def pages_of(invoice):
    return (page(invoice), page(invoice, "file/"), page(invoice, "question/1/"))


def test_the_list_tells_what_is_to_be_paid(payer, family):
    shown = text(payer.get(LIST))
    assert "Betaal uiterlijk" in shown
    assert "Open" in shown
    assert f"€ {family[2].total // 100_000}." in shown


def test_last_months_invoice_is_three_taps_from_today(payer, family):
    """From the tab More to the list, to the invoice, to the days of a line."""
    assert f'href="{LIST}"' in text(payer.get("/parent/more/"))
    assert f'href="{page(family[2])}"' in text(payer.get(LIST))
    assert "<details>" in text(payer.get(page(family[2])))


def test_every_line_opens_to_the_days_behind_it(payer, family):
    invoice = family[2]
    shown = text(payer.get(page(invoice)))
    care, extra = invoice.lines.order_by("place")
    assert shown.count("<details>") == 2
    assert shown.count("<dt>maandag") == sum(
        _is_monday(day) for day, *_ in [*care.days, *extra.days]
    )
    assert shown.count("11 uur</dd>") == len(care.days)
    assert len(extra.days) == 1
    assert "2 dagen × 11 uur × 52 weken ÷ 12" in shown


def _is_monday(day):
    return timezone.datetime.fromisoformat(day).isoweekday() == 1


def test_opening_an_invoice_reads_what_was_told_about_it_and_nothing_else(payer, family, client):
    _child, parent, invoice = family
    app = Notice.objects.filter(account=parent.account, channel="app", kind="invoice")
    told = app.get()
    other = Notice.objects.create(
        account=parent.account, source=uuid7(), kind="invoice", channel="app",
        subject_id=uuid7(), made_at=timezone.now(), due_at=timezone.now(),
    )  # fmt: skip
    assert payer.get("/parent/invoices/").status_code == 200
    assert app.filter(read_at=None).count() == 2  # the list is not the invoice
    payer.get(page(invoice))
    told.refresh_from_db()
    read = told.read_at
    payer.get(page(invoice))
    told.refresh_from_db()
    assert read == told.read_at
    assert list(app.filter(read_at=None)) == [other]


def test_a_paid_invoice_asks_for_nothing(payer, family, nursery):
    invoice = family[2]
    assert "Noem nummer" in text(payer.get(page(invoice)))
    paying.receive(
        uuid7(), invoice, invoice.total, paid_on=TODAY, by=nursery.by, at=nursery.at
    )  # fmt: skip
    shown = text(payer.get(page(invoice)))
    assert "Betaald" in shown
    assert "Noem nummer" not in shown


def test_an_invoice_is_late_by_itself(client, nursery):
    _, parent, _ = nursery.family(started_on=MONTH.replace(month=1))
    nursery.draft(MONTH)
    nursery.issue(MONTH, on=TODAY - timedelta(days=15))
    client.force_login(parent.account)
    assert "Te laat" in text(client.get(LIST))


def test_what_was_taken_back_leads_to_its_credit_note(payer, family, nursery):
    note = crediting.credit(uuid7(), family[2], on=TODAY, by=nursery.by, at=nursery.at)
    shown = text(payer.get(page(family[2])))
    assert page(note) in shown
    assert "Noem nummer" not in shown
    assert page(family[2]) in text(payer.get(page(note)))


def test_a_draft_is_nothing_to_a_family(client, nursery):
    _, parent, _ = nursery.family()
    nursery.draft(MONTH)
    client.force_login(parent.account)
    assert "Nog geen facturen" in text(client.get(LIST))
    assert client.get(page(Invoice.objects.get())).status_code == 404


def test_the_paper_is_tagged_and_taking_it_is_written_down(payer, family):
    """U28"""
    answer = payer.get(page(family[2], "file/"))
    paper = PdfReader(io.BytesIO(answer.content))
    assert answer["Content-Type"] == "application/pdf"
    assert f"Factuur {family[2].name}.pdf" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "nl"
    assert family[2].name in paper.metadata.title
    taken = Event.objects.get(verb="invoice_downloaded")
    assert (taken.subject_id, taken.person_id) == (family[2].pk, family[1].pk)


def test_a_question_about_a_line_goes_to_the_office_once(payer, family, nursery):
    make.office_member(nursery.organisation)
    address = page(family[2], "question/2/")
    assert "Extra uren in" in text(payer.get(address))
    told = {"id": uuid7(), "text": "Deze dag was zij ziek."}
    for _ in range(2):
        answer = payer.post(address, told)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/parent/messages/")
    said = Message.objects.get()
    assert said.thread.kind == "office"
    assert said.text.startswith(f"Over factuur {family[2].name}")
    assert "Extra uren in" in said.text
    assert said.text.endswith("Deze dag was zij ziek.")


def test_a_question_needs_words_and_a_line_that_is_there(payer, family):
    answer = payer.post(page(family[2], "question/1/"), {"id": uuid7(), "text": "  "})
    assert answer.status_code == 422
    assert payer.get(page(family[2], "question/9/")).status_code == 404
    assert not Message.objects.exists()


def other_home(child, **rights):
    return make.guardian([child], **rights)


def same_home(child, parent, **rights):
    made = make.guardian([], organisation=child.organisation, household=parent.household)
    relation = make.guardianship(made, child)
    relation.edit(by=made.actor(), at=make.at(9), **rights)
    return made


@pytest.mark.parametrize("sees", [True, False])
def test_a_parent_who_lives_apart_finds_nothing(client, family, sees):
    """S12: whatever the rights, the other home's invoices are its own."""
    apart = other_home(family[0], is_contract_parent=sees)
    apart.guardianships.update(sees_invoices=sees)
    client.force_login(apart.account)
    assert family[2].name not in text(client.get(LIST))
    assert "€" not in text(client.get(LIST))
    assert {client.get(one).status_code for one in pages_of(family[2])} == {404}
    assert client.post(page(family[2], "question/1/"), {"text": "x"}).status_code == 404


def test_in_one_home_only_who_may_sees_invoices(client, family):
    partner = same_home(family[0], family[1])
    client.force_login(partner.account)
    assert LIST not in text(client.get("/parent/more/"))
    assert {client.get(one).status_code for one in pages_of(family[2])} == {404}
    partner.guardianships.update(sees_invoices=True)
    assert LIST in text(client.get("/parent/more/"))
    assert {client.get(one).status_code for one in pages_of(family[2])} == {200}


def test_a_partner_does_not_see_what_is_paid_for_another_child(client, family, nursery):
    child, parent, invoice = family
    partner = same_home(child, parent, sees_invoices=True)
    elder = make.child(nursery.group)
    make.guardianship(parent, elder, is_contract_parent=True)
    make.contract_day(elder, weekday=3, first_day=MONTH.replace(month=1))
    contracting.make(
        uuid7(), elder, nursery.location, parent, started_on=before(MONTH), by=nursery.by,
        at=nursery.at,
    )  # fmt: skip
    nursery.draft(before(MONTH))
    nursery.issue(before(MONTH), on=TODAY)
    other = Invoice.objects.get(month=before(MONTH))
    client.force_login(partner.account)
    assert client.get(page(invoice)).status_code == 200
    assert client.get(page(other)).status_code == 404


def test_another_family_and_another_house_find_nothing(client, family, nursery):
    neighbour = nursery.family()[1]
    abroad = make.guardian([make.child()], is_contract_parent=True)
    for one in (neighbour, abroad):
        client.force_login(one.account)
        assert {client.get(each).status_code for each in pages_of(family[2])} == {404}
        assert family[2].name not in text(client.get(LIST))


def test_a_relative_has_no_invoices(client, family):
    reads = make.relative(family[0], family[1])
    client.force_login(reads.guardian.account)
    assert client.get(LIST).status_code == 404
    assert LIST not in text(client.get("/parent/more/"))


def test_the_list_asks_as_much_for_three_invoices_as_for_one(
    payer, family, nursery, django_assert_num_queries
):
    payer.get(LIST)
    with django_assert_num_queries(QUERIES):
        payer.get(LIST)
    for month in (before(MONTH), before(MONTH, 2)):
        nursery.draft(month)
        nursery.issue(month, on=TODAY)
    assert Invoice.objects.issued().count() == 3
    with django_assert_num_queries(QUERIES):
        payer.get(LIST)


def year_page(more=""):
    return f"{LIST}years/{MONTH.year}/{more}"


def year_file(invoice):
    return year_page(f"{invoice.payer_id}/{invoice.company_id}/")


def test_the_annual_statement_adds_up_what_was_invoiced(payer, family, nursery):
    for month in (before(MONTH), before(MONTH, 2)):
        nursery.draft(month)
        nursery.issue(month, on=TODAY)
    assert year_page() in text(payer.get(LIST))
    shown = text(payer.get(year_page()))
    total = working.money(sum(one.total for one in Invoice.objects.issued()))
    assert total.replace("\xa0", " ") in shown
    assert "Uren in het jaar" in shown


def test_the_annual_statement_on_paper_is_tagged_and_its_taking_is_written_down(payer, family):
    """U28"""
    paper = PdfReader(io.BytesIO(payer.get(year_file(family[2])).content))
    told = " ".join(one.extract_text() for one in paper.pages)
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "nl"
    assert f"Jaaropgave {MONTH.year}" in paper.metadata.title
    for words in (str(family[0]), str(family[1]), "123456789", "Laan 1, Ede", "Dagopvang"):
        assert words in told, words
    assert Event.objects.get(verb="statement_downloaded").person_id == family[1].pk


def test_nobody_else_finds_the_annual_statement(client, family, nursery):
    """S12"""
    apart = other_home(family[0], is_contract_parent=True)
    neighbour = nursery.family()[1]
    partner = same_home(family[0], family[1])
    for one in (apart, neighbour, partner):
        client.force_login(one.account)
        assert client.get(year_page()).status_code == 404
        assert client.get(year_file(family[2])).status_code == 404
    partner.guardianships.update(sees_invoices=True)
    client.force_login(partner.account)
    assert client.get(year_page()).status_code == 200


def test_a_year_without_invoices_has_no_statement(payer, family):
    for year in (MONTH.year + 1, 0, 99999):
        assert payer.get(f"{LIST}years/{year}/").status_code == 404
