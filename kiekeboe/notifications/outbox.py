"""The one outbox: a row per person, piece of news and channel; sent once, or not at all."""

from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kiekeboe.lib import letters
from kiekeboe.notifications.audience import News
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.notifications.quiet import after_quiet, quiet_hours_of
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.models import Photo

WANTED = {
    Kind.PHOTO: {Channel.APP, Channel.DIGEST},
    Kind.BOOK: {Channel.APP},
    Kind.DAY_SUMMARY: {Channel.APP, Channel.PUSH},
    Kind.CONSENT: {Channel.APP, Channel.MAIL},
    Kind.FAMILY: {Channel.APP, Channel.MAIL},
    Kind.REPORT: {Channel.APP, Channel.MAIL},
    Kind.REQUEST: {Channel.APP, Channel.PUSH, Channel.MAIL},
    Kind.OCCASION: {Channel.APP, Channel.DIGEST},
    Kind.CLOSED: {Channel.APP, Channel.DIGEST},
    Kind.SICK: {Channel.APP, Channel.PUSH, Channel.MAIL},
    Kind.NEW_DEVICE: {Channel.MAIL},
    Kind.ACCOUNT: {Channel.MAIL},
}
ALWAYS = {(Kind.NEW_DEVICE, Channel.MAIL), (Kind.ACCOUNT, Channel.MAIL)}  # cannot be turned off
BY_MAIL = (Channel.MAIL, Channel.DIGEST)
TOGETHER = timedelta(minutes=5)  # news that comes within minutes goes in one mail
DIGEST_HOUR = 19


def channels_of(account_id: UUID) -> dict[str, set[str]]:
    """Through which channels an account hears of each kind: its own choice, else the default."""
    return channels_per_account({account_id})[account_id]


def channels_per_account(account_ids: set[UUID]) -> dict[UUID, dict[str, set[str]]]:
    """The same for several accounts. One query."""
    wanted = {
        account: {kind: set(channels) for kind, channels in WANTED.items()}
        for account in account_ids
    }
    chosen = Preference.objects.filter(account__in=account_ids)
    for account, kind, channel, yes in chosen.values_list("account", "kind", "channel", "wanted"):
        (wanted[account][kind].add if yes else wanted[account][kind].discard)(channel)
    for kinds in wanted.values():
        for kind, channel in ALWAYS:
            kinds[kind].add(channel)
    return wanted


def put(news: list[News], *, organisation: UUID | None, at: datetime) -> None:
    """Write down what is to be told. The same news twice is written once."""
    accounts = {one.account for one in news}
    wanted = channels_per_account(accounts)
    quiet = quiet_hours_of(accounts) if _wants_push(wanted, news) else {}
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
                made_at=at,
                due_at=_due(channel, at, quiet.get(one.account)),
            )
            for one in news
            for channel in sorted(wanted[one.account][one.kind])
            if channel != Channel.PUSH or one.account in quiet
        ),
        ignore_conflicts=True,
    )


def _wants_push(wanted, news) -> bool:
    return any(Channel.PUSH in wanted[one.account][one.kind] for one in news)


def _due(channel, at, quiet=None) -> datetime:
    if channel == Channel.PUSH:
        return after_quiet(timezone.localtime(at), quiet)
    if channel == Channel.DIGEST:
        evening = timezone.localtime(at).replace(hour=DIGEST_HOUR, minute=0, second=0)
        return evening if evening > at else evening + timedelta(days=1)
    return at + TOGETHER if channel == Channel.MAIL else at


def forget(relation_id: UUID, *, at: datetime) -> None:
    """Who was blocked is told nothing more about the child, and no badge counts it.

    The relatives whom this guardian introduced to the child are told nothing more either (A6).
    """
    relation = Guardianship.objects.get(pk=relation_id)
    out = Guardianship.objects.filter(
        Q(pk=relation_id) | Q(introduced_by=relation.guardian_id), child=relation.child_id
    )
    Notice.objects.filter(
        account__in=out.filter(guardian__account__isnull=False).values("guardian__account"),
        child=relation.child_id,
        dropped_at=None,
    ).update(dropped_at=at)


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
    due = Notice.objects.filter(
        account=account_id, channel__in=BY_MAIL, sent_at=None, dropped_at=None, due_at__lte=at
    )
    standing = [one.pk for one in still_news(due, at)]
    due.exclude(pk__in=standing).update(dropped_at=at)
    notices = list(
        Notice.objects.filter(pk__in=standing).select_related("child", "account", "organisation")
    )
    if not notices:
        return 0
    account = notices[0].account
    letters.post(
        account.email,
        "notifications/mail/news",
        {"account": account, "lines": _lines(notices), "address": settings.ORIGIN},
        language=account.language,
    )
    return Notice.objects.filter(pk__in=standing, sent_at=None).update(sent_at=at)


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
    return [one for one in standing if one.kind != Kind.PHOTO or _photo_is_shown(one, day)]


def _photo_is_shown(notice, day) -> bool:
    relations = Guardianship.objects.in_force(day).filter(
        guardian__account=notice.account_id, child=notice.child_id, receives_updates=True
    )
    return Photo.objects.filter(pk=notice.subject_id).shown_to(relations, day).exists()


def _lines(notices):
    """One line per kind and child: (kind, first name, how many)."""

    def subject(one):
        return (one.kind, one.child.first_name if one.child else "")

    ordered = sorted(notices, key=subject)
    return [
        {"kind": kind, "name": name, "count": len({one.source for one in same})}
        for (kind, name), same in groupby(ordered, key=subject)
    ]
