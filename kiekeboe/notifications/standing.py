"""Whether what was to be told about talk is still news when it is sent (G4).

Asked at the moment of sending: what was read, deleted, withdrawn, brought or seen meanwhile is
told to nobody, nor what went out of reach. Every question is one for all notices of an account.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from kiekeboe.chat.models import Message, NewsItem, NewsRead, PleaseBring, Receipt, Thread
from kiekeboe.chat.newsreach import news_of_relations
from kiekeboe.notifications import bills, mentoring, papers, talk
from kiekeboe.notifications.models import Kind, Notice
from kiekeboe.people.models import Employee, Guardianship


def without_the_stale(notices: list[Notice], at: datetime) -> list[Notice]:
    """Those that are still news, in the same order."""
    asked = defaultdict(list)
    for one in notices:
        if one.kind in _STANDING:
            asked[(one.account_id, one.kind)].append(one)
    stale = set()
    for (account, kind), same in asked.items():
        stale |= {one.pk for one in same} - _STANDING[kind](account, same, at)
    return [one for one in notices if one.pk not in stale]


def _relations(account: UUID, at: datetime) -> list[Guardianship]:
    day = timezone.localtime(at).date()
    mine = Guardianship.objects.in_force(day).filter(guardian__account=account)
    return list(mine.select_related("guardian"))


def _messages(account, notices, at) -> set[UUID]:
    """Not deleted, in a conversation of this guardian, and not read by this guardian."""
    relations = _relations(account, at)
    read = Receipt.objects.filter(
        thread=OuterRef("thread"), kind=Receipt.Kind.READ, last__gte=OuterRef("changed"),
        person__in={one.guardian_id for one in relations},
    )  # fmt: skip
    unread = Message.objects.standing().filter(
        ~Exists(read), pk__in=[one.source for one in notices],
        thread__in=Thread.objects.of_relations(relations),
    )  # fmt: skip
    return _those(notices, "source", unread)


def _news(account, notices, at) -> set[UUID]:
    """Not withdrawn, and not read; a reminder stands until it is confirmed where that is asked."""
    relations = _relations(account, at)
    mine = news_of_relations(relations, timezone.localtime(at).date())
    mine = mine.filter(pk__in=[one.subject_id for one in notices]).order_by()
    reads = NewsRead.objects.filter(
        news__in=[one.subject_id for one in notices],
        guardian__in={one.guardian_id for one in relations},
    )
    read = set(reads.values_list("news", flat=True))
    confirmed = set(reads.exclude(confirmed_at=None).values_list("news", flat=True))
    asks = dict(NewsItem.objects.filter(pk__in=mine.values("pk")).values_list(
        "pk", "asks_confirmation"
    ))  # fmt: skip
    return {
        one.pk
        for one in notices
        if one.subject_id in asks
        and one.subject_id
        not in (confirmed if asks[one.subject_id] and one.source != one.subject_id else read)
    }


def _bring(account, notices, at) -> set[UUID]:
    """Not brought and not taken back, and asked of who gets updates."""
    mine = [one.child_id for one in _relations(account, at) if one.receives_updates]
    asked = PleaseBring.objects.standing().filter(child__in=mine)
    return _those(notices, "subject_id", asked)


def _unseen(account, notices, at) -> set[UUID]:
    """Still unseen, and this colleague still leads the place."""
    mine = set(Employee.objects.filter(account=account).values_list("pk", flat=True))
    return {
        one.pk
        for one in notices
        for told in talk.escalations_of(one.subject_id)
        if _is_unseen(told, mine, at)
    }


def _is_unseen(escalation, mine, at) -> bool:
    where = talk.where_of(escalation, at)
    day = talk.day_at(where, at)
    if not mine & talk.leaders(escalation.organisation_id, where, day):
        return False
    if escalation.message_id:
        unseen = Message.objects.standing().filter(changed__gt=F("thread__seen_by_staff"))
        return unseen.filter(pk=escalation.message_id).exists()
    told = escalation.note or escalation.arrival or escalation.reaction
    return told.seen_at is None and getattr(told, "withdrawn_at", None) is None


def _those(notices, name: str, rows) -> set[UUID]:
    """The notices of which this field points to one of `rows`."""
    found = set(rows.filter(pk__in=[getattr(one, name) for one in notices]).values_list(
        "pk", flat=True
    ))  # fmt: skip
    return {one.pk for one in notices if getattr(one, name) in found}


_STANDING: dict[str, Callable[[UUID, list[Notice], datetime], set[UUID]]] = {
    Kind.MESSAGE: _messages,
    Kind.NEWS: _news,
    Kind.BRING: _bring,
    Kind.UNSEEN: _unseen,
    Kind.INVOICE: bills.standing,
    Kind.DOCUMENT: papers.standing,
    Kind.TALK: mentoring.standing,
    Kind.WEEK: mentoring.standing_pieces,
}
