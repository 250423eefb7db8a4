"""`manage.py tell_story`: fill an empty demo house with a nursery at work."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kiekeboe.story import telling


def moment_of(day: date | None) -> datetime:
    """Now; of another day the middle of the afternoon at the nursery."""
    now = timezone.now()
    here = ZoneInfo("Europe/Amsterdam")
    if day is None or day == now.astimezone(here).date():
        return now
    return datetime.combine(day, time(13, 20), here).astimezone(UTC)


class Command(BaseCommand):
    help = "Tell the demo story, once. Only in demo mode."

    def add_arguments(self, parser):
        parser.add_argument("--today", type=date.fromisoformat, help="the day it is, 2026-04-14")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *args, today=None, quiet=False, **options):
        try:
            fresh = telling.tell(moment_of(today))
        except telling.OnlyInTheDemo as refusal:
            raise CommandError("The demo story is only told with KIEKEBOE_MODE=demo.") from refusal
        if not quiet:
            self.stdout.write("The story is told." if fresh else "The story was told before.")
