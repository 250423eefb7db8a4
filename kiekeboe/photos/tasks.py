"""What is done later: making films, and sweeping up what a power cut left."""

from uuid import UUID

from django.utils import timezone

from kiekeboe.lib.films import probing
from kiekeboe.lib.jobs import every, job
from kiekeboe.photos import filming, sweeping


@job(waits=(10, 60, 600, 3600, 3 * 3600))
def make_film(organisation, photo):
    filming.finish(UUID(organisation), UUID(photo), at=timezone.now())


@every(hours=24)
def sweep_photos():
    now = timezone.now()
    sweeping.give_up_what_never_came(at=now)
    sweeping.sweep(at=now)
    probing.sweep_workshops(before=(now - sweeping.A_DAY).timestamp())
