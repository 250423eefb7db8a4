"""The one outbox: a row per person, piece of news and channel; sent once, or not at all."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kiekeboe.accounts.models import User
from kiekeboe.lib import letters
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import dead, digest
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.notifications.news import News
from kiekeboe.notifications.quiet import after_quiet, quiet_hours_of
from kiekeboe.notifications.standing import without_the_stale
from kiekeboe.notifications.wishes import wishes_of
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.models import Photo

BY_MAIL = (Channel.MAIL, Channel.DIGEST)
TOGETHER = timedelta(minutes=5)  # news that comes within minutes goes in one mail
DIGEST_HOUR = 19


def put(news: list[News], *, organisation: UUID | None, at: datetime) -> None:
    """Write down what is to be told. The same news twice is written once."""
    accounts = {one.account for one in news}
    wishes = wishes_of(accounts)
    wanted = {one: wishes[one.account].channels(one.kind, one.child) for one in news}
    pushed = any(Channel.PUSH in channels for channels in wanted.values())
    quiet = quiet_hours_of(accounts) if pushed else {}
    Notice.objects.bulk_create(
        (
            Notice(
                organisation_id=organisation,
                account_id=one.account,
                source=one.source,
                kind=one.kind,
                channel=channel,
                child_id=one.child,
                subject_id=one.subject,
                urgent=one.urgent,
                made_at=at,
                due_at=_due(one, channel, at, quiet.get(one.account)),
            )
            for one in news
            for channel in sorted(wanted[one])
            if channel != Channel.PUSH or one.account in quiet
        ),
        ignore_conflicts=True,
    )


def _due(news: News, channel, at, quiet=None) -> datetime:
    """When it may go: not in quiet hours, and to a colleague only while the house is open."""
    if channel == Channel.APP:
        return at
    due = at
    if channel == Channel.PUSH and not news.urgent:
        due = after_quiet(timezone.localtime(at), quiet)
    if channel == Channel.MAIL:
        due = at + TOGETHER
    if channel == Channel.DIGEST:
        evening = timezone.localtime(at).replace(hour=DIGEST_HOUR, minute=0, second=0)
        due = evening if evening > at else evening + timedelta(days=1)
    return (news.hours and news.hours.opens_next(due)) or due


def forget(relation_id: UUID, *, at: datetime) -> None:
    """Who was blocked is told nothing more about the child, and no badge counts it.

    The relatives whom this guardian introduced to the child are told nothing more either (A6).
    """
    relation = Guardianship.objects.get(pk=relation_id)
    out = Guardianship.objects.filter(
        Q(pk=relation_id) | Q(introduced_by=relation.guardian_id), child=relation.child_id
    )
    open_to_them = Notice.objects.filter(
        account__in=out.filter(guardian__account__isnull=False).values("guardian__account"),
        dropped_at=None,
    )
    open_to_them.filter(child=relation.child_id).update(dropped_at=at)
    # News and the office are about no child: theirs as long as another child keeps them in reach.
    of_none = list(open_to_them.filter(child=None, sent_at=None, read_at=None))
    standing = {one.pk for one in without_the_stale(of_none, at)}
    gone = [one.pk for one in of_none if one.pk not in standing]
    Notice.objects.filter(pk__in=gone).update(dropped_at=at)


def unread(account_id: UUID):
    """What stands unread in the app for an account, newest first, and may still be told."""
    notices = Notice.objects.filter(
        account=account_id, channel=Channel.APP, read_at=None, dropped_at=None
    )
    return notices.order_by("-made_at")


def waiting(at: datetime):
    """Accounts for which mail is due."""
    due = Notice.objects.filter(sent_at=None, dropped_at=None, due_at__lte=at)
    due = due.filter(channel__in=BY_MAIL)
    return list(due.order_by("account").values_list("account", flat=True).distinct())


def deliver(account_id: UUID, *, at: datetime) -> int:
    """Send one mail with all that is due for an account. Returns how much was told.

    News that was read in the app, withdrawn, or went out of reach since is dropped unsent.
    """
    account = User.objects.get(pk=account_id)
    due = Notice.objects.filter(
        account=account, channel__in=BY_MAIL, sent_at=None, dropped_at=None, due_at__lte=at
    )
    if dead.is_dead(account.email):
        due.update(dropped_at=at)
        return 0
    standing = [one.pk for one in still_news(due, at)]
    due.exclude(pk__in=standing).update(dropped_at=at)
    # Before anything leaves, each is bound to a letter. Who dies after this sends the same letter.
    due.filter(letter=None).update(letter=uuid7())
    letters_due = due.order_by("letter").values_list("letter", flat=True).distinct()
    return sum(_post(account, letter, due.filter(letter=letter), at) for letter in letters_due)


def _post(account, letter: UUID, notices, at) -> int:
    """Send one letter; what was in it is written down the moment that it is taken."""
    found = list(notices.select_related("child"))
    pks = [one.pk for one in found]
    told = Notice.objects.filter(pk__in=pks, sent_at=None)
    sent = letters.post(
        account.email,
        "notifications/mail/news",
        {
            "account": account,
            "lines": digest.lines(account, found, at),
            "address": settings.ORIGIN,
        },
        language=account.language,
        letter_id=letter,
        accepted=lambda: told.update(sent_at=at),
    )
    if not sent:
        told.update(dropped_at=at)
    return len(pks) if sent else 0


def still_news(due, at) -> list[Notice]:
    """Those of `due` that may be told: unread, standing, and still in reach of the person."""
    day = timezone.localtime(at).date()
    twin_read = Notice.objects.filter(
        account=OuterRef("account"),
        source=OuterRef("source"),
        kind=OuterRef("kind"),
        channel=Channel.APP,
        read_at__isnull=False,
    )
    relations = Guardianship.objects.in_force(day).filter(guardian__account=OuterRef("account"))
    of_child = relations.filter(child=OuterRef("child"))
    in_reach = Q(child=None) | Exists(of_child)
    # How the day went is for who receives updates, and still does when it is sent.
    not_theirs = Q(kind=Kind.DAY_SUMMARY) & ~Exists(of_child.filter(receives_updates=True))
    standing = due.filter(~Exists(twin_read), in_reach).exclude(not_theirs)
    shown = [one for one in standing if one.kind != Kind.PHOTO or _photo_is_shown(one, day)]
    return without_the_stale(shown, at)


def _photo_is_shown(notice, day) -> bool:
    relations = Guardianship.objects.in_force(day).filter(
        guardian__account=notice.account_id, child=notice.child_id, receives_updates=True
    )
    return Photo.objects.filter(pk=notice.subject_id).shown_to(relations, day).exists()
