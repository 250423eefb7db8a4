"""How an invoice reaches who pays it: in the app, by mail with the paper, or by post (K3).

Who opens the app hears of it there. Who pays without an account, or does not follow a child any
more, cannot: they get the paper itself by mail. Who is kept away from a child is not written to by
the house: the days of a child are on that paper, so a person at the office decides.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.billing.models import Invoice, InvoiceLine
from kiekeboe.notifications.asking import address_of
from kiekeboe.notifications.dead import dead_among
from kiekeboe.people.models import Guardian, Guardianship


class Way(models.TextChoices):
    APP = "app", _("In the app")
    MAIL = "mail", _("By mail, with the PDF")
    POST = "post", _("By post: print it")


def names_a_child_kept_from_them() -> Exists:
    """Whether an invoice has lines of a child from which its payer is kept away: for a question
    about invoices. Such an invoice is shown and mailed to nobody by the house (S12)."""
    kept = Guardianship.objects.filter(
        guardian=OuterRef(OuterRef("payer")), child=OuterRef("child"), blocked_at__isnull=False
    )
    return Exists(InvoiceLine.objects.filter(Exists(kept), invoice=OuterRef("pk")))


def ways_of(invoices: Iterable[Invoice], day: date) -> dict[UUID, tuple[Way, str]]:
    """{invoice: (way, mail address)} as it is on `day`; the address is empty unless mail is the
    way. At most three questions, however many there are."""
    asked = {one.pk: one.payer_id for one in invoices}
    reads = Guardianship.objects.in_force(day).parental().filter(receives_updates=True)
    reads = Exists(reads.filter(guardian=OuterRef("pk")))
    others = Guardian.objects.filter(Q(account=None) | ~reads, pk__in=set(asked.values()))
    written = {one.pk: address_of(one) for one in others.select_related("account")}
    dead = dead_among(written.values()) if any(written.values()) else {}
    named = Invoice.objects.filter(names_a_child_kept_from_them(), pk__in=asked)
    kept = set(named.values_list("pk", flat=True))
    return {
        one: (Way.POST, "") if one in kept else _way(payer, written, dead)
        for one, payer in asked.items()
    }


def _way(payer: UUID, written: dict[UUID, str], dead) -> tuple[Way, str]:
    if payer not in written:
        return Way.APP, ""
    address = written[payer]
    return (Way.MAIL, address) if address and address not in dead else (Way.POST, "")
