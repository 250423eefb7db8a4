"""Why a film never came, in words for the caregiver who sent it."""

from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.films.refusals import SENTENCES as OF_FILMS
from kiekeboe.lib.images.refusals import SENTENCES as OF_PICTURES

SENTENCES = {
    **OF_PICTURES,
    **OF_FILMS,
    "not_allowed": _("A child in this film may not be in photos any more."),
    "film_lost": _("This film was lost before it was ready. Send it again."),
    "no_room": _("All room for photos is used. Ask the office for more room."),
}


def sentence(photo) -> str:
    """Why this film could not be made; "" when nothing is wrong."""
    return str(SENTENCES[photo.problem]) if photo.problem else ""
