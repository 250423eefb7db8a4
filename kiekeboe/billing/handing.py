"""Papers about money, handed to whoever may read them; each time is written down (S46)."""

from collections.abc import Sequence
from datetime import date, datetime

from kiekeboe.billing.contract_paper import paper_of
from kiekeboe.billing.models import Contract, Invoice
from kiekeboe.billing.parties import printed_now
from kiekeboe.billing.printing import papers_of
from kiekeboe.billing.yearly import Statement
from kiekeboe.billing.yearly_paper import paper_of as yearly_paper_of
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening, record, record_all
from kiekeboe.lib.binding import bound


def hand_over(invoice: Invoice, *, by: Actor, at: datetime) -> bytes:
    """The PDF of an issued invoice, set anew: the same bytes every time. Raises papers.NotMade.

    Setting one takes some fifty milliseconds, less than keeping ten thousand of them is worth.
    """
    ((_invoice, pdf),) = papers_of([invoice])
    record("invoice_downloaded", invoice, by=by, at=at)
    return pdf


def hand_over_bound(invoices: Sequence[Invoice], *, by: Actor, at: datetime) -> bytes:
    """The PDFs of issued invoices of one organisation as one file for the printer, by number.
    Raises papers.NotMade."""
    in_order = sorted(invoices, key=lambda one: (one.issued_on, one.company_id, one.number))
    pdf = bound(pdf for _invoice, pdf in papers_of(in_order))
    record_all([Happening("invoice_downloaded", one, at) for one in in_order], by=by)
    return pdf


def hand_over_contract(
    contract: Contract, day: date, *, language: str, by: Actor, at: datetime
) -> bytes:
    """A contract as it holds on a day, as a PDF. Raises NoPrice, papers.NotMade."""
    pdf = paper_of(contract, day, language=language)
    record("contract_downloaded", contract, by=by, at=at)
    return pdf


def hand_over_year(
    payer, several: Sequence[Statement], year: int, *, on: date, language: str, by: Actor,
    at: datetime,
) -> bytes:  # fmt: skip
    """The annual statement of a payer with one company, as a PDF. Raises papers.NotMade."""
    buyer = printed_now(several[0].buyer, payer)
    pdf = yearly_paper_of(several, year, buyer=buyer, on=on, language=language)
    record("statement_downloaded", payer, by=by, at=at, year=year)
    return pdf
