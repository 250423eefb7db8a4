"""Invoices on paper: tagged, in the language of who pays, and nothing of anybody else."""

import io
from datetime import date
from fractions import Fraction

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from kiekeboe.billing import crediting, working
from kiekeboe.billing.models import Invoice
from kiekeboe.billing.printing import papers_of
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

NOVEMBER, ISSUED_ON = date(2026, 11, 1), date(2026, 12, 1)


def read(pdf):
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return " ".join(page.extract_text() for page in read(pdf).pages).replace("\xa0", " ")


@pytest.fixture
def families(nursery):
    nursery.company.edit(iban="NL91ABNA0417164300", by=nursery.by, at=nursery.at)
    first, second = nursery.family(), nursery.family()
    make.booking(first[0], day=date(2026, 10, 6))
    second[1].edit(language="en", by=nursery.by, at=nursery.at)
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER, on=ISSUED_ON)
    return first, second


def printed(**which):
    rows = Invoice.objects.issued().filter(**which).order_by("number")
    return [pdf for _invoice, pdf in papers_of(rows)]


def test_every_invoice_is_tagged_and_says_its_title_and_language(families):
    """U28"""
    for invoice, pdf in papers_of(Invoice.objects.issued()):
        paper = read(pdf)
        root = paper.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == invoice.language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert invoice.name in paper.metadata.title
        assert b"pdfuaid" in root["/Metadata"].get_data()


def test_an_invoice_tells_what_the_law_asks(families, nursery):
    (child, parent, _), _ = families

    (pdf,) = printed(payer=parent)

    told = text_of(pdf)
    for words in (
        "Factuur 2026-0000", nursery.company.name, "Laan 1, Ede", str(parent), str(child),
        "LRK-nummer 123456789", "Dagopvang", "geboren op 1 juli 2025", "november 2026",
        "2 dagen × 11 uur × 52 weken ÷ 12", "95,33", "€ 10,90", "€ 1.039,13",
        "Extra uren in oktober 2026", "6 oktober", "€ 1.154,13", "NL91ABNA0417164300",
        "15 december 2026", "vrijgesteld van btw",
    ):  # fmt: skip
        assert words in told, words


def test_an_invoice_tells_nothing_of_another_family(families):
    """S12"""
    (child, parent, _), (other, second, _) = families

    told = text_of(printed(payer=second)[0])

    assert str(other) in told
    assert str(child) not in told
    assert str(parent) not in told
    assert "Invoice 2026-" in told
    assert "2 days × 11 hours × 52 weeks ÷ 12" in told


def test_the_same_invoice_is_the_same_bytes(families, nursery):
    before = printed()
    nursery.company.edit(name="Other", iban="", by=nursery.by, at=nursery.at)
    nursery.price(1)

    assert printed() == before


def test_what_is_typed_is_never_markup(nursery):
    _, parent, _ = nursery.family()
    parent.edit(last_name='#panic("x") *a* $', by=nursery.by, at=nursery.at)
    nursery.draft(NOVEMBER)
    nursery.issue(NOVEMBER)

    assert '#panic("x") *a* $' in text_of(printed()[0])


def test_a_credit_note_names_what_it_takes_back(families, nursery):
    invoice = Invoice.objects.get(number=1)
    crediting.credit(uuid7(), invoice, on=ISSUED_ON, by=nursery.by, at=nursery.at)

    (pdf,) = printed(credits=invoice)

    told = text_of(pdf)
    wanted = {"nl": "Creditnota 2026-00003", "en": "Credit note 2026-00003"}
    assert wanted[invoice.language] in told
    assert "2026-00001" in told
    assert "NL91ABNA0417164300 ." not in told


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([[660, "52"], [660, "52"]], "2 dagen × 11 uur × 52 weken ÷ 12"),
        ([[630, "52"]], "1 dag × 10,5 uur × 52 weken ÷ 12"),
        (
            [[180, "40"], [600, "12"]],
            "(1 dag × 3 uur × 40 weken + 1 dag × 10 uur × 12 weken) ÷ 12",
        ),
        ([[660, "51/2"]], "1 dag × 11 uur × 25,5 weken ÷ 12"),
        ([], ""),
    ],
)
def test_the_working_is_told_in_words(parts, words):
    with override("nl"):
        assert working.words_of(parts) == words


def test_money_and_numbers_are_written_as_people_write_them():
    with override("nl"):
        assert working.money(103913).replace("\xa0", " ") == "€ 1.039,13"
        assert working.money(-5).replace("\xa0", " ") == "− € 0,05"
        assert working.plain(Fraction(-9533, 100)) == "-95,33"
        assert working.plain(Fraction(10)) == "10"
        assert working.plain(Fraction(100)) == "100"
