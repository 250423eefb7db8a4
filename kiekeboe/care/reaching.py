"""In which group each child is today, for those a tablet wants to write about. One question."""

from functools import partial

from django.db.models import DateField, FilteredRelation, Q, UUIDField

from kiekeboe.care.board_states import group_of_today
from kiekeboe.lib.prepared import Prepared
from kiekeboe.people.models import Child


def groups_today(child_ids, *, caregiver) -> dict:
    """The group of today of each of these children; who is out of the caregiver's reach is not
    in it."""
    day, mine = caregiver.day, caregiver.group_ids
    if not child_ids:
        return {}
    ask = _GROUPS[day.isoweekday()]
    rows = ask(organisation=caregiver.organisation_id, children=tuple(set(child_ids)), day=day)
    found = {}
    for child, visit, lent, booked, contract, placed in rows:
        candidates = [group for group in (visit, lent, booked, contract, placed) if group in mine]
        if candidates:
            planned = lent or booked or contract
            now = group_of_today(open_visit=visit, contract=planned, placed=placed)
            found[child] = now if now in mine else candidates[0]
    return found


def lasts(relation, day, first="started_on", last="ended_on"):
    """What holds on `day`, as a condition on a relation of a child."""
    return Q(**{f"{relation}__{first}__lte": day}) & (
        Q(**{f"{relation}__{last}": None}) | Q(**{f"{relation}__{last}__gte": day})
    )


def _groups(organisation, children, day, weekday):
    contract = lasts("contract_days", day, "first_day", "last_day")
    inside = Q(visits__left_at=None, visits__withdrawn_at=None)
    return (
        Child.objects.filter(organisation=organisation, pk__in=children)
        .annotate(
            p=FilteredRelation("placements", condition=lasts("placements", day)),
            c=FilteredRelation(
                "contract_days", condition=contract & Q(contract_days__weekday=weekday)
            ),
            b=FilteredRelation(
                "bookings", condition=Q(bookings__day=day, bookings__cancelled_at=None)
            ),
            l=FilteredRelation(
                "lendings",
                condition=Q(
                    lendings__first_day__lte=day,
                    lendings__last_day__gte=day,
                    lendings__withdrawn_at=None,
                ),
            ),
            v=FilteredRelation("visits", condition=inside),
        )
        .order_by()
        .values_list("pk", "v__group", "l__group", "b__group", "c__group", "p__group")
    )


_GROUPS = {  # a question per weekday, because its number cannot be filled in
    weekday: Prepared(
        partial(_groups, weekday=weekday),
        organisation=UUIDField(),
        children=UUIDField(),
        day=DateField(),
    )
    for weekday in range(1, 8)
}
