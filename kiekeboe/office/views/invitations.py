"""Parents with access: who never accepted, invite, once more, or take back (A2)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.accounts import inviting
from kiekeboe.accounts.models import Invitation
from kiekeboe.office.answers import confirm, done, require
from kiekeboe.office.questions import todos
from kiekeboe.office.questions.invitations import state_of
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """Every parent of a child in care without an account, with the state of the invitation."""
    member = request.member.within(Right.INVITE_PARENTS)
    require(member.may(Right.INVITE_PARENTS))
    rows = [
        (relation, *state_of(relation.guardian, request.moment))
        for relation in todos.parents_without_account(member)
    ]
    return render(request, "office/invitations/index.html", {"rows": rows})


@require_POST
def send(request, guardian_id):
    """Invite a parent, or once more: the older link stops working."""
    member = request.member
    guardian = get_object_or_404(member.guardians, pk=guardian_id, account=None)
    child = _child_of(member, guardian)
    require(child is not None and bool(guardian.email))
    inviting.invite(guardian, by=member.actor(), at=request.moment)
    sentence = _("The invitation is on its way to %s.") % guardian.email
    if request.POST.get("back") == "family":
        return done(request, sentence, "office:family", child.pk)
    return done(request, sentence, "office:invitations")


@require_http_methods(["GET", "POST"])
def revoke(request, invitation_id):
    """Take an invitation back: its link opens nothing any more."""
    member = request.member
    invitations = Invitation.objects.filter(guardian__in=member.guardians, accepted_at=None)
    invitation = get_object_or_404(invitations.select_related("guardian"), pk=invitation_id)
    require(_child_of(member, invitation.guardian) is not None)
    if request.method == "POST":
        inviting.revoke(invitation, by=member.actor(), at=request.moment)
        return done(request, _("The invitation is taken back."), "office:invitations")
    return confirm(
        request,
        title=_("Take the invitation of %s back?") % invitation.guardian,
        sentences=[_("The link in the mail stops working at once.")],
        button=_("Take back"),
        back=("office:invitations",),
    )


def _child_of(member, guardian):
    """A child of this guardian whose parents this person may invite, or None."""
    children = member.children.filter(
        guardianships__in=guardian.guardianships.in_force(member.day)
    ).distinct()
    return next((one for one in children if member.may_for(Right.INVITE_PARENTS, one)), None)
