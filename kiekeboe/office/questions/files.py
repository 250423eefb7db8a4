"""What the head and the overview of a child's file show."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from kiekeboe.care.models import Visit
from kiekeboe.people.models import Collector
from kiekeboe.people.rights import Right
from kiekeboe.photos.consents import consents_of
from kiekeboe.planning.child_weeks import weeks_of
from kiekeboe.planning.models import Absence, ContractDay
from kiekeboe.planning.reading import clock
from kiekeboe.planning.slices import Away

# (address, right) in the order of the tabs; the words are in the template
TABS = (
    ("child", Right.SEE_CHILDREN),
    ("family", Right.SEE_FAMILY),
    ("planning", Right.SEE_CHILDREN),
    ("contracts", Right.KEEP_BOOKS),
    ("consent", Right.SEE_FAMILY),
    ("health", Right.SEE_MEDICAL),
    ("development", Right.FOLLOW_DEVELOPMENT),
    ("log", Right.SEE_ACCESS_LOG),
)


@dataclass
class Head:
    """The top of every tab: where the child is, how old, which days, photos or not."""

    child: object
    group: object
    visit: object
    months: int
    weekdays: list
    allowed: object


def head(child, day):
    """Four queries: place, visit, contract days, consent."""
    placement = child.placements.in_force(day).select_related("group").first()
    week = (
        ContractDay.objects.filter(Q(last_day=None) | Q(last_day__gte=day), child=child)
        .values_list("weekday", flat=True)
        .order_by("weekday")
        .distinct()
    )
    return Head(
        child,
        placement.group if placement else None,
        Visit.objects.open().filter(child=child).first(),
        child.months_on(day),
        list(dict.fromkeys(week)),
        consents_of([child.pk], day)[child.pk],
    )


def tiles(child, day, *, told):
    """Today's planning, days since last sick, next day off, contract until.

    `told` to who may read medical facts; to others nothing says that a child is or was sick.
    """
    slices = weeks_of([child.pk], day, day).slices(child.pk, day)
    comes = [one for one in slices if one.comes]
    absences = Absence.objects.filter(child=child, withdrawn_at=None)
    sick = absences.filter(kind="sick", first_day__lte=day).order_by("-first_day").first()
    leave = absences.filter(kind="leave").filter(Q(last_day=None) | Q(last_day__gte=day))
    last = (
        ContractDay.objects.filter(child=child)
        .exclude(last_day__lt=day)
        .order_by("-last_day")
        .first()
    )
    return {
        "today": [(clock(one.start), clock(one.end)) for one in comes],
        "away": _away(slices[0].away, told) if slices and not comes else "",
        "told": told,
        "sick_days_ago": _days_ago(sick, day) if told else None,
        "leave": leave.order_by("first_day").first(),
        "until": (last and last.last_day) or child.ended_on,
        "has_contract": last is not None,
    }


def _away(why, told) -> str:
    return Absence.Kind(why).label if told or why == Away.CLOSED else gettext("Away")


def _days_ago(absence, day):
    """Days since the child was better; 0 while it is sick, None when it never was."""
    if absence is None:
        return None
    over = absence.last_day
    return 0 if over is None or over >= day else (day - over).days


def who_may_collect(child, day):
    """(guardian relations, collectors) who may collect on `day`."""
    relations = child.guardianships.in_force(day).filter(may_collect=True)
    return (
        list(relations.select_related("guardian")),
        list(Collector.objects.allowed_on(day).filter(child=child)),
    )


def tabs_for(member, child):
    """The tabs this person may open; each is asked again behind its own address."""
    return [name for name, right in TABS if member.may_for(right, child)]
