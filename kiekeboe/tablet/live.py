"""What an open board may hear of: the children of the groups that this tablet reaches."""

from django.utils import timezone

from kiekeboe.live import Reach, reach_of
from kiekeboe.organisation.models import Group
from kiekeboe.tablet.access import caregiver_of


@reach_of("tablet")
def reach(organisation, cookies):
    """Children and groups in reach of the tablet and the person on it; None is no entry."""
    caregiver = caregiver_of(cookies, timezone.now())
    if caregiver is None or caregiver.organisation_id != organisation:
        return None
    return Reach(
        key=f"device:{caregiver.device.pk}",
        children=frozenset(caregiver.children.values_list("pk", flat=True)),
        # An alarm is heard in the whole house. News of a child goes by the children above.
        groups=frozenset(
            Group.objects.on(caregiver.day)
            .filter(organisation=organisation, location=caregiver.device.location_id)
            .values_list("pk", flat=True)
        ),
    )
