"""An evacuation, ticked on any tablet in the house; without a PIN the tablet itself writes it."""

from django.utils.translation import gettext as _

from kiekeboe.care import mustering
from kiekeboe.care.models import Muster, MusterTick
from kiekeboe.tablet import reading
from kiekeboe.tablet.items.registry import Refused, Strange, kind


class NoMuster(Refused):
    """Nothing goes on to tick people for."""

    def __init__(self):
        super().__init__(_("No evacuation is going on. Begin one first."))


@kind("muster_begin", right=None, without_pass=True)
def begin(item, writer):
    """The alarm. When another phone was first, the answer tells under which id it goes on."""
    if item.what.get("mode") not in Muster.Mode.values:
        raise Strange
    muster = mustering.begin(
        item.id_of("muster"),
        location=writer.device.location,
        mode=item.what["mode"],
        at=item.moment("at"),
        **_who(writer),
    )
    return {"status": 201, "muster": str(muster.pk), "mode": muster.mode}


@kind("muster_tick", right=None, without_pass=True)
def tick(item, writer):
    """Somebody is safe, or is not after all."""
    what, safe = item.what.get("what"), item.what.get("safe")
    if what not in MusterTick.What.values or not isinstance(safe, bool):
        raise Strange
    at = item.moment("at")
    muster = _muster(item, writer, at)
    try:
        mustering.tick(
            item.id,
            muster=muster,
            person=item.id_of("person"),
            what=what,
            safe=safe,
            at=at,
            **_who(writer),
        )
    except mustering.Stranger as error:
        raise Refused(_("This person is not on the list of this house.")) from error
    return {"muster": str(muster.pk)}


@kind("muster_end", right=None, without_pass=True)
def end(item, writer):
    """Somebody puts a name under it."""
    at, name = item.moment("at"), item.text("name")
    if not name:
        raise Refused(_("Choose or type a name first."))
    muster = _muster(item, writer, at)
    mustering.end(muster, name=name, at=at, **_who(writer))
    return {"muster": str(muster.pk), "name": muster.ended_name}


def _who(writer) -> dict:
    return {"by": writer.actor(), "group": writer.device.group_id}


def _muster(item, writer, at) -> Muster:
    """The muster of this id, or the one that the phone of this id joined. Raises NoMuster."""
    here = Muster.objects.filter(
        organisation=writer.organisation_id, location=writer.device.location_id
    )
    id = reading.uuid(item.what.get("muster"))
    found = here.filter(pk=id).first() or mustering.at_moment(writer.device.location, at)
    if found is None:
        raise NoMuster
    return found
