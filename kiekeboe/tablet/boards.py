"""The board in words: what a tile, the rail and the bar say, made once per page in Python.

The template only puts strings in their place; that keeps a board of sixteen children quick.
"""

from datetime import timedelta
from functools import partial

from django.utils import formats
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.care import closing
from kiekeboe.care.board import Board, colleagues
from kiekeboe.care.board_states import AWAY, ON_THE_BOARD, State
from kiekeboe.lib.templatetags.pictures import icon
from kiekeboe.people.models import Role
from kiekeboe.tablet.tiles import clock, duration, face, tile, watch


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
    tiles = [tile(seat, board, alone) for seat in seats if seat.standing.state in ON_THE_BOARD]
    names = _group_names(people) | {caregiver.device.group_id: caregiver.device.group.name}
    notes = sum(seat.has_note for seat in seats)
    pieces = {
        "away": [_away(seat, board, alone) for seat in seats if seat.standing.state in AWAY],
        "soon": [] if alone else _soon(seats, board),
        "staff": _staff(caregiver, people, board),
    }
    return {
        "tiles": mark_safe("".join(tiles)),
        "checks": _checks(seats, board),
        # What the kept pieces of the page show; the dock is always the same.
        "keys": {name: _values(rows) for name, rows in pieces.items()}
        | {"menu": (notes, alone), "dock": ""},
        "dock": _dock,
        "menu": partial(_menu, notes, alone),
        "counts": _counts(seats, people, board),
        "closing": _closing(seats, board),
        "group_name": names[group or caregiver.device.group_id],
        "groups": [(id, names.get(id, "")) for id in caregiver.group_ids],
        "shown": group,
        "who": caregiver.employee,
        "now": caregiver.at,
        **pieces,
        **_words(caregiver, seats),
    }


def _words(caregiver, seats) -> dict:
    """Words that stand on every tile, looked up once."""
    return {
        "word_seen": _("Seen"),
        "word_looked": _("last looked"),
        "logging_now": ", " + _("is logging now"),
        "icon_warn": icon("triangle-alert"),
        "icon_clock": icon("clock"),
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


def _values(rows) -> tuple:
    return tuple(tuple(row.values()) for row in rows)


def _menu(notes, alone) -> list[tuple]:
    """What is behind the name of the group; without a PIN only who is here."""
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


def _checks(seats, board) -> list[dict]:
    """Sleeping children who must be looked at, the most urgent first."""
    found = []
    for seat in seats:
        nap = seat.nap if seat.standing.state == State.ASLEEP else None
        due = watch(seat, nap, board) if nap else None
        if due:
            seen = max([nap.started_at, *seat.looks])
            found.append(
                {
                    "name": seat.first_name,
                    "face": face(seat),
                    "child": seat.id,
                    "nap": nap.id,
                    "ago": duration(board.now - seen),
                    "seen": seen.isoformat(),
                    "warn": due["state"] in {"amber", "overdue"},
                    **due,
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
