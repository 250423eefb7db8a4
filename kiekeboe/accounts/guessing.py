"""Guessing is slow for everyone, and locks nobody out of a browser that is known (S19).

A try is written down before it is looked at, so that many processes at once cannot look at more
than is allowed; it is struck off when it was right.
"""

import logging
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from kiekeboe.accounts.hashing import key_hash
from kiekeboe.accounts.models import Browser, Guess

log = logging.getLogger("kiekeboe.accounts")
PER_ACCOUNT, ACCOUNT_SPAN = 10, timedelta(minutes=15)
PER_NETWORK, NETWORK_SPAN = 100, timedelta(minutes=1)
EVERYWHERE = 1000  # per minute, all networks together; known browsers still come in


class TooMany(Exception):
    """This try was not looked at. `wait` says how long until there is room again."""

    def __init__(self, wait: timedelta):
        super().__init__("too many tries")
        self.wait = wait


def address_hash(email: str) -> str:
    return key_hash("address:" + email.strip().lower())


def network_of(address: str) -> str:
    """The network that an address belongs to: itself, or the /64 of IPv6."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6 and ip.ipv4_mapped is None:
        return str(ip_network(f"{ip}/64", strict=False))
    return str(getattr(ip, "ipv4_mapped", None) or ip)


def guess(email: str, *, mark: str, address: str, at: datetime) -> Guess:
    """Write a try down and let it pass, or raise `TooMany`. Call `right()` when it was right."""
    account_hash, mark_hash = address_hash(email), key_hash(mark) if mark else ""
    known = Browser.objects.filter(account__email=email.strip().lower(), mark_hash=mark_hash)
    own_mark = mark_hash if mark_hash and known.exists() else ""
    tried = Guess.objects.create(
        account_hash=account_hash,
        mark_hash=own_mark,
        network=network_of(address),
        tried_at=at,
    )
    if wait := _wait(tried, at):
        tried.delete()
        log.warning("guessing: a try was refused for %s minutes", wait.seconds // 60)
        raise TooMany(wait)
    return tried


def right(tried: Guess) -> None:
    """The try was right: it counts no longer."""
    tried.delete()


def _wait(tried: Guess, at: datetime) -> timedelta | None:
    of_account = Guess.objects.filter(
        account_hash=tried.account_hash,
        mark_hash=tried.mark_hash,
        tried_at__gt=at - ACCOUNT_SPAN,
        tried_at__lte=at,
    )
    if of_account.count() > PER_ACCOUNT:
        return ACCOUNT_SPAN
    lately = Guess.objects.filter(tried_at__gt=at - NETWORK_SPAN, tried_at__lte=at)
    if lately.filter(network=tried.network).count() > PER_NETWORK:
        return NETWORK_SPAN
    if not tried.mark_hash and lately.count() > EVERYWHERE:
        return NETWORK_SPAN
    return None


def forget_old(at: datetime) -> None:
    """Tries of more than a day ago are nobody's business."""
    Guess.objects.filter(tried_at__lt=at - timedelta(days=1)).delete()
