"""Photos that were taken in the group (C1–C4): the item says who is on it, the body is the photo.

They come by an address of their own, because opening a picture takes long and must not hold up
those who write.
"""

import hashlib

from django.utils.translation import gettext as _

from kiekeboe.lib.images.refusals import Refused as RefusedImage
from kiekeboe.people.rights import Right
from kiekeboe.photos import consent
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Photo
from kiekeboe.photos.sharing import NobodyTagged, NotAllowed, OtherPhoto, Upload, share
from kiekeboe.tablet import answers
from kiekeboe.tablet.items.finding import Unknown
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import Conflicting, Refused, Strange, kind


@kind("photo", right=Right.SHARE_PHOTOS)
def photo(item, writer):
    """A photo without its picture is nothing: see `keep_photo`."""
    raise Strange


@kind("photo_withdraw", right=Right.SHARE_PHOTOS)
def withdraw(item, writer):
    """Take it back from everyone."""
    found = Photo.objects.filter(
        organisation=writer.organisation_id, group__in=writer.group_ids, pk=item.id_of("photo")
    ).first()
    if found is None:
        raise Unknown
    found.withdraw(by=writer.actor(), at=item.at)


def sharing(id, content: bytes):
    """What carries out an item that came with this picture, under the id in its address."""

    def act(item, writer):
        if item.kind != "photo" or item.id_of("photo") != id:
            raise Strange
        digest = hashlib.sha256(content).hexdigest()
        if item.what.get("sha256") != digest or item.what.get("bytes") != len(content):
            raise Refused(_("The photo did not arrive whole. Send it again."))
        return _share(item, writer, content)

    return act


def _share(item, writer, content) -> dict:
    children = tuple(dict.fromkeys(item.ids_of("children")))
    reach = Reach(children, writer)
    reach.need(children)
    upload = Upload(
        id=item.id_of("photo"),
        group=reach.groups[children[0]] if children else None,
        children=children,
        content=content,
        caption=item.text("caption", 300),
    )
    try:
        made = share(upload, by=writer.actor(), at=item.at, day=writer.day)[1]
    except NobodyTagged as error:
        raise Refused(_("Choose who is in the photo first.")) from error
    except NotAllowed as error:
        names = answers.first_names(error.children)
        sentence = _("%(names)s may not be in photos.") % {"names": names}
        raise Refused(sentence, names=names) from error
    except OtherPhoto as error:
        raise Conflicting(_("This photo was sent before with another picture.")) from error
    except RefusedImage as error:
        raise Refused(str(error.sentence)) from error
    shown = consent.receivers(children, consents_of(children, writer.day))
    return {"status": 201 if made else 200, "families": len(shown)}
