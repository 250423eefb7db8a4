"""Children and planned colleagues per group and half hour. No ratio is claimed here."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from kiekeboe.care.models import Visit
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child
from kiekeboe.planning.child_weeks import weeks_of
from kiekeboe.planning.reading import clock
from kiekeboe.planning.slices import Away
from kiekeboe.planning.staffing import on_duty

HALF_HOUR = timedelta(minutes=30)
LATE = timedelta(minutes=30)


@dataclass
class Slot:
    """One half hour of one group."""

    begins_at: datetime
    children: int
    staff: int
    capacity: int
    is_now: bool

    @property
    def part(self) -> int:
        """Percent of the places, at most 100."""
        return min(100, round(100 * self.children / self.capacity))

    @property
    def is_full(self) -> bool:
        return self.children > self.capacity


@dataclass(frozen=True)
class Expected:
    """A stretch in which a child would come; `away` says why it does not."""

    child: Child
    group_id: object
    starts_at: time
    ends_at: time
    away: Away | None

    @property
    def child_id(self):
        return self.child.pk


@dataclass
class Day:
    """What is known of one day in some groups: ten queries, whatever their number."""

    day: object
    now: datetime
    groups: list[Group]
    expected: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    shifts: list = field(default_factory=list)

    @classmethod
    def of(cls, groups, now, day):
        rows = list(groups.on(day).select_related("location").order_by("location__name", "name"))
        start = min((_moment(day, time(0), row) for row in rows), default=now)
        visits = Visit.objects.between(start, start + timedelta(days=1)).filter(group__in=rows)
        return cls(
            day,
            now,
            rows,
            _expected(rows, day),
            list(visits),
            list(on_duty().filter(group__in=rows, day=day)),
        )

    def coming(self, group):
        """The stretches of children who are expected: not away, location open."""
        return [row for row in self.expected if row.group_id == group.pk and not row.away]

    @property
    def expected_count(self):
        return len({row.child_id for group in self.groups for row in self.coming(group)})

    @property
    def present_count(self):
        return sum(1 for visit in self.visits if visit.left_at is None)

    @property
    def staff_count(self):
        return len({shift.employee_id for shift in self.shifts})

    def away(self):
        """(stretch, group): who stays at home, and who is not there unannounced."""
        seen = {visit.child_id for visit in self.visits}
        rows, known = [], set()
        for row in sorted(self.expected, key=lambda each: each.child.first_name):
            group = next(each for each in self.groups if each.pk == row.group_id)
            if row.child_id in seen | known or row.away == Away.CLOSED:
                continue
            late = self.now >= _moment(self.day, row.starts_at, group) + LATE
            if row.away or late:
                rows.append((row, group))
                known.add(row.child_id)
        return rows

    def hours(self):
        """The half hours in which anything is planned or happened, as times; all open hours when
        nothing is."""
        spans = [(row.starts_at, row.ends_at) for row in [*self.expected, *self.shifts]]
        spans = spans or [(each.location.opens_at, each.location.closes_at) for each in self.groups]
        if not spans:
            return []
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        moment = datetime.combine(self.day, first).replace(minute=first.minute // 30 * 30)
        times = []
        while moment.date() == self.day and moment.time() < last:
            times.append(moment.time())
            moment += HALF_HOUR
        return times

    def slots(self, group):
        """Who is or was there up to now, who is expected later, and who is planned to work."""
        moments = [_moment(self.day, hour, group) for hour in self.hours()]
        return [
            Slot(
                begin,
                self._children(group, begin),
                self._staff(group, begin),
                group.capacity,
                begin <= self.now < begin + HALF_HOUR,
            )
            for begin in moments
        ]

    def _children(self, group, begin):
        end = begin + HALF_HOUR
        if begin <= self.now < end:
            return len(self._there(group, self.now, self.now))
        if end <= self.now:
            return len(self._there(group, begin, end))
        gone = {v.child_id for v in self.visits if v.left_at and v.group_id == group.pk}
        gone -= self._there(group, self.now, self.now)
        return len(
            {
                row.child_id
                for row in self.coming(group)
                if row.child_id not in gone and self._overlaps(row, group, begin)
            }
        )

    def _there(self, group, begin, end):
        return {
            visit.child_id
            for visit in self.visits
            if visit.group_id == group.pk
            and visit.arrived_at <= end
            and (visit.left_at is None or visit.left_at > begin)
        }

    def _staff(self, group, begin):
        return len(
            {
                shift.employee_id
                for shift in self.shifts
                if shift.group_id == group.pk and self._overlaps(shift, group, begin)
            }
        )

    def _overlaps(self, row, group, begin):
        starts, ends = (_moment(self.day, each, group) for each in (row.starts_at, row.ends_at))
        return starts < begin + HALF_HOUR and ends > begin


def _expected(groups, day: date) -> list[Expected]:
    """What the children of these houses do in these groups, also those of another group."""
    places, shown = {row.location_id for row in groups}, {row.pk for row in groups}
    lasting = Q(contract_days__last_day=None) | Q(contract_days__last_day__gte=day)
    children = Child.objects.filter(
        Q(lasting, contract_days__group__location__in=places, contract_days__first_day__lte=day)
        | Q(bookings__group__location__in=places, bookings__day=day, bookings__cancelled_at=None)
    )
    children = {child.pk: child for child in children.distinct()}
    weeks = weeks_of(children, day, day)
    return [
        Expected(child, one.group, clock(one.start), clock(one.end), one.away)
        for pk, child in children.items()
        for one in weeks.slices(pk, day)
        if one.group in shown
    ]


def _moment(day, hour, group):
    return datetime.combine(day, hour, group.location.zone)


def taken(group, day):
    """How many children have their own place in a group on `day`."""
    return group.placements.filter(started_on__lte=day).exclude(ended_on__lt=day).count()


def first_free_colour(location):
    """A colour that no group of the location has yet, or the first one."""
    used = set(location.groups.filter(ended_on=None).values_list("colour", flat=True))
    return next((number for number in range(1, 9) if number not in used), 1)


__all__ = ["Day", "Slot", "first_free_colour", "taken"]
