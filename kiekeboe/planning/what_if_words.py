"""Whether there is room for a contract, a move or a visit, in sentences for the office."""

from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from kiekeboe.lib.dates import spelled
from kiekeboe.planning.room import Why
from kiekeboe.planning.what_if import Answer, Birthday

WHY = {
    Why.FULL: lazy("On %(day)s at %(time)s there are %(children)s children for %(places)s places."),
    Why.NOT_TOGETHER: lazy("On %(day)s at %(time)s these ages may not be together."),
    Why.TOO_FEW_STAFF: lazy(
        "On %(day)s at %(time)s %(needed)s colleagues are needed, and %(staff)s work."
    ),
    Why.GROUP_CLOSED: lazy("The location is not open all that time."),
}


def sentences(answers: list[Answer]) -> list[str]:
    """One per day of the week on which there is no room every time; none when it all fits."""
    answers = sorted(answers, key=lambda one: (one.stretch.day.weekday(), one.stretch.day))
    found = []
    for weekday, some in groupby(answers, key=lambda one: one.stretch.day.weekday()):
        each = list(some)
        no = [one for one in each if not one.room.free]
        if no:
            found.append(f"{_how_often(weekday, len(no), len(each))} {why(no[0])}")
    return found


def _how_often(weekday: int, no: int, many: int) -> str:
    words = {"day": capfirst(str(WEEKDAYS[weekday])), "no": no, "many": many}
    if no == many:
        return _("%(day)s: no room.") % words
    return (
        ngettext(
            "%(day)s: no room %(no)s time in %(many)s.",
            "%(day)s: no room %(no)s times in %(many)s.",
            no,
        )
        % words
    )


def why(answer: Answer) -> str:
    """Why there is no room for one stretch, with the moment that decides."""
    moment, stretch = answer.room.moment, answer.stretch
    at = answer.room.at if answer.room.at is not None else stretch.start
    told = {"day": spelled(stretch.day, "j F"), "time": f"{at // 60:02}:{at % 60:02}"}
    if moment is not None:
        told |= {
            "children": moment.children,
            "places": stretch.group.capacity,
            "needed": moment.needed.staff,
            "staff": moment.staff,
        }
    return str(WHY[answer.room.why]) % told


def fits(answers: list[Answer]) -> str:
    """The sentence when there is room everywhere; honest about days without a roster."""
    if not answers:
        return _("Nothing is planned then, so there is room.")
    if all(one.rostered for one in answers):
        return _("There is room on all these days.")
    return _("There is room. On days without a roster we counted places only.")


def of_birthday(birthday: Birthday) -> str:
    """What a birthday changes for the group, in one or two sentences."""
    before, after = birthday.before.needed.staff, birthday.after.needed.staff
    told = {
        "day": spelled(birthday.day, "j F Y"), "age": birthday.age, "group": birthday.group,
        "before": before, "after": after,
    }  # fmt: skip
    turns = _("%(age)s years old on %(day)s.") % told
    if after is None:
        change = _("These ages may then not be together in %(group)s.")
    elif before == after or before is None:
        change = _("%(group)s needs as many colleagues as before.")
    else:
        change = _("%(group)s then needs %(after)s instead of %(before)s colleagues.")
    return f"{turns} {change % told}"
