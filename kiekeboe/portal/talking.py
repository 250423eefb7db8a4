"""Conversations as a parent reaches them: own households only, through relations in force."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils import timezone

from kiekeboe.chat import opening, policy, reading, receiving
from kiekeboe.chat.models import Message, NewsRead, Thread
from kiekeboe.chat.newsreach import news_of_relations
from kiekeboe.chat.reaching import audience_of, day_of, location_of, threads_of_family
from kiekeboe.chat.showing import bubbles
from kiekeboe.people.models import Employee, Guardianship
from kiekeboe.portal.access import zone_of

FACES = 3  # colleagues whose faces stand above a conversation


@dataclass(frozen=True)
class Talk:
    """One conversation of one parent; `thread` is not stored as long as nothing was said."""

    thread: Thread
    relation: Guardianship
    now: object
    stored: bool = True

    @property
    def with_group(self) -> bool:
        return self.thread.kind == Thread.Kind.GROUP

    @property
    def address(self) -> str:
        if self.stored:
            return f"/parent/messages/{self.thread.pk}/"
        if self.with_group:
            return f"/parent/messages/group/{self.thread.child_id}/"
        return f"/parent/messages/office/{self.thread.organisation_id}/"

    @cached_property
    def day(self):
        return day_of(self.thread, self.now)

    @cached_property
    def location(self):
        return location_of(self.thread, self.day)

    @cached_property
    def audience(self):
        return audience_of(self.thread, self.day)

    @cached_property
    def house(self) -> policy.House:
        return opening.house_of(self.location)

    @cached_property
    def colleagues(self) -> list[Employee]:
        """Who of staff reads along, by name."""
        here = Employee.objects.filter(pk__in=self.audience.staff)
        return list(here.order_by("first_name", "last_name"))

    @cached_property
    def away(self) -> list:
        """Who of them is away, with what they left behind."""
        found = opening.away_on(self.audience.staff, self.day)
        return list(found.values())

    def opened(self, by) -> Thread:
        """The conversation as it is stored, to say something in."""
        if self.stored:
            return self.thread
        if self.with_group:
            child = self.relation.child
            return opening.with_group(child, self.thread.household_id, by=by, at=self.now)
        return opening.with_office(self.thread.household_id, by=by, at=self.now)

    def said(self, before: int | None = None) -> list:
        """The newest messages, or those before a place, as this parent sees them."""
        if not self.stored:
            return []
        return bubbles(
            self.thread, reading.newest(self.thread, before=before),
            person=self.relation.guardian_id, side="family", day=self.day, now=self.now,
        )  # fmt: skip


def talk_of(request, thread_id) -> Talk:
    """A conversation of this family, or 404."""
    family = request.family
    found = threads_of_family(family.guardianships).filter(pk=thread_id).select_related("child")
    thread = found.first()
    if thread is None:
        raise Http404
    return Talk(thread, _relation(family, thread), timezone.now())


def talk_with_group(request, relation) -> Talk:
    """The one about a child with its group, stored or not."""
    return _known_or_new(
        request, relation, kind=Thread.Kind.GROUP, child_id=relation.child_id
    )  # fmt: skip


def talk_with_office(request, organisation_id) -> Talk:
    """The one with the office of an organisation that has a child of this family, or 404."""
    family = request.family
    mine = [one for one in family.guardianships if one.organisation_id == organisation_id]
    if not mine:
        raise Http404
    return _known_or_new(request, mine[0], kind=Thread.Kind.OFFICE, child_id=None)


def _known_or_new(request, relation, **key) -> Talk:
    key |= {
        "organisation_id": relation.organisation_id,
        "household_id": relation.guardian.household_id,
    }
    known = Thread.objects.filter(**key).select_related("child").first()
    return Talk(known or Thread(**key), relation, timezone.now(), stored=known is not None)


def _relation(family, thread):
    if thread.child_id:
        return family.relation_to(thread.child_id)
    return next(
        one
        for one in family.guardianships
        if (one.organisation_id, one.guardian.household_id)
        == (thread.organisation_id, thread.household_id)
    )


@dataclass(frozen=True)
class Row:
    """A line of the list: whom it is with, what was said last, and how much is new."""

    url: str
    title: str
    about: str
    last: str
    at: object
    unread: int
    portrait: str = ""
    is_office: bool = False


def rows(request, office: str) -> list[Row]:
    """A line per child with its group and per organisation with the office, the newest on top.
    Three queries. `office` is the word for it."""
    relations = request.family.guardianships
    newest = Message.objects.filter(thread=OuterRef("pk")).order_by("-sequence")
    found = threads_of_family(relations).annotate(said=Subquery(newest.values("text")[:1]))
    threads = {(one.household_id, one.child_id, one.organisation_id): one for one in found}
    unread = unread_of(relations, [one.pk for one in threads.values()])
    made, offices = [], set()
    for one in relations:
        group = threads.get((one.guardian.household_id, one.child_id, one.organisation_id))
        title = one.at_group_name or one.child.first_name
        url = f"/parent/messages/group/{one.child_id}/"
        made.append(_row(group, url, title, one.child.first_name, unread, one.child.portrait))
        if one.organisation_id not in offices:
            offices.add(one.organisation_id)
            with_it = threads.get((one.guardian.household_id, None, one.organisation_id))
            url, title = f"/parent/messages/office/{one.organisation_id}/", office
            made.append(_row(with_it, url, title, one.organisation.name, unread, is_office=True))
    return sorted(made, key=lambda one: one.at.timestamp() if one.at else 0, reverse=True)


def _row(thread, url, title, about, unread, portrait="", *, is_office=False) -> Row:
    if thread is None:
        return Row(url, title, about, "", None, 0, portrait, is_office)
    return Row(
        f"/parent/messages/{thread.pk}/", title, about, thread.said or "", thread.last_at,
        unread.get(thread.pk, 0), portrait, is_office,
    )  # fmt: skip


def unread_of(relations, threads) -> dict:
    """{conversation: how many messages this account did not see}. One query per guardian, and an
    account is one guardian in nearly every case."""
    found: dict = {}
    for guardian in {one.guardian_id for one in relations}:
        found |= receiving.unread(threads, guardian)
    return found


def news_unread(relations, day) -> int:
    """How many news items this account did not open. Two queries."""
    mine = {one.guardian_id for one in relations}
    read = NewsRead.objects.filter(guardian__in=mine).values("news")
    return news_of_relations(relations, day).exclude(pk__in=read).count()


def new_for(family) -> int:
    """What the tab counts: messages and news that were not seen."""
    relations = family.parental().guardianships
    threads = list(threads_of_family(relations).values_list("pk", flat=True)) if relations else []
    unread = sum(unread_of(relations, threads).values()) if threads else 0
    return unread + (news_unread(relations, family.day) if relations else 0)


def zone_for(talk: Talk):
    return talk.location.zone if talk.location else zone_of(talk.relation)
