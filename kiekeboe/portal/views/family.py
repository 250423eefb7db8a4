"""Who reads along with a child: relatives whom a parent invites, and who ends it (A6)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.accounts import inviting
from kiekeboe.lib.ids import uuid7
from kiekeboe.people import relatives
from kiekeboe.people.models import Guardianship
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.forms import RelativeForm
from kiekeboe.portal.pages import show as show_page


@require_http_methods(["GET", "POST"])
def index(request, child_id):
    """The relatives of a child, and the form by which its parent invites one more."""
    relation = child_of(request, child_id)
    offered = _invites_for(request, relation)
    form = RelativeForm(
        request.POST if request.method == "POST" else None, offered=offered,
        initial={"id": uuid7(), "children": [str(child_id)], "language": request.user.language},
    )  # fmt: skip
    if request.method == "POST":
        if not offered:
            raise PermissionDenied
        if form.is_valid() and _invited(request, form, offered):
            return redirect(f"{request.path}?done=invited")
    standing = list(relatives.relatives_of(child_id))
    return show_page(
        request, "more/family", "more", child=relation, form=form,
        status=422 if request.method == "POST" else 200,
        rows=_rows(standing, relation),
        may_invite=bool(offered), may_end=relatives.may_end(relation),
        is_full=len(standing) >= relatives.MOST, most=relatives.MOST,
        said=SAID.get(request.GET.get("done"), lambda: "")(),
        switch_to=_address,
    )  # fmt: skip


@require_POST
def change(request, child_id, relative_id):
    """Mail the invitation once more, or end the reading along at once."""
    relation = child_of(request, child_id)
    one = relatives.relatives_of(child_id).filter(pk=relative_id).first()
    if one is None:
        raise Http404
    by, at = request.family.actor_for(relation), timezone.now()
    done = "ended"
    if request.POST.get("act") == "again":
        _require(one.introduced_by_id == relation.guardian_id and not one.guardian.account_id)
        relatives.invite_again(one, by=by, at=at)
        done = "again"
    else:
        _require(relatives.may_end(relation))
        relatives.withdraw_relative(one, by=by, at=at, on=today_of(relation, at))
    return redirect(f"{_address(relation)}?done={done}")


def _require(allowed):
    if not allowed:
        raise PermissionDenied


def _address(relation):
    return f"/parent/children/{relation.child_id}/family/"


def _invites_for(request, relation) -> list:
    """The own children for whom this parent may invite; none when not for this one."""
    if not relatives.may_invite(relation):
        return []
    return [one for one in request.family.guardianships if relatives.may_invite(one)]


def _invited(request, form, offered) -> bool:
    """Invite for each chosen child, or for none: then the form says why."""
    chosen = [one for one in offered if str(one.child_id) in form.cleaned_data["children"]]
    try:
        with transaction.atomic():
            for one in chosen:
                at = timezone.now()
                relatives.invite_relative(
                    form.cleaned_data["id"], parent=one, by=request.family.actor_for(one), at=at,
                    on=today_of(one, at), **form.person(),
                )  # fmt: skip
    except tuple(WHY) as refusal:
        form.add_error("email", WHY[type(refusal)]())
        return False
    return True


WHY = {
    relatives.TooMany: lambda: _("This child has ten relatives already. End one first."),
    relatives.GuardianAlready: lambda: _("This address is that of a guardian of this child."),
    relatives.MayNotInvite: lambda: _("You cannot invite relatives any more. Ask the office."),
    inviting.NotInvitable: lambda: _("We cannot send a mail to this address."),
}
SAID = {
    "invited": lambda: _("The invitation is on its way."),
    "again": lambda: _("The invitation is sent again. The older link stops working."),
    "ended": lambda: _("This person no longer sees anything."),
}


def _rows(standing, relation) -> list[dict]:
    """Of who is a parent here as well only the first name: the rest was told to us, not to them."""
    people = [one.guardian_id for one in standing]
    parents = Guardianship.objects.parental().filter(guardian__in=people)
    known = set(parents.values_list("guardian", flat=True))
    return [_row(one, relation, one.guardian_id in known) for one in standing]


def _row(one, relation, is_parent) -> dict:
    """A relative as this parent may know it: the mail address only while it waits for an answer
    to the invitation. Who joined may have an account, and an address, that this parent never saw.
    """
    mine = one.introduced_by_id == relation.guardian_id
    waits = not one.guardian.account_id
    return {
        "id": one.pk,
        "name": one.guardian.first_name if is_parent else str(one.guardian),
        "letters": one.guardian.letters,
        "email": one.guardian.email if mine and waits else "",
        "by": "" if mine else one.introduced_by.first_name,
        "since": one.started_on,
        "waits": waits,
        "again": mine and waits,
    }
