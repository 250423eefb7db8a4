"""Who hears of an invoice: the one who pays it, and nobody else. No amount, no child is named.

Who pays and does not come in the app gets the paper itself by mail, see ways.py; so does who left
before opening what was told there. A run issues
hundreds at a time, so what is asked here is asked for all of them at once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import override

from kiekeboe.billing.models import Invoice
from kiekeboe.billing.paying import overdue, standing_of
from kiekeboe.billing.printing import papers_of, title_of
from kiekeboe.billing.states import State
from kiekeboe.billing.working import money
from kiekeboe.events.actors import system
from kiekeboe.events.models import Event
from kiekeboe.events.recording import record
from kiekeboe.lib.letters import post
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.notifications.news import News
from kiekeboe.notifications.ways import Way, names_a_child_kept_from_them, ways_of
from kiekeboe.people.models import Guardianship

MAILED = "invoice_mailed"
VERBS = frozenset({"invoice_issued", "invoice_credited"})
MONTH = timedelta(days=31)
DAYTIME = range(9, 18)  # hours at which somebody may hear of money that did not come


def of_issue(events: Iterable) -> list[News]:
    """The news in these events about invoices. One question, however many."""
    found = {one.subject_id: one for one in events}
    return [
        News(account, Kind.INVOICE, None, found[invoice].pk, invoice)
        for invoice, account in _payers(found)
    ]


def late_ones(organisation: UUID, at: datetime) -> list[UUID]:
    """The invoices that were not paid in time, on a day after; nothing outside the daytime. One
    question."""
    here = timezone.localtime(at)
    if here.hour not in DAYTIME:
        return []
    return [one.invoice.pk for one in overdue(organisation, here.date())]


def of_late(late: Iterable[UUID]) -> list[News]:
    """Once for every one of these invoices. Two questions."""
    known = {late_source(one): one for one in late}
    told = Notice.objects.filter(kind=Kind.INVOICE, source__in=known)
    for source in set(told.values_list("source", flat=True)):
        del known[source]
    return [
        News(account, Kind.INVOICE, None, late_source(invoice), invoice)
        for invoice, account in _payers(known.values())
    ]


def unopened_by_who_left(organisation: UUID, at: datetime) -> list[UUID]:
    """The invoices of the last month that nobody opened, of payers who were told of them in the
    app and cannot come there for them any more. One question."""
    day = timezone.localtime(at).date()
    reads = Guardianship.objects.in_force(day).parental().filter(receives_updates=True)
    told = Notice.objects.filter(
        account=OuterRef("payer__account"), kind=Kind.INVOICE, channel=Channel.APP,
        subject_id=OuterRef("pk"),
    )  # fmt: skip
    left = Invoice.objects.issued().filter(
        ~Exists(reads.filter(guardian=OuterRef("payer"))),
        Exists(told), ~Exists(told.filter(read_at__isnull=False)),
        organisation=organisation, issued_on__gt=day - MONTH,
    )  # fmt: skip
    return list(left.values_list("pk", flat=True))


def late_source(invoice: UUID) -> UUID:
    """What stands for an invoice that is late, as the source of what is told about it."""
    return uuid5(invoice, "late")


def mail_papers(invoices: Iterable[UUID], at: datetime, *, late: bool = False) -> None:
    """Ask for a letter with the paper for those of these whose payer does not come in the app and
    had none. At most five questions, however many."""
    from kiekeboe.notifications.tasks import mail_invoice

    asked = Invoice.objects.filter(pk__in=list(invoices)).only("pk", "payer")
    ways = ways_of(asked, timezone.localtime(at).date())
    by_mail = {one for one, (way, _address) in ways.items() if way is Way.MAIL}
    for one in sorted(by_mail - mailed(by_mail, late=late)):
        mail_invoice.later(str(one), late, key=f"invoice:{one}:{late}")


def mail_paper(invoice: Invoice, *, late: bool, at: datetime) -> None:
    """Mail an invoice as PDF to who pays it, or a reminder with it. Again mails nothing; nor when
    meanwhile it was paid, or may not be mailed any more."""
    day = timezone.localtime(at).date()
    way, address = ways_of([invoice], day)[invoice.pk]
    (standing,) = standing_of(Invoice.objects.filter(pk=invoice.pk), day)
    is_news = not late or standing.state is State.OVERDUE
    if way is not Way.MAIL or not is_news or mailed([invoice.pk], late=late):
        return
    ((_invoice, pdf),) = papers_of([invoice])
    with override(invoice.language):
        title, left = title_of(invoice), money(standing.left)
    context = {
        "name": invoice.payer.first_name, "title": title, "late": late,
        "is_note": bool(invoice.credits_id), "place": invoice.seller.get("name", ""),
        "ask": _where_to_ask(invoice), "left": left if standing.left != invoice.total else "",
    }  # fmt: skip
    post(
        address, "notifications/mail/invoice", context, language=invoice.language,
        files=[(f"{title}.pdf", pdf, "application/pdf")],
        letter_id=uuid5(invoice.pk, "late" if late else "paper"),
        accepted=lambda: record(
            MAILED, invoice, by=system(invoice.organisation_id), at=at, late=late
        ),
    )  # fmt: skip


def _where_to_ask(invoice: Invoice) -> str:
    """Phone and mail of the location: a letter like this cannot be answered."""
    line = invoice.lines.select_related("location").order_by("place").first()
    return ", ".join(filter(None, [line.location.phone, line.location.email])) if line else ""


def mailed(invoices: Iterable[UUID], *, late: bool) -> set[UUID]:
    """Those of these of which the paper, or with `late` the reminder, was mailed. One question."""
    told = Event.objects.filter(verb=MAILED, subject_id__in=list(invoices), payload__late=late)
    return set(told.values_list("subject_id", flat=True))


def opened(account: UUID, invoice: UUID, at: datetime) -> None:
    """Who opens an invoice has read what was told about it, also that it is late. Twice changes
    nothing; it is no event, as with other news in the app."""
    told = Notice.objects.filter(
        account=account, channel=Channel.APP, kind=Kind.INVOICE, subject_id=invoice, read_at=None
    )
    told.update(read_at=at)


def _payers(invoices: Iterable[UUID]):
    """(invoice, account) of those that the account of their payer may open."""
    rows = Invoice.objects.filter(pk__in=list(invoices), payer__account__isnull=False)
    rows = rows.filter(~names_a_child_kept_from_them())
    return rows.order_by("pk").values_list("pk", "payer__account")


def standing(account: UUID, notices: list[Notice], at: datetime) -> set[UUID]:
    """The notices that are still news: the payer can open the invoice, and one that was late is
    still not paid."""
    day = timezone.localtime(at).date()
    mine = Guardianship.objects.in_force(day).parental().filter(guardian__account=account)
    rows = Invoice.objects.issued().filter(
        ~names_a_child_kept_from_them(),
        pk__in=[one.subject_id for one in notices], payer__in=mine.values("guardian"),
    )  # fmt: skip
    states = {one.invoice.pk: one.state for one in standing_of(rows, day)}
    return {
        one.pk
        for one in notices
        if one.subject_id in states
        and (one.source != late_source(one.subject_id) or states[one.subject_id] is State.OVERDUE)
    }
