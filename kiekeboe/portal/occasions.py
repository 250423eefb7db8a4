"""Outings, evenings and talks in the words of a family: what there is, and how we come."""

from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.planning.models import Occasion, SignUp
from kiekeboe.planning.occasions import day_of, has_place, reaching
from kiekeboe.planning.organising import children_of, people
from kiekeboe.planning.signing_up import MOST_PEOPLE, is_open
from kiekeboe.portal.hero import clock, dated

AHEAD = timedelta(days=366)


def ahead(family, today: date, now) -> list[dict]:
    """What is to come for the own children, in order. Three questions for any number."""
    last = today + AHEAD
    rows = {
        one.pk: one
        for one in reaching([one.child_id for one in family.guardianships], today, last).order_by(
            "starts_at", "id"
        )
        if has_place(one) and one.ends_at > now
    }
    mine = {one.occasion_id: one for one in _mine(family, rows).order_by("-slot__starts_at")}
    taken: dict = {}
    for occasion, many in SignUp.objects.filter(
        occasion__in=rows, slot=None, cancelled_at=None
    ).values_list("occasion", "people"):
        taken[occasion] = taken.get(occasion, 0) + many
    return [_listed(one, mine.get(one.pk), taken.get(one.pk, 0), now) for one in rows.values()]


def _mine(family, occasions):
    guardians = {one.guardian_id for one in family.guardianships}
    standing = SignUp.objects.filter(
        occasion__in=list(occasions), guardian__in=guardians, cancelled_at=None
    )
    return standing.select_related("slot__employee", "occasion", "child")


def _listed(one: Occasion, coming, taken: int, now) -> dict:
    tone, icon, state = _state(one, coming, taken, now)
    day = day_of(one)
    return {
        "url": f"/parent/occasions/{one.pk}/",
        "weekday": dated(day, "D"),
        "number": day.day,
        "date": dated(day, "l j F"),
        "title": one.title,
        "sub": ", ".join(filter(None, [when(one, coming), one.place])),
        "tone": tone,
        "icon": icon,
        "state": state,
    }


def _state(one: Occasion, coming, taken: int, now) -> tuple[str, str, str]:
    if one.cancelled_at:
        return "stop", "calendar-x", _("Called off")
    if coming:
        return "ok", "circle-check", _("You come")
    if not is_open(one, now):
        return "none", "minus", _("Signing up is over")
    if one.places is not None and taken >= one.places:
        return "none", "minus", _("Full")
    return "", "", ""


def when(one: Occasion, coming=None) -> str:
    """Tuesday 24 November, 19:00 – 20:30; of a talk its own ten minutes."""
    zone = one.location.zone
    piece = coming.slot if coming and coming.slot_id else one
    starts, ends = piece.starts_at.astimezone(zone), piece.ends_at.astimezone(zone)
    if starts.date() != ends.date():
        days = {"first": dated(starts.date(), "D j F"), "last": dated(ends.date(), "D j F")}
        return _("%(first)s to %(last)s") % days
    return f"{dated(starts.date(), 'D j F')}, {clock(starts, zone)} – {clock(ends, zone)}"


def found(family, occasion_id) -> tuple[Occasion | None, list]:
    """(occasion, relations to the children for whom it is); out of reach does not exist."""
    published = Occasion.objects.filter(pk=occasion_id, published_at__isnull=False)
    occasion = published.select_related("location", "group").first()
    if occasion is None:
        return None, []
    mine = [one.child_id for one in family.guardianships]
    here = set(children_of(occasion).filter(pk__in=mine).values_list("pk", flat=True))
    relations = [one for one in family.guardianships if one.child_id in here]
    return (occasion, relations) if relations else (None, [])


def told(one: Occasion, relations, now) -> dict:
    """One occasion, with what this family may do."""
    guardian = relations[0].guardian_id
    coming = SignUp.objects.filter(
        occasion=one, guardian=guardian, slot=None, cancelled_at=None
    ).first()  # fmt: skip
    taken = people(one)
    left = None if one.places is None else max(0, one.places - taken)
    ours = coming.people if coming else 0
    most = MOST_PEOPLE if left is None else min(MOST_PEOPLE, left + ours)
    talks = one.kind == Occasion.Kind.TALKS
    tone, icon, state = _state(one, coming, taken, now)
    until = one.sign_up_until.astimezone(one.location.zone) if one.sign_up_until else None
    return {
        "pk": one.pk,
        "url": f"/parent/occasions/{one.pk}/",
        "title": one.title,
        "kind": one.get_kind_display(),
        "when": when(one),
        "place": one.place,
        "words": one.words,
        "for": one.group.name if one.group else one.location.name,
        "until": until,
        "tone": tone,
        "icon": icon,
        "state": "" if talks and not one.cancelled_at else state,
        "coming": coming,
        "left": _left(left),
        "choices": range(1, most + 1),
        "is_open": is_open(one, now),
        "may_withdraw": coming is not None and now < one.starts_at and not one.cancelled_at,
        "talks": [_talks(one, relation, now) for relation in relations] if talks else [],
    }


def _left(left: int | None) -> str:
    if left is None:
        return ""
    return ngettext("%(n)s place left", "%(n)s places left", left) % {"n": left}


def _talks(one: Occasion, relation, now) -> dict:
    """The talk about one child: the one we have, or the times that are free."""
    held = SignUp.objects.filter(
        occasion=one, child=relation.child_id, slot__isnull=False, cancelled_at=None
    ).select_related("slot__employee", "guardian")
    mine = held.first()
    ours = mine is None or mine.guardian.household_id == relation.guardian.household_id
    taken = SignUp.objects.filter(occasion=one, slot__isnull=False, cancelled_at=None)
    free = one.slots.filter(starts_at__gt=now).exclude(pk__in=taken.values("slot"))
    return {
        "child": relation.child,
        "mine": mine if ours else None,
        "said": _said(one, mine) if mine and ours else "",
        "may_withdraw": bool(mine) and ours and now < mine.slot.starts_at,
        "by_other": not ours,
        "free": _by_colleague(one, free.select_related("employee")) if ours else [],
    }


def _said(one: Occasion, talk: SignUp) -> str:
    """When the talk is, and with whom."""
    told = {"when": when(one, talk), "who": talk.slot.employee and talk.slot.employee.first_name}
    return _("%(when)s, with %(who)s") % told if told["who"] else told["when"]


def _by_colleague(one: Occasion, free) -> list[dict]:
    """The free times: (day, colleague, times), each in order."""
    zone = one.location.zone

    def day_and_who(slot):
        day = slot.starts_at.astimezone(zone).date()
        return day, slot.employee.first_name if slot.employee else "", str(slot.employee_id)

    ordered = sorted(free, key=lambda slot: (*day_and_who(slot), slot.starts_at))
    return [
        {
            "day": dated(day, "l j F"),
            "who": who,
            "slots": [{"pk": s.pk, "at": clock(s.starts_at, zone)} for s in slots],
        }
        for (day, who, _id), slots in groupby(ordered, key=day_and_who)
    ]
