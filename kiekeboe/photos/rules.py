"""What a parent must know about photos at a location (N3), as facts; templates say the words."""

from dataclasses import dataclass

from django.conf import settings

from kiekeboe.people.models import Purpose
from kiekeboe.photos.consent import OWN, PUBLISHING, TOGETHER


@dataclass(frozen=True)
class Rules:
    """The facts behind the agreements: nothing here is typed over by hand."""

    place: str
    phone: str
    email: str
    main: list
    further: list
    film_seconds: int
    address: str


def facts_of(location) -> Rules:
    """The agreements of one location; a purpose is named by its label, in the language now on."""
    from kiekeboe.lib.films.probing import LONGEST

    return Rules(
        place=location.name,
        phone=location.phone,
        email=location.email,
        main=[Purpose(one).label for one in (OWN, TOGETHER)],
        further=[one.label for one in Purpose if one in PUBLISHING],
        film_seconds=LONGEST,
        address=settings.ORIGIN,
    )
