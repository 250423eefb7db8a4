"""Colleagues, their roles, their PIN and their way into the office."""

from datetime import timedelta

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.accounts import inviting, pins
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.colleagues import (
    ColleagueEditForm,
    NewColleagueForm,
    PinForm,
    RoleForm,
)
from kiekeboe.people import qualifying
from kiekeboe.people.models import Employee, Role
from kiekeboe.people.rights import GROUP_ROLES, LABELS, OFFICE_ROLES, TABLE, Right

PERSON = ("first_name", "last_name", "email")


@require_GET
def index(request):
    """Everyone in reach who works here, with roles."""
    member = request.member.within(Right.EDIT_PEOPLE)
    require(member.may(Right.EDIT_PEOPLE))
    colleagues = member.colleagues.working_on(member.day).prefetch_related(_roles(member.day))
    return render(request, "office/colleagues/index.html", {"colleagues": colleagues})


@require_GET
def show(request, employee_id):
    """One colleague: roles, PIN, account."""
    colleague, member = _colleague(request, employee_id), request.member
    roles = list(_roles(member.day).queryset.filter(employee=colleague))
    context = {
        "colleague": colleague,
        "roles": roles,
        "may_change": member.may_change(colleague),
        "in_office": any(role.name in OFFICE_ROLES for role in roles),
        "in_group": any(role.name in GROUP_ROLES for role in roles),
        "invitation": colleague.invitations.order_by("-sent_at").first(),
        "qualifications": qualifying.standing(colleague, member.day),
        "may_plan": member.may(Right.EDIT_PLANNING),
        "today": member.day,
    }
    return render(request, "office/colleagues/show.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """A new colleague with a first role."""
    member = request.member.within(Right.EDIT_PEOPLE)
    require(member.may(Right.EDIT_PEOPLE))
    form = NewColleagueForm(
        request.POST if request.method == "POST" else None,
        colleagues=_everybody(member),
        member=member,
        groups=member.groups.on(member.day),
        initial={"started_on": member.day, "role": "caregiver"},
    )
    if form.is_valid():
        by, at = member.actor(), request.moment
        person = {name: form.cleaned_data[name] for name in PERSON}
        width, id = form.width(), form.cleaned_data["id"]
        once(id, _changeable(member, id), _everybody(member))
        colleague = Employee.objects.hire(
            id, by=by, at=at, started_on=width["started_on"], **person
        )
        Role.objects.give(colleague, by=by, at=at, **width)
        return done(request, _("%s works here now.") % colleague, "office:colleague", colleague.pk)
    return ask(request, "office/colleagues/new.html", form)


@require_http_methods(["GET", "POST"])
def edit(request, employee_id):
    """Name, e-mail and last working day."""
    colleague, member = colleague_to_change(request, employee_id), request.member
    form = ColleagueEditForm(
        request.POST if request.method == "POST" else None,
        colleagues=_everybody(member),
        colleague=colleague,
        initial={
            name: getattr(colleague, name) for name in (*PERSON, "contract_hours", "ended_on")
        },
    )
    if form.is_valid():
        colleague.edit(by=member.actor(), at=request.moment, **form.facts())
        return done(request, _("Saved."), "office:colleague", colleague.pk)
    return ask(request, "office/colleagues/edit.html", form, colleague=colleague)


@require_http_methods(["GET", "POST"])
def give_role(request, employee_id):
    """One more role."""
    colleague = colleague_to_change(request, employee_id)
    member = request.member.within(Right.EDIT_PEOPLE)
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        member=member,
        groups=member.groups.on(member.day),
        initial={"started_on": member.day},
    )
    if form.is_valid():
        Role.objects.give(colleague, by=member.actor(), at=request.moment, **form.width())
        return done(request, _("Saved."), "office:colleague", colleague.pk)
    return ask(request, "office/colleagues/role.html", form, colleague=colleague)


@require_http_methods(["GET", "POST"])
def end_role(request, employee_id, role_id):
    """Take a role away. The last owner stays."""
    colleague, member = colleague_to_change(request, employee_id), request.member
    role = get_object_or_404(colleague.roles.filter(ended_on=None), pk=role_id)
    last_owner = role.name == "owner" and not _other_owners(member, colleague).exists()
    if request.method == "POST" and not last_owner:
        role.end(on=member.day - timedelta(days=1), by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:colleague", colleague.pk)
    answer = confirm(
        request,
        title=_("Take this role away from %s?") % colleague,
        sentences=[
            _("This is the last owner. Give somebody else that role first.")
            if last_owner
            else _("The rights of this role stop at once.")
        ],
        button=None if last_owner else _("Take away"),
        back=("office:colleague", colleague.pk),
    )
    answer.status_code = 409 if request.method == "POST" else 200
    return answer


@require_http_methods(["GET", "POST"])
def pin(request, employee_id):
    """A starting PIN for the tablet."""
    colleague = colleague_to_change(request, employee_id)
    form = PinForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pins.set_pin(
                colleague, form.cleaned_data["pin"], request.member.actor(), request.moment
            )
            sentence = _("%s has a PIN.") % colleague.first_name
            return done(request, sentence, "office:colleague", colleague.pk)
        except pins.NotFiveDigits:
            form.add_error("pin", _("A PIN has five digits."))
        except pins.Trivial:
            form.add_error("pin", _("This PIN is easy to guess. Choose another."))
    return ask(request, "office/colleagues/pin.html", form, colleague=colleague)


@require_POST
def invite(request, employee_id):
    """Mail a way into the office."""
    colleague = colleague_to_change(request, employee_id)
    require(bool(colleague.email) and colleague.account_id is None)
    inviting.invite(colleague, by=request.member.actor(), at=request.moment)
    sentence = _("The invitation is on its way to %s.") % colleague.email
    return done(request, sentence, "office:colleague", colleague.pk)


@require_GET
def rights(request):
    """Who may do what: the one table, as it is in the code (A4)."""
    roles = [(name, Role.Name(name).label) for name in TABLE]
    rows = [(LABELS[right], [right in TABLE[name] for name, _label in roles]) for right in Right]
    return render(request, "office/colleagues/rights.html", {"roles": roles, "rows": rows})


def _colleague(request, employee_id):
    member = request.member.within(Right.EDIT_PEOPLE)
    require(member.may(Right.EDIT_PEOPLE))
    return get_object_or_404(member.colleagues, pk=employee_id)


def colleague_to_change(request, employee_id):
    """The colleague in reach, when this person may change who that is; otherwise nothing."""
    colleague = _colleague(request, employee_id)
    require(request.member.may_change(colleague))
    return colleague


def _roles(day):
    standing = Role.objects.in_force(day).select_related("location", "group__location", "child")
    return Prefetch("roles", standing.order_by("name"), to_attr="standing")


def _changeable(member, id):
    """The colleague of this id, when this person may change who that is."""
    found = member.colleagues.filter(pk=id).first()
    return member.colleagues if found and member.may_change(found) else Employee.objects.none()


def _everybody(member):
    return Employee.objects.filter(organisation=member.organisation)


def _other_owners(member, colleague):
    owners = Role.objects.in_force(member.day).filter(
        organisation=member.organisation, name="owner", ended_on=None
    )
    return owners.exclude(employee=colleague)
