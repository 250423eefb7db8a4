"""Who hears of messages, news, things to bring, and of what stayed unseen (F1, F3, F5, B8).

A family hears of what is said to it. Colleagues hear of no message: their pages and tablets show
it live. Only the manager is told, of what nobody saw in time, and while the house is open (F4).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kiekeboe.chat.models import Escalation, Message, NewsItem
from kiekeboe.chat.newsreach import families_of
from kiekeboe.chat.opening import house_of
from kiekeboe.chat.publishing import silent
from kiekeboe.chat.reaching import location_of
from kiekeboe.notifications.models import Kind
from kiekeboe.notifications.news import News, about_each, once_each, relations_with_account
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Employee, Guardian, Guardianship, Role
from kiekeboe.planning.models import Placement

A_DAY = timedelta(days=1)
TOLD_WITH = ("message", "note", "arrival", "reaction")


def of_message(event, _children) -> list[News]:
    """The guardians of the household, but who wrote it. It leads to the conversation."""
    message = Message.objects.select_related("thread").get(pk=event.subject_id)
    thread = message.thread
    day = timezone.localtime(event.happened_at).date()
    relations = Guardianship.objects.in_force(day).parental().filter(
        receives_updates=True,
        guardian__household=thread.household_id,
        guardian__account__isnull=False,
    )  # fmt: skip
    if thread.child_id:
        relations = relations.filter(child=thread.child_id)
    others = relations.exclude(guardian=event.person_id).select_related("guardian")
    urgent = _answers_what_is_urgent(message)
    return once_each(
        News(one.guardian.account_id, Kind.MESSAGE, thread.child_id, message.pk, thread.pk, urgent)
        for one in others
    )


def _answers_what_is_urgent(message: Message) -> bool:
    """A colleague says something where a parent called the last thing urgent, a day ago at most:
    that parent is waiting for it, also at night."""
    if message.guardian_id:
        return False
    said = Message.objects.standing().filter(
        thread=message.thread_id, guardian__isnull=False, sequence__lt=message.sequence,
        heard_at__gt=message.heard_at - A_DAY,
    )  # fmt: skip
    last = said.order_by("-sequence").first()
    return last is not None and last.urgent


def of_news(event, _children) -> list[News]:
    """Every guardian who gets it, once, however many children."""
    news = NewsItem.objects.get(pk=event.subject_id)
    day = timezone.localtime(event.happened_at).date()
    return _about_news(news, families_of(news, day).guardians, source=news.pk)


def of_reminder(event, _children) -> list[News]:
    """Who did not read it, or did not confirm it where that is asked."""
    news = NewsItem.objects.get(pk=event.subject_id)
    day = timezone.localtime(event.happened_at).date()
    return _about_news(news, silent(news, day), source=event.pk)


def _about_news(news: NewsItem, guardians: Iterable[UUID], *, source: UUID) -> list[News]:
    rows = Guardian.objects.filter(pk__in=guardians, account__isnull=False)
    accounts = rows.order_by("pk").values_list("account", flat=True)
    return once_each(News(one, Kind.NEWS, None, source, news.pk) for one in accounts)


def of_asking(event, children) -> list[News]:
    """The parents and guardians of the child: somebody has to bring it."""
    _, relations = relations_with_account(event, children)
    return about_each(event, Kind.BRING, relations.parental().filter(receives_updates=True))


def of_unseen(event, _children) -> list[News]:
    """Those who lead the location, and only while it is open (F3, F4). No child is named."""
    escalation = escalations_of(event.subject_id).get()
    where = where_of(escalation, event.happened_at)
    leading = leaders(escalation.organisation_id, where, day_at(where, event.happened_at))
    accounts = Employee.objects.filter(pk__in=leading, account__isnull=False)
    hours = house_of(where)
    return once_each(
        News(one, Kind.UNSEEN, None, event.pk, event.subject_id, hours=hours)
        for one in accounts.order_by("pk").values_list("account", flat=True)
    )


def escalations_of(subject: UUID):
    """The one with which the manager was told of this message, note, report or reaction."""
    about = Q()
    for name in TOLD_WITH:
        about |= Q(**{name: subject})
    rows = Escalation.objects.select_related("message__thread", "note", "arrival", "reaction")
    return rows.filter(about)


def where_of(escalation: Escalation, at: datetime) -> Location | None:
    """The location that should have seen it: where the child has its place, or had its last."""
    if escalation.message:
        return location_of(escalation.message.thread, at.date())
    told = escalation.note or escalation.arrival or escalation.reaction
    placed = Placement.objects.filter(child=told.child_id, started_on__lte=_needed_on(told, at))
    last = placed.select_related("group__location").order_by("-started_on").first()
    return last.group.location if last else None


def _needed_on(told, at) -> date:
    return getattr(told, "day", at.date())


def day_at(where: Location | None, at: datetime) -> date:
    """The local day of a moment at a location."""
    return at.astimezone(where.zone if where else timezone.get_default_timezone()).date()


def leaders(organisation: UUID, where: Location | None, day: date) -> set[UUID]:
    """The managers of a location on `day` and of the whole house; without any, the owners."""
    roles = Role.objects.in_force(day).filter(organisation=organisation)
    here = Q(location=None) | Q(location=where) if where else Q(location=None)
    managers = set(roles.filter(here, name="manager").values_list("employee", flat=True))
    return managers or set(roles.filter(name="owner").values_list("employee", flat=True))
