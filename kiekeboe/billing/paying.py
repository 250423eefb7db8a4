"""Payments written down by hand, and marks: disputed or uncollectable (K2)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from kiekeboe.billing.models import Invoice, Mark, Payment
from kiekeboe.billing.states import State, state_of
from kiekeboe.events.actors import Actor
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import Happening, locked_head, record_all


class NotToPay(Exception):
    """A draft and a credit note are not paid."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An invoice on a day: how it stands, and what is still to be paid in cents (negative: too
    much was paid)."""

    invoice: Invoice
    state: State
    left: int


@transaction.atomic
def receive(
    id: UUID, invoice: Invoice, cents: int, *, paid_on: date, by: Actor, at: datetime
) -> Payment:
    """Write down that an amount came in, in cents. Again under this id changes nothing. Parts
    and too much are allowed. Raises NotToPay."""
    if not invoice.number or invoice.credits_id:
        raise NotToPay
    head = locked_head(by.organisation)
    payment, new = create_once(
        Payment.objects, id, by.organisation, invoice=invoice, cents=cents, paid_on=paid_on,
        recorded_at=at, recorded_by=by.person,
    )  # fmt: skip
    if new:
        told = {"invoice": str(invoice.pk), "cents": cents}
        record_all([Happening("payment_received", payment, at, payload=told)], by=by, head=head)
    return payment


@transaction.atomic
def take_back(payment: Payment, *, by: Actor, at: datetime) -> bool:
    """A payment that was written down by mistake. Again changes nothing."""
    head = locked_head(by.organisation)
    if not Payment.objects.filter(pk=payment.pk, withdrawn_at=None).update(withdrawn_at=at):
        return False
    record_all([Happening("payment_taken_back", payment, at)], by=by, head=head)
    return True


@transaction.atomic
def mark(invoice: Invoice, kind: str, *, by: Actor, at: datetime) -> bool:
    """Say that an invoice is disputed or uncollectable; an empty kind: neither any more. The same
    again changes nothing. Raises NotToPay."""
    if not invoice.number or invoice.credits_id:
        raise NotToPay
    head = locked_head(by.organisation)
    standing = Mark.objects.filter(invoice=invoice, ended_at=None).first()
    if (standing.kind if standing else "") == kind:
        return False
    Mark.objects.filter(invoice=invoice, ended_at=None).update(ended_at=at)
    if kind:
        Mark.objects.create(organisation_id=by.organisation, invoice=invoice, kind=kind, made_at=at)
    record_all([Happening("invoice_marked", invoice, at, payload={"as": kind})], by=by, head=head)
    return True


def standing_of(invoices, today: date) -> list[Standing]:
    """How these invoices (a queryset) stand on a day. One question."""
    return [stand(one, today) for one in with_standing(invoices)]


def with_standing(invoices):
    """The same invoices (a queryset), each with what `stand` looks at."""
    paid = Payment.objects.filter(invoice=OuterRef("pk"), withdrawn_at=None)
    paid = paid.order_by().values("invoice").annotate(sum=Sum("cents")).values("sum")
    marks = Mark.objects.filter(invoice=OuterRef("pk"), ended_at=None).values("kind")[:1]
    notes = Invoice.objects.issued().filter(credits=OuterRef("pk"))
    return invoices.annotate(
        paid=Coalesce(Subquery(paid), 0), marked=Subquery(marks), is_credited=Exists(notes)
    )


def stand(one: Invoice, today: date) -> Standing:
    """How an invoice of `with_standing` stands on a day."""
    state = state_of(
        total=one.total, paid=one.paid, due_on=one.due_on, today=today, mark=one.marked or "",
        is_credited=one.is_credited, is_note=one.credits_id is not None,
    )  # fmt: skip
    owed = 0 if state in (State.DRAFT, State.CREDITED, State.NOTE) else one.total
    return Standing(one, state, owed - one.paid)


def overdue(organisation, today: date) -> list[Standing]:
    """The invoices of an organisation (id) that should have been paid before today. One
    question."""
    late = Invoice.objects.uncredited().filter(organisation=organisation, due_on__lt=today)
    standing = standing_of(late.order_by("due_on", "number"), today)
    return [one for one in standing if one.state is State.OVERDUE]
