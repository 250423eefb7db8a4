"""The annual statements of a family: what its home was invoiced for care in a year (K5)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format

from kiekeboe.billing.working import money, plain
from kiekeboe.billing.yearly import Statement, statements
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Guardian
from kiekeboe.portal.money import invoices_of, payers, sees_money


@dataclass(frozen=True)
class Year:
    """The statements of one payer with one company."""

    payer: Guardian
    company: object
    statements: list[Statement]

    @property
    def seller(self) -> str:
        return self.statements[0].seller.get("name", "")

    def told(self) -> list[dict]:
        """Each statement in words."""
        return [_told(one) for one in self.statements]


def years_of(family, year: int) -> list[Year]:
    """What this family may see of a year. A partner sees the children whose invoices it sees.

    One question, and two for each who pays.
    """
    found = invoices_of(family).filter(lines__month__year=year).values("payer")
    seen = {one.child_id for one in family.guardianships if sees_money(one)}
    made = []
    for payer in Guardian.objects.filter(pk__in=found).order_by("pk"):
        parts, kept = defaultdict(list), _kept_from(payer)
        for one in statements(payer.pk, year):
            if one.child not in kept and (payer.pk in payers(family) or one.child in seen):
                parts[one.company].append(one)
        made += [Year(payer, company, several) for company, several in parts.items()]
    return made


def _kept_from(payer: Guardian) -> set:
    """The children from which somebody is kept away: the office tells about those (S12)."""
    blocked = payer.guardianships.filter(blocked_at__isnull=False)
    return set(blocked.values_list("child", flat=True))


def _told(one: Statement) -> dict:
    figures = one.figures
    return {
        "child": one.child_name,
        "care": Location.CareType(one.care_type).label,
        "lrk_number": one.lrk_number,
        "hours": plain(figures.hours),
        "average": money(figures.average) if figures.average else "",
        "care_costs": money(figures.care),
        "other": money(figures.other) if figures.other else "",
        "months": [
            (date_format(month, "F"), plain(each.hours), money(each.care))
            for month, each in one.months.items()
        ],
    }
