"""What colleagues may do and how long they work, behind the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Qualification
from kiekeboe.testing import make


@pytest.fixture
def joris(nursery):
    return make.caregiver(nursery.kikkers, "trainee", first_name="Joris")


def address(colleague, rest=""):
    return f"/office/colleagues/{colleague.pk}/{rest}"


def told(**fields):
    first = {"id": uuid7(), "kind": "trainee", "counts": 50, "first_day": "2026-02-01"}
    return first | {"note": "Tweede jaar"} | fields


def test_a_qualification_is_written_down_once(desk, joris):
    sent = told()
    for _ in range(2):
        answer = desk.manager.post(address(joris, "qualifications/new/"), sent)
        assert answer.status_code == 302
    row = Qualification.objects.get()
    assert (row.employee, row.kind, row.counts) == (joris, "trainee", 50)
    shown = desk.manager.get(address(joris)).content.decode()
    assert "Stagiair" in shown
    assert "telt voor 50%" in shown
    assert "Tweede jaar" in shown


def test_a_qualification_ends(desk, joris):
    desk.manager.post(address(joris, "qualifications/new/"), told())
    row = Qualification.objects.get()
    ending = address(joris, f"qualifications/{row.pk}/ending/")
    assert "Joris" in desk.manager.get(ending).content.decode()
    desk.manager.post(ending)
    row.refresh_from_db()
    assert row.last_day == timezone.localdate() - timedelta(days=1)
    assert "telt voor" not in desk.manager.get(address(joris)).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"counts": 101}, {"counts": -1}, {"kind": "boss"}, {"last_day": "2026-01-01"}]
)
def test_what_cannot_be_is_refused(desk, joris, wrong):
    answer = desk.manager.post(address(joris, "qualifications/new/"), told(**wrong))
    assert answer.status_code == 422
    assert not Qualification.objects.exists()


def test_only_who_may_change_colleagues_writes_it(desk, nursery, joris):
    """S04"""
    teun = make.caregiver(nursery.otters)
    row = Qualification.objects.create(
        organisation=teun.organisation, employee=teun, kind="professional",
        first_day=make.LONG_AGO,
    )  # fmt: skip
    for who in (desk.office, desk.finance, desk.inspector, desk.caregiver):
        assert who.get(address(joris, "qualifications/new/")).status_code == 404
    assert desk.manager.get(address(teun, "qualifications/new/")).status_code == 404
    elsewhere = desk.manager.post(address(joris, f"qualifications/{row.pk}/ending/"))
    assert elsewhere.status_code == 404
    stolen = desk.manager.post(address(joris, "qualifications/new/"), told(id=row.pk))
    assert stolen.status_code == 404
    row.refresh_from_db()
    assert row.last_day is None


def person(colleague, **fields):
    names = {"first_name": colleague.first_name, "last_name": colleague.last_name}
    return names | {"email": "", "ended_on": ""} | fields


def test_contract_hours_are_kept_in_minutes(desk, joris):
    desk.manager.post(address(joris, "edit/"), person(joris, contract_hours="28.5"))
    joris.refresh_from_db()
    assert joris.contract_minutes == 1710
    assert "28:30 uur" in desk.manager.get(address(joris)).content.decode()
    assert 'value="28.5"' in desk.manager.get(address(joris, "edit/")).content.decode()
    desk.manager.post(address(joris, "edit/"), person(joris, contract_hours=""))
    joris.refresh_from_db()
    assert joris.contract_minutes is None
    wrong = desk.manager.post(address(joris, "edit/"), person(joris, contract_hours="80"))
    assert wrong.status_code == 422
