"""The contract of a child: to read, to change its days, to end it (E12)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.billing.contract_hours import parts_of, parts_of_week
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import contract_changes
from kiekeboe.planning.contract_changes import first_day, first_end, minutes_of, standing_on
from kiekeboe.planning.notice import last_day_after
from kiekeboe.portal import contracts, wishing
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.agreements import amounts_of_change
from kiekeboe.portal.contract_forms import EndForm, WeekForm, WordsForm
from kiekeboe.portal.hero import dated
from kiekeboe.portal.money import sees_money
from kiekeboe.portal.pages import show as show_page

TABS = "planning"


@require_GET
def show(request, child_id):
    """The week that holds with its hours, what was asked about it, and what can be asked."""
    relation = child_of(request, child_id)
    standing = standing_on(child_id, today_of(relation))
    asked = contracts.of_households([relation]).select_related("guardian")
    changes = [contracts.told(one) for one in asked.order_by("-received_at")[:6]]
    return show_page(
        request, "contract/show", TABS, child=relation,
        lines=contracts.lines_of_rows(standing),
        hours=contracts.hours_of(parts_of(standing), len(standing.week)),
        changes=changes, waits=next((one for one in changes if one["asked"]), None),
        plain=standing.is_plain, may_change=_may(relation), costs=sees_money(relation),
        done=_done(request.GET.get("done")),
        switch_to=lambda one: f"/parent/children/{one.child_id}/contract/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def days(request, child_id):
    """Another week: it says what it asks before it is sent."""
    relation, group, standing = _changing(request, child_id)
    if not standing.is_plain:
        raise Http404
    now, today = timezone.now(), today_of(relation)
    given = request.POST if request.method == "POST" else (request.GET or None)
    usual = wishing.parts(*wishing.usual_times(relation, group, today))["day"][1:]
    form = WeekForm(given, week=standing.week, location=group.location, usual=usual)
    look = _look(form, relation, group, standing, today) if form.is_bound else {}
    if look:
        look |= amounts_of_change(
            request.family, relation, group.location, form.week, today=today, day=look["day"]
        )
    if request.method == "POST" and look.get("possible"):
        words = WordsForm(request.POST)
        if words.is_valid() and _asked(
            form, contract_changes.ask_days, words.cleaned_data["id"], relation.child,
            relation.guardian, form.week, location=group.location, day=look["day"],
            words=words.cleaned_data["words"], by=request.family.actor_for(relation, now), at=now,
        ):  # fmt: skip
            return redirect(f"/parent/children/{child_id}/contract/?done=asked")
    return show_page(
        request, "contract/days", TABS, child=relation, form=form, **look,
        extra=WordsForm(initial={"id": uuid7()}), notice=last_day_after(today),
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _look(form, relation, group, standing, today) -> dict:
    """What this week asks: its first day, its hours, its room."""
    if not form.is_valid():
        return {}
    first = first_day(relation.child, form.week, standing, received=today)
    day = form.cleaned_data["day"] or first
    if form.week == standing.week:
        form.add_error(None, _("These are the days that you have already."))
    elif day < first:
        form.add_error("day", _("The first possible day is %(day)s.") % {"day": _long(first)})
    else:
        return {
            "possible": True,
            "day": day,
            "first": first,
            "less": minutes_of(form.week) < minutes_of(standing.week),
            "before": contracts.hours_of(parts_of(standing), len(standing.week)),
            "after": contracts.hours_of(parts_of_week(form.week), len(form.week)),
            "rooms": contracts.room_of(
                relation.child, group, form.week, standing, day=day, today=today
            ),
        }
    return {}


@require_http_methods(["GET", "POST"])
def end(request, child_id):
    """Give notice: any day from a month after today, and never later than the fourth birthday."""
    relation, group, _standing = _changing(request, child_id)
    now, today = timezone.now(), today_of(relation)
    first = first_end(relation.child, group.location, received=today)
    form = EndForm(request.POST or None, initial={"id": uuid7(), "day": first})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if _asked(
            form, contract_changes.ask_end, told["id"], relation.child, relation.guardian,
            location=group.location, day=told["day"], words=told["words"],
            by=request.family.actor_for(relation, now), at=now,
        ):  # fmt: skip
            return redirect(f"/parent/children/{child_id}/contract/?done=ended")
    return show_page(
        request, "contract/end", TABS, child=relation, form=form, first=first,
        eve=first < last_day_after(today), status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _asked(form, verb, *what, **more) -> bool:
    """Whether it was asked; otherwise the reason stands with the form."""
    try:
        verb(*what, **more)
    except contract_changes.TooEarly as early:
        form.add_error("day", _("The first possible day is %(day)s.") % {"day": _long(early.first)})
    except contract_changes.AskedAlready:
        form.add_error(None, _("Another question about the contract waits for an answer."))
    except contract_changes.NothingChanges:
        form.add_error(None, _("These are the days that you have already."))
    return not form.errors


@require_POST
def withdraw(request, change_id):
    """Take a question back while nobody answered it."""
    change = get_object_or_404(contracts.of_households(request.family.guardianships), pk=change_id)
    relation, now = child_of(request, change.child_id), timezone.now()
    if not contracts.may_change(relation):
        raise Http404
    here = f"/parent/children/{change.child_id}/contract/"
    try:
        contract_changes.withdraw(change, by=request.family.actor_for(relation, now), at=now)
    except contract_changes.Decided:
        return redirect(f"{here}?done=decided")
    return redirect(f"{here}?done=withdrawn")


def _may(relation) -> bool:
    return bool(relation.at_group_id) and contracts.may_change(relation)


def _changing(request, child_id):
    """(relation, group, what holds) for who may change this contract, or 404."""
    relation = child_of(request, child_id)
    if not _may(relation):
        raise Http404
    return relation, wishing.own_group(relation), standing_on(child_id, today_of(relation))


def _long(day) -> str:
    return dated(day, "l j F Y")


def _done(what) -> str:
    return {
        "asked": _("Your question is sent. You hear from us."),
        "ended": _("Your notice is in. The office writes it down."),
        "withdrawn": _("You took the question back. Nothing changes."),
        "decided": _("This was decided in the meantime."),
    }.get(what, "")
