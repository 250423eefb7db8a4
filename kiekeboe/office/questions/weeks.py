"""Days of the week and weeks of a child, in words."""

from datetime import timedelta

from django.utils.dates import WEEKDAYS_ABBR

from kiekeboe.planning.models import Absence, ClosedDay, ContractDay


def day_names(weekdays):
    """ "Mon, Tue" for 1, 2."""
    return ", ".join(str(WEEKDAYS_ABBR[weekday - 1]).lower() for weekday in weekdays)


def two_weeks(child, day):
    """(day, state, absence) for the working days of this week and the next one.

    State: care, free, sick, leave, unannounced or closed. Three queries.
    """
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=ahead) for ahead in range(14) if ahead % 7 < 5]
    contract = list(
        ContractDay.objects.filter(child=child, first_day__lte=days[-1]).exclude(
            last_day__lt=days[0]
        )
    )
    absences = list(
        Absence.objects.filter(child=child, withdrawn_at=None, first_day__lte=days[-1]).exclude(
            last_day__lt=days[0]
        )
    )
    closed = set(
        ClosedDay.objects.filter(
            location__groups__contract_days__child=child, day__range=(days[0], days[-1])
        ).values_list("day", flat=True)
    )
    return [(each, _state(each, contract, absences, closed)) for each in days]


def _state(day, contract, absences, closed):
    planned = any(
        row.weekday == day.isoweekday()
        and row.first_day <= day
        and (row.last_day is None or row.last_day >= day)
        for row in contract
    )
    if not planned:
        return "free"
    if day in closed:
        return "closed"
    for absence in absences:
        if absence.first_day <= day and (absence.last_day is None or absence.last_day >= day):
            return absence.kind
    return "care"
