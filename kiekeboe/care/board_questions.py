"""The questions that a board asks, each written once (see `kiekeboe.lib.prepared`)."""

from functools import partial

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    FilteredRelation,
    Max,
    Q,
    UUIDField,
    Value,
    When,
)

from kiekeboe.care.models import Entry, HomeNote, Visit
from kiekeboe.care.reaching import lasts
from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.models import Allergy, Child, Collector, Consent, Role
from kiekeboe.people.rights import GROUP_ROLES


def _word(text):
    return Value(text, output_field=CharField())


def _mark(name, value):
    return Case(When(**{name: value}, then=Value("yes")), default=Value("no"))


def _visits(organisation, location, start, end):
    """Two questions in one: each finds its few rows by an index, which an OR would not do."""
    columns = ("child", "id", "group", "arrived_at", "left_at", "collected_by")
    here = Visit.objects.filter(
        organisation=organisation, group__location=location, arrived_at__lt=end
    )
    gone = here.standing().filter(left_at__gt=start)
    both = here.open().values_list(*columns).union(gone.values_list(*columns), all=True)
    return both.order_by("arrived_at")


def _children(organisation, groups, inside, day, weekday):
    """Children of these groups by placement or contract, and those who are inside."""
    contract = lasts("contract_days", day, "first_day", "last_day")
    contract &= Q(contract_days__weekday=weekday)
    absence = lasts("absences", day, "first_day", "last_day")
    return (
        Child.objects.filter(organisation=organisation)
        .annotate(
            p=FilteredRelation("placements", condition=lasts("placements", day)),
            c=FilteredRelation("contract_days", condition=contract),
            a=FilteredRelation("absences", condition=absence & Q(absences__withdrawn_at=None)),
        )
        .filter(Q(p__group__in=groups) | Q(c__group__in=groups) | Q(pk__in=inside))
        .order_by()
        .values_list(
            "id", "first_name", "last_name", "born_on", "portrait", "started_on",
            "p__group", "c__group", "c__starts_at", "c__ends_at",
            "a__kind", "a__reported_at", "a__last_day",
        )
    )  # fmt: skip


def _newest(organisation, children, since, start, end):
    running = Case(When(kind="sleep", ended_at=None, then="id"), default=None)
    return (
        Entry.objects.standing()
        .touching(children, since=since, start=start, end=end)
        .filter(organisation=organisation)
        .order_by()
        .values_list("child", "kind", running)
        .annotate(newest=Max("started_at"))
    )


def _marks(organisation, children, day):
    here = {"organisation": organisation, "child__in": children}
    nothing = Value("", output_field=CharField())
    allergies = Allergy.objects.filter(**here, ended_on=None).order_by()
    notes = HomeNote.objects.filter(**here, day=day)
    once = Collector.objects.filter(**here, first_day=day, last_day=day, withdrawn_at=None)
    answers = Consent.objects.counting_on(day).filter(**here, purpose="own_portal")
    return allergies.values_list("child", _word("allergy"), "substance", "severity").union(
        notes.values_list("child", _word("note"), "collected_by", _mark("seen_at", None)),
        once.order_by().values_list("child", _word("collector"), "name", nothing),
        answers.values_list("child", _word("photo"), nothing, _mark("allowed", True)),
        all=True,
    )


def _colleagues(organisation, location, day):
    shift = FilteredRelation("employee__roster", condition=Q(employee__roster__day=day))
    return (
        Role.objects.in_force(day)
        .filter(
            Q(employee__ended_on=None) | Q(employee__ended_on__gte=day),
            organisation=organisation,
            group__location=location,
            name__in=sorted(GROUP_ROLES),
        )
        .annotate(shift=shift)
        .order_by("employee__first_name", "employee__last_name")
        .values_list(
            "employee", "employee__first_name", "employee__last_name", "employee__portrait",
            "name", "group", "group__name", "shift__group", "shift__starts_at", "shift__ends_at",
        )
    )  # fmt: skip


_HERE = {"organisation": UUIDField(), "location": UUIDField()}
_OF_CHILDREN = {"organisation": UUIDField(), "children": UUIDField()}
_SPAN = {"start": DateTimeField(), "end": DateTimeField()}
_SINCE = {"since": DateTimeField()}
VISITS = Prepared(_visits, **_HERE, **_SPAN)
CHILDREN = {  # a question per weekday, because its number cannot be filled in
    weekday: Prepared(
        partial(_children, weekday=weekday),
        organisation=UUIDField(),
        groups=UUIDField(),
        inside=UUIDField(),
        day=DateField(),
    )
    for weekday in range(1, 8)
}
NEWEST = Prepared(_newest, **_OF_CHILDREN, **_SPAN, **_SINCE)
MARKS = Prepared(_marks, **_OF_CHILDREN, day=DateField())
COLLEAGUES = Prepared(_colleagues, **_HERE, day=DateField())
