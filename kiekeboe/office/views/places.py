"""Companies, locations and groups."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.organisation import CompanyForm, EndForm, GroupForm, LocationForm
from kiekeboe.office.questions.occupancy import first_free_colour
from kiekeboe.organisation.models import Company, Group, Location
from kiekeboe.people.rights import Right
from kiekeboe.planning.ending import ChildrenRemain, children_after, end_group

LOCATION = (
    "name", "company", "care_type", "lrk_number", "opens_at", "closes_at",
    "address", "phone", "email", "time_zone",
)  # fmt: skip
GROUP = ("name", "age_from_months", "age_to_months", "capacity", "colour")
COMPANY = ("name", "chamber_number", "iban", "creditor_id")


@require_GET
def index(request):
    """Locations with their groups; ended ones stay visible at the end."""
    member = request.member
    locations = member.locations.select_related("company").prefetch_related("groups")
    locations = list(locations.order_by("name"))
    context = {
        "locations": locations,
        "companies": member.organisation.companies.order_by("name") if member.everywhere else [],
        "editable": _where_may(member, Right.EDIT_ORGANISATION, locations),
        "inviting": _where_may(member, Right.INVITE_PARENTS, locations),
        "plannable": _where_may(member, Right.EDIT_PLANNING, locations),
        "with_musters": _where_may(member, Right.SEE_ACCESS_LOG, locations),
        "may_edit": member.may(Right.EDIT_ORGANISATION),
        "may_add": member.within(Right.EDIT_ORGANISATION).everywhere,
        "today": member.day,
    }
    return render(request, "office/places/index.html", context)


@require_http_methods(["GET", "POST"])
def new_location(request):
    """A new location; only for who reaches the whole organisation."""
    member = request.member
    require(member.within(Right.EDIT_ORGANISATION).everywhere)
    form = LocationForm(
        request.POST if request.method == "POST" else None,
        organisation=member.organisation,
        initial={"opens_at": "07:30", "closes_at": "18:30"},
    )
    if form.is_valid():
        location = Location.objects.add(
            member.organisation, by=member.actor(), at=request.moment, **form.cleaned_data
        )
        return done(request, _("%s is a location now.") % location, "office:places")
    return ask(request, "office/places/location.html", form)


@require_http_methods(["GET", "POST"])
def edit_location(request, location_id):
    """Name, register number, hours and contact."""
    location, member = _location(request, location_id), request.member
    form = LocationForm(
        request.POST if request.method == "POST" else None,
        organisation=member.organisation,
        location=location,
        initial={name: getattr(location, name) for name in LOCATION},
    )
    if form.is_valid():
        location.edit(by=member.actor(), at=request.moment, **form.cleaned_data)
        return done(request, _("Saved."), "office:places")
    return ask(request, "office/places/location.html", form, location=location)


@require_http_methods(["GET", "POST"])
def new_group(request, location_id):
    """A new group at a location."""
    location = _location(request, location_id)
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        location=location,
        initial={"age_from_months": 0, "age_to_months": 48, "colour": first_free_colour(location)},
    )
    if form.is_valid():
        group = Group.objects.add(
            location, by=request.member.actor(), at=request.moment, **form.cleaned_data
        )
        return done(request, _("%s is a group now.") % group, "office:places")
    return ask(request, "office/places/group.html", form, location=location)


@require_http_methods(["GET", "POST"])
def edit_group(request, group_id):
    """Name, ages, places and colour."""
    group = _group(request, group_id)
    form = GroupForm(
        request.POST if request.method == "POST" else None,
        location=group.location,
        group=group,
        initial={name: getattr(group, name) for name in GROUP},
    )
    if form.is_valid():
        group.edit(by=request.member.actor(), at=request.moment, **form.cleaned_data)
        return done(request, _("Saved."), "office:places")
    return ask(request, "office/places/group.html", form, location=group.location, group=group)


@require_http_methods(["GET", "POST"])
def end(request, group_id):
    """The last day of a group; children who remain are named first, and need another place."""
    group, member = _group(request, group_id), request.member
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": member.day})
    if form.is_valid():
        on = form.cleaned_data["on"]
        try:
            end_group(group, on=on, by=member.actor(), at=request.moment)
            return done(request, _("%s has a last day.") % group, "office:places")
        except ChildrenRemain as remain:
            names = ", ".join(str(child) for child in remain.children)
            form.add_error("on", _("First find another place for %s.") % names)
    return ask(
        request,
        "office/places/end.html",
        form,
        group=group,
        remaining=children_after(group, member.day).order_by("first_name"),
        devices=group.devices.trusted(request.moment),
    )


@require_http_methods(["GET", "POST"])
def new_company(request):
    """A new company, the legal entity behind contracts and invoices."""
    member = request.member
    require(member.within(Right.EDIT_ORGANISATION).everywhere)
    form = CompanyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        company = Company.objects.add(
            member.organisation, by=member.actor(), at=request.moment, **form.cleaned_data
        )
        return done(request, _("%s is a company now.") % company, "office:places")
    return ask(request, "office/places/company.html", form)


@require_http_methods(["GET", "POST"])
def edit_company(request, company_id):
    """Numbers and name of a company."""
    member = request.member
    company = get_object_or_404(member.organisation.companies, pk=company_id)
    require(member.within(Right.EDIT_ORGANISATION).everywhere)
    form = CompanyForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(company, name) for name in COMPANY},
    )
    if form.is_valid():
        others = member.organisation.companies.exclude(pk=company.pk)
        if not others.filter(name__iexact=form.cleaned_data["name"]).exists():
            company.edit(by=member.actor(), at=request.moment, **form.cleaned_data)
            return done(request, _("Saved."), "office:places")
        form.add_error("name", _("You already have a company with this name."))
    return ask(request, "office/places/company.html", form, company=company)


def _location(request, location_id):
    location = get_object_or_404(request.member.locations, pk=location_id)
    require(request.member.may(Right.EDIT_ORGANISATION, location.pk))
    return location


def _group(request, group_id):
    groups = request.member.groups.select_related("location")
    group = get_object_or_404(groups, pk=group_id, ended_on=None)
    require(request.member.may(Right.EDIT_ORGANISATION, group.location_id))
    return group


def _where_may(member, right, locations):
    """The locations whose buttons are shown."""
    return [one.pk for one in locations if member.may(right, one.pk)]
