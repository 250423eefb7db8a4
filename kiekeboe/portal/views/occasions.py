"""Outings, evenings and talks: what there is, that we come, and a time of our own (E11)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import signing_up
from kiekeboe.planning.models import SignUp
from kiekeboe.portal import occasions
from kiekeboe.portal.access import today_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page

TABS = "planning"


@require_GET
def index(request):
    """All that is to come for the own children."""
    now, relation = timezone.now(), request.family.guardianships[0]
    rows = occasions.ahead(request.family, today_of(relation), now)
    return show_page(request, "occasions/index", TABS, rows=rows)


@require_GET
def show(request, occasion_id):
    """One occasion, with what we can do about it."""
    occasion, relations = _reached(request, occasion_id)
    return _page(request, occasion, relations)


@require_POST
def coming(request, occasion_id):
    """We come with so many, or not after all."""
    occasion, relations = _reached(request, occasion_id)
    now, relation = timezone.now(), relations[0]
    by = request.family.actor_for(relation, now)
    try:
        if request.POST.get("act") == "withdraw":
            mine = SignUp.objects.filter(occasion=occasion, guardian=relation.guardian, slot=None)
            for one in mine.filter(cancelled_at=None):
                signing_up.withdraw(one, by=by, at=now)
            return redirect(f"/parent/occasions/{occasion.pk}/?done=withdrawn")
        signing_up.sign_up(
            uuid_or_none(request.POST.get("id")) or uuid7(), occasion, relation.guardian,
            many=_many(request.POST.get("many")), by=by, at=now,
        )  # fmt: skip
    except (signing_up.Closed, signing_up.Full) as problem:
        return _page(request, occasion, relations, problem=_sentence(problem), status=409)
    return redirect(f"/parent/occasions/{occasion.pk}/?done=coming")


@require_POST
def talk(request, occasion_id):
    """Take a time for a talk about a child, another time, or none."""
    occasion, relations = _reached(request, occasion_id)
    asked, now = uuid_or_none(request.POST.get("child")), timezone.now()
    relation = next((one for one in relations if one.child_id == asked), None)
    if relation is None:
        raise Http404
    by = request.family.actor_for(relation, now)
    try:
        if request.POST.get("act") == "withdraw":
            _give_back(occasion, relation, by, now)
            return redirect(f"/parent/occasions/{occasion.pk}/?done=withdrawn")
        slot = get_object_or_404(
            occasion.slots.select_related("occasion"), pk=uuid_or_none(request.POST.get("slot"))
        )
        id = uuid_or_none(request.POST.get("id")) or uuid7()
        signing_up.book_talk(id, slot, relation.child, relation.guardian, by=by, at=now)
    except (signing_up.Closed, signing_up.Taken, signing_up.BookedByTheOther) as problem:
        return _page(request, occasion, relations, problem=_sentence(problem), status=409)
    return redirect(f"/parent/occasions/{occasion.pk}/?done=talk")


def _give_back(occasion, relation, by, now) -> None:
    household = relation.guardian.household_id
    mine = SignUp.objects.filter(
        occasion=occasion, child=relation.child_id, slot__isnull=False, cancelled_at=None
    )
    for one in mine.filter(guardian__household=household):
        signing_up.withdraw(one, by=by, at=now)


def _reached(request, occasion_id):
    occasion, relations = occasions.found(request.family, occasion_id)
    if occasion is None:
        raise Http404
    return occasion, relations


def _page(request, occasion, relations, *, problem="", status=200):
    return show_page(
        request, "occasions/show", TABS, child=relations[0], status=status, problem=problem,
        one=occasions.told(occasion, relations, timezone.now()), new_id=uuid7,
        said="" if problem else _done(request.GET.get("done")),
    )  # fmt: skip


def _many(text) -> int:
    return min(max(int(text), 1), signing_up.MOST_PEOPLE) if (text or "").isdecimal() else 1


def _done(what) -> str:
    return {
        "coming": _("You are on the list. We remind you the day before."),
        "talk": _("This time is yours. We remind you the day before."),
        "withdrawn": _("You are off the list."),
    }.get(what, "")


def _sentence(problem) -> str:
    if isinstance(problem, signing_up.Full):
        if not problem.left:
            return _("There is no place left.")
        return ngettext(
            "There is %(n)s place left.", "There are %(n)s places left.", problem.left
        ) % {"n": problem.left}  # fmt: skip
    return {
        signing_up.Closed: _("You cannot change this here any more. Call the group."),
        signing_up.Taken: _("Another family just took this time. Choose another one."),
        signing_up.BookedByTheOther: _("Another parent has a time already. Call the group."),
    }[type(problem)]
