"""Outings, evenings and talks: make, tell, call off, and see who comes (E11)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.occasions import NewOccasionForm, OccasionForm, TalksForm, initial_of
from kiekeboe.office.questions import occasions as questions
from kiekeboe.people.rights import Right
from kiekeboe.planning import organising, signing_up
from kiekeboe.planning.models import Occasion
from kiekeboe.planning.occasions import day_of


def _member(request):
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member


def _mine(request, occasion_id):
    """(who asks, the occasion in reach), or 404."""
    member = _member(request)
    return member, get_object_or_404(questions.in_reach(member), pk=occasion_id)


@require_GET
def index(request):
    """What is to come, and what was lately."""
    ahead, gone = questions.listed(_member(request), request.moment)
    return render(request, "office/occasions/index.html", {"ahead": ahead, "gone": gone})


@require_http_methods(["GET", "POST"])
def new(request):
    """Write one down. Families see it when it is published."""
    member = _member(request)
    form = NewOccasionForm(request.POST if request.method == "POST" else None, **_places(member))
    if form.is_valid():
        id = form.cleaned_data["id"]
        once(id, questions.in_reach(member), Occasion.objects)
        made = organising.organise(
            id, form.location, by=member.actor(), at=request.moment, **form.facts()
        )
        return done(request, _("Saved. Families do not see it yet."), "office:occasion", made.pk)
    return ask(request, "office/occasions/edit.html", form)


@require_http_methods(["GET", "POST"])
def edit(request, occasion_id):
    """Another time, place or word. Who signed up hears of another time or place."""
    member, one = _mine(request, occasion_id)
    form = OccasionForm(
        request.POST if request.method == "POST" else None, initial=initial_of(one),
        **_places(member),
    )  # fmt: skip
    if form.is_valid() and _changed(form, one, member, request.moment):
        return done(request, _("Saved."), "office:occasion", one.pk)
    return ask(request, "office/occasions/edit.html", form, occasion=one)


def _changed(form, one, member, at) -> bool:
    try:
        organising.edit(one, location=form.location, **form.facts(), by=member.actor(), at=at)
    except organising.CalledOff:
        form.add_error(None, _("This was called off. It cannot change any more."))
    except organising.FewerPlacesThanPeople as fewer:
        form.add_error(
            "places",
            ngettext("%(n)s person comes already.", "%(n)s people come already.", fewer.people)
            % {"n": fewer.people},
        )
    except organising.OutsideTheOccasion:
        form.add_error("ends", _("There are talks outside these times."))
    return not form.errors


def _places(member) -> dict:
    return {
        "locations": member.locations.order_by("name"),
        "groups": member.groups.on(member.day).select_related("location").order_by("name"),
    }


@require_GET
def show(request, occasion_id):
    """One of them: who comes, which talks are taken, and what can be done."""
    member, one = _mine(request, occasion_id)
    day = day_of(one)
    form = TalksForm(
        colleagues=_colleagues(member), initial={"first_day": day, "minutes": 10, "pause": 0}
    )
    return _page(request, one, form)


def _page(request, one, form, status=200):
    context = {
        "one": one,
        "coming": questions.who_comes(one),
        "people": organising.people(one),
        "left": signing_up.places_left(one),
        "is_talks": one.kind == Occasion.Kind.TALKS,
        "talks": questions.talks_of(one),
        "children": organising.children_of(one).count(),
        "form": form,
        "over": one.starts_at <= request.moment,
    }
    return render(request, "office/occasions/show.html", context, status=status)


def _colleagues(member):
    return member.colleagues.working_on(member.day).order_by("first_name", "last_name")


@require_POST
def publish(request, occasion_id):
    """Tell the families."""
    member, one = _mine(request, occasion_id)
    try:
        organising.publish(one, by=member.actor(), at=request.moment)
    except organising.CalledOff:
        return done(request, _("This was called off."), "office:occasion", one.pk)
    return done(request, _("Families see it now."), "office:occasion", one.pk)


@require_http_methods(["GET", "POST"])
def call_off(request, occasion_id):
    """It does not go on: asked once, with what follows."""
    member, one = _mine(request, occasion_id)
    if request.method == "POST":
        organising.call_off(one, by=member.actor(), at=request.moment)
        return done(request, _("It is called off."), "office:occasion", one.pk)
    comes = one.sign_ups.filter(cancelled_at=None).count()
    families = ngettext(
        "%(n)s family signed up and hears of it.", "%(n)s families signed up and hear of it.", comes
    ) % {"n": comes}  # fmt: skip
    return confirm(
        request,
        title=_("Does %s not go on?") % one.title,
        sentences=[families, _("This cannot be taken back.")],
        button=_("Call it off"),
        back=("office:occasion", one.pk),
    )


@require_POST
def plan_talks(request, occasion_id):
    """Put talks with a colleague one after the other."""
    member, one = _mine(request, occasion_id)
    form = TalksForm(request.POST, colleagues=_colleagues(member))
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = organising.plan_talks(
                one, told["employee"], *form.span(one.location.zone), minutes=told["minutes"],
                pause=told["pause"], by=member.actor(), at=request.moment,
            )  # fmt: skip
            many = ngettext("%(n)s talk was added.", "%(n)s talks were added.", len(made))
            return done(request, many % {"n": len(made)}, "office:occasion", one.pk)
        except organising.OutsideTheOccasion:
            form.add_error("starts", _("Talks are between the start and the end."))
        except organising.CalledOff:
            form.add_error(None, _("This was called off. It cannot change any more."))
    return _page(request, one, form, status=422)


@require_POST
def drop_talk(request, occasion_id, slot_id):
    """Take a talk out that nobody comes to."""
    member, one = _mine(request, occasion_id)
    slot = get_object_or_404(one.slots, pk=slot_id)
    try:
        organising.drop_talk(slot, by=member.actor(), at=request.moment)
    except organising.Booked:
        return done(request, _("A family just took this talk."), "office:occasion", one.pk)
    return done(request, _("The talk is gone."), "office:occasion", one.pk)


@require_POST
def take_off(request, occasion_id, sign_up_id):
    """Take a family off the list; it hears of it."""
    member, one = _mine(request, occasion_id)
    coming = get_object_or_404(one.sign_ups, pk=sign_up_id)
    try:
        signing_up.withdraw(coming, by=member.actor(), at=request.moment)
    except signing_up.Closed:
        return done(request, _("It began already."), "office:occasion", one.pk)
    return done(
        request, _("The family is off the list and hears of it."), "office:occasion", one.pk
    )
