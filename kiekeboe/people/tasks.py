"""What the day brings: addresses that hold from today."""

from django.utils import timezone

from kiekeboe.lib.jobs import every
from kiekeboe.people import moving


@every(hours=1)
def do_planned_moves():
    """Run late or twice, it ends the same."""
    now = timezone.now()
    moving.do_what_is_due(timezone.localdate(now), now)
