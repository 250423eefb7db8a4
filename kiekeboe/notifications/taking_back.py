"""News that turned out to be a slip: what nobody read or got yet is not told."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from kiekeboe.chat.models import Message, NewsItem
from kiekeboe.documents import filing
from kiekeboe.documents.models import Document
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.notifications.news import day_of_child
from kiekeboe.people.models import Guardian


def forget_answers(request_id: UUID, *, at: datetime) -> None:
    """The answer to a request was taken back within minutes, before its letter went out."""
    Notice.objects.filter(
        kind=Kind.REQUEST, subject_id=request_id, sent_at=None, read_at=None, dropped_at=None
    ).update(dropped_at=at)


def after(event, children) -> None:
    """What was read, deleted, withdrawn or brought is no news any more, and no badge counts it."""
    if change := _AFTER.get(event.verb):
        change(event, children)


def _message_read(event, _children) -> None:
    seen = Message.objects.filter(
        thread=event.payload["thread"], changed__lte=event.payload["through"]
    )
    _read(_of(event.person_id).filter(kind=Kind.MESSAGE, source__in=seen.values("pk")), event)


def _message_deleted(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.MESSAGE, source=event.subject_id), event)


def _news_read(event, _children) -> None:
    """The reminder to confirm stays until it is confirmed."""
    news = NewsItem.objects.get(pk=event.payload["news"])
    mine = _of(event.person_id).filter(kind=Kind.NEWS, subject_id=news.pk)
    if news.asks_confirmation and event.verb == "news_read":
        mine = mine.filter(source=news.pk)
    _read(mine, event)


def _news_withdrawn(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.NEWS, subject_id=event.subject_id), event)


def _document_read(event, _children) -> None:
    """What asks to be agreed with stays until it is; an older version is not the news."""
    document = Document.objects.get(pk=event.subject_id)
    if event.payload["version"] != str(filing.latest(document).pk):
        return
    if event.verb == "document_agreed" or not document.asks_agreement:
        mine = _of(event.person_id).filter(kind=Kind.DOCUMENT, subject_id=document.pk)
        _read(mine, event)


def _document_withdrawn(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.DOCUMENT, subject_id=event.subject_id), event)


def _talk_done(event, _children) -> None:
    """A parent wrote before the talk, or signed its report as read."""
    _read(_of(event.person_id).filter(kind=Kind.TALK, subject_id=event.subject_id), event)


def _talk_dropped(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.TALK, subject_id=event.subject_id), event)


def _piece_withdrawn(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.WEEK, subject_id=event.subject_id), event)


def _brought(event, _children) -> None:
    _drop(Notice.objects.filter(kind=Kind.BRING, subject_id=event.subject_id), event)


def _not_gone_home(event, children) -> None:
    """The slip is told to nobody who does not know; when it goes home after all, they hear it."""
    day = timezone.localtime(event.happened_at).date()
    for child in children:
        Notice.objects.filter(
            kind=Kind.DAY_SUMMARY, source=day_of_child(child, day), sent_at=None, read_at=None
        ).delete()


def _of(guardian):
    accounts = Guardian.objects.filter(pk=guardian, account__isnull=False).values("account")
    return Notice.objects.filter(account__in=accounts)


def _read(notices, event) -> None:
    notices.filter(channel=Channel.APP, read_at=None).update(read_at=event.heard_at)


def _drop(notices, event) -> None:
    notices.filter(sent_at=None, read_at=None, dropped_at=None).update(dropped_at=event.heard_at)


_AFTER = {
    "message_read": _message_read,
    "message_deleted": _message_deleted,
    "news_read": _news_read,
    "news_confirmed": _news_read,
    "news_withdrawn": _news_withdrawn,
    "document_downloaded": _document_read,
    "document_agreed": _document_read,
    "document_withdrawn": _document_withdrawn,
    "mentor_talk_part_written": _talk_done,
    "mentor_talk_read": _talk_done,
    "mentor_talk_dropped": _talk_dropped,
    "weekly_piece_withdrawn": _piece_withdrawn,
    "bring_ticked": _brought,
    "bring_withdrawn": _brought,
    "check_out_undone": _not_gone_home,
}
