"""What the clock does for the groups."""

from django.utils import timezone

from kiekeboe.care import closing
from kiekeboe.lib.jobs import every


@every(minutes=5)
def close_the_day():
    """Remind at closing time, and an hour later close what was forgotten (B3)."""
    now = timezone.now()
    closing.remind(now)
    closing.close_forgotten(now)
