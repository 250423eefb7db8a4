"""Who hears of development. Of a talk the parents do, when they are asked to write and when the
report is there: relatives do not, and no word of the report is told. Of a weekly piece everyone
does who reads the diary along.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from kiekeboe.development import sight
from kiekeboe.development.models import ParentPart, TalkReading
from kiekeboe.notifications.models import Kind, Notice
from kiekeboe.notifications.news import News, about_each, relations_with_account
from kiekeboe.people.models import Guardianship


def of_talk(event, children) -> list[News]:
    """Every parent of the child who may read it."""
    _, relations = relations_with_account(event, children)
    return about_each(event, Kind.TALK, relations.parental().filter(receives_updates=True))


def of_piece(event, children) -> list[News]:
    """Whoever follows the day of the child, for whom the piece is out."""
    _, relations = relations_with_account(event, children)
    return about_each(event, Kind.WEEK, relations.filter(receives_updates=True))


def standing(account: UUID, notices: list[Notice], at: datetime) -> set[UUID]:
    """Still news: in reach, and this parent did not yet write before it or sign it as read."""
    relations = _relations(account, at)
    guardians = {one.guardian_id for one in relations}
    asked = {one.subject_id for one in notices}
    done = {"talk__in": asked, "guardian__in": guardians}
    read = set(TalkReading.objects.filter(**done).values_list("talk", flat=True))
    written = set(ParentPart.objects.filter(**done).values_list("talk", flat=True))
    open_ones = {
        one.pk for one in sight.talks_for(relations).filter(pk__in=asked)
        if one.pk not in (read if one.shared_at else written)
    }  # fmt: skip
    return {one.pk for one in notices if one.subject_id in open_ones}


def standing_pieces(account: UUID, notices: list[Notice], at: datetime) -> set[UUID]:
    """Still news: out, not withdrawn, and in reach of this person."""
    out = sight.pieces_for(_relations(account, at))
    found = set(out.filter(pk__in=[one.subject_id for one in notices]).values_list("pk", flat=True))
    return {one.pk for one in notices if one.subject_id in found}


def _relations(account: UUID, at: datetime) -> list[Guardianship]:
    day = timezone.localtime(at).date()
    mine = Guardianship.objects.in_force(day).filter(guardian__account=account)
    return list(mine.select_related("guardian"))
