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
    """Ask for a link. Whose address it is, is looked up later by the worker: who waits for the
    answer cannot tell by its time whether the address is known (S20)."""
    moving = account is not None
    email, hashed = email.strip().lower(), address_hash(email)
    lately = MailKey.objects.filter(address_hash=hashed, made_at__gt=at - SPAN, made_at__lte=at)
    if lately.count() >= MOST:
        return
    link = MailKey(
        id=uuid7(),
        purpose=purpose,
        account=account,
        address="" if moving else email,
        address_hash=hashed,
        new_email=email if moving else "",
        language=account.language if moving else language,
        after=after,
        made_at=at,
        expires_at=at + MailKey.LIFETIMES[purpose],
    )
    link.key_hash = key_hash(clear_key(link))
    link.save(force_insert=True)
    send_link.later(str(link.pk))


def addressed(mail_key_id, *, at: datetime) -> MailKey | None:
    """The link with its owner filled in and the typed address wiped; None when nobody has it."""
    link = MailKey.objects.filter(pk=mail_key_id, used_at=None, expires_at__gt=at).first()
    if link and link.address:
        owner = User.objects.filter(email=link.address, is_active=True).first()
        link.account, link.address = owner, ""
        link.language = owner.language if owner else link.language
        link.save(update_fields=["account", "address", "language"])
    return link if link and link.account else None


def find(key: str, *, at: datetime) -> MailKey | None:
    """The link with this key, if it still works. Looking does not use it up."""
    found = (
        MailKey.objects.open(at).filter(key_hash=key_hash(key)).select_related("account").first()
    )
    return found if found and found.account.is_active else None
