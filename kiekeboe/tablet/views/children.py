"""What a fresh PIN opens of one child, medical data and family. The tablet draws the rest."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kiekeboe.care.reaching import groups_today
from kiekeboe.events.recording import record
from kiekeboe.lib import faces
from kiekeboe.people.models import Child, Collector, Guardianship
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need


@require_GET
def show(request, id):
    """The card of a child. Opening medical or family data is written down (S61)."""
    caregiver = request.caregiver
    need(caregiver, Right.SEE_DAY)
    child = reachable(caregiver, id)
    medical, family = caregiver.may(Right.SEE_MEDICAL), caregiver.may(Right.SEE_FAMILY)
    if medical or family:
        record("file_read", child, by=caregiver.actor(), at=caregiver.at, children=[child.pk],
               group=caregiver.device.group_id, medical=medical, family=family)  # fmt: skip
    context = {
        "child": child,
        "face": faces.draw(child.portrait) or child.first_name[:2].capitalize(),
        "allergies": child.allergies.filter(ended_on=None),
        "medical": medical,
        "contacts": _contacts(child, caregiver) if family else None,
        "asks_pin": {Right.SEE_FAMILY, Right.SEE_MEDICAL} <= caregiver.rights and not family,
    }
    return render(request, "tablet/child.html", context)


def reachable(caregiver, id) -> Child:
    """A child of this caregiver's groups today, or 404."""
    inside = groups_today([id], caregiver=caregiver)
    return get_object_or_404(Child, pk__in=list(inside), organisation=caregiver.organisation_id)


def _contacts(child, caregiver):
    """Who to call, and who may collect; a blocked guardian is named without a number."""
    relations = Guardianship.objects.parental().in_force(caregiver.day).filter(child=child)
    collectors = Collector.objects.allowed_on(caregiver.day).filter(child=child)
    return [
        (str(one.guardian), one.get_relation_display(), one.guardian.phone)
        for one in relations.select_related("guardian")
    ] + [(one.name, "", one.phone) for one in collectors]
