"""Photos are for the family only (C5): said under every photo, and agreed to once per parent."""

from django.db import transaction

from kiekeboe.events.recording import locked_head, record
from kiekeboe.photos.models import Acceptance

WORDING = "2026-1"  # goes up when the sentence changes; then every parent is asked again


def asks(guardians) -> bool:
    """Whether one of these guardians did not agree to the wording of today. One query."""
    ids = {one.pk for one in guardians}
    agreed = Acceptance.objects.filter(guardian__in=ids, wording=WORDING)
    return agreed.values("guardian").distinct().count() < len(ids)


@transaction.atomic
def agree(guardian, *, by, at) -> None:
    """This guardian read it, in the wording of today. Twice changes nothing."""
    locked_head(guardian.organisation_id)
    said = {"organisation_id": guardian.organisation_id, "guardian": guardian, "wording": WORDING}
    _, new = Acceptance.objects.get_or_create(**said, defaults={"accepted_at": at})
    if new:
        record("private_use_accepted", guardian, by=by, at=at, wording=WORDING)
