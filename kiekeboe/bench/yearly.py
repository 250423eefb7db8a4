"""B9: the planning of a year. Who comes, what staff that asks, and what is short, per quarter hour.

Beside it the loop that one would write by hand over tuples that are ready in memory: who comes
when is given to it, while ours begins at contracts, bookings, absences and birthdays.
"""

import random
import statistics
import time
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from kiekeboe.bench.rows import Row
from kiekeboe.planning import years
from kiekeboe.planning.models import Absence
from kiekeboe.planning.ratio import Care, daycare, rules
from kiekeboe.planning.reading import agreed_of
from kiekeboe.planning.room import Shift, day_of, quarters
from kiekeboe.planning.slices import Agreed, Away, Kind, Leave, Pattern
from kiekeboe.planning.slices import Booking as Booked
from kiekeboe.planning.years import Comer

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OPENS, CLOSES = 7 * 60 + 30, 18 * 60 + 30
SHIFTS = (Shift(450, 990), Shift(450, 990), Shift(540, 1110))
GROUPS, MANY, CHILDREN, ROUNDS = 3, 60, 24, 7
CLOSED: dict = {}


def measure(nursery) -> list[Row]:
    few, many = (town(groups) for groups in (GROUPS, MANY))
    ready = by_hand_ready(few)
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(spent(year, few))
        bare.append(spent(by_hand, ready))
    if sum(map(sum, year(few).values())) != sum(map(sum, by_hand(ready).values())):
        raise RuntimeError("the loop by hand finds something else")
    mine, hand = statistics.median(ours), statistics.median(bare)
    minutes = statistics.median(spent(to_the_minute, many) for _ in range(3))
    large = statistics.median(spent(year, many) for _ in range(3))
    return [
        Row("B9.ratio", f"A year of {GROUPS} groups, against a loop by hand", mine / hand, 2.5,
            "x"),
        Row("B9.year", "… CPU from contracts to shortages", mine * 1000, None, "ms"),
        Row("B9.bare", "… CPU of the loop by hand", hand * 1000, None, "ms"),
        Row("B9.large", f"A year of {MANY} groups, to the minute", minutes * 1000, 1000, "ms"),
        Row("B9.quarters", "… written out per quarter hour", large * 1000, None, "ms"),
        *one_change(nursery),
    ]  # fmt: skip


def town(groups: int) -> list[Comer]:
    """Children with two to four days a week, some days off, ill or extra; the same every time."""
    dice = random.Random(groups)
    return [_comer(dice, group) for group in range(groups) for _ in range(CHILDREN)]


def _comer(dice, group) -> Comer:
    def some_day():
        return FIRST + timedelta(days=dice.randrange(365))

    week = dice.sample(range(1, 6), dice.choice((2, 2, 3, 3, 4)))
    patterns = tuple(
        Pattern(group, weekday, dice.choice((450, 480, 510)), dice.choice((1050, 1080, 1110)),
                FIRST) for weekday in week
    )  # fmt: skip
    away = tuple(
        Leave(dice.choice((Away.LEAVE, Away.SICK)), day, day + timedelta(days=dice.randrange(4)))
        for day in (some_day() for _ in range(6))
    )
    extra = tuple(Booked(group, Kind.EXTRA, some_day(), 480, 1080) for _ in range(6))
    born_on = FIRST - timedelta(days=dice.randrange(90, 1400))
    return Comer(born_on, Agreed(patterns, extra, away))


def year(comers) -> dict:
    """{(group, day): how many staff are short in each quarter hour}, from nothing."""
    day_of.cache_clear()
    law = rules(Care.DAYCARE, FIRST)
    loads = years.loads(comers, FIRST, LAST, Care.DAYCARE, CLOSED)
    return {place: short(load, law) for place, load in loads.items()}


def to_the_minute(comers) -> int:
    """Minutes in which staff is short, over all groups and days, from nothing."""
    day_of.cache_clear()
    law = rules(Care.DAYCARE, FIRST)
    loads = years.loads(comers, FIRST, LAST, Care.DAYCARE, CLOSED)
    return sum(
        one.end - one.start
        for load in loads.values()
        for one in day_of(frozenset(load.items()), SHIFTS, law)
        if one.short
    )


def short(load, law) -> list[int]:
    day = day_of(frozenset(load.items()), SHIFTS, law)
    return [one.short for one in quarters(day, OPENS, CLOSES)]


def by_hand_ready(comers) -> dict:
    """{(group, day): [(start, end, step) of each child]}"""
    loads = years.loads(comers, FIRST, LAST, Care.DAYCARE, CLOSED)
    return {
        place: [stretch for stretch, many in load.items() for _ in range(many)]
        for place, load in loads.items()
    }


def by_hand(ready) -> dict:
    staffed = [(one.start, one.end) for one in SHIFTS]
    found, known = {}, {}
    for place, children in ready.items():
        told = []
        for at in range(OPENS, CLOSES, 15):
            counts = [0, 0, 0, 0]
            for start, end, step in children:
                if start <= at < end:
                    counts[step] += 1
            staff = 0
            for start, end in staffed:
                if start <= at < end:
                    staff += 1
            key = tuple(counts)
            needed = known.get(key)
            if needed is None:
                needed = known[key] = daycare(key)
            if needed.staff is None:
                told.append(1)
            else:
                told.append(max(0, needed.staff - staff))
        found[place] = told
    return found


def one_change(nursery) -> list[Row]:
    """A day off is written: what it takes until the year of the location is right again."""
    child, first = nursery.children[0], timezone.localdate()
    span = (first, first + timedelta(days=364))
    law, born_on = rules(Care.DAYCARE, first), first - timedelta(days=300)
    comers = {one: Comer(born_on, each) for one, each in agreed_of(nursery.children, *span).items()}
    loads = years.loads(comers.values(), *span, Care.DAYCARE, CLOSED)
    took, asked = [], []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    for number in range(20):
        day_off(nursery, child, first + timedelta(days=10 * number))
        asked.clear()
        began = time.process_time()
        with connection.execute_wrapper(note):
            after = Comer(born_on, agreed_of([child], *span)[child])
        touched = years.change(loads, comers[child], after, *span, Care.DAYCARE, CLOSED)
        for place in touched:
            short(loads.get(place, {}), law)
        took.append(time.process_time() - began)
        if len(touched) != 1:
            raise RuntimeError(f"a day off touched {len(touched)} days")
        comers[child] = after
    return [
        Row("B9.change", "One change in it: CPU", statistics.median(took) * 1000, 5, "ms"),
        Row("B9.queries", "One change in it: queries", len(asked), 3, ""),
    ]


def day_off(nursery, child, day) -> None:
    Absence.objects.create(
        organisation_id=nursery.organisation, child_id=child, kind="leave", first_day=day,
        last_day=day, reported_by_kind="guardian", reported_at=timezone.now(),
    )  # fmt: skip


def spent(work, *given) -> float:
    """CPU seconds of this process."""
    before = time.process_time()
    work(*given)
    return time.process_time() - before
