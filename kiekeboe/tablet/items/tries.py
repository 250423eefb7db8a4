"""PINs that were typed wrong while there was no network: the server counts them too (S26)."""

from kiekeboe.accounts import pins
from kiekeboe.people.models import Employee
from kiekeboe.tablet.items.finding import Unknown
from kiekeboe.tablet.items.registry import Strange, kind


@kind("pin_tries", right=None, without_pass=True)
def pin_tries(item, writer):
    """Wrong tries of one colleague on this tablet; success since then has forgotten them."""
    count = item.what.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise Strange
    working = Employee.objects.working_on(writer.day).filter(
        organisation=writer.organisation_id,
        pk=item.id_of("employee"),
        roles__in=writer.roles_here,
    )
    employee = working.distinct().first()
    if employee is None:
        raise Unknown
    pins.count_tries(writer.device, employee, count, at=item.moment("at"), heard=item.now)
