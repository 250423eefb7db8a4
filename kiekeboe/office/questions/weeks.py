"""Days of the week and weeks of a child, in words."""

from datetime import timedelta

from django.utils.dates import WEEKDAYS_ABBR

from kiekeboe.planning.child_weeks import weeks_of
from kiekeboe.planning.reading import days_between
from kiekeboe.planning.slices import Away


def day_names(weekdays):
    """ "Mon, Tue" for 1, 2."""
    return ", ".join(str(WEEKDAYS_ABBR[weekday - 1]).lower() for weekday in weekdays)


def two_weeks(child, day, *, told):
    """(day, state) for the working days of this week and the next one.

    State: care, free, or why the child does not come all day: sick, leave, unannounced or closed.
    `told` to who may read medical facts; to others every absence of the child is "away".
    Six questions, whatever was agreed.
    """
    monday = day - timedelta(days=day.weekday())
    days = [one for one in days_between(monday, monday + timedelta(days=13)) if one.weekday() < 5]
    weeks = weeks_of([child.pk], days[0], days[-1])
    return [(each, _state(weeks.slices(child.pk, each), told)) for each in days]


def _state(slices, told):
    if not slices:
        return "free"
    if any(one.comes for one in slices):
        return "care"
    why = slices[0].away
    return why.value if told or why == Away.CLOSED else "away"
