"""Contracts for paying: versions, an end at four, and no two at once."""

from datetime import date

import pytest

from kiekeboe.billing import contracting, pricing
from kiekeboe.billing.models import Contract, Price
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

YEAR, SUMMER = date(2026, 1, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("born", "end"),
    [
        (date(2022, 12, 10), date(2026, 12, 9)),
        (date(2024, 2, 29), date(2028, 2, 28)),
        (date(2024, 3, 1), date(2028, 2, 29)),
    ],
)
def test_day_care_ends_on_the_eve_of_the_fourth_birthday(nursery, born, end):
    child = make.child(nursery.group, born_on=born)

    assert contracting.proposed_end(child, "daycare") == end
    assert contracting.proposed_end(child, "after_school") is None


def test_a_contract_is_made_once(nursery):
    child, parent, contract = nursery.family()
    again = contracting.make(
        contract.pk, child, nursery.location, parent, started_on=SUMMER, by=nursery.by,
        at=nursery.at,
    )  # fmt: skip

    assert again == contract
    assert (again.lrk_number, again.company) == ("123456789", nursery.company)
    assert Event.objects.filter(verb="contract_made").count() == 1


def test_two_contracts_at_one_location_at_once_are_refused(nursery):
    child, parent, contract = nursery.family(ended_on=date(2026, 6, 30))

    def another(first, where=nursery.location):
        return contracting.make(
            uuid7(), child, where, parent, started_on=first, by=nursery.by, at=nursery.at
        )

    with pytest.raises(contracting.Overlap) as refused:
        another(date(2026, 6, 30))
    assert refused.value.contract == contract
    another(SUMMER)
    another(YEAR, make.location(nursery.organisation, company=nursery.company))
    assert Contract.objects.count() == 3
    with pytest.raises(contracting.Overlap):
        contracting.end(contract, last_day=None, by=nursery.by, at=nursery.at)


def test_who_pays_is_a_parent_who_signs(nursery):
    child, _, contract = nursery.family()
    stranger = make.guardian(organisation=nursery.organisation)
    reader = make.guardian([child])
    for one in (stranger, reader):
        with pytest.raises(contracting.NotThePayer):
            contracting.agree(contract, one, first_day=SUMMER, by=nursery.by, at=nursery.at)


def test_a_location_of_no_company_signs_nothing(nursery):
    child, parent, _ = nursery.family()
    with pytest.raises(contracting.NoCompany):
        contracting.make(
            uuid7(), child, make.location(nursery.organisation), parent, started_on=YEAR,
            by=nursery.by, at=nursery.at,
        )  # fmt: skip


def test_another_version_holds_from_its_day(nursery):
    _, parent, contract = nursery.family(ended_on=date(2026, 12, 31))

    def agree(first_day, **facts):
        return contracting.agree(
            contract, parent, first_day=first_day, by=nursery.by, at=nursery.at, **facts
        )

    assert agree(SUMMER).first_day == YEAR  # nothing is different
    assert agree(SUMMER, weeks=48).first_day == SUMMER
    assert agree(SUMMER, weeks=48, cents=1000) == agree(SUMMER, weeks=48, cents=1000)
    found = list(contract.versions.order_by("first_day").values_list("weeks", "cents"))
    assert found == [(52, None), (48, 1000)]
    with pytest.raises(contracting.OutsideContract):
        agree(date(2027, 1, 1))


def test_the_same_price_again_changes_nothing(nursery):
    before = Event.objects.count()
    nursery.price(1090)
    assert Event.objects.count() == before

    nursery.price(1091)
    assert Price.objects.get(kind="contract").cents == 1091
    assert pricing.price_list(nursery.organisation.pk).cents(
        nursery.location.pk, "daycare", "contract", YEAR
    ) == 1091  # fmt: skip
