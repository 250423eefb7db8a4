"""Money at the desk: prices, contracts, and the invoices of a month (J4, K1, K2)."""

from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kiekeboe.billing import contracting, drafting, issuing, pricing
from kiekeboe.billing.books import before
from kiekeboe.billing.models import Contract, Invoice, Payment, Price
from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import bills
from kiekeboe.office.forms.money import cents_of
from kiekeboe.office.questions.money import year_figures
from kiekeboe.office.views.invoices import harmless
from kiekeboe.people.models import Guardian
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LIST, RUN = "/office/invoices/", "/office/invoices/run/"
LIST_QUERIES = 8


def words(response):
    return response.content.decode()


@pytest.fixture
def books(desk, nursery):
    """Noor has two days of eleven hours for € 10,90; her mother pays."""
    nursery.here.company = make.company(nursery.organisation)
    nursery.here.save()
    return Books(desk, nursery)


class Books:
    def __init__(self, desk, nursery):
        self.by, self.at = actors.system(nursery.organisation.pk), timezone.now()
        self.today, self.place, self.group = timezone.localdate(), nursery.here, nursery.kikkers
        self.month, self.since = self.today.replace(day=1), date(self.today.year - 1, 1, 1)
        pricing.set_price("daycare", "contract", 1090, first_day=self.since, **self.now)
        self.noor, self.mother = nursery.noor, desk.mother
        self.noor.guardianships.update(is_contract_parent=True, started_on=self.since)
        self.contract = self.agree(self.noor, self.mother)

    @property
    def now(self):
        return {"by": self.by, "at": self.at}

    def agree(self, child, payer, group=None):
        for weekday in (1, 4):
            make.contract_day(child, weekday=weekday, starts_at=time(7),
                              ends_at=time(18), first_day=self.since)  # fmt: skip
        place = (group or self.group).location
        return contracting.make(uuid7(), child, place, payer, started_on=self.since, **self.now)

    def family(self):
        child = make.child(self.group)
        parent = make.guardian([child], is_contract_parent=True)
        parent.guardianships.update(started_on=self.since)
        return self.agree(child, parent)

    def issue(self, month=None):
        drafting.draft(month or self.month, **self.now)
        issuing.issue_month(month or self.month, on=self.today, **self.now)
        return Invoice.objects.issued().get(payer=self.mother, month=month or self.month)


@pytest.mark.parametrize(
    ("written", "cents"),
    [("9,85", 985), ("9.85", 985), ("€ 1.039,13", 103913), ("1,039.13", 103913), ("9", 900),
     ("9,8", 980), ("1.039", 103900), ("9,855", 985500), ("-5", None), ("tien", None), ("", None),
     ("1.03,9", None)],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(written, cents):
    assert cents_of(written) == cents


def test_finance_makes_a_month_sees_the_difference_and_issues_it(desk, books):
    first = words(desk.finance.post(RUN, {"month": books.month}))
    pricing.set_price("daycare", "contract", 1200, first_day=books.month, **books.now)
    again = words(desk.finance.post(RUN, {"month": books.month}))

    assert "€ 1.039,13" in first
    assert "Was € 1.039,13" in again
    assert "€ 1.144,00" in again

    address = f"/office/invoices/issue/?month={books.month}"
    asked = words(desk.finance.get(address))
    assert "1 factuur versturen?" in asked
    assert "geen IBAN" in asked
    assert not Invoice.objects.issued().exists()

    assert desk.finance.post(address, {"seen": "1:114400"}).status_code == 302
    assert Invoice.objects.issued().get().total == 114400
    assert "1.144,00" in words(desk.finance.get(LIST))


def test_a_payment_by_hand_makes_an_invoice_paid_and_can_be_taken_back(desk, books):
    one = books.issue()
    page = f"{LIST}{one.pk}/"
    told = {"id": uuid7(), "cents": "1.039,13", "paid_on": books.today}
    for _ in range(2):
        assert desk.finance.post(f"{page}payment/", told).status_code == 302

    assert Payment.objects.count() == 1
    assert "Betaald" in words(desk.finance.get(page))

    payment = Payment.objects.get()
    assert "terugnemen?" in words(desk.finance.get(f"{page}payments/{payment.pk}/"))
    desk.finance.post(f"{page}payments/{payment.pk}/")
    assert "Betaald" not in words(desk.finance.get(page))


def test_a_wrong_payment_keeps_what_was_typed(desk, books):
    one = books.issue()
    told = {"id": uuid7(), "cents": "duizend", "paid_on": books.today + timedelta(days=1)}

    answer = desk.finance.post(f"{LIST}{one.pk}/payment/", told)

    assert answer.status_code == 422
    assert 'value="duizend"' in words(answer)
    assert "Schrijf het bedrag als 9,85." in words(answer)
    assert "Deze dag moet nog komen." in words(answer)


def test_a_credited_invoice_makes_room_for_a_new_one(desk, books):
    one = books.issue()
    assert "crediteren?" in words(desk.finance.get(f"{LIST}{one.pk}/credit/"))
    for _ in range(2):
        desk.finance.post(f"{LIST}{one.pk}/credit/")

    assert Invoice.objects.get(credits=one).total == -one.total
    assert "Nieuw" in words(desk.finance.post(RUN, {"month": books.month}))


def test_an_invoice_is_disputed_and_later_no_longer(desk, books):
    page = f"{LIST}{books.issue().pk}/"
    desk.finance.post(f"{page}mark/", {"kind": "disputed"})
    assert "Niet meer: Betwist" in words(desk.finance.get(page))
    desk.finance.post(f"{page}mark/", {"kind": ""})
    assert "Niet meer" not in words(desk.finance.get(page))
    assert desk.finance.post(f"{page}mark/", {"kind": "weg"}).status_code == 404


def test_the_paper_is_a_pdf_and_taking_it_is_written_down(desk, books):
    """S61 whoever takes a paper leaves a trace."""
    answer = desk.finance.get(f"{LIST}{books.issue().pk}/paper/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(verb="invoice_downloaded").exists()


def test_the_table_is_no_danger_for_a_spreadsheet(desk, books):
    """S46 a name that begins like a formula stays a name."""
    books.mother.first_name = "=HYPERLINK(1)"
    books.mother.save()
    books.issue()

    table = words(desk.finance.get(f"{LIST}table/"))

    assert "'=HYPERLINK(1)" in table
    assert "1039,13" in table
    assert [harmless(one) for one in ("+1", "@a", "Jan")] == ["'+1", "'@a", "Jan"]


@pytest.mark.parametrize("written", ["", "2026-13-45", "0001-01-01", "2031-01-01", "month"])
def test_a_month_that_is_none_of_the_months_is_told_in_a_sentence(desk, written):
    answer = desk.finance.post(f"{LIST}run/", {"month": written})

    assert answer.status_code == 422
    assert "Kies een van deze maanden." in words(answer)
    assert desk.finance.get(LIST, {"month": written}).status_code == 200
    assert desk.finance.get(f"{LIST}issue/", {"month": written}).status_code == 404


def test_the_office_sees_which_invoices_go_by_post_and_how_each_is_sent(desk, books):
    """Who pays and is reached by nothing is not forgotten: somebody prints the invoice."""
    invoice = books.issue()
    page = words(desk.finance.get(LIST))
    assert "gaat per post" not in page
    assert "In de app" in words(desk.finance.get(f"{LIST}{invoice.pk}/"))
    Guardian.objects.filter(pk=books.mother.pk).update(account=None, email="")
    assert "1 factuur gaat per post" in words(desk.finance.get(LIST))
    assert str(invoice.pk) in words(desk.finance.get(LIST, {"way": "post"}))
    assert "Per post: druk hem af" in words(desk.finance.get(f"{LIST}{invoice.pk}/"))
    Guardian.objects.filter(pk=books.mother.pk).update(email="pays@example.test")
    assert str(invoice.pk) not in words(desk.finance.get(LIST, {"way": "post"}))
    assert "pays@example.test" in words(desk.finance.get(f"{LIST}{invoice.pk}/"))
    row = Invoice.objects.select_related("payer", "credits").get(pk=invoice.pk)
    bills.mail_paper(row, late=False, at=books.at)
    assert "Gemaild met de pdf" in words(desk.finance.get(f"{LIST}{invoice.pk}/"))


def test_the_list_asks_as_much_for_three_as_for_one(desk, books, django_assert_num_queries):
    books.issue()
    desk.finance.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        desk.finance.get(LIST)
    books.family()
    books.family()
    drafting.draft(books.month, **books.now)
    with django_assert_num_queries(LIST_QUERIES):
        assert words(desk.finance.get(LIST)).count('class="row"') == 3


def test_the_figures_of_a_year_come_out_of_issued_invoices(desk, books):
    one = books.issue()
    books.family()
    drafting.draft(before(books.month), **books.now)

    (row,) = year_figures(desk_member(desk), books.month.year)

    assert (row["care"], row["hours"]) == (one.total, 9533)
    assert "95,33" in words(desk.finance.get(f"{LIST}years/{books.month.year}/"))


def test_the_office_gives_the_statement_to_who_left_and_nobody_else_takes_it(desk, books):
    """S61 K5 A family that left still needs the figures of its year."""
    books.issue()
    year, company = books.month.year, books.place.company_id
    books.noor.guardianships.update(ended_on=books.today)
    page = words(desk.finance.get(f"{LIST}years/{year}/"))
    address = f"{LIST}years/{year}/{books.mother.pk}/{company}/"
    assert address in page
    answer = desk.finance.get(address)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert Event.objects.filter(verb="statement_downloaded").count() == 1
    assert desk.inspector.get(address).status_code == 404
    assert (
        desk.finance.get(f"{LIST}years/{year - 3}/{books.mother.pk}/{company}/").status_code == 404
    )
    stranger = make.guardian(organisation=make.organisation(name="Elders"))
    wrong = f"{LIST}years/{year}/{stranger.pk}/{company}/"
    assert desk.finance.get(wrong).status_code == 404


def desk_member(desk):
    from kiekeboe.people.members import OfficeMember

    return OfficeMember.of(desk.people["finance"].account, timezone.localdate())


def test_who_has_nothing_to_do_with_money_finds_nothing(desk, books):
    one = books.issue()
    of_child = f"/office/children/{books.noor.pk}/contracts/"
    places = [LIST, f"{LIST}{one.pk}/", f"{LIST}{one.pk}/paper/", "/office/prices/", of_child,
              f"/office/agreements/{books.contract.pk}/"]  # fmt: skip
    for place in places:
        assert desk.finance.get(place).status_code == 200, place
        assert desk.manager.get(place).status_code == 200, place
        for browser in (desk.office, desk.inspector):
            assert browser.get(place).status_code == 404, place
    for place in (RUN, "/office/prices/new/", "/office/billing-rules/"):
        assert desk.finance.get(place).status_code == 200, place
        assert desk.manager.get(place).status_code == 404, place


def test_a_manager_sees_no_invoice_of_another_location(desk, books):
    elsewhere = make.location(books.place.organisation, company=books.place.company)
    group = make.group(elsewhere)
    child = make.child(group)
    parent = make.guardian([child], is_contract_parent=True)
    parent.guardianships.update(started_on=books.since)
    contract = books.agree(child, parent, group)
    drafting.draft(books.month, **books.now)
    theirs = Invoice.objects.get(payer=parent)

    assert desk.manager.get(f"{LIST}{theirs.pk}/").status_code == 404
    assert desk.manager.get(f"/office/agreements/{contract.pk}/").status_code == 404
    assert str(theirs.pk) not in words(desk.manager.get(LIST))
    assert desk.finance.get(f"{LIST}{theirs.pk}/").status_code == 200


def test_a_price_holds_from_its_day_and_the_old_one_stays_readable(desk, books):
    told = {"care_type": "daycare", "kind": "contract", "cents": "11,23",
            "first_day": books.today + timedelta(days=40), "location": "", "weeks": ""}  # fmt: skip
    wrong = desk.finance.post("/office/prices/new/", told | {"cents": "elf"})
    assert wrong.status_code == 422
    assert 'value="elf"' in words(wrong)

    assert desk.finance.post("/office/prices/new/", told).status_code == 302
    assert Price.objects.filter(cents=1123).exists()
    page = words(desk.finance.get("/office/prices/"))
    assert "€ 10,90" in page
    assert "€ 11,23" in page


def test_the_way_of_counting_is_set_from_a_month_on(desk, books):
    following = (books.month + timedelta(days=32)).replace(day=1)
    told = {"first_day": following, "hours": "half_up", "part_month": "planned", "due_days": "21"}

    assert desk.finance.post("/office/billing-rules/", told).status_code == 302

    terms, due_days = pricing.terms_on(books.place.organisation_id, following)
    assert (terms.hours, terms.part_month, due_days) == ("half_up", "planned", 21)
    assert desk.finance.post("/office/billing-rules/", told | {"due_days": "0"}).status_code == 422


def test_a_manager_changes_a_contract_from_a_date_and_sees_the_next_invoice(desk, books):
    page = f"/office/agreements/{books.contract.pk}/"
    following = (books.month + timedelta(days=32)).replace(day=1)
    assert "2 dagen × 11 uur × 52 weken ÷ 12" in words(desk.manager.get(page))
    told = {"id": uuid7(), "payer": books.mother.pk, "first_day": following, "weeks": "48",
            "cents": ""}  # fmt: skip

    assert desk.manager.post(f"{page}change/", told).status_code == 302

    shown = words(desk.manager.get(page))
    assert "2 dagen × 11 uur × 48 weken ÷ 12" in shown
    assert "€ 959,20" in shown.split('id="following"')[1]
    early = told | {"first_day": books.since - timedelta(days=1), "weeks": "40"}
    assert "geldt niet op deze dag" in words(desk.manager.post(f"{page}change/", early))


def test_a_second_contract_in_the_same_days_is_refused_in_a_sentence(desk, books):
    address = f"/office/children/{books.noor.pk}/contracts/new/"
    told = {"id": uuid7(), "location": books.place.pk, "payer": books.mother.pk,
            "first_day": books.today, "last_day": "", "weeks": "52", "cents": ""}  # fmt: skip

    answer = desk.manager.post(address, told)

    assert answer.status_code == 422
    assert "Er is al een contract op deze locatie" in words(answer)
    end = {"last_day": books.today - timedelta(days=1)}
    assert desk.manager.post(f"/office/agreements/{books.contract.pk}/end/", end).status_code == 302
    for _ in range(2):
        assert desk.manager.post(address, told).status_code == 302
    assert Contract.objects.filter(child=books.noor).count() == 2


def test_the_end_of_day_care_is_proposed_on_the_eve_of_the_fourth_birthday(desk, books):
    eve = contracting.proposed_end(books.noor, "daycare")
    page = words(desk.manager.get(f"/office/children/{books.noor.pk}/contracts/new/"))
    assert f'value="{eve}"' in page


def test_the_contract_goes_on_paper(desk, books):
    """S61"""
    answer = desk.manager.get(f"/office/agreements/{books.contract.pk}/paper/")
    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(verb="contract_downloaded").exists()


def by_post(books):
    """An invoice of a family without account and address."""
    child = books.family().child
    payers = Guardian.objects.filter(guardianships__child=child)
    payers.update(account=None, email="")
    return payers.get()


def pages(answer):
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


def test_what_goes_by_post_is_one_file_with_each_family_on_sheets_of_its_own(desk, books):
    """K3 Printed on both sides, no paper has two families on it."""
    payers = [by_post(books) for _ in range(2)]
    books.issue()
    shown = words(desk.finance.get(f"{LIST}?way=post"))
    assert "Alles als één PDF" in shown

    printed = pages(desk.finance.get(f"{LIST}post/"))
    assert len(printed) % 2 == 0
    fronts = [page for page in printed if page.strip()]
    numbers = sorted(one.name for one in Invoice.objects.filter(payer__in=payers))
    assert [next(one for one in numbers if one in page) for page in fronts] == numbers
    assert [bool(page.strip()) for page in printed] == [True, False] * 2
    downloaded = Event.objects.filter(verb="invoice_downloaded").values_list(
        "subject_id", flat=True
    )
    assert set(downloaded) == set(
        Invoice.objects.filter(payer__in=payers).values_list("pk", flat=True)
    )


def test_who_is_kept_away_is_not_in_the_file_for_the_printer(desk, books):
    """S12 A person looks at that one."""
    payer = by_post(books)
    books.issue()
    owner = make.office_member(books.place.organisation).actor("owner")
    payer.guardianships.get().block(by=owner, at=books.at)
    shown = words(desk.finance.get(f"{LIST}?way=post"))
    assert "Alles als één PDF" not in shown
    assert "Bekijk die zelf." in shown
    assert desk.finance.get(f"{LIST}post/").status_code == 404


def test_the_file_for_the_printer_is_for_who_keeps_the_books(desk, books):
    """S02"""
    by_post(books)
    books.issue()
    for role in ("office", "inspector", "caregiver", "parent"):
        assert getattr(desk, role).get(f"{LIST}post/").status_code == 404
