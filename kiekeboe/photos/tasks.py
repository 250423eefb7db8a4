"""What is done later: making films and year books, and sweeping up what a power cut left."""

from uuid import UUID

from django.utils import timezone

from kiekeboe.lib.films import probing
from kiekeboe.lib.jobs import SLOW, every, job
from kiekeboe.photos import book_making, filming, sweeping


@job(waits=(10, 60, 600, 3600, 3 * 3600), lane=SLOW)
def make_film(organisation, photo):
    filming.finish(UUID(organisation), UUID(photo), at=timezone.now())


@job(waits=(60, 600, 3600), lane=SLOW)
def make_book(organisation, book):
    book_making.finish(UUID(organisation), UUID(book), at=timezone.now())


@every(hours=6)
def forget_old_books():
    book_making.forget_old(at=timezone.now())


@every(hours=24)
def sweep_photos():
    now = timezone.now()
    sweeping.give_up_what_never_came(at=now)
    sweeping.sweep(at=now)
    probing.sweep_workshops(before=(now - sweeping.A_DAY).timestamp())
