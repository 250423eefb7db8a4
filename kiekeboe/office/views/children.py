"""Children: find one, write a new one down, change who it is."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.children import ChildForm, NewChildForm
from kiekeboe.office.questions.children import STATES, found, weekdays_of
from kiekeboe.office.questions.weeks import day_names
from kiekeboe.people.models import Child
from kiekeboe.people.rights import Right
from kiekeboe.planning.models import Placement

PER_PAGE = 50


@require_GET
def index(request):
    """The list, by name; searched, filtered, in pages."""
    member = request.member
    require(member.may(Right.SEE_CHILDREN))
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    state = request.GET.get("state") if request.GET.get("state") in STATES else "now"
    groups = list(member.groups.on(member.day).select_related("location"))
    group = next((one for one in groups if str(one.pk) == request.GET.get("group")), None)
    page = Paginator(found(member, words, group, state), PER_PAGE).get_page(request.GET.get("page"))
    children = list(page.object_list)
    week = weekdays_of(children, member.day)
    for child in children:
        child.age = child.months_on(member.day)
        child.days = day_names(week.get(child.pk, ()))
    context = {
        "children": children,
        "page": page,
        "words": words,
        "state": state,
        "groups": groups,
        "group": group,
        "may_add": member.may(Right.EDIT_CHILDREN),
    }
    return render(request, "office/children/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """A new child, with its first group when that is known."""
    member = request.member.within(Right.EDIT_CHILDREN)
    require(member.may(Right.EDIT_CHILDREN))
    form = NewChildForm(
        request.POST if request.method == "POST" else None,
        today=member.day,
        namesakes=_namesakes(member, exclude=request.POST.get("id")),
        groups=member.groups.on(member.day).select_related("location"),
        must_place=not member.everywhere,
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        group, id = facts.pop("group"), facts.pop("id")
        once(id, member.children, Child.objects.filter(organisation=member.organisation))
        by, at = member.actor(), request.moment
        child = Child.objects.register(id, by=by, at=at, **facts)
        if group:
            Placement.objects.place(
                child=child, group=group, started_on=facts["started_on"], by=by, at=at
            )
        return done(request, _("%s has a file now.") % child, "office:child", child.pk)
    return ask(request, "office/children/new.html", form)


@require_http_methods(["GET", "POST"])
def edit(request, child_id):
    """Name, birth date, first and last day."""
    member = request.member
    child = get_object_or_404(member.children, pk=child_id)
    require(member.may_for(Right.EDIT_CHILDREN, child))
    facts = ("first_name", "last_name", "born_on", "started_on", "ended_on")
    form = ChildForm(
        request.POST if request.method == "POST" else None,
        today=member.day,
        namesakes=_namesakes(member, exclude=child.pk),
        initial={name: getattr(child, name) for name in facts},
    )
    if form.is_valid():
        child.edit(by=member.actor(), at=request.moment, **form.cleaned_data)
        return done(request, _("Saved."), "office:child", child.pk)
    return ask(request, "office/children/edit.html", form, child=child)


def _namesakes(member, exclude):
    children = Child.objects.filter(organisation=member.organisation)
    return children.exclude(pk=exclude) if _is_id(exclude) else children


def _is_id(text):
    from uuid import UUID

    try:
        return bool(UUID(str(text)))
    except ValueError:
        return False
