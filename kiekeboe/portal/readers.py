"""Who of the staff looked in the file of a child (S64)."""

from django.db.models import Q

from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.live.news import LOOKING
from kiekeboe.people.models import Employee

MOST = 200


def readers_of(child_id) -> list[dict]:
    """The latest looks by staff, newest first: when and by whom. Two queries.

    Looks of the child's own guardians are not kept, and other families cannot look at all.
    """
    looked = Q(verb__in=LOOKING) | Q(verb__startswith="read_") | Q(verb__startswith="viewed_")
    events = Event.objects.about(child_id).filter(
        looked, actor_kind__in=[Kind.OFFICE, Kind.CAREGIVER]
    )
    rows = list(events.values_list("happened_at", "person_id", "actor_kind")[:MOST])
    people = Employee.objects.filter(pk__in={person for _at, person, _kind in rows})
    names = {one.pk: str(one) for one in people}
    return [
        {"at": at, "who": names.get(person, ""), "office": kind == Kind.OFFICE}
        for at, person, kind in rows
    ]
