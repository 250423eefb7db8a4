"""Relatives whom a parent lets read along: the office sees them, and ends it (A6)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.office.answers import confirm, done
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.relatives import relatives_of, withdraw_relative


@require_http_methods(["GET", "POST"])
def end(request, child_id, relative_id):
    """From this moment the relative sees nothing of the child any more."""
    child = child_to_edit(request, child_id)
    relation = get_object_or_404(relatives_of(child.pk), pk=relative_id)
    guardian, member = relation.guardian, request.member
    if request.method == "POST":
        withdraw_relative(relation, by=member.actor(), at=request.moment, on=member.day)
        return done(request, _("%s reads along no more.") % guardian, "office:family", child.pk)
    return confirm(
        request,
        title=_("Let %s read along no more?") % guardian,
        sentences=[
            _("%(guardian)s sees nothing of %(child)s from now on.")
            % {"guardian": guardian, "child": child.first_name},
            _("A parent can invite again later."),
        ],
        button=_("End"),
        back=("office:family", child.pk),
    )
