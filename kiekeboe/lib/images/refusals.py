"""Why a photo is refused, in words for the person who chose it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("This file is empty. Choose the photo again."),
    "too_large": _("This file is larger than 30 MB. Choose a smaller photo."),
    "too_many_pixels": _("This photo has more than 40 megapixels. Make it smaller and try again."),
    "not_a_photo": _("This file is not a photo. Choose a JPEG, HEIC, PNG or WebP photo."),
    "other_kind": _(
        "We cannot show this kind of picture. Save it as JPEG, HEIC, PNG or WebP and try again."
    ),
    "video": _("This is a video. Choose a photo."),
    "moving": _("This picture moves. Choose a photo that stands still."),
    "damaged": _("This photo is damaged or not complete. Send it again or choose another photo."),
    "heic_missing": _("We cannot open HEIC photos here yet. Save the photo as JPEG and try again."),
    "too_slow": _("It took too long to open this photo. Save it as JPEG and try again."),
    "busy": _("Many photos are being sent right now. Wait a minute and try again."),
}


class Refused(Exception):
    """The file cannot become a photo. `reason` is a key of SENTENCES, `sentence` is for people."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
        self.sentence = SENTENCES[reason]
