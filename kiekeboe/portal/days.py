"""The page of one day, put into words: everything the template shows is a string here."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kiekeboe.care import wording
from kiekeboe.care.day import Care, Day
from kiekeboe.lib.dates import spelled
from kiekeboe.portal.hero import at_the_door, clock, dated, hero_of, listed, long_date
from kiekeboe.portal.timeline import Talk, markup

AROUND = timedelta(minutes=10)
LONGEST_PLAY = timedelta(minutes=60)
TOGETHER = timedelta(minutes=20)
QUARTERS = {"all": 4, "most": 3, "half": 2, "some": 1, "none": 0}
NOTES = frozenset({"particular", "milestone"})
TILES = 6


class Moment:
    """One line of the timeline."""

    __slots__ = (
        "at", "bar", "body", "byline", "changed", "hue", "icon", "id", "iso", "photos", "portion",
        "talk", "time", "title", "value",
    )  # fmt: skip

    def __init__(self, at, zone, hue, icon, title, value="", body=""):
        self.at, self.time, self.iso = at, clock(at, zone), at.astimezone(zone).isoformat()[:16]
        self.hue, self.icon, self.title, self.value, self.body = hue, icon, title, value, body
        self.bar = self.portion = self.byline = self.changed = self.id = self.talk = None
        self.photos = []

    @property
    def others(self):
        return any(photo.others for photo in self.photos)

    @property
    def about(self):
        """What a heart is for: the entry, or a photo that stands by itself. Of several photos
        each has its own, where it is shown in full."""
        if self.id:
            return "entries", self.id
        return ("photos", self.photos[0].id) if len(self.photos) == 1 else None


def talking(moments, child, said) -> list[Moment]:
    """The same moments with what this family said to them, and where to say it. `said` is from
    `care.reacting.said_to`."""
    for moment in moments:
        if moment.about:
            what, id = moment.about
            address = f"/parent/children/{child}/{what}/{id}/reactions/"
            moment.talk = Talk(id, address, moment.title, said[id])
    return moments


def moments(day: Day, photos) -> list[Moment]:
    """Everything of the day, newest first; a photo stands with the activity it was taken at."""
    told, plays = [], []
    for line in day.lines:
        moment = told_line(day, line)
        told.append(moment)
        if line.kind == "activity":
            plays.append((line.started_at, line.ended_at, moment))
    told += _door(day)
    loose = []
    for photo in photos:
        play = _play_of(photo, plays)
        play.photos.append(photo.at(play.title)) if play else loose.append(photo)
    told += _loose(loose, day.zone)
    return sorted(told, key=lambda moment: moment.at, reverse=True)


@dataclass(frozen=True)
class _Asked:
    """A line by what can change about it, so that it is put into words once."""

    key: tuple
    line: object = field(compare=False)
    looks: tuple = field(compare=False)


@lru_cache(maxsize=20_000)
def _told(asked: _Asked) -> wording.ToldText:
    return wording.told(asked.line, checks=asked.looks)


def _in_words(day, line) -> wording.ToldText:
    looks = tuple(look.at for look in day.looks.get(line.id, ()))
    if line.kind == "sleep" and not line.ended_at:
        return wording.told(line, now=day.now, checks=looks)
    key = (line.id, line.revision, line.ended_at, looks, get_language(), day.zone)
    return _told(_Asked(key, line, looks))


def told_line(day, line) -> Moment:
    told = _in_words(day, line)
    moment = Moment(
        line.started_at, day.zone, told.hue, told.icon, told.title, told.value, told.detail
    )
    moment.id = line.id
    if line.kind == "sleep":
        until = line.ended_at or day.now
        minutes = max(int((until - line.started_at).total_seconds() // 60), 1)
        end = clock(line.ended_at, day.zone) if line.ended_at else _("now")
        moment.bar = (minutes, end)
    elif line.kind == "food" and line.details.get("eaten") in QUARTERS:
        many = QUARTERS[line.details["eaten"]]
        moment.portion, moment.value = [part < many for part in range(4)], ""
        moment.value = told.value
    if line.kind in NOTES:
        moment.byline = line.author
    if line.revision > 1:
        moment.changed = True
    return moment


def _door(day):
    for stay in day.stays:
        if stay.left_at:
            yield Moment(
                stay.left_at, day.zone, "komen", "log-out",
                _("Collected by %(who)s") % {"who": at_the_door(day, stay.collected_by)}
                if stay.collected_by
                else _("Went home"),
            )  # fmt: skip
        yield Moment(
            stay.arrived_at, day.zone, "komen", "log-in",
            _("Brought by %(who)s") % {"who": at_the_door(day, stay.brought_by)}
            if stay.brought_by
            else _("Came in"),
        )  # fmt: skip


def _play_of(photo, plays):
    for start, end, moment in plays:
        if start - AROUND <= photo.taken_at <= (end or start + LONGEST_PLAY) + AROUND:
            return moment
    return None


def _loose(photos, zone):
    """Photos taken shortly after each other are one moment."""
    made = []
    for photo in photos:
        if made and made[-1].photos[-1].taken_at - photo.taken_at <= TOGETHER:
            made[-1].photos.append(photo)
            continue
        moment = Moment(photo.taken_at, zone, "foto", "camera", "", "")
        moment.photos.append(photo)
        made.append(moment)
    for moment in made:
        many = len(moment.photos)
        moment.title = ngettext("A photo", "%(many)s photos", many) % {"many": many}
        moment.body = next((photo.caption for photo in moment.photos if photo.caption), "")
    return made


def strip(day: Day, name: str):
    """The day as a picture, 07:30 to 18:30 or longer, with the same facts in words."""
    begin, finish = _reach(day)

    def minute(moment):
        return min(max(_minute(day, moment), begin), finish)

    naps, dots, here, said = [], [], [], []
    for line in reversed(day.lines):
        if line.kind == "sleep":
            end = line.ended_at or day.now
            naps.append((str(minute(line.started_at)), str(minute(end)), not line.ended_at))
            said.append(
                _("slept from %(from)s to %(to)s")
                % {"from": clock(line.started_at, day.zone), "to": clock(end, day.zone)}
            )
        elif line.kind in _DOTS:
            hue, icon, words = _DOTS[line.kind]
            dots.append((hue, icon, str(minute(line.started_at))))
            said.append(_(words) % {"time": clock(line.started_at, day.zone)})
    for stay in day.stays:
        here.append((str(minute(stay.arrived_at)), str(minute(stay.left_at or day.now))))
    if not (naps or dots):
        return None
    label = _("%(name)s %(facts)s.") % {"name": name, "facts": listed(said)}
    hours = [
        (str(hour), str(hour * 60)) for hour in range(-(-begin // 120) * 2, finish // 60 + 1, 2)
    ]
    longer = (str(begin), str(finish)) if (begin, finish) != OPEN else None
    return {
        "naps": naps, "dots": dots, "here": here, "label": label, "hours": hours, "longer": longer,
    }  # fmt: skip


OPEN = (450, 1110)  # minutes after midnight that the picture shows by itself


def _minute(day, moment):
    return int((moment - day.span.start).total_seconds() // 60)


def _reach(day):
    """From when to when the picture runs: longer when the child was here earlier or later."""
    doors = [at for stay in day.stays for at in (stay.arrived_at, stay.left_at or day.now)]
    here = [min(max(_minute(day, at), 0), 1440) for at in doors]
    first, last = min([OPEN[0], *here]), max([OPEN[1], *here])
    return first // 30 * 30, -(-last // 30) * 30


def gettext_noop(words):
    return words


_DOTS = {
    "food": ("eten", "apple", gettext_noop("ate at %(time)s")),
    "bottle": ("fles", "milk", gettext_noop("had a bottle at %(time)s")),
}


class Week:
    """The days of the week to choose from. `key` is all that it shows."""

    def __init__(self, day: Day, url):
        monday = day.day - timedelta(days=day.day.weekday())
        shown = range(7 if day.day.weekday() > 4 else 5)
        dates = [monday + timedelta(days=ahead) for ahead in shown][-5:]
        self.day, self.today, self.url = day.day, day.today, url
        # Who reads along knows no plans, and is not told that there is no care either.
        plans = (lambda one: None) if day.for_relative else (lambda one: day.planning.on(one).care)
        self.cares = [(one, plans(one)) for one in dates]
        self.before = url(monday - timedelta(days=7))
        self.after = url(monday + timedelta(days=7))
        self.key = (self.before, self.day, self.today, tuple(self.cares))

    def days(self) -> list[dict]:
        """Each day with its meaning in words."""
        return [
            {
                "url": self.url(one),
                "name": dated(one, "D"),
                "number": one.day,
                "said": _said_of(one, care, self.today),
                "current": one == self.day,
                "today": one == self.today,
                "care": care is Care.CONTRACT,
                "none": care is Care.NONE,
            }
            for one, care in self.cares
        ]


MEANING = {
    Care.CONTRACT: gettext_noop("care day"),
    Care.CLOSED: gettext_noop("closed"),
    Care.SICK: gettext_noop("reported sick"),
    Care.LEAVE: gettext_noop("day off"),
    Care.AWAY: gettext_noop("was not here"),
    Care.NONE: gettext_noop("no care"),
}


def _said_of(one: date, care, today) -> str:
    """What follows the weekday and the number that everyone sees."""
    words = [
        spelled(one, "F"),
        _("today") if one == today else "",
        _(MEANING[care]) if care else "",
    ]
    return " " + ", ".join(filter(None, words))


def from_home(day: Day, guardian) -> list[dict]:
    """The notes of this day from this guardian's own home in lines, with who read them and when.

    What the other home of separated parents tells the group stays between them, as in a chat
    (A5, F1): it may say who collects, or how the evening was there.
    """
    return [
        {
            "who": _("you") if note.guardian_id == guardian.pk else note.writer,
            "time": clock(note.written_at, day.zone),
            "lines": list(filter(None, _home_lines(note))),
            "receipt": _("Read by %(who)s, %(time)s")
            % {"who": note.seen_by, "time": clock(note.seen_at, day.zone)}
            if note.seen_at
            else "",
        }
        for note in day.from_home
        if note.household_id == guardian.household_id
    ]


def _home_lines(note):
    yield note.night
    if note.last_bottle_at and note.last_bottle_ml:
        yield _("Last bottle at %(time)s, %(ml)s ml.") % {
            "time": clock(note.last_bottle_at),
            "ml": note.last_bottle_ml,
        }
    elif note.last_bottle_at:
        yield _("Last bottle at %(time)s.") % {"time": clock(note.last_bottle_at)}
    if note.mood:
        yield _("Mood: %(mood)s.") % {"mood": _MOODS[note.mood]().lower()}
    if note.medicine:
        yield _("Medicine: %(what)s.") % {"what": note.medicine}
    if note.collected_by:
        yield _("Collects today: %(who)s.") % {"who": note.collected_by}
    yield note.text


_MOODS = {
    "cheerful": lambda: _("Cheerful"),
    "calm": lambda: _("Calm"),
    "tired": lambda: _("Tired"),
    "sad": lambda: _("Sad"),
}


def page_of(day: Day, photos, *, relation, said, url) -> dict:
    """What the templates of a day are given. `key` is all of it, to keep the piece by."""
    name, guardian = relation.child.first_name, relation.guardian
    told_moments = talking(moments(day, photos), relation.child_id, said)
    week = Week(day, url)
    told = {
        "hero": hero_of(day, name),
        "title": long_date(day.day),
        "moments": mark_safe("".join(map(markup, told_moments))),
        "tiles": wording.tiles(day.lines, now=day.now, span=day.span)[:TILES],
        "strip": strip(day, name),
        "from_home": from_home(day, guardian),
        "can_tell": day.day >= day.today and day.plan.care in (Care.CONTRACT, Care.SICK),
        "is_over": day.day < day.today,
        "going_round": [] if day.day < day.today else day.planning.going_round(day.day),
    }
    small = [value for name, value in told.items() if name != "moments"]
    return told | {"week": week, "day_key": (week.key, told["moments"], repr(small))}
