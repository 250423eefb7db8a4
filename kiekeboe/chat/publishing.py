"""News: draft, plan, publish, withdraw; and for families read and confirm (F5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from kiekeboe.chat import richtext
from kiekeboe.chat.models import NewsChild, NewsItem, NewsRead
from kiekeboe.chat.newsreach import families_of
from kiekeboe.events.actors import Actor, system
from kiekeboe.events.recording import locked_head, record
from kiekeboe.photos.consents import publishable
from kiekeboe.photos.models import Appearance, Photo

FEW = 3  # from so many families the number is confirmed before it is sent
AGAIN = timedelta(days=1)
PURPOSE = "newsletter"


class NotADraft(Exception):
    """What is published or withdrawn does not change any more."""


class NotTold(Exception):
    """News without a title or without words."""


class NotShown(Exception):
    """A photo that may not stand in news: not everybody on it is allowed in a newsletter."""


class OtherNumber(Exception):
    """It goes to another number of families than was confirmed; `families` is how many."""

    def __init__(self, families: int):
        super().__init__(families)
        self.families = families


class NotForYou(Exception):
    """News that does not exist for this guardian (404)."""


@dataclass(frozen=True)
class Draft:
    """What a news item says and for whom, under an id chosen before."""

    id: UUID
    title: str
    body: str
    audience: str = NewsItem.Audience.ORGANISATION
    location: UUID | None = None
    group: UUID | None = None
    children: tuple[UUID, ...] = ()
    photo: UUID | None = None
    asks_confirmation: bool = False


@transaction.atomic
def draft(said: Draft, *, by: Actor, at: datetime) -> NewsItem:
    """Write a draft down, or change it. The same again changes nothing.

    Raises NotTold, NotADraft for what was published, and for an id that is in use elsewhere.
    """
    locked_head(by.organisation)
    facts = _facts(said)
    known = NewsItem.objects.filter(pk=said.id).first()
    if known and (known.organisation_id != by.organisation or known.published_at):
        raise NotADraft
    if known and known.withdrawn_at:
        raise NotADraft
    if known and not _differs(known, facts, said.children):
        return known
    if known:
        for name, fact in facts.items():
            setattr(known, name, fact)
        # Other words or other families: the number that was confirmed is of no worth any more.
        known.publish_at = None
        known.save()
    news = known or NewsItem.objects.create(
        id=said.id,
        organisation_id=by.organisation,
        written_by_id=by.person,
        written_at=at,
        **facts,
    )
    _choose(news, said.children)
    record("news_drafted", news, by=by, at=at, group=news.group_id)
    return news


@transaction.atomic
def publish(
    news: NewsItem, *, families: int, on: datetime | None = None, by: Actor, at: datetime
) -> None:
    """Send it to the families, at once or at the moment `on`. Publishing again changes nothing.

    `families` is the number that the writer saw and confirmed; from three on it must be right.
    Raises NotADraft, NotShown, OtherNumber.
    """
    locked_head(by.organisation)
    news.refresh_from_db()
    if news.withdrawn_at:
        raise NotADraft
    if news.published_at:
        return
    day = timezone.localtime(at).date()
    reached = families_of(news, day).households
    if reached >= FEW and reached != families:
        raise OtherNumber(reached)
    if not may_show(news.photo_id, day):
        raise NotShown
    if on and on > at:
        if news.publish_at != on:
            news.publish_at = on
            news.save(update_fields=["publish_at"])
            record("news_planned", news, by=by, at=at, group=news.group_id)
        return
    _publish(news, by=by, at=at)


def publish_due(organisation: UUID, *, at: datetime) -> int:
    """Publish what was planned for a moment that has come. Run twice, it ends the same."""
    return sum(_publish_one(one, at) for one in NewsItem.objects.due(at).filter(
        organisation=organisation
    ))  # fmt: skip


@transaction.atomic
def _publish_one(news: NewsItem, at) -> bool:
    locked_head(news.organisation_id)
    news.refresh_from_db()
    if news.published_at or news.withdrawn_at or not news.publish_at or news.publish_at > at:
        return False
    if not may_show(news.photo_id, timezone.localtime(at).date()):
        news.photo_id = None  # a parent said no meanwhile; the words still go
    _publish(news, by=system(news.organisation_id), at=at)
    return True


def _publish(news: NewsItem, *, by, at) -> None:
    news.published_at = at
    news.publish_at = min(news.publish_at or at, at)
    news.save(update_fields=["published_at", "publish_at", "photo"])
    # It names the children, so that the open pages of exactly these families hear of it.
    children = families_of(news, timezone.localtime(at).date()).children
    record(
        "news_published", news, by=by, at=at,
        children=sorted(children), group=news.group_id, audience=news.audience,
    )  # fmt: skip


@transaction.atomic
def withdraw(news: NewsItem, *, by: Actor, at: datetime) -> None:
    """Take it back from everybody, or throw a draft away. Twice changes nothing."""
    standing = NewsItem.objects.filter(pk=news.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=at, withdrawn_by=by.person):
        record("news_withdrawn", news, by=by, at=at, group=news.group_id)
    news.refresh_from_db()


@transaction.atomic
def read(news: NewsItem, *, confirmed: bool = False, by: Actor, at: datetime) -> None:
    """A guardian opened it, or confirmed that it was read. The first moments stay.

    Raises NotForYou for who does not get it.
    """
    locked_head(by.organisation)
    news.refresh_from_db()
    day = timezone.localtime(by.heard_at or at).date()
    gone = not news.published_at or news.withdrawn_at or news.organisation_id != by.organisation
    if gone or by.kind != "guardian" or by.person not in families_of(news, day).guardians:
        raise NotForYou
    row, new = NewsRead.objects.get_or_create(
        organisation_id=by.organisation, news=news, guardian_id=by.person, defaults={"read_at": at}
    )
    confirms = confirmed and news.asks_confirmation and row.confirmed_at is None
    if confirms:
        row.confirmed_at = max(at, row.read_at)
        row.save(update_fields=["confirmed_at"])
    if new or confirms:
        record("news_confirmed" if confirms else "news_read", row, by=by, at=at, news=str(news.pk))


def confirm(news: NewsItem, *, by: Actor, at: datetime) -> None:
    """ "Gelezen": the guardian says so. Raises NotForYou."""
    read(news, confirmed=True, by=by, at=at)


@transaction.atomic
def remind(news: NewsItem, *, by: Actor, at: datetime) -> frozenset[UUID]:
    """Tell those again who did not read it, at most once a day. Answers who they are."""
    locked_head(by.organisation)
    news.refresh_from_db()
    if not news.published_at or news.withdrawn_at:
        raise NotADraft
    if news.reminded_at and at - news.reminded_at < AGAIN:
        return frozenset()
    missing = silent(news, timezone.localtime(at).date())
    if missing:
        news.reminded_at = at
        news.save(update_fields=["reminded_at"])
        record("news_reminded", news, by=by, at=at, group=news.group_id)
    return missing


@dataclass(frozen=True)
class Counts:
    """How far a news item came, in guardians."""

    got: int
    read: int
    confirmed: int


def counts(news: NewsItem, day: date) -> Counts:
    """How many guardians have it, read it and confirmed it. Two queries."""
    rows = dict(news.reads.values_list("guardian", "confirmed_at"))
    got = families_of(news, day).guardians | rows.keys()
    return Counts(len(got), len(rows), sum(one is not None for one in rows.values()))


def reads_of(rows: Iterable[NewsItem]) -> dict[UUID, int]:
    """How many guardians opened each of these. One query."""
    read = NewsRead.objects.filter(news__in=[one.pk for one in rows])
    return dict(read.values_list("news").annotate(Count("pk")).order_by())


def silent(news: NewsItem, day: date) -> frozenset[UUID]:
    """Guardians who did not read it; where confirming is asked, who did not confirm."""
    done = news.reads.all()
    if news.asks_confirmation:
        done = done.filter(confirmed_at__isnull=False)
    return families_of(news, day).guardians - set(done.values_list("guardian", flat=True))


def may_show(photo: UUID | None, day: date) -> bool:
    """Whether a photo may stand in news today; pages ask it again at every view."""
    if photo is None:
        return True
    on_it = list(Appearance.objects.filter(photo=photo).values_list("child", flat=True))
    standing = Photo.objects.standing().filter(pk=photo).exists()
    return standing and publishable(PURPOSE, on_it, day)


def _facts(said: Draft) -> dict:
    body = richtext.clean(said.body)
    title, told = said.title.replace("\0", "").strip(), richtext.plain(body)
    if not title or not told:
        raise NotTold
    return {
        "title": title,
        "body": body,
        "told": told,
        "audience": said.audience,
        "location_id": said.location,
        "group_id": said.group,
        "photo_id": said.photo,
        "asks_confirmation": said.asks_confirmation,
    }


def _differs(news: NewsItem, facts: dict, children: Iterable) -> bool:
    chosen = set(news.children.values_list("child", flat=True))
    return chosen != set(children) or any(getattr(news, one) != facts[one] for one in facts)


def _choose(news: NewsItem, children: Iterable) -> None:
    news.children.exclude(child__in=children).delete()
    NewsChild.objects.bulk_create(
        (NewsChild(organisation_id=news.organisation_id, news=news, child_id=one)
         for one in dict.fromkeys(children)),
        ignore_conflicts=True,
    )  # fmt: skip
