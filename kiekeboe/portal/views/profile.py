"""What we know of a child, what its parents want changed of it, and their own address (A8)."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.lib.ids import uuid7
from kiekeboe.people import moving, profile_changes, profile_facts
from kiekeboe.people.models import Collector, ProfileChange
from kiekeboe.people.moving import lives_with_others
from kiekeboe.portal import profile
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.profile_forms import AddressForm, ChangeForm

About = ProfileChange.About


@require_GET
def details(request, child_id):
    """What we know of this child, and of the parent who reads it. Nothing of the other parent."""
    relation = child_of(request, child_id)
    allowed = Collector.objects.allowed_on(today_of(relation)).filter(child=child_id)
    asked = profile_changes.asked_by(relation.guardian, child_id)
    return show_page(
        request, "more/details", "more", child=relation,
        allergies=list(relation.child.allergies.filter(ended_on=None)),
        collectors=list(allowed),
        contacts=list(relation.child.emergency_contacts.filter(ended_on=None)),
        asked=[profile.told(one) for one in asked.order_by("-asked_at")[: profile.SHOWN]],
        may_ask=profile_changes.may_ask(relation),
        household=relation.guardian.household,
        said=profile.SAID.get(request.GET.get("done"), lambda: "")(),
        switch_to=lambda one: f"/parent/children/{one.child_id}/details/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change(request, child_id, about):
    """Ask the office for one change. What somebody else asked first is said with 409."""
    relation = child_of(request, child_id)
    if about not in set(About) or not profile_changes.may_ask(relation):
        raise Http404
    of, today = uuid_or_none(request.GET.get("of")), today_of(relation)
    known = profile.known(relation.child, about, of)
    form = ChangeForm(
        request.POST if request.method == "POST" else None, about=about, today=today,
        initial={"id": uuid7(), "first_day": today, **known},
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    if form.is_valid():
        status = _asked(request, relation, form, of)
        if status == 302:
            return redirect(f"/parent/children/{child_id}/details/?done=asked#gevraagd")
    return show_page(
        request, "more/change", "more", child=relation, form=form, status=status,
        about=About(about), stops=about in profile_facts.ENDS, who=next(iter(known.values()), ""),
        back=f"/parent/children/{child_id}/details/",
    )  # fmt: skip


def _asked(request, relation, form, of) -> int:
    """The answer: 302 when it was asked; otherwise the form says why not."""
    now, told = timezone.now(), form.cleaned_data
    try:
        profile_changes.ask(
            told["id"], relation, form.about, form.facts, of=of, words=told["words"],
            by=request.family.actor_for(relation, now), at=now, on=today_of(relation, now),
        )  # fmt: skip
    except profile_changes.NothingChanges:
        form.add_error(None, _("This is what we know already."))
        return 422
    except profile_changes.AskedAlready:
        form.add_error(None, _("Another guardian asked to change this. The office answers first."))
        return 409
    except (profile_changes.MayNotAsk, profile_facts.Gone):
        raise Http404 from None
    return 302


@require_POST
def withdraw(request, child_id, wanted_id):
    """Take back what one asked, while nobody answered it."""
    relation, now = child_of(request, child_id), timezone.now()
    one = get_object_or_404(profile_changes.asked_by(relation.guardian, child_id), pk=wanted_id)
    done = "withdrawn"
    try:
        profile_changes.withdraw(one, by=request.family.actor_for(relation, now), at=now)
    except profile_changes.Decided:
        done = "decided"
    return redirect(f"/parent/children/{child_id}/details/?done={done}#gevraagd")


@require_http_methods(["GET", "POST"])
def address(request):
    """Where the parent lives: told here, and it holds at once or from the day they say."""
    mine = {one.guardian_id: one.guardian for one in request.family.guardianships}
    home, today = next(iter(mine.values())).household, request.family.day
    form = AddressForm(
        request.POST if request.method == "POST" else None,
        together=any(lives_with_others(one) for one in mine.values()),
        initial={"street": home.street, "postcode": home.postcode, "town": home.town,
                 "first_day": today},
        today=today,
    )  # fmt: skip
    if form.is_valid():
        _move(request.family, mine.values(), dict(form.cleaned_data))
        return redirect("/parent/more/address/?saved=1")
    moves = [moving.ahead(one) for one in mine.values()]
    return show_page(
        request, "more/address", "more", status=422 if form.is_bound else 200, form=form,
        saved="saved" in request.GET, ahead=next(filter(None, moves), None),
    )  # fmt: skip


@require_POST
def stay(request):
    """The move that lies ahead does not go on."""
    for one in request.family.guardianships:
        if planned := moving.ahead(one.guardian):
            now = timezone.now()
            moving.withdraw(planned, by=request.family.actor_for(one, now), at=now)
    return redirect("/parent/more/address/?saved=1")


@transaction.atomic
def _move(family, guardians, told) -> None:
    alone, now = told.pop("who", "all") == "me", timezone.now()
    first_day = told.pop("first_day")
    for guardian in guardians:
        told |= {"alone": alone, "by": guardian.actor(origin=family.origin), "at": now}
        if first_day > family.day:
            moving.plan(guardian, first_day=first_day, **told)
            continue
        about = [one.child_id for one in family.guardianships if one.guardian_id == guardian.pk]
        moving.move(guardian, children=about, **told)
