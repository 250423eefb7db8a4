"""When a contract may end or become another one (E12).

Pure. Notice takes at most a month, counted from the day it is received, and ends on any day of
the month: terms that say longer, or "only by the first", are void (6:236 and 6:237 BW; nl-rules
§4.1). Day care that was agreed until the fourth birthday may end on its eve.
"""

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
FOUR = 4  # years: day care is agreed until then


def last_day_after(received: date) -> date:
    """The last day of a contract of which the notice came in on `received`: the same number in
    the next month, or that month's last day."""
    year, month = (received.year + received.month // 12, received.month % 12 + 1)
    return date(year, month, min(received.day, monthrange(year, month)[1]))


def eve_of_fourth_birthday(born: date) -> date:
    """The last day of day care until four. Who is born on 29 February is four on 1 March when
    that year has no such day."""
    year = born.year + FOUR
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 2, 28)
    return born.replace(year=year) - DAY


def first_last_day(received: date, *, born: date | None = None) -> date:
    """The first day on which a contract may end. `born` is given for day care until four."""
    after = last_day_after(received)
    if born is None:
        return after
    eve = eve_of_fourth_birthday(born)
    return min(after, eve) if eve >= received else after


def first_day_of_change(received: date, *, less: bool) -> date:
    """The first day of other days. Fewer hours are notice for the hours that go, more hours or
    other days may start the next day, if there is room."""
    return last_day_after(received) + DAY if less else received + DAY
