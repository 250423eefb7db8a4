"""The snapshot as JSON: what a tablet keeps to draw its board by itself, with and without network.

At most two days of the groups in reach. Never in it: numbers of persons, addresses, medical notes,
documents, invoices, chat, and anything of another group but who is inside, by name (S34). Without a
PIN `closed` is empty (S25); a sleep that goes on stands outside it, because somebody must be
warned to look at a sleeping child on a locked tablet as well.
"""

from datetime import datetime, timedelta
from functools import lru_cache
from html import escape

from django.db.models import Q
from django.utils.translation import gettext as _

from kiekeboe.care import kinds, policy, wording
from kiekeboe.care.kinds.fields import plain
from kiekeboe.care.models import HomeNote
from kiekeboe.care.snapshots import REMEMBERING, Snapshot
from kiekeboe.chat.models import Thread
from kiekeboe.chat.reaching import children_placed
from kiekeboe.lib import faces
from kiekeboe.people.models import Allergy, Guardianship
from kiekeboe.people.rights import Right, rights_of
from kiekeboe.photos.consent import allowed
from kiekeboe.tablet import snapshot_house
from kiekeboe.tablet.items import sealing

VERSION = 1
KEPT = 4000  # entries in words, some hundreds of bytes each
LONGEST = timedelta(days=1)  # how long a snapshot may hold without anything happening

_words: dict = {}  # what an entry says, by its id, revision and language


def of(caregiver, *, language: str, head: int) -> dict:
    """Everything but what belongs to the request. `head` was read before anything else."""
    return Writing(caregiver, language).whole(head)


class Writing:
    """One snapshot being written for one caregiver."""

    def __init__(self, caregiver, language):
        self.caregiver, self.language = caregiver, language
        self.device = caregiver.device
        self.known = Snapshot(self.device.location, (self.device.group_id,), caregiver.at)
        mine = self._roles() if caregiver.turn else {}
        self.rights = rights_of(name for name, _group in mine)
        own = self.device.group_id
        groups = (own, *dict.fromkeys(group for _name, group in mine if group != own))
        opened = Right.SEE_DAY in self.rights
        known = Snapshot(self.device.location, groups, caregiver.at, opened)
        # Who works here was read to know who this is; no second question.
        known.__dict__.update(groups=self.known.groups, colleagues=self.known.colleagues)
        self.known = known
        self.names = {one.id: one.first_name for one in known.colleagues}

    def _roles(self):
        who = self.caregiver.turn.employee_id
        return next((one.roles for one in self.known.colleagues if one.id == who), {})

    def whole(self, head) -> dict:
        known, location = self.known, self.device.location
        return {
            "v": VERSION,
            "head": head,
            "at": self.caregiver.at.isoformat(),
            "day": known.day.isoformat(),
            "zone": location.time_zone,
            "closes_at": f"{location.closes_at:%H:%M}",
            "organisation": str(location.organisation_id),
            "device": str(self.device.pk),
            "location": location.name,
            "group": self._group(self.device.group_id),
            "groups": [self._group(id) for id in known.group_ids],
            "language": self.language,
            "turn": self._turn(),
            "colleagues": [self._colleague(one) for one in known.colleagues],
            "children": [self._child(kid) for kid in known.kids],
            "house": [self._other(*one) for one in known.others],
            "law": snapshot_house.law(known),
            "staff_here": [
                {"id": str(one.id), "first": one.first_name, "last": one.last_name}
                for one in known.colleagues
                if one.works_at(known.now)
            ],
            "muster": snapshot_house.muster(location, known.now),
            "sealing": sealing.public_key(),
            "closed": self._closed() if known.opened else None,
        }

    def _group(self, id) -> dict:
        name, colour = self.known.groups[id]
        return {"id": str(id), "name": name, "colour": colour}

    def _turn(self):
        turn = self.caregiver.turn
        if turn is None:
            return None
        return {
            "employee": str(turn.employee_id),
            "rights": sorted(self.rights),
            "pin_at": turn.pin_at.isoformat(),
        }

    def _colleague(self, one) -> dict:
        groups = list(dict.fromkeys(group for _name, group in one.roles))
        mine = self.known.group_ids
        now = self.known.now
        return {
            "id": str(one.id),
            "first": one.first_name,
            "last": one.last_name,
            "face": drawn(one),
            "on_duty": any(g in mine and start <= now < end for g, start, end in one.shifts),
            "here": any(group in mine for group in groups),
            "rights": sorted(rights_of(name for name, _group in one.roles)),
            "shifts": [_stretch(shift) for shift in one.shifts],
            "stints": [
                [str(id), *_stretch((group, start, end))]
                for id, group, start, end in self.known.stints.get(one.id, ())
            ],
            **_worth(one.worth(self.known.day, self.known.care)),
            "group_names": [self.known.groups[group][0] for group in groups],
        }

    def _other(self, id, first, last, group) -> dict:
        name = self.known.groups[group][0]
        return {"id": str(id), "first": first, "last": last, "group_name": name}

    def _child(self, kid) -> dict:
        known = self.known
        months = policy.age_in_months(kid.born_on, known.day)
        group = known.group_of(kid)
        return {
            "id": str(kid.id),
            "first": kid.first_name,
            "last": kid.last_name,
            "face": drawn(kid),
            "born": kid.born_on.isoformat(),
            "started": kid.started_on and kid.started_on.isoformat(),
            "group": kid.group and str(kid.group),
            "tomorrow_group": kid.tomorrow and str(kid.tomorrow),
            "slots": [_stretch(slot) for slot in sorted(kid.slots, key=lambda slot: slot[1])],
            "absences": [_absence(*one) for one in kid.absences],
            "visits": [self._visit(stay) for stay in kid.stays],
            "allergies": [[what, how, severity(how, self.language)] for what, how in kid.allergies],
            "phones": [
                [first, relation(said, self.language), phone]
                for first, _last, phone, said, _may, blocked in kid.guardians
                if not blocked
            ],
            "levels": known.rules.levels(kid, group, months),
            "look_every": known.rules.interval(months),
            "lent": kid.home is not None and kid.home not in known.group_ids,
            "nap": self._nap(kid),
        }

    def _nap(self, kid):
        if kid.nap is None:
            return None
        entry, since = kid.nap
        looks = [at.isoformat() for at in self.known.looks[entry]]
        return {"entry": str(entry), "started_at": since.isoformat(), "looks": looks}

    def _visit(self, stay) -> dict:
        return {
            "visit": str(stay.id),
            "group": str(stay.group),
            "arrived_at": stay.arrived_at.isoformat(),
            "left_at": stay.left_at and stay.left_at.isoformat(),
            "brought_by": stay.brought_by,
            "collected_by": stay.collected_by,
            "by_clock": stay.by_clock,
            "in_by": self.names.get(stay.let_in_by, ""),
        }

    # What only a person with a PIN may know

    def _closed(self) -> dict:
        kids = {str(kid.id): self._told(kid) for kid in self.known.kids}
        notes = snapshot_house.notes(self.known, self.caregiver.turn.employee_id)
        return {
            "children": kids,
            "handover": notes,
            "leave": self._leave(),
            "talks": self._talks(),
        }

    def _talks(self) -> int:
        """In how many conversations of these groups a family said what nobody saw; not who, and
        not what (F3). A trainee is told of none."""
        if Right.SEE_FAMILY not in self.rights:
            return 0
        placed = children_placed(Q(group__in=self.known.group_ids), self.known.day)
        mine = Thread.objects.filter(kind=Thread.Kind.GROUP, child__in=placed)
        return mine.filter(organisation=self.device.organisation_id).unseen().count()

    def _leave(self) -> list:
        """What this colleague asked for; of others nobody reads it here."""
        who = self.caregiver.turn.employee_id
        mine = next((one.away for one in self.known.colleagues if one.id == who), {})
        return [
            [str(id), first.isoformat(), last.isoformat(), state, reason]
            for id, (kind, state, first, last, reason) in mine.items()
            if kind == "leave"
        ]

    def _told(self, kid) -> dict:
        may = allowed(kid.answers)
        return {
            "photo": {"own": may.own, "together": may.together},
            "feeding": kid.feeding,
            "notes": [_note(*note, language=self.language) for note in kid.notes],
            "reactions": [self._reaction(*one) for one in kid.reactions],
            "people": self._people(kid),
            "once": [name for name, once in kid.collectors if once],
            "entries": [self._entry(kid, *row) for row in kid.entries],
            "usual": _usual(kid, policy.age_in_months(kid.born_on, self.known.day)),
            "last": {row[1]: row[2].isoformat() for row in kid.entries},
            **_school(kid),
        }

    def _reaction(self, id, by, at, text, seen, seen_by, kind, started, taken) -> dict:
        """What somebody of the family said, and to what: its name and its time here."""
        moment = (started or taken).astimezone(self.known.zone)
        about = wording.say(kinds.get(kind).label) if kind else _("Photo")
        return {
            "reaction": str(id),
            "by": by,
            "at": at.isoformat(),
            "text": text,
            "about": f"{about}, {moment:%H:%M}",
            "seen_at": seen and seen.isoformat(),
            "seen_by": seen_by or "",
        }

    def _people(self, kid) -> list:
        """The same people as `care.collecting.people_at_the_door`: allowed ones first."""
        people = [
            [f"{first} {last}", may and not blocked, relation(said, self.language)]
            for first, last, _phone, said, may, blocked in kid.guardians
        ]
        people += [[name, True, ""] for name, _once in kid.collectors]
        return sorted(people, key=lambda one: not one[1])

    def _entry(self, kid, id, kind, start, end, amount, details, note, shared, by, revision):
        looks = self.known.looks.get(id, ())
        logged = kinds.Logged(kind, start, end, amount, details, note)
        line, title, value, detail = self._said(logged, (id, revision, end, len(looks)), looks)
        return {
            "entry": str(id),
            "kind": kind,
            "started_at": start.isoformat(),
            "ended_at": end and end.isoformat(),
            "amount": plain(amount),
            "details": details,
            "note": note,
            "shared": shared,
            "by": by,
            "revision": revision,
            "changed": revision > 1,
            "looks": [at.isoformat() for at in looks],
            "line": line,
            "title": title,
            "value": value,
            "detail": detail,
        }

    def _said(self, logged, key, looks) -> tuple:
        """The entry in words. The same words serve every tablet until the entry changes; what
        still runs is told anew every minute."""
        now = self.known.now
        running = int(now.timestamp() // 60) if logged.ended_at is None else 0
        key = (*key, running if logged.kind == "sleep" else 0, self.language, self.known.zone.key)
        if (found := _words.get(key)) is None:
            if len(_words) >= KEPT:
                _words.clear()
            said = wording.told(logged, now=now, checks=looks)
            found = _words[key] = (said.line, said.title, said.value, said.detail)
        return found


def _worth(worth) -> dict:
    """Who counts whole says nothing."""
    told = {} if worth.counts == 1 else {"counts": round(worth.counts * 100)}
    return told | ({"learns": True} if worth.trainee else {})


def _school(kid) -> dict:
    """Where a child is fetched from school today and tomorrow, and whether it was."""
    if not kid.runs and not kid.fetched:
        return {}
    runs = [[str(school.pk), school.name, out.isoformat()] for school, out in kid.runs]
    fetched = kid.fetched and [*map(str, kid.fetched[:2]), kid.fetched[2].isoformat()]
    return {"runs": runs, "fetched": fetched}


def good_until(told: dict, now) -> int:
    """Until which second this holds if nothing happens: a shift may begin, a report go away."""
    moments = [
        moment for one in told["colleagues"] for shift in one["shifts"] for moment in shift[1:]
    ]
    moments = [*map(datetime.fromisoformat, moments), *snapshot_house.shown_until(told["muster"])]
    ahead = [at for at in moments if at > now]
    return int(min([*ahead, now + LONGEST]).timestamp())


def drawn(one) -> str:
    """The portrait as markup, or the first two letters of the name, safe to be put in a page."""
    return faces.draw(one.portrait) or escape(one.first_name[:2].capitalize())


@lru_cache(maxsize=64)
def severity(how, _language) -> str:
    return str(Allergy.Severity(how).label)


@lru_cache(maxsize=64)
def relation(said, _language) -> str:
    return str(Guardianship.Relation(said).label)


@lru_cache(maxsize=64)
def mood(said, _language) -> str:
    return str(HomeNote.Mood(said).label) if said else ""


def _stretch(stretch) -> list:
    group, start, end = stretch
    return [str(group), start.isoformat(), end and end.isoformat()]


def _absence(kind, first, last, told_at) -> list:
    return [kind, first.isoformat(), last and last.isoformat(), told_at.isoformat()]


def _note(
    id, by, written, night, bottle_at, bottle_ml, felt, medicine, collector, text, seen, seen_by,
    *, language,
) -> dict:  # fmt: skip
    return {
        "note": str(id),
        "by": by,
        "written_at": written.isoformat(),
        "night": night,
        "last_bottle_at": bottle_at and f"{bottle_at:%H:%M}",
        "last_bottle_ml": bottle_ml,
        "mood_label": mood(felt, language),
        "medicine": medicine,
        "collected_by": collector,
        "text": text,
        "seen_at": seen and seen.isoformat(),
        "seen_by": seen_by or "",
    }


def _usual(kid, months) -> dict:
    """What a new sheet begins with for this child, in the fields that remember."""
    found = {}
    for kind in REMEMBERING:
        amount, details = kid.remembered.get(kind, (None, {}))
        found[kind] = {
            name: begun if (kept := amount if where == "entry" else details.get(name)) is None
            else plain(kept)
            for name, where, begun in _begun(kind, months)
        }  # fmt: skip
    return found


@lru_cache(maxsize=512)
def _begun(kind, months) -> tuple:
    """The fields per child that remember: name, where the value is kept, and what it is at first.

    `months` is the age of the child.
    """
    fields = kinds.get(kind).form(months).fields
    return tuple((one.name, one.where, plain(one.default)) for one in fields
                 if one.each and one.remember)  # fmt: skip
