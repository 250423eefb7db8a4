"""What an open page of a parent may hear of: the children of the family, and nobody else."""

from django.conf import settings
from django.utils import timezone

from kiekeboe.accounts.models import Session
from kiekeboe.accounts.sessions import account_of
from kiekeboe.chat.reaching import talks_of
from kiekeboe.live import Reach, reach_of, still_signed_in
from kiekeboe.people.families import Family


@reach_of("portal")
def reach(organisation, cookies):
    """Own children in this organisation, asked again each time; None is no entry."""
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    account, session = account_of(key, timezone.now()) if key else (None, None)
    if account is None:
        return None
    family = Family.of(account, timezone.localdate())
    mine = [one for one in family.guardianships if one.organisation_id == organisation]
    if not mine:
        return None
    return Reach(
        key=str(session.pk),
        children=frozenset(one.child_id for one in mine),
        talks=talks_of(mine),
        # A relative reads the diary: that a child is sick or an answer changed is not in it (A6).
        hushed=frozenset(one.child_id for one in mine if one.is_relative),
    )


@still_signed_in("portal")
def standing(keys):
    """Which of these sign-ins are still good: not signed out, not over, the account in use."""
    alive = Session.objects.alive(timezone.now()).filter(pk__in=keys, account__is_active=True)
    return set(alive.values_list("pk", flat=True))
