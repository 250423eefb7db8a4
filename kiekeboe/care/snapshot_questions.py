"""The questions behind a snapshot, each written once (see `kiekeboe.lib.prepared`)."""

from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, UUIDField, Value, When, Window
from django.db.models.functions import Cast, RowNumber

from kiekeboe.care.models import (
    Entry,
    Fetching,
    HomeNote,
    LogRule,
    Reaction,
    SleepCheckRule,
    SleepLook,
    Visit,
)
from kiekeboe.care.reaching import lasts
from kiekeboe.events.models import Head
from kiekeboe.lib.prepared import Prepared
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Allergy, Child, Collector, Consent, Guardianship, Role
from kiekeboe.people.rights import GROUP_ROLES
from kiekeboe.planning.models import Absence, Booking, Lending, Stint
from kiekeboe.planning.rows import absence_text, booking_text, lent_text

STINT = "|stint|"  # no bringer has this name
ASKED = ("own_portal", "group_portal")  # the two answers that decide about a photo


def _colleagues(organisation, location, day, tomorrow):
    """Everybody with a role in a group of this location: the shifts of two days, what each may do,
    and when each is away or asked to be."""
    shift = FilteredRelation(
        "employee__roster", condition=Q(employee__roster__day__in=[day, tomorrow])
    )
    away = FilteredRelation(
        "employee__absences",
        condition=~Q(employee__absences__state="withdrawn")
        & (Q(employee__absences__last_day=None) | Q(employee__absences__last_day__gte=day)),
    )
    return (
        Role.objects.in_force(day)
        .filter(
            Q(employee__ended_on=None) | Q(employee__ended_on__gte=day),
            organisation=organisation,
            group__location=location,
            name__in=sorted(GROUP_ROLES),
        )
        .annotate(shift=shift, away=away)
        .order_by("employee__first_name", "employee__last_name")
        .values_list(
            "employee", "employee__first_name", "employee__last_name", "employee__portrait",
            "name", "group", "shift__group", "shift__day", "shift__starts_at", "shift__ends_at",
            "employee__qualifications__kind", "employee__qualifications__counts",
            "employee__qualifications__first_day", "employee__qualifications__last_day",
            "away__id", "away__kind", "away__state", "away__first_day", "away__last_day",
            "away__reason",
        )
    )  # fmt: skip


def _visits(organisation, location, start, end):
    """Children and colleagues of today. Three questions in one: each finds its few rows by an
    index, which an OR would not do."""
    columns = (
        "child", "child__first_name", "child__last_name", "id", "group", "arrived_at", "left_at",
        "brought_by", "collected_by", "closed_by_clock_at", "corrected_at", "checked_in_by",
    )  # fmt: skip
    here = Visit.objects.filter(
        organisation=organisation, group__location=location, arrived_at__lt=end
    )
    gone = here.standing().filter(left_at__gt=start)
    both = here.open().values_list(*columns).union(gone.values_list(*columns), all=True)
    nothing = Value("", output_field=models.CharField())
    stints = (
        Stint.objects.filter(
            Q(ended_at=None) | Q(ended_at__gt=start), organisation=organisation,
            group__location=location, withdrawn_at=None, started_at__lt=end,
        )
        .order_by()
        .values_list(
            "employee", nothing, nothing, "id", "group", "started_at", "ended_at",
            Value(STINT, output_field=models.CharField()), nothing,
            Cast(None, models.DateTimeField()), Cast(None, models.DateTimeField()),
            Cast(None, UUIDField()),
        )
    )  # fmt: skip
    return both.union(stints, all=True).order_by("arrived_at")


def _children(organisation, groups, inside, day, tomorrow):
    """Children of these groups by placement or contract on either day, and those inside.

    A row per slot of any weekday in those two days; the weekday is chosen by who reads.
    """
    contract = lasts("contract_days", day, "first_day", "last_day") | lasts(
        "contract_days", tomorrow, "first_day", "last_day"
    )
    booked = Booking.objects.standing().filter(
        Q(day=day) | Q(day=tomorrow), organisation=organisation, group__in=groups
    )
    booked = booked.values("child")
    lent = Lending.objects.standing(day, tomorrow).filter(
        organisation=organisation, group__in=groups
    )
    return (
        Child.objects.filter(organisation=organisation)
        .annotate(
            p=FilteredRelation("placements", condition=lasts("placements", day)),
            n=FilteredRelation("placements", condition=lasts("placements", tomorrow)),
            c=FilteredRelation("contract_days", condition=contract),
        )
        .filter(
            Q(p__group__in=groups)
            | Q(n__group__in=groups)
            | Q(c__group__in=groups)
            | Q(pk__in=booked)
            | Q(pk__in=lent.values("child"))
            | Q(pk__in=inside)
        )
        .order_by()
        .values_list(
            "id", "first_name", "last_name", "born_on", "portrait", "started_on", "feeding_note",
            "p__group", "n__group", "c__group", "c__weekday", "c__first_day", "c__last_day",
            "c__starts_at", "c__ends_at", "c__every_weeks", "c__day_types",
        )
    )  # fmt: skip


_SHAPE = (
    ("one", models.CharField), ("two", models.CharField), ("three", models.CharField),
    ("four", models.CharField), ("yes", models.CharField),
    ("first", models.DateField), ("last", models.DateField), ("moment", models.DateTimeField),
)  # fmt: skip


def _rows(what, query, **columns):
    """One part of a question: the columns it has, and nothing for the others."""
    shape = {}
    for name, kind in _SHAPE:
        if name in columns:
            given = columns[name]
            shape[f"f_{name}"] = F(given) if isinstance(given, str) else given
        elif kind is models.CharField:
            shape[f"f_{name}"] = Value("", output_field=kind())
        else:  # PostgreSQL wants to know of what there is nothing
            shape[f"f_{name}"] = Cast(Value(None), kind())
    told = Value(what, output_field=models.CharField())
    return query.order_by().annotate(f_what=told, **shape).values_list("child", "f_what", *shape)


def _yes(**condition):
    said = models.CharField()
    return Case(
        When(**condition, then=Value("yes", output_field=said)),
        default=Value("no", output_field=said),
    )


def _open_facts(organisation, children, day, tomorrow):
    """What anybody at the wall may know: allergies, numbers to call, who stays at home."""
    here = {"organisation": organisation, "child__in": children}
    allergies = Allergy.objects.filter(**here, ended_on=None)
    absences = Absence.objects.filter(
        Q(last_day=None) | Q(last_day__gte=day),
        **here,
        first_day__lte=tomorrow,
        withdrawn_at=None,
    )
    bookings = Booking.objects.standing().filter(
        Q(day=day) | Q(day=tomorrow) | Q(old_day=day) | Q(old_day=tomorrow), **here
    )
    lent = Lending.objects.standing(day, tomorrow).filter(**here)
    guardians = Guardianship.objects.parental().filter(
        Q(ended_on=None) | Q(ended_on__gte=day), **here, started_on__lte=day
    )
    return _rows("allergy", allergies, one="substance", two="severity").union(
        _rows("absence", absences, one=absence_text(), first="first_day", last="last_day",
              moment="reported_at"),
        _rows("booking", bookings, one=booking_text(), first="day", last="old_day"),
        _rows("lent", lent, one=lent_text(), first="first_day", last="last_day"),
        _rows("guardian", guardians, one="guardian__first_name", two="guardian__last_name",
              three="guardian__phone", four="relation", yes=_yes(may_collect=True),
              moment="blocked_at"),
        all=True,
    )  # fmt: skip


def _closed_facts(organisation, children, day, tomorrow):
    """The same, with what only a person with a PIN may know: collectors and photo answers."""
    here = {"organisation": organisation, "child__in": children}
    collectors = Collector.objects.allowed_on(day).filter(**here)
    fetched = Fetching.objects.filter(**here, day=day, withdrawn_at=None)
    answers = Consent.objects.counting_on(day).filter(**here, purpose__in=ASKED)
    return _open_facts(organisation, children, day, tomorrow).union(
        _rows("collector", collectors, one="name", first="first_day", last="last_day"),
        _rows(
            "fetched",
            fetched,
            one=Cast("id", models.CharField()),
            two=Cast("school", models.CharField()),
            moment="fetched_at",
        ),
        _rows("photo", answers, one="purpose", yes=_yes(allowed=True)),
        all=True,
    )


def _entries(organisation, children, since, start, end):
    return (
        Entry.objects.standing()
        .touching(children, since=since, start=start, end=end)
        .filter(organisation=organisation)
        .order_by("started_at", "id")
        .values_list(
            "child", "id", "kind", "started_at", "ended_at", "amount", "details", "note",
            "visible_to_parents", "author__first_name", "revision",
        )
    )  # fmt: skip


def _naps(organisation, children, since):
    """Sleeps that run, for a tablet at which nobody typed a PIN."""
    naps = Entry.objects.running().filter(
        organisation=organisation, child__in=children, started_at__gte=since
    )
    return naps.order_by().values_list("child", "id", "started_at")


def _looks(organisation, entries):
    looks = SleepLook.objects.filter(organisation=organisation, entry__in=entries)
    return looks.order_by("looked_at").values_list("entry", "looked_at")


def _notes(organisation, children, day):
    return (
        HomeNote.objects.filter(organisation=organisation, child__in=children, day=day)
        .order_by("-written_at")
        .values_list(
            "child", "id", "guardian__first_name", "written_at", "night", "last_bottle_at",
            "last_bottle_ml", "mood", "medicine", "collected_by", "text", "seen_at",
            "seen_by__first_name",
        )
    )  # fmt: skip


def _reactions(organisation, children, since, start):
    """What families said: today, and before that what nobody of the group has seen yet."""
    return (
        Reaction.objects.standing()
        .filter(
            Q(seen_at=None) | Q(at__gte=start),
            Q(entry=None) | Q(entry__withdrawn_at=None),
            Q(photo=None) | Q(photo__withdrawn_at=None),
            organisation=organisation,
            child__in=children,
            at__gte=since,
        )
        .order_by("at", "id")
        .values_list(
            "child", "id", "guardian__first_name", "at", "text", "seen_at",
            "seen_by__first_name", "entry__kind", "entry__started_at", "photo__taken_at",
        )
    )  # fmt: skip


def _remembered(organisation, children, since, kind, other):
    """The newest entry of two kinds for each child: what a sheet begins with."""
    newest = Window(
        RowNumber(), partition_by=["child", "kind"], order_by=[F("started_at").desc(), "id"]
    )
    rows = Entry.objects.standing().filter(
        Q(kind=kind) | Q(kind=other),
        organisation=organisation,
        child__in=children,
        started_at__gte=since,
    )
    ranked = rows.order_by().annotate(place=newest).filter(place=1)
    return ranked.values_list("child", "kind", "amount", "details")


def _rules(organisation, location):
    columns = ("kind", "level", "from_month", "until_month", "child_id", "group_id")
    here = {"organisation": organisation, "location": location}
    nothing = Value(None, output_field=LogRule._meta.get_field("child"))
    sleep = SleepCheckRule.objects.filter(**here).values_list(
        Value("", output_field=models.CharField()),
        Value("look", output_field=models.CharField()),
        "from_month",
        "minutes",
        nothing,
        nothing,
    )
    return LogRule.objects.filter(**here).values_list(*columns).union(sleep, all=True)


_DAYS = {"day": models.DateField(), "tomorrow": models.DateField()}
_HERE = {"organisation": UUIDField(), "location": UUIDField()}
_THEM = {"organisation": UUIDField(), "children": UUIDField()}
_SPAN = {"start": models.DateTimeField(), "end": models.DateTimeField()}
_SINCE = {"since": models.DateTimeField()}

HEAD = Prepared(
    lambda organisation: Head.objects.filter(pk=organisation).values_list("sequence"),
    organisation=UUIDField(),
)
GROUPS = Prepared(
    lambda organisation, location: (
        Group.objects.filter(organisation=organisation, location=location)
        .order_by("name")
        .values_list("id", "name", "colour")
    ),
    **_HERE,
)
RULES = Prepared(_rules, **_HERE)
COLLEAGUES = Prepared(_colleagues, **_HERE, **_DAYS)
VISITS = Prepared(_visits, **_HERE, **_SPAN)
CHILDREN = Prepared(
    _children, organisation=UUIDField(), groups=UUIDField(), inside=UUIDField(), **_DAYS
)
OPEN_FACTS = Prepared(_open_facts, **_THEM, **_DAYS)
CLOSED_FACTS = Prepared(_closed_facts, **_THEM, **_DAYS)
ENTRIES = Prepared(_entries, **_THEM, **_SPAN, **_SINCE)
NAPS = Prepared(_naps, **_THEM, **_SINCE)
LOOKS = Prepared(_looks, organisation=UUIDField(), entries=UUIDField())
NOTES = Prepared(_notes, **_THEM, day=models.DateField())
REACTIONS = Prepared(_reactions, **_THEM, **_SINCE, start=models.DateTimeField())
REMEMBERED = Prepared(
    _remembered, **_THEM, **_SINCE, kind=models.CharField(), other=models.CharField()
)
