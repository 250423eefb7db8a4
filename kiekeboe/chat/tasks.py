"""What the clock does: publish news that was planned, tell of what nobody saw, and clear up."""

from uuid import UUID

from django.utils import timezone

from kiekeboe.chat import escalating, publishing, sweeping
from kiekeboe.chat.models import NewsItem, Thread
from kiekeboe.lib.jobs import every, job


@job
def tell_managers(organisation):
    """Run late or twice, it ends the same."""
    now = timezone.now()
    escalating.escalate(UUID(organisation), at=now)
    escalating.escalate_told(UUID(organisation), at=now)


@every(minutes=5)
def tell_what_nobody_saw():
    """A job per organisation: what goes wrong in one holds up no other."""
    now = timezone.now()
    waiting = _organisations(Thread.objects.unseen())
    for name in escalating.SINCE:
        waiting |= _organisations(escalating.told_and_unseen(name, now))
    for one in waiting:
        tell_managers.later(str(one), key=f"unseen:{one}")


@job
def publish_news(organisation):
    publishing.publish_due(UUID(organisation), at=timezone.now())


@every(minutes=1)
def publish_planned_news():
    """What came due while the house was down goes out now."""
    for one in _organisations(NewsItem.objects.due(timezone.now())):
        publish_news.later(str(one), key=f"news due:{one}")


def _organisations(rows) -> set[UUID]:
    return set(rows.order_by().values_list("organisation", flat=True).distinct())


@every(days=1)
def clear_what_was_never_sent():
    now = timezone.now()
    sweeping.clear(at=now)
    sweeping.sweep(at=now)
