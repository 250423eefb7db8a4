"""What an open page of the office may hear."""

from django.conf import settings
from django.utils import timezone

from kiekeboe.accounts.sessions import account_of
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
        groups=frozenset(member.groups.values_list("pk", flat=True)),
    )
