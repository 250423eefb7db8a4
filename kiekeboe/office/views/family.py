"""The guardians of a child: add, change, block, end, move."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.family import (
    PERSON,
    SWITCHES,
    AddressForm,
    GuardianForm,
    KnownGuardianForm,
    NewGuardianForm,
)
from kiekeboe.office.forms.organisation import EndForm
from kiekeboe.people.models import Guardian, Guardianship, Household
from kiekeboe.people.rights import Right

USUAL = {
    "relation": "parent",
    "language": "nl",
    "has_authority": True,
    "may_collect": True,
    "receives_updates": True,
}


def child_to_edit(request, child_id, right=Right.EDIT_CHILDREN):
    child = get_object_or_404(request.member.children, pk=child_id)
    require(request.member.may_for(right, child))
    return child


def relation_to_edit(request, child_id, relation_id, right=Right.EDIT_CHILDREN):
    child = child_to_edit(request, child_id, right)
    relations = child.guardianships.parental().select_related("guardian__household", "child")
    return get_object_or_404(relations, pk=relation_id)


@require_http_methods(["GET", "POST"])
def new(request, child_id):
    """A guardian who is new here. The other guardians hear of it (S30)."""
    child, member = child_to_edit(request, child_id), request.member
    form = NewGuardianForm(
        request.POST if request.method == "POST" else None,
        guardians=_everybody(member),
        households=_households(child, member.day),
        initial=USUAL | {"started_on": member.day, "last_name": child.last_name},
    )
    if form.is_valid():
        own = Guardian.objects.filter(guardianships__child=child)
        once(form.cleaned_data["id"], own, _everybody(member))
        by, at = member.actor(), request.moment
        guardian = Guardian.objects.register(
            form.cleaned_data["id"],
            household=form.cleaned_data["household"],
            by=by,
            at=at,
            **form.person(),
        )
        _relate(form, child, guardian, by, at)
        return done(request, _("%s is a guardian now.") % guardian, "office:family", child.pk)
    return ask(request, "office/family/new.html", form, child=child)


@require_http_methods(["GET", "POST"])
def known(request, child_id):
    """A guardian who is known here through another child."""
    child, member = child_to_edit(request, child_id), request.member.within(Right.EDIT_CHILDREN)
    # Who is blocked is unblocked first, by who may: not ended and begun again.
    standing = child.guardianships.filter(Q(ended_on=None) | Q(blocked_at__isnull=False))
    form = KnownGuardianForm(
        request.POST if request.method == "POST" else None,
        guardians=member.guardians.exclude(pk__in=standing.values("guardian")),
        initial=USUAL | {"started_on": member.day},
    )
    if form.is_valid():
        guardian = form.cleaned_data["guardian"]
        _relate(form, child, guardian, member.actor(), request.moment)
        return done(request, _("%s is a guardian now.") % guardian, "office:family", child.pk)
    return ask(request, "office/family/known.html", form, child=child)


@require_http_methods(["GET", "POST"])
def edit(request, child_id, relation_id):
    """Contact and switches of one guardian."""
    relation, member = relation_to_edit(request, child_id, relation_id), request.member
    guardian = relation.guardian
    form = GuardianForm(
        request.POST if request.method == "POST" else None,
        guardians=_everybody(member),
        guardian=guardian,
        initial={name: getattr(guardian, name) for name in PERSON}
        | {name: getattr(relation, name) for name in SWITCHES},
    )
    if form.is_valid():
        by, at = member.actor(), request.moment
        guardian.edit(by=by, at=at, children=[relation.child_id], **form.person())
        relation.edit(by=by, at=at, **form.switches())
        return done(request, _("Saved."), "office:family", relation.child_id)
    return ask(request, "office/family/edit.html", form, child=relation.child, relation=relation)


@require_http_methods(["GET", "POST"])
def address(request, child_id, relation_id):
    """Where this guardian lives; a protected address is replaced, never read."""
    relation, member = relation_to_edit(request, child_id, relation_id), request.member
    home = relation.guardian.household
    sees = member.may_for(Right.SEE_PROTECTED_ADDRESS, relation.child)
    form = AddressForm(
        request.POST if request.method == "POST" else None,
        hidden=home.is_protected and not sees,
        initial={
            name: getattr(home, name) for name in ("street", "postcode", "town", "is_protected")
        },
    )
    if form.is_valid():
        home.edit(
            by=member.actor(), at=request.moment, children=[relation.child_id], **form.cleaned_data
        )
        return done(request, _("Saved."), "office:family", relation.child_id)
    return ask(request, "office/family/address.html", form, child=relation.child, relation=relation)


@require_http_methods(["GET", "POST"])
def household(request, child_id, relation_id):
    """This guardian lives apart from now on."""
    relation = relation_to_edit(request, child_id, relation_id)
    guardian = relation.guardian
    if request.method == "POST":
        guardian.leave_household(
            by=request.member.actor(), at=request.moment, children=[relation.child_id]
        )
        return done(
            request, _("%s lives apart now.") % guardian, "office:family", relation.child_id
        )
    return confirm(
        request,
        title=_("Does %s live apart?") % guardian,
        sentences=[
            _("%s gets a household without an address.") % guardian,
            _("Neither sees the other's address, chat or invoices."),
        ],
        button=_("Lives apart"),
        back=("office:family", relation.child_id),
        danger=False,
    )


@require_http_methods(["GET", "POST"])
def block(request, child_id, relation_id):
    """No page, photo, badge or mail about the child from now on."""
    relation = relation_to_edit(request, child_id, relation_id, Right.BLOCK_GUARDIANS)
    guardian, child = relation.guardian, relation.child
    if request.method == "POST":
        relation.block(by=request.member.actor(), at=request.moment)
        return done(request, _("%s is blocked.") % guardian, "office:family", child.pk)
    return confirm(
        request,
        title=_("Block %s?") % guardian,
        sentences=[
            _("%(guardian)s sees nothing of %(child)s from now on.")
            % {"guardian": guardian, "child": child.first_name},
            _("This holds for the diary, photos, messages and mail."),
            _("The answers about consent keep counting."),
        ],
        button=_("Block"),
        back=("office:family", child.pk),
    )


@require_http_methods(["GET", "POST"])
def unblock(request, child_id, relation_id):
    """Let the guardian see the child again."""
    relation = relation_to_edit(request, child_id, relation_id, Right.BLOCK_GUARDIANS)
    guardian, child = relation.guardian, relation.child
    if request.method == "POST":
        relation.unblock(by=request.member.actor(), at=request.moment)
        return done(request, _("%s is no longer blocked.") % guardian, "office:family", child.pk)
    return confirm(
        request,
        title=_("Unblock %s?") % guardian,
        sentences=[
            _("%(guardian)s sees everything of %(child)s again, also of the past weeks.")
            % {"guardian": guardian, "child": child.first_name}
        ],
        button=_("Unblock"),
        back=("office:family", child.pk),
    )


@require_http_methods(["GET", "POST"])
def end(request, child_id, relation_id):
    """The last day on which this guardian sees anything of the child."""
    relation, member = relation_to_edit(request, child_id, relation_id), request.member
    form = EndForm(
        request.POST if request.method == "POST" else None,
        not_before=relation.started_on,
        initial={"on": member.day},
    )
    if form.is_valid():
        relation.end(on=form.cleaned_data["on"], by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:family", relation.child_id)
    return ask(request, "office/family/end.html", form, child=relation.child, relation=relation)


def _everybody(member):
    """All guardians of the organisation: an address is taken also when its owner is elsewhere."""
    return Guardian.objects.filter(organisation=member.organisation)


def _households(child, day):
    """The households of the child's own guardians."""
    parents = child.guardianships.parental().in_force(day)
    mine = Guardian.objects.filter(guardianships__in=parents)
    homes = Household.objects.filter(guardians__in=mine)
    return homes.distinct().prefetch_related("guardians")


def _relate(form, child, guardian, by, at):
    Guardianship.objects.relate(
        child=child,
        guardian=guardian,
        started_on=form.cleaned_data["started_on"],
        by=by,
        at=at,
        **form.switches(),
    )
