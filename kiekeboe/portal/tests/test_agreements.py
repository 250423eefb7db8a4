"""What a contract costs and what changes, as the home that pays it reads it (J4)."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from kiekeboe.billing import contracting
from kiekeboe.billing.tests.nursery import Nursery
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.notice import last_day_after
from kiekeboe.portal.hero import dated
from kiekeboe.testing import make

TODAY = timezone.localdate()
SINCE = TODAY.replace(month=1, day=1)
LATER = TODAY + timedelta(days=40)
LIST = "/parent/contract/"
QUERIES = 3


@pytest.fixture
def nursery(db):
    return Nursery()


@pytest.fixture
def family(nursery):
    """(child, the parent who pays, contract)."""
    return nursery.family(started_on=SINCE)


@pytest.fixture
def payer(client, family):
    client.force_login(family[1].account)
    return client


def page(contract, more=""):
    return f"{LIST}{contract.pk}/{more}"


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def test_a_contract_tells_its_month_with_the_working(payer, family):
    shown = text(payer.get(LIST, follow=True))
    assert "€ 1.039,13" in shown
    assert "95,33 uur per maand × € 10,90" in shown
    assert "2 dagen × 11 uur × 52 weken ÷ 12 = 95,33 uur" in shown
    assert "07:00 – 18:00" in shown
    assert "LRK" in shown


def test_what_changes_is_told_with_its_day(payer, family, nursery):
    nursery.price(1154, first_day=LATER)
    contracting.end(
        family[2], last_day=LATER + timedelta(days=60), by=nursery.by, at=nursery.at
    )  # fmt: skip
    shown = text(payer.get(page(family[2])))
    changes = shown[shown.index("Wat er verandert") :]
    assert changes.index(f"Vanaf {dated(LATER, 'j F Y')}") < changes.index("€ 1.100,15")
    assert "Het contract eindigt. De laatste dag is" in changes
    assert "€ 1.039,13" in shown[: shown.index("Wat er verandert")]


def test_notice_given_today_tells_the_last_day(payer, family):
    shown = text(payer.get(page(family[2])))
    assert f"de laatste dag {dated(last_day_after(TODAY), 'j F Y')}" in shown


def test_a_contract_that_has_not_begun_tells_from_when(client, nursery):
    _, parent, contract = nursery.family(started_on=LATER)
    client.force_login(parent.account)
    shown = text(client.get(page(contract)))
    assert f"Vanaf {dated(LATER, 'j F Y')}" in shown
    assert "€ 1.039,13" in shown


def test_the_contract_on_paper_is_tagged_and_says_what_the_law_asks(payer, family, nursery):
    """U28"""
    answer = payer.get(page(family[2], "file/"))
    paper = PdfReader(io.BytesIO(answer.content))
    told = " ".join(one.extract_text() for one in paper.pages).replace("\xa0", " ")
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "nl"
    assert str(family[0]) in paper.metadata.title
    for words in (
        nursery.company.name, "Laan 1, Ede", str(family[1]), "123456789", "Dagopvang", "1144",
        "95,33", "€ 10,90", "€ 1.039,13", "maandag", "07:00 – 18:00",
    ):  # fmt: skip
        assert words in told, words
    assert Event.objects.get(verb="contract_downloaded").person_id == family[1].pk


@pytest.mark.parametrize("signs", [True, False])
def test_a_parent_who_lives_apart_finds_no_contract(client, family, signs):
    """S12"""
    apart = make.guardian([family[0]], is_contract_parent=signs)
    client.force_login(apart.account)
    assert "€" not in text(client.get(LIST))
    assert client.get(page(family[2])).status_code == 404
    assert client.get(page(family[2], "file/")).status_code == 404


def test_in_one_home_only_who_may_sees_what_it_costs(client, family):
    child, parent, contract = family
    partner = make.guardian([], organisation=child.organisation, household=parent.household)
    make.guardianship(partner, child)
    client.force_login(partner.account)
    assert client.get(page(contract)).status_code == 404
    assert LIST + '"' not in text(client.get("/parent/more/"))
    partner.guardianships.update(sees_invoices=True)
    assert client.get(page(contract)).status_code == 200


def test_who_pays_from_a_day_on_does_not_see_what_the_other_home_paid(client, family, nursery):
    child, _parent, contract = family
    other = make.guardian([child], is_contract_parent=True)
    contracting.agree(
        contract, other, first_day=LATER, cents=2000, by=nursery.by, at=nursery.at
    )  # fmt: skip
    client.force_login(other.account)
    shown = text(client.get(page(contract)))
    assert "€ 1.906,67" in shown
    assert "€ 1.039,13" not in shown
    assert client.get(page(contract, "file/")).status_code == 404


def test_who_pays_until_a_day_does_not_see_what_comes_after(payer, family, nursery):
    other = make.guardian([family[0]], is_contract_parent=True)
    contracting.agree(
        family[2], other, first_day=LATER, cents=2000, by=nursery.by, at=nursery.at
    )  # fmt: skip
    shown = text(payer.get(page(family[2])))
    assert f"Je betaalt tot en met {dated(LATER - timedelta(days=1), 'j F Y')}" in shown
    assert "€ 1.906,67" not in shown
    assert str(other) not in shown


def test_another_family_and_a_relative_find_nothing(client, family, nursery):
    neighbour = nursery.family()[1]
    abroad = make.guardian([make.child()], is_contract_parent=True)
    reads = make.relative(family[0], family[1]).guardian
    for one in (neighbour, abroad, reads):
        client.force_login(one.account)
        assert client.get(page(family[2])).status_code == 404
        assert client.get(page(family[2], "file/")).status_code == 404


def test_the_list_asks_as_much_for_three_contracts_as_for_one(
    payer, family, nursery, django_assert_num_queries
):
    for weekday in (3, 4):
        elder = make.child(nursery.group)
        make.guardianship(family[1], elder, is_contract_parent=True)
        contracting.make(
            uuid7(), elder, nursery.location, family[1], started_on=SINCE, by=nursery.by,
            at=nursery.at,
        )  # fmt: skip
        with django_assert_num_queries(QUERIES):
            shown = text(payer.get(LIST))
        assert shown.count("Vanaf ") == weekday - 1


def test_the_days_of_the_contract_lead_to_its_costs_for_who_may_see_them(client, family):
    child, parent, _ = family
    partner = make.guardian([], organisation=child.organisation, household=parent.household)
    make.guardianship(partner, child)
    for guardian, sees in ((parent, True), (partner, False)):
        client.force_login(guardian.account)
        shown = text(client.get(f"/parent/children/{child.pk}/contract/"))
        assert (f'href="{LIST}"' in shown) is sees


def other_days(*weekdays):
    return {
        f"{name}_{one}": value
        for one in weekdays
        for name, value in (("on", "on"), ("from", "07:30"), ("until", "18:30"))
    }


def test_other_days_tell_the_new_amount_before_they_are_asked(payer, family, nursery):
    """E12 Three days of eleven hours: 3 × 11 × 52 ÷ 12 = 143 hours for € 10,90."""
    address = f"/parent/children/{family[0].pk}/contract/days/"
    shown = text(payer.get(address, other_days(1, 2, 4)))
    assert "€ 1.039,13 per maand" in shown
    assert "€ 1.558,70 per maand" in shown
    nursery.price(1154, first_day=LATER)
    shown = text(payer.get(address, other_days(1, 2, 4) | {"day": LATER.isoformat()}))
    assert "€ 1.650,22 per maand" in shown


def test_who_lives_apart_asks_for_days_without_a_price(client, family):
    """U35"""
    his = make.guardian([family[0]], is_contract_parent=True)
    client.force_login(his.account)
    address = f"/parent/children/{family[0].pk}/contract/days/"
    shown = text(client.get(address, other_days(1, 2, 4)))
    assert "uur per maand" in shown
    assert "€" not in shown
