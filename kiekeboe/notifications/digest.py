"""What a letter says: a line per kind and child, with first names only (G3)."""

from datetime import datetime
from itertools import groupby

from django.utils import timezone

from kiekeboe.chat.models import PleaseBring
from kiekeboe.notifications.bills import late_source
from kiekeboe.notifications.models import Channel, Kind
from kiekeboe.notifications.wishes import wishes_of
from kiekeboe.people.models import Guardianship

LATE = "invoice_late"
LINKS = {Kind.INVOICE.value: "/parent/invoices/", LATE: "/parent/invoices/"}


def lines(account, notices, at: datetime) -> list[dict]:
    """One line per kind and child: kind, first name, how many, where to read it. In the digest
    also what is still to bring of earlier days (B8)."""

    def subject(one):
        return (_kind(one), one.child.first_name if one.child else "")

    told = [
        {
            "kind": kind,
            "name": name,
            "count": len({one.source for one in same}),
            "link": LINKS.get(kind, ""),
        }
        for (kind, name), same in groupby(sorted(notices, key=subject), key=subject)
    ]
    if not any(one.channel == Channel.DIGEST for one in notices):
        return told
    others = [one for one in told if one["kind"] != Kind.BRING]
    return others + _to_bring(account, at)


def _kind(notice) -> str:
    """A late invoice is other news than a new one."""
    late = notice.kind == Kind.INVOICE and notice.source == late_source(notice.subject_id)
    return LATE if late else notice.kind


def _to_bring(account, at) -> list[dict]:
    day = timezone.localtime(at).date()
    wishes = wishes_of({account.pk})[account.pk]
    mine = Guardianship.objects.in_force(day).parental().filter(
        guardian__account=account, receives_updates=True
    )  # fmt: skip
    asked = PleaseBring.objects.standing().filter(child__in=mine.values("child"), asked_at__lte=at)
    rows = asked.select_related("child").order_by("child__first_name", "child")
    return [
        {"kind": Kind.BRING.value, "name": child.first_name, "count": len(list(same))}
        for child, same in groupby(rows, key=lambda one: one.child)
        if Channel.DIGEST in wishes.channels(Kind.BRING, child.pk)
    ]
