"""What the clock asks of the installation as a whole."""

from django.conf import settings
from django.utils import timezone

from kiekeboe.lib.jobs import every


@every(hours=24)
def anchor_the_record():
    """Copy the heads of the record of events out of the database (see `kiekeboe doctor`)."""
    from kiekeboe.events import chain

    chain.anchor(settings.ANCHORS, timezone.now())
