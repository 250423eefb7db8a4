"""A request in the words of the family that made it."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from kiekeboe.planning.models import Request
from kiekeboe.planning.reading import minute
from kiekeboe.planning.request_policy import Ask, may_undo
from kiekeboe.planning.requests_of import rules_on
from kiekeboe.portal.hero import clock, dated

State = Request.State
# state → (tone, icon)
LOOKS = {
    State.DRAFT: ("none", "file-pen-line"),
    State.REQUESTED: ("wait", "hourglass"),
    State.WAITING: ("wait", "hourglass"),
    State.OFFERED: ("warn", "bell"),
    State.APPROVED: ("ok", "circle-check"),
    State.DECLINED: ("stop", "octagon-x"),
    State.WITHDRAWN: ("none", "minus"),
    State.EXPIRED: ("none", "minus"),
    State.CANCELLED: ("none", "minus"),
}


def of_households(relations):
    """Requests about these children that their own households made, or the office for them.

    What the other home asks is its own affair (U35); that a day was moved stands in the planning.
    """
    mine = Q()
    for one in relations:
        homes = Q(guardian=None) | Q(guardian__household=one.guardian.household_id)
        mine |= Q(child=one.child_id) & homes
    return Request.objects.filter(mine) if relations else Request.objects.none()


def of_child(relation, *, most: int = 12) -> list[dict]:
    """The newest requests about a child, for a list. One question."""
    return [listed(one) for one in of_households([relation]).order_by("-asked_at")[:most]]


def listed(one: Request) -> dict:
    tone, icon = LOOKS[State(one.state)]
    return {
        "id": one.pk,
        "child": one.child_id,
        "title": _("Another day") if one.instead_of_id else one.get_ask_display(),
        "sub": sub(one),
        "state": one.get_state_display(),
        "tone": tone,
        "icon": icon,
        "asked": tone == "wait",
        "url": f"/parent/requests/{one.pk}/",
    }


def sub(one: Request) -> str:
    """Which day it is about."""
    day = dated(one.day, "D j F")
    if one.old_day:
        told = {"old": dated(one.old_day, "D j F"), "new": day}
        return _("%(old)s becomes %(new)s") % told
    if one.last_day != one.day:
        told = {"first": day, "last": dated(one.last_day, "D j F")}
        return _("%(first)s to %(last)s") % told
    return f"{day}, {clock(one.starts_at)} – {clock(one.ends_at)}"


def told(one: Request, *, now: datetime) -> dict:
    """One request with what can still be done about it."""
    zone = one.group.location.zone
    begins = datetime.combine(one.day, one.starts_at, zone)
    rules = rules_on(one.group.location, one.day)
    granted = one.state == State.APPROVED
    undoable = may_undo(rules, begins, now=now.astimezone(zone))
    open_still = one.state in (State.REQUESTED, State.WAITING, State.OFFERED)
    return listed(one) | {
        "name": one.child.first_name,
        "group": one.group.name,
        "day": dated(one.day, "l j F"),
        "old_day": dated(one.old_day, "l j F") if one.old_day else "",
        "times": f"{clock(one.starts_at)} – {clock(one.ends_at)}",
        "hours": (minute(one.ends_at) - minute(one.starts_at)) / 60,
        "reason": one.reason,
        "is_proposal": one.instead_of_id is not None,
        "proposals": [
            {"url": f"/parent/requests/{each.pk}/", "day": dated(each.day, "l j F")}
            for each in one.proposals.filter(state=State.OFFERED)
        ],
        "asked_day": dated(one.instead_of.day, "l j F") if one.instead_of else "",
        "words": one.words,
        "asked_at": one.asked_at,
        "decided_at": one.decided_at,
        "by_guardian": one.guardian.first_name if one.guardian else "",
        "answer_by": one.answer_by,
        "is_offered": one.state == State.OFFERED and now <= one.answer_by,
        "is_waiting": one.state == State.WAITING,
        "may_withdraw": open_still,
        "may_cancel": granted and undoable,
        "too_late": granted and not undoable and now < begins,
        "pays": one.ask == Ask.CREDIT,
        "within": rules.answer_within,
    }  # fmt: skip
