"""Sick, better and leave on the phone of a parent."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.infecting import tell_infection
from kiekeboe.planning.models import Absence, ClosedDay
from kiekeboe.testing import make


def today():
    return timezone.localdate()


def act(client, child, what, **told):
    told.setdefault("id", str(uuid4()))
    return client.post(f"/parent/children/{child.pk}/{what}/", told)


def test_a_child_is_reported_sick_with_what_is_filled_in(parent, noor):
    """Three taps from Today: planning, report sick, send."""
    shown = parent.get(f"/parent/children/{noor.pk}/sick/").content.decode()
    assert f'value="{today().isoformat()}"' in shown
    answer = act(parent, noor, "sick", first_day=today().isoformat())
    assert answer.status_code == 302
    absence = Absence.objects.get()
    assert (absence.kind, absence.first_day, absence.last_day) == ("sick", today(), None)
    assert "Noor is ziek gemeld" in parent.get(answer.url).content.decode()


def test_sending_twice_is_reporting_once(parent, noor):
    id = str(uuid4())
    for _ in range(2):
        act(parent, noor, "sick", id=id, first_day=today().isoformat())
    assert Absence.objects.count() == 1


def test_a_sick_child_is_better_on_a_day(parent, noor):
    act(parent, noor, "sick", first_day=(today() - timedelta(days=2)).isoformat())
    assert "Noor is beter" in parent.get(f"/parent/planning/?child={noor.pk}").content.decode()
    act(parent, noor, "better", back_on=(today() + timedelta(days=1)).isoformat())
    assert Absence.objects.get().last_day == today()
    again = parent.get(f"/parent/children/{noor.pk}/better/").content.decode()
    assert "Noor is niet ziek gemeld" in again


@pytest.mark.parametrize("day", ["", "gisteren", "2020-01-01", "2035-01-01"])
def test_a_day_that_cannot_be_is_explained_and_nothing_is_lost(parent, noor, day):
    answer = act(parent, noor, "sick", first_day=day, symptoms="koorts")
    assert answer.status_code == 422
    assert 'value="koorts"' in answer.content.decode()
    assert not Absence.objects.exists()


def test_another_familys_child_is_not_there(parent, luuk):
    """S04"""
    for what in ("sick", "better", "leave"):
        assert parent.get(f"/parent/children/{luuk.pk}/{what}/").status_code == 404
        assert act(parent, luuk, what, first_day=today().isoformat()).status_code == 404
    assert not Absence.objects.exists()
    assert not Event.objects.exists()


def monday_after(day):
    return day + timedelta(days=7 - day.weekday())


def test_leave_is_for_several_children_at_once_and_names_closed_days(client, noor):
    group = noor.placements.get().group
    sami = make.child(group, first_name="Sami")
    first = monday_after(today())
    for child in (noor, sami):
        make.contract_day(child, weekday=1)
    ClosedDay.objects.create(
        organisation=group.organisation, location=group.location,
        day=first + timedelta(days=2), name="Studiedag",
    )  # fmt: skip
    client.force_login(make.guardian([noor, sami]).account)
    answer = act(
        client, noor, "leave", children=[str(noor.pk), str(sami.pk)],
        first_day=first.isoformat(), last_day=(first + timedelta(days=4)).isoformat(),
    )  # fmt: skip
    assert Absence.objects.filter(kind="leave", first_day=first).count() == 2
    assert "Op 1 dag daarvan zijn we dicht" in client.get(answer.url).content.decode()


def test_leave_is_for_all_of_them_or_for_none(client, noor):
    group = noor.placements.get().group
    sami = make.child(group, first_name="Sami")
    first = monday_after(today())
    make.contract_day(noor, weekday=1)
    client.force_login(make.guardian([noor, sami]).account)
    answer = act(
        client, noor, "leave", children=[str(noor.pk), str(sami.pk)], first_day=first.isoformat()
    )
    assert answer.status_code == 422
    assert "Sami komt dan niet" in answer.content.decode()
    assert not Absence.objects.exists()


def test_leave_of_a_part_of_a_day(parent, noor):
    first = monday_after(today())
    make.contract_day(noor, weekday=1)
    act(
        parent, noor, "leave", children=[str(noor.pk)], first_day=first.isoformat(),
        starts_at="13:00",
    )  # fmt: skip
    assert str(Absence.objects.get().starts_at) == "13:00:00"


@pytest.mark.parametrize(
    "told",
    [
        {"first_day": "2026-11-30", "last_day": "2026-11-23"},
        {"first_day": "2026-11-30", "last_day": "2026-12-01", "starts_at": "13:00"},
        {"first_day": "2026-11-30", "starts_at": "13:00", "ends_at": "12:00"},
        {"first_day": "2026-11-30", "last_day": "2036-11-30"},
        {"first_day": date.min.isoformat()},
    ],
)
def test_leave_that_makes_no_sense_is_explained(parent, noor, told):
    answer = act(parent, noor, "leave", children=[str(noor.pk)], **told)
    assert answer.status_code == 422
    assert not Absence.objects.exists()


def test_what_is_going_round_stands_on_today_without_a_name(parent, noor, marit):
    """The families of the group see it; who reads along does not, and nobody is named (S12)."""
    group = noor.placements.get().group
    other = make.child(group, first_name="Kanarie")
    make.absence(other, first_day=timezone.localdate(), symptoms="waterpokken", sign="rash")
    day = f"/parent/children/{noor.pk}/"
    assert "In de groep" not in parent.get(f"{day}").content.decode()
    tell_infection(
        uuid7(), group, illness="Waterpokken", until=timezone.localdate() + timedelta(days=9),
        words="Kijk op de huid.", by=Actor(group.organisation_id), at=timezone.now(),
    )  # fmt: skip
    shown = parent.get(f"{day}").content.decode()
    assert "In de groep: Waterpokken." in shown
    page = parent.get(f"{day}illness/").content.decode()
    assert "Kijk op de huid." in page
    assert "Kanarie" not in shown + page
    reader = Client()
    reader.force_login(make.relative(noor, marit).guardian.account)
    assert "Waterpokken" not in reader.get(f"{day}").content.decode()
    assert reader.get(f"{day}illness/").status_code == 404


def test_what_it_looks_like_can_be_told_and_need_not_be(parent, noor):
    page = f"/parent/children/{noor.pk}/sick/"
    told = {"id": uuid7(), "first_day": timezone.localdate().isoformat()}
    assert parent.post(page, told | {"sign": "plague"}).status_code == 422
    assert parent.post(page, told).status_code == 302
    assert Absence.objects.get().sign == ""
    parent.post(page, told | {"sign": "stomach"})
    assert Absence.objects.get().sign == "stomach"
