"""Mail addresses where nobody lives: marked when their mail server says so, and left alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from kiekeboe.notifications.models import DeadAddress

KEPT = timedelta(days=182)


def mark(sender, address: str, answer: str, **rest) -> None:
    """Its mail server knows nobody there. Saying it again keeps the first moment."""
    DeadAddress.objects.get_or_create(
        address=address.lower(), defaults={"answer": answer[:200], "refused_at": timezone.now()}
    )


def unmark(sender, address: str, **rest) -> None:
    """A letter arrived after all."""
    DeadAddress.objects.filter(address=address.lower()).delete()


def is_dead(address: str) -> bool:
    """Whether mail to this address is of no use."""
    return DeadAddress.objects.filter(address=address.lower()).exists()


def dead_among(addresses: Iterable[str]) -> dict[str, DeadAddress]:
    """Those of these addresses that are dead, as they were given. One query."""
    given = {one.lower(): one for one in addresses if one}
    found = DeadAddress.objects.filter(address__in=given)
    return {given[one.address]: one for one in found}


def forget_old(*, at: datetime) -> int:
    """After half a year an address is tried again, and nothing of it is kept. Answers how many."""
    return DeadAddress.objects.filter(refused_at__lt=at - KEPT).delete()[0]
