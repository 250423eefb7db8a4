"""Photos and films taken in the group (C1–C4): the item says who is on it, the body is it.

They come by an address of their own, because opening a picture takes long and must not hold up
those who write.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kiekeboe.lib.images.refusals import Refused as RefusedImage
from kiekeboe.people.rights import Right
from kiekeboe.photos import consent, guard
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.filming import share_film
from kiekeboe.photos.models import Medium, Photo
from kiekeboe.photos.sharing import NobodyTagged, NotAllowed, OtherPhoto, Upload, share
from kiekeboe.tablet import answers
from kiekeboe.tablet.items.bodies import Body
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


def sharing(id, body: Body):
    """What carries out an item that came with this picture, under the id in its address."""

    def act(item, writer):
        if item.kind != "photo" or item.id_of("photo") != id:
            raise Strange
        if item.what.get("sha256") != body.digest or item.what.get("bytes") != body.size:
            raise Refused(_("The photo did not arrive whole. Send it again."))
        return _share(item, writer, body)

    return act


@dataclass(frozen=True)
class Said:
    """What the tablet says of its picture besides who is on it."""

    film: bool
    untagged: str


def _said(item, tagged: int) -> Said:
    """Raises Refused when there are more faces than names and nobody said whose they are.

    Tablets of before films and faces say nothing of them. Faces of a film are not asked for: what
    moves is not counted well enough.
    """
    medium, faces = item.what.get("medium", Medium.PHOTO), item.what.get("faces", 0)
    untagged = item.what.get("untagged", "")
    if medium not in Medium.values or not isinstance(faces, int) or faces < 0:
        raise Strange
    if untagged not in ["", *guard.ANSWERS]:
        raise Strange
    film = medium == Medium.FILM
    if not film and guard.asks(faces, tagged, untagged):
        raise Refused(_("There are more faces than names. Who is this?"))
    return Said(film, untagged)


def _share(item, writer, body) -> dict:
    children = tuple(dict.fromkeys(item.ids_of("children")))
    reach = Reach(children, writer)
    reach.need(children)
    said = _said(item, len(children))
    upload = Upload(
        id=item.id_of("photo"),
        group=reach.groups[children[0]] if children else None,
        children=children,
        content=body.file,
        caption=item.text("caption", 300),
        medium=Medium.FILM if said.film else Medium.PHOTO,
        untagged=said.untagged,
    )
    try:
        made = (share_film if said.film else share)(
            upload, by=writer.actor(), at=item.at, day=writer.day
        )[1]
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
