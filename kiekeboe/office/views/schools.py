"""Schools that children come from: times, region, days of their own, and which child goes where."""

from datetime import timedelta
from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.schools import (
    REGION_SAYS,
    SchoolDaysForm,
    SchoolForm,
    SchoolingForm,
)
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.rights import Right
from kiekeboe.planning import schooling
from kiekeboe.planning.models import School, SchoolDay, Schooling
from kiekeboe.planning.school_days import Region, region_holidays

FACTS = ("name", "region", "starts_at", "ends_at", "noon_at", "free_afternoons")
WAYS = {"region": "Noord", "starts_at": "08:30", "ends_at": "14:00", "noon_at": "12:00"}


@require_GET
def index(request):
    """The schools of the organisation."""
    return render(request, "office/schools/index.html", {"schools": _schools(request)})


@require_http_methods(["GET", "POST"])
def new(request):
    """A school that children come from."""
    _schools(request)
    initial = WAYS | {"free_afternoons": [3]}
    form = SchoolForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        told = dict(form.cleaned_data)
        mine = School.objects.filter(organisation=request.member.organisation)
        once(told["id"], mine, School.objects)
        try:
            school = schooling.add_school(
                told.pop("id"), by=request.member.actor(), at=request.moment, **told
            )
            return done(request, _("%s is in the list now.") % school, "office:school", school.pk)
        except schooling.NameTaken:
            form.add_error("name", _("You already have a school with this name."))
    return ask(request, "office/schools/edit.html", form)


@require_http_methods(["GET", "POST"])
def edit(request, school_id):
    """Times, region and name."""
    school = _school(request, school_id)
    form = SchoolForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(school, name) for name in FACTS},
    )
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in FACTS}
        try:
            schooling.edit_school(school, by=request.member.actor(), at=request.moment, **told)
            return done(request, _("Saved."), "office:school", school.pk)
        except schooling.NameTaken:
            form.add_error("name", _("You already have a school with this name."))
    return ask(request, "office/schools/edit.html", form, school=school)


@require_http_methods(["GET", "POST"])
def show(request, school_id):
    """The days of a school: what the region says, what is its own, and who goes there."""
    school, member = _school(request, school_id), request.member
    form = SchoolDaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        kind = None if told["kind"] == REGION_SAYS else told["kind"]
        last = told["last_day"] or told["first_day"]
        try:
            by, at = member.actor(), request.moment
            schooling.set_days(school, told["first_day"], last, kind, by=by, at=at)
            return done(request, _("Saved."), "office:school", school.pk)
        except schooling.TooLong:
            form.add_error("last_day", _("Choose at most two months at once."))
    own = SchoolDay.objects.filter(school=school, day__gte=member.day).order_by("day")
    going = Schooling.objects.filter(school=school, child__in=member.children, ended_on=None)
    context = {
        "school": school,
        "own": own,
        "holidays": _holidays(school, member.day),
        "pupils": [row.child for row in going.select_related("child")],
    }
    return ask(request, "office/schools/show.html", form, **context)


@require_http_methods(["GET", "POST"])
def of_child(request, child_id):
    """To which school a child goes from a day on."""
    child, member = child_to_edit(request, child_id), request.member
    standing = Schooling.objects.filter(child=child, ended_on=None).first()
    form = SchoolingForm(
        request.POST if request.method == "POST" else None,
        schools=_schools(request),
        initial={"first_day": member.day, "school": standing and standing.school_id},
    )
    if form.is_valid():
        told = form.cleaned_data
        schooling.go_to(
            child, told["school"], first_day=told["first_day"], by=member.actor(),
            at=request.moment,
        )  # fmt: skip
        return done(request, _("Saved."), "office:planning", child.pk)
    return ask(request, "office/schools/of_child.html", form, child=child)


def _holidays(school, today):
    """(name, first day, last day) of the holidays of the region, from today for a year."""
    days = {
        day: name
        for year in (today.year, today.year + 1)
        for day, name in sorted(region_holidays(Region(school.region), year).items())
        if today <= day < today + timedelta(days=365)
    }
    for name, some in groupby(sorted(days), key=days.get):
        each = list(some)
        yield name, each[0], each[-1]


def _schools(request):
    require(request.member.may(Right.EDIT_PLANNING))
    return School.objects.filter(organisation=request.member.organisation)


def _school(request, school_id):
    return get_object_or_404(_schools(request), pk=school_id)
