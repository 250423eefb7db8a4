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

from kiekeboe.notifications.asking import address_of
from kiekeboe.notifications.dead import dead_among
from kiekeboe.people.models import Guardian, Guardianship


class Way(models.TextChoices):
    APP = "app", _("In the app")
    MAIL = "mail", _("By mail, with the PDF")
    POST = "post", _("By post: print it")


def ways_of(payers: Iterable[UUID], day: date) -> dict[UUID, tuple[Way, str]]:
    """{payer: (way, mail address)} as it is on `day`; the address is empty unless mail is the way.
    At most two questions, however many there are."""
    asked = set(payers)
    mine = Guardianship.objects.filter(guardian=OuterRef("pk"))
    reads = Guardianship.objects.in_force(day).parental().filter(receives_updates=True)
    reads = Exists(reads.filter(guardian=OuterRef("pk")))
    others = list(
        Guardian.objects.filter(Q(account=None) | ~reads, pk__in=asked)
        .select_related("account")
        .annotate(is_kept_away=Exists(mine.exclude(blocked_at=None)))
    )
    written = {one.pk: "" if one.is_kept_away else address_of(one) for one in others}
    dead = dead_among(written.values()) if any(written.values()) else {}
    ways = dict.fromkeys(asked, (Way.APP, ""))
    for payer, address in written.items():
        by_mail = address and address not in dead
        ways[payer] = (Way.MAIL, address) if by_mail else (Way.POST, "")
    return ways
