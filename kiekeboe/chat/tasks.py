"""What the clock does: publish news that was planned, tell of what nobody saw, and clear up."""

from django.utils import timezone

from kiekeboe.chat import enclosing, escalating, publishing
from kiekeboe.chat.models import NewsItem, Thread
from kiekeboe.lib.jobs import every


@every(minutes=5)
def tell_what_nobody_saw():
    """Run late or twice, it ends the same."""
    unseen = Thread.objects.unseen().order_by().values_list("organisation", flat=True)
    for organisation in set(unseen):
        escalating.escalate(organisation, at=timezone.now())


@every(minutes=1)
def publish_planned_news():
    """What came due while the house was down goes out now."""
    now = timezone.now()
    due = NewsItem.objects.due(now).order_by().values_list("organisation", flat=True)
    for organisation in set(due):
        publishing.publish_due(organisation, at=now)


@every(days=1)
def clear_what_was_never_sent():
    enclosing.clear(at=timezone.now())
