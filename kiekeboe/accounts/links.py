"""Links by mail: asked for by anybody, sent to owners only, used once (S20, S31)."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from kiekeboe.accounts.guessing import address_hash
from kiekeboe.accounts.hashing import derived_key, key_hash
from kiekeboe.accounts.models import MailKey, User
from kiekeboe.accounts.tasks import send_link
from kiekeboe.lib.ids import uuid7

MOST, SPAN = 5, timedelta(minutes=15)  # links to one address


def clear_key(link: MailKey) -> str:
    """The key in the mail, made again from what is kept and the installation's secret."""
    return derived_key("mail link", link.pk, link.made_at.astimezone(UTC).isoformat())


@transaction.atomic
def ask(purpose, email: str, *, at: datetime, language="nl", after="", account=None) -> None:
    """Ask for a link. Takes the same steps whether or not the address is known."""
    moving = account is not None
    owner = account or User.objects.filter(email=email.strip().lower(), is_active=True).first()
    hashed = address_hash(email)
    lately = MailKey.objects.filter(address_hash=hashed, made_at__gt=at - SPAN, made_at__lte=at)
    if lately.count() >= MOST:
        return
    link = MailKey(
        id=uuid7(),
        purpose=purpose,
        account=owner,
        address_hash=hashed,
        new_email=email.strip().lower() if moving else "",
        language=owner.language if owner else language,
        after=after,
        made_at=at,
        expires_at=at + MailKey.LIFETIMES[purpose],
    )
    link.key_hash = key_hash(clear_key(link))
    link.save(force_insert=True)
    send_link.later(str(link.pk))


def find(key: str, *, at: datetime) -> MailKey | None:
    """The link with this key, if it still works. Looking does not use it up."""
    found = (
        MailKey.objects.open(at).filter(key_hash=key_hash(key)).select_related("account").first()
    )
    return found if found and found.account.is_active else None
