"""A new e-mail address: verified first, told to the old address too (S32)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from kiekeboe.accounts.models import MailKey, Session, User
from kiekeboe.accounts.tasks import tell


class Taken(Exception):
    """Another account uses this address."""


@transaction.atomic
def move(link: MailKey, *, at: datetime) -> bool:
    """Give the account its new address. False when the link was used already."""
    account, new = link.account, link.new_email
    if not link.use(at=at):
        return False
    if User.objects.filter(email=new).exclude(pk=account.pk).exists():
        raise Taken
    old, account.email = account.email, new
    account.save(update_fields=["email"])
    EmailAddress.objects.filter(user=account).delete()
    EmailAddress.objects.create(user=account, email=new, verified=True, primary=True)
    # Links that were mailed to the old address must not open this account.
    MailKey.objects.open(at).filter(account=account).update(used_at=at)
    Session.objects.filter(account=account, office_began_at__isnull=False).update(
        office_began_at=None, office_seen_at=None
    )
    tell(account, "email_changed", to=old)
    tell(account, "email_changed")
    return True
