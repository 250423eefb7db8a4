"""What a fresh PIN opens of one child, medical data and family. The tablet draws the rest."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kiekeboe.care.reaching import groups_today
from kiekeboe.events.recording import record
from kiekeboe.lib import faces
from kiekeboe.people import profile_facts
from kiekeboe.people.models import Child, Collector, Guardianship, ProfileChange
from kiekeboe.people.profile_facts import MEDICAL
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
        "follows": caregiver.may(Right.FOLLOW_DEVELOPMENT),
        "contacts": _contacts(child, caregiver) if family else None,
        "emergencies": child.emergency_contacts.filter(ended_on=None) if family else (),
        "told": _told_from_home(child, medical=medical, family=family),
        "asks_pin": {Right.SEE_FAMILY, Right.SEE_MEDICAL} <= caregiver.rights and not family,
    }
    return render(request, "tablet/child.html", context)


def _told_from_home(child, *, medical, family):
    """What a parent told that the office did not answer yet, when it matters for safety (A8):
    never an order, always to be known."""
    seen = {one for one in profile_facts.SAFETY if (medical if one in MEDICAL else family)}
    waiting = child.profile_changes.filter(state=ProfileChange.State.WAITING, about__in=seen)
    return [(one.get_about_display(), profile_facts.lines(one)) for one in waiting]


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
