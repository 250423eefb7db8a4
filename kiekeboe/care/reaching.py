"""In which group each child is today, for those a tablet wants to write about. One question."""

from django.db.models import FilteredRelation, Q

from kiekeboe.care.board_states import group_of_today
from kiekeboe.people.models import Child


def groups_today(child_ids, *, caregiver) -> dict:
    """The group of today of each of these children; who is out of the caregiver's reach is not
    in it."""
    day, mine = caregiver.day, caregiver.group_ids
    rows = (
        Child.objects.filter(organisation=caregiver.organisation_id, pk__in=child_ids)
        .annotate(
            p=FilteredRelation("placements", condition=lasts("placements", day)),
            c=FilteredRelation(
                "contract_days",
                condition=lasts("contract_days", day, "first_day", "last_day")
                & Q(contract_days__weekday=day.isoweekday()),
            ),
            v=FilteredRelation(
                "visits", condition=Q(visits__left_at=None, visits__withdrawn_at=None)
            ),
        )
        .order_by()
        .values_list("pk", "v__group", "c__group", "p__group")
    )
    found = {}
    for child, visit, contract, placed in rows:
        candidates = [group for group in (visit, contract, placed) if group in mine]
        if candidates:
            now = group_of_today(open_visit=visit, contract=contract, placed=placed)
            found[child] = now if now in mine else candidates[0]
    return found


def lasts(relation, day, first="started_on", last="ended_on"):
    """What holds on `day`, as a condition on a relation of a child."""
    return Q(**{f"{relation}__{first}__lte": day}) & (
        Q(**{f"{relation}__{last}": None}) | Q(**{f"{relation}__{last}__gte": day})
    )
