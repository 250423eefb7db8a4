"""What an open page of the office may hear."""

from django.conf import settings
from django.utils import timezone

from kiekeboe.accounts.sessions import account_of
from kiekeboe.chat.audience import OFFICE_ROLES as ANSWERS
from kiekeboe.chat.reaching import talks_with_office
from kiekeboe.live import Reach, reach_of
from kiekeboe.people.members import OfficeMember


@reach_of("office")
def hears(organisation, cookies):
    """Children and groups in reach of an office member whose half hour is not over."""
    now = timezone.now()
    account, row = account_of(cookies.get(settings.SESSION_COOKIE_NAME, ""), now)
    ends = row.office_ends_at() if row else None
    if account is None or ends is None or ends <= now:
        return None
    member = OfficeMember.of(account, timezone.localdate(now))
    if member is None or member.organisation.pk != organisation:
        return None
    if member.everywhere:
        return Reach(key=str(row.pk), everything=True)
    return Reach(
        key=str(row.pk),
        children=frozenset(member.children.values_list("pk", flat=True)),
        talks=_talks(member),
        groups=frozenset(member.groups.values_list("pk", flat=True)),
    )


def _talks(member) -> frozenset:
    """The households that talk with the offices where this person answers."""
    homes: set = set()
    for role in member.roles:
        if role.name in ANSWERS and role.location_id:
            homes |= talks_with_office(member.organisation.pk, role.location_id, member.day)
    return frozenset(homes)
