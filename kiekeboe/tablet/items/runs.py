"""The school run: a child is with us, or it was a mistake (B14)."""

from django.db.models import Q

from kiekeboe.care import fetching
from kiekeboe.care.models import Fetching
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child
from kiekeboe.planning.models import School
from kiekeboe.tablet.items.finding import Unknown, of_a_child
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import kind


@kind("fetch")
def fetch(item, writer):
    """A child was fetched from its school."""
    id = item.id_of("child")
    reach = Reach([id], writer)
    reach.need([id])
    school = School.objects.filter(
        Q(schoolings__ended_on=None) | Q(schoolings__ended_on__gte=writer.day),
        organisation=writer.organisation_id, pk=item.id_of("school"), schoolings__child=id,
        schoolings__started_on__lte=writer.day,
    ).first()  # fmt: skip
    if school is None:
        raise Unknown
    fetching.fetch(
        item.id_of("fetching"), Child.objects.get(pk=id), school=school,
        group=Group.objects.get(pk=reach.groups[id]), day=writer.day,
        fetched_at=min(item.moment("at"), item.now), by=writer.actor(), at=item.at,
    )  # fmt: skip
    return {"status": 201}


@kind("unfetch")
def unfetch(item, writer):
    """It was a mistake: the child is not with us."""
    row = of_a_child(Fetching.objects, item.id_of("fetching"), writer)
    fetching.unfetch(row, by=writer.actor(), at=item.at)
