"""Who hears of an invoice: the one who pays it, and nobody else. No amount, no child is named.

A run issues hundreds at a time, so what is asked here is asked for all of them at once.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.utils import timezone

from kiekeboe.billing.models import Invoice
from kiekeboe.billing.paying import overdue, standing_of
from kiekeboe.billing.states import State
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.notifications.news import News
from kiekeboe.people.models import Guardianship

VERBS = frozenset({"invoice_issued", "invoice_credited"})
DAYTIME = range(9, 18)  # hours at which somebody may hear of money that did not come


def of_issue(events: Iterable) -> list[News]:
    """The news in these events about invoices. One question, however many."""
    found = {one.subject_id: one for one in events}
    return [
        News(account, Kind.INVOICE, None, found[invoice].pk, invoice)
        for invoice, account in _payers(found)
    ]


def of_late(organisation: UUID, at: datetime) -> list[News]:
    """Once for every invoice that was not paid in time, on a day after, in the daytime. Two
    questions."""
    here = timezone.localtime(at)
    if here.hour not in DAYTIME:
        return []
    late = [one.invoice.pk for one in overdue(organisation, here.date())]
    known = {late_source(one): one for one in late}
    told = Notice.objects.filter(kind=Kind.INVOICE, source__in=known)
    for source in set(told.values_list("source", flat=True)):
        del known[source]
    return [
        News(account, Kind.INVOICE, None, late_source(invoice), invoice)
        for invoice, account in _payers(known.values())
    ]


def late_source(invoice: UUID) -> UUID:
    """What stands for an invoice that is late, as the source of what is told about it."""
    return uuid5(invoice, "late")


def opened(account: UUID, invoice: UUID, at: datetime) -> None:
    """Who opens an invoice has read what was told about it, also that it is late. Twice changes
    nothing; it is no event, as with other news in the app."""
    told = Notice.objects.filter(
        account=account, channel=Channel.APP, kind=Kind.INVOICE, subject_id=invoice, read_at=None
    )
    told.update(read_at=at)


def _payers(invoices: Iterable[UUID]):
    """(invoice, account) of those whose payer has an account."""
    rows = Invoice.objects.filter(pk__in=list(invoices), payer__account__isnull=False)
    return rows.order_by("pk").values_list("pk", "payer__account")


def standing(account: UUID, notices: list[Notice], at: datetime) -> set[UUID]:
    """The notices that are still news: the payer can open the invoice, and one that was late is
    still not paid."""
    day = timezone.localtime(at).date()
    mine = Guardianship.objects.in_force(day).parental().filter(guardian__account=account)
    rows = Invoice.objects.issued().filter(
        pk__in=[one.subject_id for one in notices], payer__in=mine.values("guardian")
    )
    states = {one.invoice.pk: one.state for one in standing_of(rows, day)}
    return {
        one.pk
        for one in notices
        if one.subject_id in states
        and (one.source != late_source(one.subject_id) or states[one.subject_id] is State.OVERDUE)
    }
