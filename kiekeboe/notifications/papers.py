"""Who hears of a document: those who are asked to agree with it, and the parents of the child it
is about. What is only there to be looked up is told to nobody. No child, no title is named.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from kiekeboe.documents import filing, sight
from kiekeboe.documents.models import Document, Reading
from kiekeboe.notifications.models import Kind, Notice
from kiekeboe.notifications.news import News, once_each
from kiekeboe.people.models import Guardian, Guardianship


def of_version(event, _children) -> list[News]:
    """Everybody who sees a new version, once."""
    document = Document.objects.get(pk=event.subject_id)
    if not (document.asks_agreement or document.child_id):
        return []
    day = timezone.localtime(event.happened_at).date()
    reach = sight.guardianships_of(document, day).values("guardian")
    return _about(document, Guardian.objects.filter(pk__in=reach), event.pk)


def of_reminder(event, _children) -> list[News]:
    """Who did not yet do what is asked."""
    document = Document.objects.get(pk=event.subject_id)
    silent = filing.silent(document, timezone.localtime(event.happened_at).date())
    return _about(document, Guardian.objects.filter(pk__in=[one.pk for one in silent]), event.pk)


def _about(document: Document, guardians, source: UUID) -> list[News]:
    rows = guardians.filter(account__isnull=False).order_by("pk")
    return once_each(
        News(account, Kind.DOCUMENT, None, source, document.pk)
        for account in rows.values_list("account", flat=True)
    )


def standing(account: UUID, notices: list[Notice], at: datetime) -> set[UUID]:
    """The notices that are still news: the document can be seen, and what is asked is not done."""
    day = timezone.localtime(at).date()
    mine = Guardianship.objects.in_force(day).filter(guardian__account=account)
    relations = list(mine.select_related("guardian"))
    asked = {one.subject_id for one in notices}
    seen = sight.of_family(relations, day).filter(pk__in=asked)
    open_ones = {one.pk for one in seen if not _is_done(one, relations)}
    return {one.pk for one in notices if one.subject_id in open_ones}


def _is_done(document: Document, relations) -> bool:
    rows = Reading.objects.filter(
        version=filing.latest(document), guardian__in={one.guardian_id for one in relations}
    )
    return (rows.exclude(agreed_at=None) if document.asks_agreement else rows).exists()
