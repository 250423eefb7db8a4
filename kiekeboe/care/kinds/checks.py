"""Checks that hold for every kind. They take whatever JSON can hold and never raise."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from .fields import Field, Problem
from .times import NOTHING, instant
from .words import Sentence, _

CLOCKS_DIFFER = timedelta(minutes=2)
TOO_LONG_AGO = timedelta(days=14)
LONGEST = timedelta(hours=24)


def check_times(runs: bool, started_at: Any, ended_at: Any, heard_at: datetime) -> list[Problem]:
    """When may it have happened: at most 14 days ago, at most 2 minutes ahead of our clock."""
    start, heard = instant(started_at), instant(heard_at)
    if heard is None:
        raise ValueError("heard_at must be aware")
    if start is None:
        return [Problem("started_at", _("Fill in a time."))]
    problem = _out_of_reach(start, heard)
    found = [Problem("started_at", problem)] if problem else []
    if ended_at is None:
        return found
    end = instant(ended_at)
    problem = _wrong_end(runs, start, end) or _out_of_reach(end or heard, heard)
    return [*found, Problem("ended_at", problem)] if problem else found


def _out_of_reach(moment: datetime, heard: datetime) -> Sentence | None:
    if moment - heard > CLOCKS_DIFFER:
        return _("This time is still to come. Choose an earlier time.")
    if heard - moment > TOO_LONG_AGO:
        return _("This is more than 14 days ago. Ask the office to change it.")
    return None


def _wrong_end(runs: bool, start: datetime, end: datetime | None) -> Sentence | None:
    if not runs:
        return _("This has no end time.")
    if end is None:
        return _("Fill in a time.")
    if end - start < NOTHING:
        return _("The end is before the start.")
    if end - start > LONGEST:
        return _("This took longer than 24 hours. Check both times.")
    return None


def check_details(fields: Sequence[Field], details: Any) -> list[Problem]:
    """Each field by itself; what no field knows is refused, so nothing hides in the diary."""
    if not isinstance(details, dict):
        return [Problem("details", _("We do not know this answer."))]
    names = {field.name for field in fields}
    found = []
    if not all(isinstance(key, str) and key in names for key in details):
        found.append(Problem("details", _("We do not know this answer.")))
    for field in fields:
        problem = _wrong_value(field, details.get(field.name))
        if problem:
            found.append(Problem(field.name, problem))
    return found


def _wrong_value(field: Field, value: Any) -> Sentence | None:
    if value is None:
        return _("Fill this in.") if field.required else None
    return field.problem(value)
