"""The thing that an item is about, within the reach of its writer on the day of writing."""

from functools import cache

from django.db.models import UUIDField
from django.utils.translation import gettext as _

from kiekeboe.lib.prepared import Prepared
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import NotHere, Refused


class Unknown(Refused):
    """There is no such thing, or it is not this writer's: nobody hears which of the two."""

    def __init__(self):
        super().__init__(_("We cannot find this. Log it again."))


def of_a_child(rows, id, writer):
    """The row of this id out of the rows of a model over children in reach. Raises Unknown or
    Moved."""
    [found] = by_id(rows.model)(organisation=writer.organisation_id, id=id) or [None]
    if found is None:
        raise Unknown
    try:
        Reach([found.child_id], writer).need([found.child_id])
    except NotHere as error:
        raise Unknown from error
    return found


@cache
def by_id(model) -> Prepared:
    """The question for one row of an organisation by its id."""

    def rows(organisation, id):
        return model.objects.filter(organisation=organisation, pk=id).order_by()

    return Prepared(rows, organisation=UUIDField(), id=UUIDField())
