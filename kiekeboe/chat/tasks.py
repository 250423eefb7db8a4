"""What the clock does: publish news that was planned, tell of what nobody saw, and clear up."""

from django.utils import timezone

from kiekeboe.chat import escalating, publishing, sweeping
from kiekeboe.chat.models import NewsItem
from kiekeboe.lib.jobs import every
from kiekeboe.organisation.models import Organisation


@every(minutes=5)
def tell_what_nobody_saw():
    """Run late or twice, it ends the same."""
    now = timezone.now()
    for organisation in Organisation.objects.values_list("pk", flat=True):
        escalating.escalate(organisation, at=now)
        escalating.escalate_notes(organisation, at=now)


@every(minutes=1)
def publish_planned_news():
    """What came due while the house was down goes out now."""
    now = timezone.now()
    due = NewsItem.objects.due(now).order_by().values_list("organisation", flat=True)
    for organisation in set(due):
        publishing.publish_due(organisation, at=now)


@every(days=1)
def clear_what_was_never_sent():
    now = timezone.now()
    sweeping.clear(at=now)
    sweeping.sweep(at=now)
