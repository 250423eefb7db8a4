"""What the clock decides: offers that nobody took, and questions about days gone by."""

from django.utils import timezone

from kiekeboe.events.actors import system
from kiekeboe.lib.jobs import every
from kiekeboe.planning import asking
from kiekeboe.planning.models import Request


@every(minutes=5)
def expire_requests():
    """Run late or twice, it ends the same: what is over by now is over."""
    undecided = Request.objects.undecided().order_by().values_list("organisation", flat=True)
    for organisation in set(undecided):
        asking.expire(organisation=organisation, by=system(organisation), at=timezone.now())
