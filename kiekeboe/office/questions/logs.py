"""The access log of one child, with names instead of ids."""

from django.core.paginator import Paginator

from kiekeboe.accounts.models import Device
from kiekeboe.events.models import Event
from kiekeboe.office.wording import verb_name
from kiekeboe.people.models import Employee, Guardian

PER_PAGE = 100


def lines_about(child, number):
    """A page of events with `who`, `what` and `device`, newest first. Five queries."""
    page = Paginator(Event.objects.about(child), PER_PAGE).get_page(number)
    events = list(page.object_list)
    people = _names(Employee, {event.person_id for event in events})
    people |= _names(Guardian, {event.person_id for event in events})
    devices = _names(Device, {event.device_id for event in events})
    for event in events:
        event.who = people.get(event.person_id, "")
        event.device = devices.get(event.device_id, "")
        event.what = verb_name(event.verb, event.payload)
    page.object_list = events
    return page


def _names(model, ids):
    return {row.pk: str(row) for row in model.objects.filter(pk__in=ids - {None})}
