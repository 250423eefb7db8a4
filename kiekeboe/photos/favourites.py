"""Photos that a guardian wants to find back (C7). Liking a photo gives no right to see it."""

from django.db import transaction

from kiekeboe.events.recording import locked_head, record
from kiekeboe.photos.models import Favourite


@transaction.atomic
def like(photo, guardian, *, by, at) -> None:
    """Keep a photo among the favourites of this guardian. Twice changes nothing."""
    locked_head(photo.organisation_id)
    mine = {"organisation_id": photo.organisation_id, "photo": photo, "guardian": guardian}
    _, new = Favourite.objects.get_or_create(**mine, defaults={"at": at})
    if new:
        record("favourite_kept", guardian, by=by, at=at, photo=str(photo.pk))


@transaction.atomic
def unlike(photo, guardian, *, by, at) -> None:
    """No longer a favourite of this guardian. Twice changes nothing."""
    locked_head(photo.organisation_id)
    gone, _ = Favourite.objects.filter(photo=photo, guardian=guardian).delete()
    if gone:
        record("favourite_dropped", guardian, by=by, at=at, photo=str(photo.pk))
