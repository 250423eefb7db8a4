"""Chapter four: four weeks of visits and diary, up to this moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from kiekeboe.care import kinds
from kiekeboe.care.models import Entry, EntryVersion, HomeNote, SleepLook, Visit
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.planning.models import Absence, ClosedDay
from kiekeboe.story import rhythms, team, words
from kiekeboe.story.cast import WRITERS
from kiekeboe.story.families import (
    ASLEEP_NOW,
    AWAKE_NOW,
    KIDS,
    LATE_TODAY,
    ON_LEAVE,
    SICK_TODAY,
    Kid,
)
from kiekeboe.story.homes import started_on
from kiekeboe.story.ids import fixed
from kiekeboe.story.rhythms import Moment


@dataclass(frozen=True)
class Stay:
    """A kid on a day `ago` days back, in minutes; `left` is None while it is still here."""

    kid: Kid
    day: date
    ago: int
    arrived: int
    left: int | None

    @property
    def chance(self):
        return Random(f"{self.kid.first_name}/{self.ago}")


def write(book) -> list[Stay]:
    """Everything that was logged; the answer is who was there when, for the photos."""
    closed = {row.day for row in book.rows[ClosedDay]}
    days = [day for day in book.clock.days if day not in closed]
    stays = [stay for kid in KIDS for stay in _stays(book, kid, days)]
    counts = defaultdict(int)
    for stay in sorted(stays, key=lambda stay: (stay.day, stay.kid.first_name)):
        _visit(book, stay)
        for moment in _moments(book.clock, stay):
            counts[stay.kid, stay.day] += 1
            _entry(book, stay, moment, counts[stay.kid, stay.day])
    _home_notes(book, stays)
    return stays


def _stays(book, kid, days):
    weekdays, first = book.clock.weekdays(kid.days), started_on(book, kid)
    away = _away(book, kid)
    for day in days:
        if day.isoweekday() not in weekdays or day < first:
            continue
        if any(start <= day and (end is None or day <= end) for start, end in away):
            continue
        stay = _stay(book.clock, kid, day)
        if stay:
            yield stay


def _stay(clock, kid, day) -> Stay | None:
    ago = (clock.today - day).days
    chance = Random(f"door/{kid.first_name}/{ago}")
    arrived, left = kid.comes + chance.randint(-9, 12), kid.goes + chance.randint(-4, 15)
    if day == clock.today:
        if kid.first_name == LATE_TODAY or arrived >= clock.minute:
            return None
        left = left if left < clock.minute else None
    return Stay(kid, day, ago, arrived, left)


def _away(book, kid) -> list:
    """Absences: as (first day, last day or None), each also as a row."""
    today, chance = book.clock.today, Random(f"away/{kid.first_name}")
    found = []
    if chance.random() < 0.4:
        day = today - timedelta(days=chance.randint(4, 26))
        found.append(("sick", day, day + timedelta(days=1)))
    if kid.first_name == SICK_TODAY:
        found = [("sick", today, None)]
    if kid.first_name == ON_LEAVE:
        found = [("leave", today - timedelta(days=1), today + timedelta(days=5))]
    for kind, first_day, last_day in found:
        _absence(book, kid, kind, first_day, last_day)
    return [(first_day, last_day) for _, first_day, last_day in found]


def _absence(book, kid, kind, first_day, last_day) -> None:
    by = Actor(book.organisation, Kind.GUARDIAN, kid.parents[0].id)
    at = min(book.clock.at(first_day, 430), book.clock.now)
    absence = book.put(
        Absence,
        id=fixed("absence", kid.first_name, (book.clock.today - first_day).days),
        child_id=kid.id,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        reported_by_kind=by.kind,
        reported_by=by.person,
        reported_at=at,
    )
    book.tell("absence_reported", absence, by=by, at=at, children=[kid.id])


def _visit(book, stay) -> None:
    kid, chance, at = stay.kid, stay.chance, book.clock.at
    adults = [one for one in kid.parents if one.may_collect and not one.blocked]
    writer = team.actor(book, chance.choice(WRITERS[kid.room]), kid.room.device)
    arrived_at = at(stay.day, stay.arrived)
    left_at = None if stay.left is None else at(stay.day, stay.left)
    visit = book.put(
        Visit,
        id=fixed("visit", kid.first_name, stay.ago),
        child_id=kid.id,
        group_id=kid.room.id,
        arrived_at=arrived_at,
        left_at=max(left_at, arrived_at + timedelta(seconds=1)) if left_at else None,
        brought_by="school" if kid.months > 48 else chance.choice(adults).name,
        collected_by=chance.choice(adults).name if left_at else "",
        checked_in_by=writer.person,
        checked_in_device=writer.device,
        checked_out_by=writer.person if left_at else None,
        checked_out_device=writer.device if left_at else None,
    )
    about = {"children": [kid.id], "group": kid.room.id}
    book.tell("checked_in", visit, by=writer, at=arrived_at, **about)
    if left_at:
        book.tell("checked_out", visit, by=writer, at=visit.left_at, **about)


def _moments(clock, stay) -> list[Moment]:
    kid, goes = stay.kid, stay.left or 24 * 60
    day = rhythms.day_of(kid.months, stay.arrived, goes, stay.chance)
    if stay.day != clock.today:
        return day
    return [*_so_far(clock.minute, kid, day), *_asleep_now(clock.minute, kid)]


def _so_far(now, kid, day):
    """What happened up to now; a sleep that is not over yet runs, or was just interrupted."""
    forced = ASLEEP_NOW.get(kid.first_name)
    for moment in day:
        if moment.minute >= now - 1 or (forced and (moment.until or moment.minute) > now - forced):
            continue
        if moment.until is None or moment.until < now:
            yield moment
        elif kid.first_name in AWAKE_NOW:
            until = max(moment.minute, now - 4)
            yield Moment(moment.kind, moment.minute, until, details=moment.details)
        else:
            yield Moment(moment.kind, moment.minute, None, details=moment.details)


def _asleep_now(now, kid) -> list[Moment]:
    ago = ASLEEP_NOW.get(kid.first_name)
    details = {"position": "back", "extras": ["sleeping_bag"]}
    return [Moment("sleep", now - ago, None, details=details)] if ago else []


def _entry(book, stay, moment, number) -> Entry:
    chance = Random(f"entry/{stay.kid.first_name}/{stay.ago}/{number}")
    started_at, ended_at = _times(book.clock, stay.day, moment)
    writer = team.actor(book, chance.choice(WRITERS[stay.kid.room]), stay.kid.room.device)
    entry = book.put(
        Entry,
        id=fixed("entry", stay.kid.first_name, stay.ago, number),
        child_id=stay.kid.id,
        group_id=stay.kid.room.id,
        kind=moment.kind,
        started_at=started_at,
        ended_at=ended_at,
        amount=kinds.get(moment.kind).amount_for(moment.amount, moment.details),
        details=moment.details,
        note=moment.note,
        visible_to_parents=moment.shared,
        author_id=writer.person,
        device_id=writer.device,
        heard_at=min(started_at + timedelta(seconds=chance.randint(5, 90)), book.clock.now),
    )
    about = {"children": [stay.kid.id], "group": stay.kid.room.id}
    about |= {"kind": entry.kind, "shared": entry.visible_to_parents}
    book.tell("logged", entry, by=writer, at=started_at, **about)
    if entry.kind == "sleep":
        _looks(book, stay, entry, chance)
        if ended_at:
            book.tell("woke_up", entry, by=writer, at=ended_at, **about)
    elif stay.day != book.clock.today and chance.random() < 0.02:
        _second_thoughts(book, entry, writer, chance, about)
    return entry


def _times(clock, day, moment) -> tuple[datetime, datetime | None]:
    started_at = clock.at(day, moment.minute)
    if moment.until is None:
        return started_at, None
    return started_at, max(started_at, clock.at(day, moment.until))


def _looks(book, stay, entry, chance) -> None:
    """We look at who sleeps: every quarter under one year, every half hour under two."""
    minutes = 15 if stay.kid.months < 12 else 30
    until = entry.ended_at or book.clock.now
    step = timedelta(minutes=minutes)
    moment = entry.started_at + step - timedelta(minutes=chance.randint(0, 3))
    while moment < until and stay.kid.months < 24:
        who = team.actor(book, chance.choice(WRITERS[stay.kid.room])).person
        book.put(SleepLook, entry=entry, looked_at=moment, looked_by_id=who,
                 device_id=stay.kid.room.device, heard_at=moment)  # fmt: skip
        moment += step - timedelta(minutes=chance.randint(0, 3))


def _second_thoughts(book, entry, writer, chance, about) -> None:
    """Now and then something is taken back, or a time was wrong and is set right."""
    at = entry.heard_at + timedelta(minutes=6)
    if chance.random() < 0.3:
        entry.withdrawn_at, entry.withdrawn_by = at, writer.person
        book.tell("entry_withdrawn", entry, by=writer, at=at, **about)
        return
    before = entry.content() | {"started_at": entry.started_at - timedelta(minutes=10)}
    entry.revision = 2
    book.put(EntryVersion, entry=entry, revision=1, replaced_by=writer.person, replaced_at=at,
             **before)  # fmt: skip
    book.tell("entry_changed", entry, by=writer, at=at, **about)


def _home_notes(book, stays) -> None:
    for stay in stays:
        chance = Random(f"home/{stay.kid.first_name}/{stay.ago}")
        today = stay.day == book.clock.today
        wanted = stay.kid.first_name in ("Noor", "Yara") if today else chance.random() < 0.06
        parent = next((one for one in stay.kid.parents if one.signs_in and not one.blocked), None)
        if wanted and parent and stay.kid.months < 48:
            seen = not today or stay.kid.first_name == "Noor"
            _home_note(book, stay, parent, chance, seen)


def _home_note(book, stay, parent, chance, seen) -> None:
    at = book.clock.at(stay.day, stay.arrived - 20)
    eva = team.actor(book, WRITERS[stay.kid.room][0], stay.kid.room.device)
    seen_at = book.clock.at(stay.day, stay.arrived + 4)
    note = book.put(
        HomeNote,
        id=fixed("home-note", stay.kid.first_name, stay.ago),
        child_id=stay.kid.id,
        guardian_id=parent.id,
        day=stay.day,
        night=chance.choice(words.NIGHTS),
        mood=chance.choice(["cheerful", "calm", "tired"]),
        text=chance.choice(words.FROM_HOME),
        written_at=at,
        seen_at=seen_at if seen else None,
        seen_by_id=eva.person if seen else None,
    )
    by = Actor(book.organisation, Kind.GUARDIAN, parent.id)
    book.tell("told_from_home", note, by=by, at=at, children=[stay.kid.id])
    if seen:
        book.tell("home_note_seen", note, by=eva, at=seen_at, children=[stay.kid.id])
