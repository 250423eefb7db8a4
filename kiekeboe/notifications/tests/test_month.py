"""A month of a lively nursery, and how often it disturbs one family."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import outbox, pushing
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.notifications.news import News
from kiekeboe.notifications.quiet import is_quiet
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
FIRST = make.DAY
DAYS, PER_DAY = 30, 20
ABOUT_A_CHILD = [Kind.REQUEST, Kind.SICK, Kind.DAY_SUMMARY, Kind.CONSENT, Kind.FAMILY]
ABOUT_NONE = [Kind.OCCASION, Kind.CLOSED]


class Month:
    """Noor and Luuk and their mother, who wants no push about Luuk's days, and a busy nursery."""

    def __init__(self, phone):
        self.dice = Random(34)
        group = make.group()
        self.noor, self.luuk = make.child(group), make.child(group)
        self.mother = make.guardian([self.noor, self.luuk])
        self.account = self.mother.account_id
        pushing.subscribe(self.mother.account, phone.listener, at=make.at(0))
        Preference.objects.create(
            account=self.mother.account, kind=Kind.DAY_SUMMARY, channel=Channel.PUSH,
            child=self.luuk, wanted=False,
        )  # fmt: skip
        self.told: list[tuple[datetime, News]] = []

    def news(self) -> News:
        about_none = self.dice.random() < 0.2
        kind = self.dice.choice(ABOUT_NONE if about_none else ABOUT_A_CHILD)
        child: UUID | None = None if about_none else self.dice.choice([self.noor, self.luuk]).pk
        urgent = self.dice.random() < 0.06
        return News(self.account, kind, child, uuid7(), uuid7(), urgent=urgent)

    def moments(self):
        """Every ten minutes or so something happens, at all hours, also at night."""
        for day in range(DAYS):
            midnight = datetime.combine(FIRST + timedelta(days=day), time(), UTC)
            for minute in sorted(self.dice.sample(range(1440), PER_DAY)):
                yield midnight + timedelta(minutes=minute)

    def live(self) -> None:
        for at, upto in pairwise(self.moments()):
            one = self.news()
            outbox.put([one], organisation=self.noor.organisation_id, at=at)
            self.told.append((at, one))
            self.work(min(at + timedelta(minutes=10), upto))
        self.work(datetime.combine(upto.date() + timedelta(days=2), time(10), UTC))

    def work(self, at) -> None:
        """What the worker does with what is due by then, once."""
        for account in pushing.waiting(at):
            pushing.deliver(account, at=at)
        for account in outbox.waiting(at):
            outbox.deliver(account, at=at)


@pytest.fixture
def month(push_service):
    month = Month(push_service.phone("hers"))
    month.live()
    return month


def test_a_month_of_news_stays_within_the_limits(month):
    """U34 600 pieces of news in 30 days for one family with two children."""
    sent = Notice.objects.filter(channel=Channel.PUSH, sent_at__isnull=False)
    calm = list(sent.filter(urgent=False))
    per_child_and_day = Counter()
    for child, at in {(one.child_id, one.sent_at) for one in calm}:
        per_child_and_day[child, at.astimezone(HERE).date()] += 1
    assert max(per_child_and_day.values()) == 3, "the limit is reached, and not passed"
    assert len(per_child_and_day) > DAYS

    for one in calm:
        assert not is_quiet(one.sent_at.astimezone(HERE).time(), time(19), time(7))

    urgent = [(at, one) for at, one in month.told if one.urgent and one.kind in pushed(month, one)]
    assert len(urgent) > 3
    night = 0
    for at, one in urgent:
        notice = sent.get(source=one.source)
        assert notice.sent_at - at <= timedelta(minutes=10), "urgent goes at once"
        night += is_quiet(notice.sent_at.astimezone(HERE).time(), time(19), time(7))
    assert night, "one of them came at night"

    assert not sent.filter(child=month.luuk, kind=Kind.DAY_SUMMARY).exists()
    assert sent.filter(child=month.noor, kind=Kind.DAY_SUMMARY).exists()
    in_app = Notice.objects.filter(channel=Channel.APP).count()
    assert in_app == len(month.told), "in the app stands everything"
    waiting = Notice.objects.filter(sent_at=None, dropped_at=None).exclude(channel=Channel.APP)
    assert not waiting.exists(), "nothing stays behind"
    one_letter_an_evening()


def one_letter_an_evening() -> None:
    evenings = Notice.objects.filter(channel=Channel.DIGEST, sent_at__isnull=False)
    letters = {(one.letter, one.sent_at) for one in evenings}
    assert len(letters) == len({letter for letter, _ in letters}) > DAYS / 2
    days = Counter(at.astimezone(HERE).date() for _, at in letters)
    assert max(days.values()) == 1
    assert {one.due_at.astimezone(HERE).hour for one in evenings} == {19}
    at_once = Notice.objects.filter(channel=Channel.MAIL, sent_at__isnull=False)
    assert len(mail.outbox) <= len(letters) + at_once.values("sent_at").distinct().count()


def pushed(month, one):
    """The kinds that this mother gets on her phone about this child."""
    kinds = {Kind.REQUEST, Kind.SICK, Kind.DAY_SUMMARY}
    return kinds - {Kind.DAY_SUMMARY} if one.child == month.luuk.pk else kinds
