"""The log sheet: the form of a kind for one or many children, as the template draws it."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.care import kinds, policy, wording
from kiekeboe.care.models import Entry
from kiekeboe.lib.templatetags.pictures import icon
from kiekeboe.people.models import Child
from kiekeboe.tablet.boards import face

REMEMBERED = timedelta(days=14)


def sheet(kind, children, caregiver) -> dict:
    """A new entry of this kind for these children."""
    last = _last(kind, children, caregiver)
    lines = [_line(kind, child, last.get(child.pk), caregiver) for child in children]
    return _sheet(kind, lines, caregiver.at)


def edit(entry, caregiver) -> dict:
    """What one entry says now, to change or take away."""
    child = Child.objects.get(pk=entry.child_id)
    lines = [_line(entry.kind, child, entry, caregiver, all_of_it=True)]
    found = _sheet(entry.kind, lines, entry.started_at)
    for one in found["shared"]:
        one["value"] = entry.details.get(one["name"], one["value"])
    return found | {
        "entry": entry,
        "note": entry.note,
        "ended_at": entry.ended_at,
        "title": _("Change: %(what)s") % {"what": found["label"]},
        "save": _("Save"),
    }


def _sheet(kind, lines, at) -> dict:
    known = kinds.get(kind)
    label = wording.say(known.label)
    count = len(lines)
    names = {"what": label, "n": count, "name": lines[0]["name"]}
    one, many = _("%(what)s for %(name)s"), _("%(what)s for %(n)s children")
    fields = [field for field in _fields(known) if not field["each"]]
    return {
        "kind": kind,
        "hue": known.hue,
        "icon": icon(known.icon),
        "label": label,
        "runs": known.runs,
        "private": known.staff_only,
        "confirms": known.confirms,
        "title": (one if count == 1 else many) % names,
        "at": at,
        "lines": lines,
        "quick": [field for field in fields if field["quick"]],
        "shared": fields,
        "slow": [field for field in fields if not field["quick"]],
        "note": "",
        "save": _save(known, count),
    }


def _save(kind, count):
    if kind.runs:
        return ngettext("Start sleep", "Start sleep for %(n)s", count) % {"n": count}
    return ngettext("Save", "Save for %(n)s", count) % {"n": count}


def _line(kind, child, last, caregiver, *, all_of_it=False) -> dict:
    """One child in the sheet, beginning with what was filled in the last time."""
    known = kinds.get(kind)
    age = policy.age_in_months(child.born_on, caregiver.day)
    fields = [field for field in _fields(known, age, last) if field["each"]]
    if all_of_it:
        for field in fields:
            of_entry = field["where"] == "entry"
            field["value"] = last.amount if of_entry else last.details.get(field["name"])
    when = _("last time %(time)s") % {"time": _clock(last)} if last and not all_of_it else ""
    choices = [field for field in fields if field["type"] != "number"]
    return {
        "id": child.pk,
        "name": child.first_name,
        "face": face(child),
        "numbers": [field for field in fields if field["type"] == "number"],
        "choices": choices,
        "chosen": _chosen(choices),
        "folded": _may_fold(choices),
        "allergies": _allergies(child) if known.confirms else (),
        "last": when,
    }


def _chosen(fields) -> str:
    """What is filled in for one child already, as one line; the name of the first when nothing."""
    said = [choice["label"] for field in fields for choice in field.get("choices", ())
            if choice["value"] == field["value"]]  # fmt: skip
    return ", ".join(said) or (fields[0]["label"] if fields else "")


def _may_fold(fields) -> bool:
    """What nobody has to answer waits behind one line, so a sheet of five children stays short."""
    open_questions = [one for one in fields if one["required"] and one["value"] is None]
    return bool(fields) and not open_questions


def _allergies(child) -> list[str]:
    return list(child.allergies.filter(ended_on=None).values_list("substance", flat=True))


def _fields(kind, age=None, last=None) -> list[dict]:
    """The fields to draw: without the times and the note, which every sheet has, and without
    what follows from other answers."""
    found = []
    for field in kind.form(age, last).as_json(wording.say)["fields"]:
        if field["name"] in {"started_at", "ended_at", "note"} or field.get("derived"):
            continue
        found.append(field | {"value": field["default"]})
    return found


def _last(kind, children, caregiver) -> dict:
    """The newest entry of this kind of each child. One question."""
    rows = (
        Entry.objects.standing()
        .filter(
            organisation=caregiver.organisation_id,
            child__in=children,
            kind=kind,
            started_at__gte=caregiver.at - REMEMBERED,
        )
        .order_by("started_at")
    )
    return {entry.child_id: entry for entry in rows}


def _clock(entry):
    return wording.ActiveLanguage().moment(entry.started_at)
