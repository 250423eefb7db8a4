"""Asking parents by mail for the answers about photos that are missing (C2)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from kiekeboe.events.models import Event
from kiekeboe.events.recording import locked_head, record
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.consent import OWN, TOGETHER

ASKED = frozenset({OWN, TOGETHER})
WEEK = timedelta(days=7)
VERB = "consent_asked"


@transaction.atomic
def ask_about_photos(guardian, children, *, by, at) -> bool:
    """Send one letter about these children; False when one was sent less than a week ago.

    The letter names first names only, and of no child from which the guardian is kept away.
    """
    from kiekeboe.notifications.tasks import send_photo_question

    locked_head(guardian.organisation_id)
    if asked_lately([guardian.pk], children, at=at) or not address_of(guardian):
        return False
    record(VERB, guardian, by=by, at=at, children=[one.pk for one in children])
    send_photo_question.later(str(guardian.pk), [str(one.pk) for one in children])
    return True


def asked_lately(guardian_ids, children, *, at) -> dict:
    """When each of these guardians was last asked about these children, if within a week."""
    asked = Event.objects.filter(
        verb=VERB, subject_id__in=guardian_ids, happened_at__gt=at - WEEK,
        mentions__child__in=children,
    )  # fmt: skip
    return dict(asked.values_list("subject_id").annotate(Max("happened_at")).order_by())


def address_of(guardian) -> str:
    """Where a guardian reads mail."""
    return guardian.account.email if guardian.account else guardian.email


def names_for(guardian, child_ids, day) -> list[str]:
    """First names of the children a letter may name: with authority, and not kept away."""
    mine = Guardianship.objects.in_force(day).filter(
        guardian=guardian, child__in=child_ids, has_authority=True
    )
    return list(mine.values_list("child__first_name", flat=True).order_by("child__first_name"))
