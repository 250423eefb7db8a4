"""News on the locked screen of a phone (G2–G4): few, quiet at night, and without a name.

The push says which kind of news there is and an opaque id, no more (S59). A push that was sent
and not yet written down as sent, because the power failed in between, is sent once more under the
same topic and tag: the phone shows it once.
"""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kiekeboe.accounts.models import Session
from kiekeboe.lib import pushes
from kiekeboe.notifications.models import Channel, Notice, PushSubscription
from kiekeboe.notifications.outbox import still_news
from kiekeboe.notifications.quiet import after_quiet, quiet_hours_of
from kiekeboe.notifications.wishes import ALWAYS

MOST_A_DAY = 3  # pushes about one child (U34)
MOST_BROWSERS = 8  # of one account; the oldest makes room
ENOUGH = 8  # failures in a row after which we no longer try


class NobodyTookIt(Exception):
    """No browser could be reached this time; the work is tried again later."""


@transaction.atomic
def subscribe(
    account, listener: pushes.Listener, *, session: UUID | None = None, at: datetime
) -> PushSubscription:
    """This browser of `account` wants to be told, as long as this sign-in lasts (Session.number).
    The same browser again changes its keys; when somebody else signed in on it, it is theirs now.

    Raises pushes.Refused for an address that is no push service, or keys that are none.
    """
    pushes.checked(listener.endpoint)
    if not pushes.looks_right(listener):
        raise pushes.Refused("no keys")
    known, _new = PushSubscription.objects.update_or_create(
        endpoint_hash=_digest(listener.endpoint),
        defaults={
            "account": account,
            "endpoint": listener.endpoint,
            "public_key": listener.public_key,
            "secret": listener.secret,
            "session": session,
            "made_at": at,
            "failures": 0,
        },
    )
    mine = PushSubscription.objects.filter(account=account).order_by("-made_at", "-pk")
    PushSubscription.objects.filter(pk__in=[one.pk for one in mine[MOST_BROWSERS:]]).delete()
    return known


def unsubscribe(account, endpoint: str) -> None:
    """This browser is told nothing any more. Somebody else's stays."""
    PushSubscription.objects.filter(account=account, endpoint_hash=_digest(endpoint)).delete()


def forget_signed_out(account_id: UUID, *, at: datetime) -> None:
    """A browser whose sign-in ended, here or from elsewhere, hears nothing any more."""
    alive = Session.objects.alive(at).filter(account=account_id).values("number")
    known = PushSubscription.objects.filter(account=account_id, session__isnull=False)
    known.exclude(session__in=alive).delete()


def _digest(endpoint: str) -> str:
    return sha256(endpoint.encode()).hexdigest()


def waiting(at: datetime) -> list[UUID]:
    """Accounts for which a push is due."""
    due = Notice.objects.filter(channel=Channel.PUSH, sent_at=None, dropped_at=None, due_at__lte=at)
    return list(due.order_by("account").values_list("account", flat=True).distinct())


def deliver(account_id: UUID, *, at: datetime) -> int:
    """Push what is due for an account, together as one. Returns to how many browsers.

    Raises NobodyTookIt when there are browsers and none could be reached.
    """
    due = Notice.objects.filter(
        account=account_id, channel=Channel.PUSH, sent_at=None, dropped_at=None, due_at__lte=at
    )
    _wait_for_morning(account_id, due, at)
    standing = [one for one in still_news(due, at) if not _often_enough(one, at)]
    due.exclude(pk__in=[one.pk for one in standing]).update(dropped_at=at)
    forget_signed_out(account_id, at=at)
    browsers = list(PushSubscription.objects.filter(account=account_id))
    if not standing or not browsers:
        due.update(dropped_at=at)
        return 0
    first = min(standing, key=lambda one: one.pk)  # stays the same when more comes in between
    kinds = {one.kind for one in standing}
    told = {"kind": kinds.pop() if len(kinds) == 1 else "several", "id": str(first.pk)}
    topic = urlsafe_b64encode(first.pk.bytes).decode().rstrip("=")
    taken = sum(_pushed(one, told, topic, at) for one in browsers)
    left = PushSubscription.objects.filter(account=account_id).exists()
    if not taken and left:
        raise NobodyTookIt(account_id)
    ended = {"sent_at": at} if taken else {"dropped_at": at}
    Notice.objects.filter(pk__in=[one.pk for one in standing], sent_at=None).update(**ended)
    return taken


def _wait_for_morning(account_id, due, at) -> None:
    """What came late, or is tried again, rings in no quiet hour either."""
    now = timezone.localtime(at)
    morning = after_quiet(now, quiet_hours_of({account_id}).get(account_id))
    if morning > now:
        due.filter(urgent=False).update(due_at=morning)


def _often_enough(notice, at) -> bool:
    """Whether this child was in as many pushes today as one may be (U34). What is about no child,
    as the news of the house, counts as a child of its own. What is urgent always goes."""
    if notice.urgent or (notice.kind, Channel.MAIL) in ALWAYS:
        return False
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Notice.objects.filter(
        account=notice.account_id, child=notice.child_id, channel=Channel.PUSH,
        sent_at__gte=midnight, urgent=False,
    )  # fmt: skip
    return sent.order_by().values("sent_at").distinct().count() >= MOST_A_DAY


def _pushed(browser, told, topic, at) -> bool:
    """Push to one browser. One that is gone, or fails for days, is forgotten."""
    listener = pushes.Listener(browser.endpoint, browser.public_key, browser.secret)
    same = PushSubscription.objects.filter(pk=browser.pk)
    try:
        pushes.push(listener, told, topic=topic)
    except (pushes.Gone, pushes.Refused):
        same.delete()
        return False
    except pushes.NotNow:
        if browser.failures + 1 >= ENOUGH:
            same.delete()
        else:
            same.update(failures=browser.failures + 1)
        return False
    same.update(heard_at=at, failures=0)
    return True
