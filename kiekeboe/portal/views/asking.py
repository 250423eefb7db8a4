"""Asking for a day: an extra one, or one in return for another (E5, E6, E9)."""

from datetime import date

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import asking
from kiekeboe.planning.choosing import choices
from kiekeboe.planning.models import Request
from kiekeboe.planning.policy_words import OUTCOMES, sentence
from kiekeboe.planning.request_policy import Ask, Outcome
from kiekeboe.portal import profile, wishing
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.contracts import page_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.requests import of_households, told

TABS = "planning"


@require_http_methods(["GET", "POST"])
def extra(request, child_id):
    """Choose a day; it says before sending whether there is room and who decides."""
    relation = _placed(request, child_id)
    group, today = wishing.own_group(relation), today_of(relation)
    parts = wishing.parts(*wishing.usual_times(relation, group, today))
    given = request.POST if request.method == "POST" else request.GET
    part = given.get("part") if given.get("part") in parts else "day"
    _name, starts, ends = parts[part]
    ask = Ask.CREDIT if given.get("pays") == "balance" else Ask.EXTRA
    day = _day_or_none(given.get("day"))
    wish = wishing.wish_for(relation, group, ask, day or today, starts, ends,
                            id=uuid_or_none(given.get("id")) or uuid7())  # fmt: skip
    refused = ""
    if request.method == "POST" and day:
        answer = _asked(request, relation, wish)
        if isinstance(answer, Request):
            return redirect("portal:request", answer.pk)
        refused = answer
    return show_page(
        request, "planning/extra", TABS, child=relation, status=422 if refused else 200,
        parts=parts, part=part, pays=given.get("pays", ""), refused=refused,
        **_choosing(wish, day, today, f"?part={part}&pays={given.get('pays', '')}&day="),
        switch_to=lambda one: f"/parent/children/{one.child_id}/extra/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def swap(request, child_id):
    """Three steps: which day is given up, which one is wanted, is it right."""
    relation = _placed(request, child_id)
    group, today = wishing.own_group(relation), today_of(relation)
    given = request.POST if request.method == "POST" else request.GET
    old, day = wishing.stretch_or_none(given.get("old", "")), _day_or_none(given.get("day"))
    context = {"child": relation, "old": old, "refused": "", "fixed": []}
    if old is None:
        context["fixed"] = wishing.fixed_ahead(relation, today)
    else:
        wish = wishing.wish_for(relation, group, Ask.SWAP, day or today, *old[1:], old=old,
                                id=uuid_or_none(given.get("id")) or uuid7())  # fmt: skip
        if request.method == "POST" and day:
            answer = _asked(request, relation, wish)
            if isinstance(answer, Request):
                return redirect("portal:request", answer.pk)
            context["refused"] = answer
        context |= _choosing(wish, day, today, f"?old={given['old']}&day=")
    return show_page(
        request, "planning/swap", TABS, status=422 if context["refused"] else 200,
        switch_to=lambda one: f"/parent/children/{one.child_id}/swap/", **context,
    )  # fmt: skip


def _choosing(wish, day, today, address) -> dict:
    """The days to choose from, and what would be answered for the chosen one."""
    now = timezone.now()
    found = choices(wish, wishing.days_ahead(today), at=now)
    decision = asking.consider(wish, at=now) if day else None
    return {
        "wish": wish,
        "day": day,
        "weeks": wishing.weeks_of(
            found, lambda one: f"{address}{one.isoformat()}#answer", chosen=day, today=today
        ),
        "decision": decision,
        "outcome": OUTCOMES[decision.outcome] if decision else "",
        "why": sentence(decision, wish.child.first_name) if decision else "",
        "possible": decision is not None and decision.outcome != Outcome.REFUSED,
    }


def _asked(request, relation, wish):
    """The request that was made, or the sentence that says why not."""
    now = timezone.now()
    try:
        return asking.ask(wish, by=request.family.actor_for(relation, now), at=now)
    except asking.NotPossible as refused:
        return sentence(refused.decision, relation.child.first_name)


def _placed(request, child_id):
    relation = child_of(request, child_id)
    if not relation.at_group_id:
        raise Http404
    return relation


def _day_or_none(text) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _mine(request, request_id):
    """A request of the own household about an own child, with the relation, or 404."""
    found = (
        of_households(request.family.guardianships)
        .filter(pk=request_id)
        .select_related("group__location", "child", "guardian", "instead_of")
        .first()
    )
    if found is None:
        raise Http404
    return found, child_of(request, found.child_id)


@require_GET
def show(request, request_id):
    """One request: what was asked, how it stands, and what can still be done.

    News of an answer about a contract or the profile leads here too, and on to its own page.
    """
    if other := page_of(request.family, request_id) or profile.page_of(request.family, request_id):
        return redirect(other)
    found, relation = _mine(request, request_id)
    return show_page(
        request, "planning/request", TABS, child=relation,
        one=told(found, now=timezone.now()), problem=_problem(request.GET.get("problem")),
    )  # fmt: skip


def _problem(why) -> str:
    return {
        "late": _("It is too late to cancel this here."),
        "decided": _("This was decided in the meantime."),
        "impossible": _("This is not possible any more. Something in the planning changed."),
    }.get(why, "")


@require_POST
def act(request, request_id):
    """Withdraw, accept an offer, or cancel what was granted."""
    found, relation = _mine(request, request_id)
    now = timezone.now()
    by = request.family.actor_for(relation, now)
    verb = {
        "withdraw": asking.withdraw, "accept": asking.accept, "cancel": asking.cancel,
    }.get(request.POST.get("act"))  # fmt: skip
    if verb is None:
        raise Http404
    here = f"/parent/requests/{found.pk}/"
    try:
        verb(found, by=by, at=now)
    except asking.TooLateToCancel:
        return redirect(f"{here}?problem=late")
    except asking.Decided:
        return redirect(f"{here}?problem=decided")
    except asking.NotPossible:
        return redirect(f"{here}?problem=impossible")
    return redirect(here)
