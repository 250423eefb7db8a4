"""Why a film is refused, in words for the person who chose it."""

from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.images import refusals

SENTENCES = {
    "film_empty": _("This file is empty. Choose the film again."),
    "film_too_large": _("This film is larger than 100 MB. Make it shorter and try again."),
    "film_too_long": _("This film takes longer than a minute. Make it shorter and try again."),
    "film_too_fine": _("This film has too many pixels. Film in 4K or less."),
    "not_a_film": _("This file is not a film. Choose an MP4 or MOV film."),
    "film_other_kind": _("We cannot show this kind of film. Save it as MP4 and try again."),
    "film_no_picture": _("This film has no picture, or only one. Choose another film."),
    "film_damaged": _("We cannot open this film. Send it again, or save it as MP4 first."),
    "film_too_slow": _("It took too long to open this film. Save it as MP4 and try again."),
    "film_busy": _("Many films are being sent right now. Wait a minute and try again."),
    "film_missing": _("We cannot show films here yet. Choose a photo."),
}


class Refused(refusals.Refused):
    """The file cannot become a film. `reason` is a key of SENTENCES, `sentence` is for people."""

    def __init__(self, reason: str):
        Exception.__init__(self, reason)
        self.reason = reason
        self.sentence = SENTENCES[reason]
