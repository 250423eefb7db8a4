"""Steady faces and the mentor of a child (H3)."""

from datetime import timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.development import mentors
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.faces import FaceForm, MentorForm
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people.ages import age_in_months
from kiekeboe.people.models import Role
from kiekeboe.people.rights import GROUP_ROLES
from kiekeboe.planning.faces import end_face, name_face
from kiekeboe.planning.models import SteadyFace
from kiekeboe.planning.steady_faces import most_faces


@require_http_methods(["GET", "POST"])
def index(request, child_id):
    """Who they are, and one more; the page says when that is more than may be."""
    child, member = child_to_edit(request, child_id), request.member
    form = FaceForm(
        request.POST if request.method == "POST" else None,
        colleagues=_colleagues(member),
        initial={"first_day": member.day},
    )
    if form.is_valid():
        told, mine = form.cleaned_data, SteadyFace.objects.filter(child=child)
        once(told["id"], mine, SteadyFace.objects)
        by = {"by": member.actor(), "at": request.moment}
        name_face(told["id"], child, told["employee"], first_day=told["first_day"], **by)
        return done(request, _("Saved."), "office:faces", child.pk)
    rows = list(_standing(child, member.day).select_related("employee"))
    least = most_faces(age_in_months(child.born_on, member.day), staff_at_once=1)
    context = {"child": child, "faces": rows, "most": least, "too_many": len(rows) > least}
    context["mentor"] = _mentors(child, member.day).select_related("employee").first()
    context["may_mentor"] = member.may_give("mentor")
    return ask(request, "office/child/faces.html", form, **context)


@require_http_methods(["GET", "POST"])
def end(request, child_id, face_id):
    """No longer a steady face; of before it stays in the books."""
    child = child_to_edit(request, child_id)
    face = get_object_or_404(SteadyFace.objects.filter(child=child, last_day=None), pk=face_id)
    if request.method == "POST":
        last = request.member.day - timedelta(days=1)
        end_face(face, on=last, by=request.member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:faces", child.pk)
    return confirm(
        request,
        title=_("Is %(who)s no longer a steady face of %(child)s?")
        % {"who": face.employee.first_name, "child": child.first_name},
        sentences=[_("From today the roster no longer looks for this colleague.")],
        button=_("No longer a steady face"),
        back=("office:faces", child.pk),
    )


@require_http_methods(["GET", "POST"])
def mentor(request, child_id):
    """Another mentor; the one of before ends the day before."""
    child, member = child_to_edit(request, child_id), request.member
    require(member.may_give("mentor"))
    form = MentorForm(
        request.POST if request.method == "POST" else None,
        colleagues=_colleagues(member),
        initial={"started_on": member.day},
    )
    if form.is_valid():
        mentors.appoint(child, **form.cleaned_data, by=member.actor(), at=request.moment)
        return done(request, _("Saved."), "office:faces", child.pk)
    return ask(request, "office/child/mentor.html", form, child=child)


def _standing(child, day):
    lasting = Q(last_day=None) | Q(last_day__gte=day)
    return SteadyFace.objects.filter(lasting, child=child).order_by("first_day")


def _mentors(child, day):
    mine = Role.objects.in_force(day).filter(child=child, name=Role.Name.MENTOR)
    return mine.order_by("-started_on")


def _colleagues(member):
    """Colleagues in reach who work in a group."""
    working = member.colleagues.working_on(member.day)
    return working.filter(roles__name__in=GROUP_ROLES).distinct()
