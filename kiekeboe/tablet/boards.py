"""The board in words: what a tile, the rail and the bar say, made once per page in Python.

The template only puts strings in their place; that keeps a board of sixteen children quick.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.care import closing, policy, sleepchecks
from kiekeboe.care.board import Board, colleagues
from kiekeboe.care.board_states import AWAY, ON_THE_BOARD, State
from kiekeboe.lib import faces
from kiekeboe.lib.templatetags.pictures import icon
from kiekeboe.people.models import Role
from kiekeboe.photos import consent

DOCK = ("sleep", "bottle", "food", "drink", "nappy", "activity")
LAST = (("bottle",), ("food",), ("nappy", "toilet"))
LOOK = {"bottle": ("fles", "milk"), "food": ("eten", "soup"), "nappy": ("luier", "droplets"),
        "toilet": ("luier", "droplets")}  # fmt: skip
STATE_NAMES = {  # the words of the stylesheet
    State.EXPECTED: "verwacht",
    State.LATE: "gemist",
    State.PRESENT: "wakker",
    State.ASLEEP: "slaapt",
}


@dataclass(frozen=True)
class Flag:
    """A safety mark on the photo; `tone` is empty for ink."""

    icon: str
    tone: str
    text: str

    @property
    def drawn(self):
        return icon(self.icon)


def board_of(caregiver, group=None) -> Board:
    """The board of the groups in reach, or of one of them."""
    mine = caregiver.group_ids
    shown = (group,) if group in mine else mine
    return Board(caregiver.device.location, shown, caregiver.at)


def page(caregiver, group=None) -> dict:
    """Everything the page and its refreshed part need."""
    people = colleagues(caregiver.device.location, caregiver.day)
    _know_roles(caregiver, people)
    board = board_of(caregiver, group)
    seats = board.seats
    alone = caregiver.turn is None
    tiles = [_tile(seat, board, alone) for seat in seats if seat.standing.state in ON_THE_BOARD]
    names = _group_names(people) | {caregiver.device.group_id: caregiver.device.group.name}
    return {
        "tiles": tiles,
        "away": [_away(seat, board, alone) for seat in seats if seat.standing.state in AWAY],
        "checks": _checks(seats, board),
        "soon": [] if alone else _soon(seats, board),
        "staff": _staff(caregiver, people, board),
        "counts": _counts(seats, people, board),
        "closing": _closing(seats, board),
        "group_name": names[group or caregiver.device.group_id],
        "groups": [(id, names.get(id, "")) for id in caregiver.group_ids],
        "shown": group,
        "who": caregiver.employee,
        "now": caregiver.at,
        **_words(caregiver, seats),
    }


def _words(caregiver, seats) -> dict:
    """Words that stand on every tile, looked up once."""
    return {
        "word_awake": _("Awake"),
        "word_here": _("Is here"),
        "word_seen": _("Seen"),
        "word_looked": _("last looked"),
        "logging_now": ", " + _("is logging now"),
        "icon_warn": icon("triangle-alert"),
        "icon_clock": icon("clock"),
        "dock": _dock(),
        "menu": _menu(seats, caregiver.turn is None),
        "same": _same(seats),
    }


def _dock() -> list[tuple]:
    """Eight buttons in a fixed order: name, hue, icon, word."""
    return [
        ("sleep", "slaap", icon("moon"), _("Sleep")),
        ("bottle", "fles", icon("milk"), _("Bottle")),
        ("food", "eten", icon("apple"), _("Food")),
        ("drink", "drinken", icon("cup-soda"), _("Drink")),
        ("nappy", "luier", icon("droplets"), _("Nappy")),
        ("activity", "activiteit", icon("shapes"), _("Activity")),
        ("photo", "foto", icon("camera"), _("Photo")),
        ("particular", "notitie", icon("notebook-pen"), _("Note")),
    ]


def _menu(seats, alone) -> list[tuple]:
    """What is behind the name of the group; without a PIN only who is here."""
    notes = sum(seat.has_note for seat in seats)
    unread = ngettext("%(n)s not seen yet", "%(n)s not seen yet", notes) % {"n": notes}
    items = [
        ("/group/present/", icon("siren"), _("Present list"), _("Who is here, with phone numbers")),
        ("/group/to-do/", icon("list-checks"), _("Still to do"), _("What nobody has logged yet")),
        ("/group/notes/", icon("house"), _("From home"), unread),
        ("/group/sleep/", icon("bed"), _("Sleep checks"), _("Who sleeps, and when we looked")),
        ("/group/photos/", icon("camera"), _("Photos of today"), _("See them, take one back")),
        ("/group/corrections/", icon("clock"), _("Times to check"), _("Closed by the clock")),
        ("/group/settings/", icon("settings"), _("Settings"), _("Left or right hand, language")),
    ]
    return [items[0], items[-1]] if alone else items


def _same(seats) -> str:
    """First names that more than one child has: choosing wrong is easy there (U32)."""
    names = [seat.first_name for seat in seats]
    return "|".join(sorted({name for name in names if names.count(name) > 1}))


def face(person):
    """The drawn face, or two letters of the first name."""
    return faces.draw(person.portrait) or person.first_name[:2].capitalize()


def clock(moment, board) -> str:
    return moment.astimezone(board.zone).strftime("%H:%M")


def duration(delta) -> str:
    minutes = max(int(delta.total_seconds()) // 60, 0)
    if minutes < 60:
        return _("%(n)s min") % {"n": minutes}
    return _("%(h)s h %(m)s") % {"h": minutes // 60, "m": f"{minutes % 60:02d}"}


def allergies(seat) -> list[Flag]:
    """Shown also while nobody typed a PIN (S25)."""
    return [Flag("triangle-alert", "stop", what.capitalize()) for what, _how in seat.allergies]


def flags(seat, board) -> list[Flag]:
    """What nobody may overlook, the dangerous first."""
    found = allergies(seat)
    if not consent.combine(seat.answers):
        found.append(Flag("camera-off", "", _("No photo")))
    if seat.has_note:
        found.append(Flag("house", "info", _("From home")))
    if seat.collectors:
        found.append(Flag("id-card", "info", _("Other collector")))
    if seat.is_new(board.day):
        found.append(Flag("sparkles", "ok", _("New")))
    if seat.has_birthday(board.day):
        found.append(Flag("cake", "ok", _("Birthday")))
    return found


def _tile(seat, board, alone) -> dict:
    state = seat.standing.state
    nap = seat.nap if state == State.ASLEEP else None
    watch = _watch(seat, nap, board) if nap else None
    hidden = {kind for kind, wish in board.rules.levels(seat, board.day).items()
              if wish.level == "hidden"}  # fmt: skip
    return {
        "id": seat.id,
        "name": seat.first_name,
        "face": face(seat),
        "state": STATE_NAMES[state],
        "here": seat.is_here,
        "line": _state_line(seat, board),
        "nap": nap.id if nap else "",
        "since": nap.started_at.isoformat() if nap else "",
        "timer": duration(board.now - nap.started_at) if nap else "",
        "ring": watch,
        "visit": seat.visit[0] if seat.visit and seat.is_here else "",
        "flags": allergies(seat) if alone else flags(seat, board),
        "last": _last(seat, board) if state == State.PRESENT and not alone else [],
        "hidden": " ".join(kind for kind in DOCK if kind in hidden),
        "months": policy.age_in_months(seat.born_on, board.day),
    }


def _state_line(seat, board) -> str:
    moment = clock(seat.standing.moment, board)
    state = seat.standing.state
    if state == State.EXPECTED:
        return _("at %(time)s") % {"time": moment}
    if state == State.LATE:
        return _("Not signed off · Call the parents")
    return _("since %(time)s") % {"time": moment} if state == State.ASLEEP else ""


def _last(seat, board) -> list[tuple]:
    """The newest bottle, meal and nappy, and who collects."""
    found = []
    for names in LAST:
        if entry := seat.last(*names):
            hue, drawn = LOOK[entry.kind]
            found.append((hue, icon(drawn), clock(entry.started_at, board)))
    if seat.collectors and seat.ends_at:
        found.append(("komen", icon("house"), f"{clock(seat.ends_at, board)} {seat.collectors[0]}"))
    return found


def _away(seat, board, alone) -> dict:
    state, moment = seat.standing.state, seat.standing.moment
    if alone:
        drawn, text = "info", _("Not here")
    elif state == State.COLLECTED:
        who = seat.visits[-1][4] if seat.visits else ""
        text = _("%(time)s went home") % {"time": clock(moment, board)}
        drawn, text = "house", f"{text}, {who}" if who else text
    elif state == State.SICK:
        drawn, text = "thermometer", _("Sick, told %(time)s") % {"time": _told_at(seat, board)}
    elif state == State.LEAVE:
        drawn, text = "tree-palm", _until(seat, board)
    else:
        drawn, text = "circle-question-mark", _("Not here, not signed off")
    return {
        "id": seat.id,
        "name": seat.first_name,
        "face": face(seat),
        "icon": icon(drawn),
        "text": text,
        "visit": seat.visit[0] if seat.visit and state == State.COLLECTED else "",
    }


def _told_at(seat, board):
    told = seat.absence[1].astimezone(board.zone)
    return formats.date_format(told, "H:i" if told.date() == board.day else "j F")


def _until(seat, board):
    last = seat.absence[2]
    if last and last > board.day:
        return _("Free until %(day)s") % {"day": formats.date_format(last, "l j F")}
    return _("Free today")


def _watch(seat, nap, board):
    interval = board.rules.interval(seat, board.day)
    watch = sleepchecks.watch(nap.started_at, seat.looks, board.now, interval)
    if watch.state == "off":
        return None
    return {
        "state": watch.state,
        "due": watch.due_at.isoformat(),
        "minutes": interval,
        "part": round(watch.fraction * 100),
        "missed": watch.missed,
    }


def _checks(seats, board) -> list[dict]:
    """Sleeping children who must be looked at, the most urgent first."""
    found = []
    for seat in seats:
        nap = seat.nap if seat.standing.state == State.ASLEEP else None
        watch = _watch(seat, nap, board) if nap else None
        if watch:
            seen = max([nap.started_at, *seat.looks])
            found.append(
                {
                    "name": seat.first_name,
                    "face": face(seat),
                    "child": seat.id,
                    "nap": nap.id,
                    "ago": duration(board.now - seen),
                    "seen": seen.isoformat(),
                    "warn": watch["state"] in {"amber", "overdue"},
                    **watch,
                }
            )
    return sorted(found, key=lambda one: one["due"])


def _soon(seats, board) -> list[dict]:
    """The next who come and go, within two hours."""
    found = []
    for seat in seats:
        state = seat.standing.state
        if state == State.EXPECTED:
            found.append((seat.standing.moment, seat.first_name, _("comes"), ""))
        elif seat.is_here and seat.ends_at and seat.ends_at > board.now:
            found.append((seat.ends_at, seat.first_name, _("goes home"),
                          ", ".join(seat.collectors)))  # fmt: skip
    near = [one for one in sorted(found) if one[0] - board.now <= timedelta(hours=2)][:4]
    return [
        {"time": clock(moment, board), "name": name, "what": what, "who": who}
        for moment, name, what, who in near
    ]


def _staff(caregiver, people, board) -> list[dict]:
    """Faces of who works in these groups; who is on duty first."""
    clock_time = board.now.astimezone(board.zone).time()
    mine = [one for one in people if any(g in board.group_ids for _n, g, _t in one.roles)]
    ready = sorted(mine, key=lambda one: not one.on_duty(board.group_ids, clock_time))
    now = caregiver.turn.employee_id if caregiver.turn else None
    return [
        {
            "id": one.id,
            "name": one.first_name,
            "face": face(one),
            "on": one.id == now,
        }
        for one in sorted(ready, key=lambda one: one.id != now)
    ]


def _counts(seats, people, board) -> tuple[str, str]:
    """Children here and colleagues planned: counts, no claim about what the law asks."""
    here = sum(seat.is_here for seat in seats)
    clock_time = board.now.astimezone(board.zone).time()
    planned = sum(one.on_duty(board.group_ids, clock_time) for one in people)
    expected = sum(seat.standing.state in (State.EXPECTED, State.LATE) for seat in seats)
    children = ngettext("%(n)s child", "%(n)s children", here) % {"n": here}
    staff = ngettext("%(n)s colleague planned", "%(n)s colleagues planned", planned) % {
        "n": planned
    }
    more = ngettext("%(n)s still to come", "%(n)s still to come", expected) % {"n": expected}
    return f"{children}, {staff}", more


def _closing(seats, board) -> str:
    """A sentence when it is past closing time and somebody is still here (B3)."""
    here = [seat.first_name for seat in seats if seat.is_here]
    if not here or not closing.is_past_closing(board.location, board.now):
        return ""
    return _("We are closed, and still here: %(names)s.") % {"names": ", ".join(here)}


def _group_names(people) -> dict:
    return {group: name for one in people for _role, group, name in one.roles}


def _know_roles(caregiver, people):
    """The roles of who is at the tablet were read with the colleagues; no second question."""
    if caregiver.employee is None or "roles" in caregiver.__dict__:
        return
    mine = next((one.roles for one in people if one.id == caregiver.employee.pk), ())
    caregiver.__dict__["roles"] = tuple(Role(name=name, group_id=group) for name, group, _t in mine)
