"""When the story happens: four weeks up to this moment, at whatever hour it is told.

Most of the day the clock of the story is the clock on the wall. Told in the evening or at night
the day of today is moved and pressed together, so that the children are there all the same.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
OPENS, CLOSES = 450, 1110  # minutes from midnight
LIVELY = range(630, 1005)  # 10:30 to 16:45: nearly everyone is in
STANDS_AT = 940  # 15:40, when told outside those hours
WEEKS = 4


@dataclass(frozen=True)
class Clock:
    """`now` is the moment of telling; days and minutes are those of the house."""

    now: datetime

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    @cached_property
    def midnight(self) -> datetime:
        return datetime.combine(self.today, time(), ZONE).astimezone(UTC)

    @cached_property
    def minute(self) -> int:
        """The minute of the day that the story has reached."""
        here = self.now.astimezone(ZONE)
        minute = here.hour * 60 + here.minute
        return minute if minute in LIVELY else STANDS_AT

    @cached_property
    def is_moved(self) -> bool:
        here = self.now.astimezone(ZONE)
        return self.minute != here.hour * 60 + here.minute

    def at(self, day: date, minute: float) -> datetime:
        """The moment of a minute of a day, in UTC; of today never later than now."""
        if day == self.today and self.is_moved:
            return self._moved(minute)
        moment = datetime.combine(day, time(), ZONE) + timedelta(minutes=minute)  # on the wall
        moment = moment.astimezone(UTC)
        return min(moment, self.now) if day == self.today else moment

    def _moved(self, minute: float) -> datetime:
        before = self.minute - minute
        room = (self.now - self.midnight) / timedelta(minutes=1) - 0.5
        scale = max(0.0, min(1.0, room / (self.minute - OPENS + 60)))
        moment = self.now - timedelta(seconds=round(max(before, 0) * scale * 60))
        return max(moment, self.midnight)

    def slot(self, comes: int, goes: int, *, today: bool) -> tuple[time, time]:
        """The times of a contract day; a moved today has moved times."""
        if not (today and self.is_moved):
            return _time(comes // 30 * 30), _time(-(-goes // 30) * 30)
        starts = self.at(self.today, comes).astimezone(ZONE).time().replace(second=0, microsecond=0)
        return min(starts, time(23, 58)), time(23, 59)

    @cached_property
    def days(self) -> list[date]:
        """The working days of four weeks, today last (also when today is a Sunday)."""
        back = [self.today - timedelta(days=n) for n in range(WEEKS * 7, 0, -1)]
        return [day for day in back if day.isoweekday() < 6] + [self.today]

    def weekdays(self, offsets) -> set[int]:
        """Offsets from today as weekdays; on a weekend the pattern is that of a Tuesday."""
        base = self.today.isoweekday() if self.today.isoweekday() < 6 else 2
        found = {(base - 1 + offset) % 5 + 1 for offset in offsets}
        return found | {self.today.isoweekday()} if 0 in offsets else found

    def born(self, months: int, day_of_month: int) -> date:
        """A birth date that makes a child this old today; day 0 is a birthday today."""
        whole = self.today.year * 12 + self.today.month - 1 - months
        if day_of_month > self.today.day:
            whole -= 1
        day = day_of_month or min(self.today.day, 28)
        return date(whole // 12, whole % 12 + 1, day)


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
