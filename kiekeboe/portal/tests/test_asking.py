"""Asking for a day on the phone of a parent: choose, see the answer, send, follow."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kiekeboe.planning.models import Booking, Request, RosterShift
from kiekeboe.testing import make


def today():
    return timezone.localdate()


def monday():
    return today() + timedelta(days=14 - today().weekday())  # the week after next


@pytest.fixture
def kikkers(noor):
    """Noor comes on Mondays; on Monday and Thursday there is a colleague for eight places."""
    group = noor.placements.get().group
    group.capacity = 8
    group.save()
    noor.born_on = today() - timedelta(days=1200)
    noor.save()
    make.contract_day(noor, weekday=1)
    somebody = make.caregiver(group)
    for day in (monday(), monday() + timedelta(days=3)):
        RosterShift.objects.create(
            organisation=group.organisation, employee=somebody, group=group, day=day,
            starts_at=time(7, 30), ends_at=time(18, 30),
        )  # fmt: skip
    return group


def thursday():
    return monday() + timedelta(days=3)


def fill(group):
    for _ in range(8):
        other = make.child(group, born_on=today() - timedelta(days=1200))
        make.contract_day(other, weekday=4)


def send(client, child, what, **told):
    told = {"id": str(uuid4()), "day": thursday().isoformat()} | told
    return client.post(f"/parent/children/{child.pk}/{what}/", told)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_sending_it_says_whether_there_is_room(parent, noor, kikkers):
    shown = page(parent, f"/parent/children/{noor.pk}/extra/?day={thursday()}")
    assert "Er is plek" in shown
    fill(kikkers)
    shown = page(parent, f"/parent/children/{noor.pk}/extra/?day={thursday()}")
    assert "Er is nu geen plek" in shown
    assert "Zet ons op de wachtlijst" in shown
    assert not Request.objects.exists()


def test_an_extra_day_is_there_at_once(parent, noor, kikkers):
    answer = send(parent, noor, "extra")
    assert answer.status_code == 302
    booking = Booking.objects.get()
    assert (booking.day, booking.kind, booking.starts_at) == (thursday(), "extra", time(8))
    assert "Akkoord" in page(parent, answer.url)
    assert "Extra dag" in page(
        parent, f"/parent/planning/?child={noor.pk}&month={thursday():%Y-%m}"
    )


def test_sending_twice_is_asking_once(parent, noor, kikkers):
    id = str(uuid4())
    for _ in range(2):
        send(parent, noor, "extra", id=id)
    assert Request.objects.count() == Booking.objects.count() == 1


def test_what_is_refused_says_why_and_keeps_the_choice(parent, noor, kikkers):
    answer = send(parent, noor, "extra", day=monday().isoformat())
    assert answer.status_code == 422
    assert "Noor komt dan al" in answer.content.decode()
    assert not Request.objects.exists()


def test_a_morning_is_a_part_of_the_day(parent, noor, kikkers):
    send(parent, noor, "extra", part="morning")
    assert Booking.objects.get().ends_at == time(13)


def test_a_swap_goes_in_three_steps(parent, noor, kikkers):
    first = page(parent, f"/parent/children/{noor.pk}/swap/")
    old = f"{monday()}T0800-1800"
    assert f"?old={old}" in first
    second = page(parent, f"/parent/children/{noor.pk}/swap/?old={old}")
    assert "Welke dag wil je ervoor terug?" in second
    third = page(parent, f"/parent/children/{noor.pk}/swap/?old={old}&day={thursday()}")
    assert "Klopt dit?" in third
    send(parent, noor, "swap", old=old)
    booking = Booking.objects.get()
    assert (booking.kind, booking.day, booking.old_day) == ("swap", thursday(), monday())


@pytest.mark.parametrize("old", ["x", "2026-13-01T0800-1800", "T-", "2026-11-23T2500-2600"])
def test_an_old_day_that_is_none_begins_again(parent, noor, kikkers, old):
    assert "Wat lever je in?" in page(parent, f"/parent/children/{noor.pk}/swap/?old={old}")


def test_a_request_on_the_waiting_list_is_taken_back(parent, noor, kikkers):
    fill(kikkers)
    answer = send(parent, noor, "extra")
    request = Request.objects.get()
    assert request.state == "waiting"
    assert "Op de wachtlijst" in page(parent, answer.url)
    parent.post(f"{answer.url}act/", {"act": "withdraw"})
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_an_offer_is_taken(parent, noor, kikkers):
    send(parent, noor, "extra")
    Booking.objects.all().delete()
    Request.objects.update(state="offered", answer_by=timezone.now() + timedelta(hours=3))
    request = Request.objects.get()
    shown = page(parent, f"/parent/requests/{request.pk}/")
    assert "Er is een plek voor jullie" in shown
    parent.post(f"/parent/requests/{request.pk}/act/", {"act": "accept"})
    assert Booking.objects.count() == 1


def test_what_is_cancelled_too_late_says_so(parent, noor, kikkers):
    send(parent, noor, "extra")
    request = Request.objects.get()
    day = today()
    Request.objects.update(day=day, last_day=day, starts_at=time(23, 58), ends_at=time(23, 59))
    if timezone.localtime() > datetime.combine(day, time(23, 50), timezone.get_current_timezone()):
        pytest.skip("the day is over")
    answer = parent.post(f"/parent/requests/{request.pk}/act/", {"act": "cancel"}, follow=True)
    assert "te laat om dit hier te annuleren" in answer.content.decode()
    assert Request.objects.get().state == "approved"


def test_the_request_of_another_family_is_not_there(parent, noor, luuk, kikkers):
    """S04"""
    stranger = luuk.guardianships.get().guardian
    group = luuk.placements.get().group
    other = Request.objects.create(
        organisation=luuk.organisation, child=luuk, guardian=stranger, group=group, ask="extra",
        day=thursday(), last_day=thursday(), starts_at=time(8), ends_at=time(18),
        asked_at=timezone.now(),
    )  # fmt: skip
    assert parent.get(f"/parent/requests/{other.pk}/").status_code == 404
    assert parent.post(f"/parent/requests/{other.pk}/act/", {"act": "withdraw"}).status_code == 404
    for what in ("extra", "swap"):
        assert parent.get(f"/parent/children/{luuk.pk}/{what}/").status_code == 404
        assert send(parent, luuk, what).status_code == 404
    assert Request.objects.get().state == "requested"
    assert str(other.pk) not in page(parent, f"/parent/planning/?child={noor.pk}")


def test_what_the_other_home_asks_is_its_own_affair(parent, noor, marit, kikkers):
    """U35 Two homes, one child: neither reads what the other asked, nor takes it back."""
    father = make.guardian([noor], first_name="Tom")
    made = {
        "organisation": noor.organisation, "child": noor, "group": kikkers, "ask": "extra",
        "day": thursday(), "last_day": thursday(), "starts_at": time(8), "ends_at": time(18),
        "asked_at": timezone.now(),
    }  # fmt: skip
    his, hers, of_office = (
        Request.objects.create(guardian=one, **made) for one in (father, marit, None)
    )

    planning = page(parent, f"/parent/planning/?child={noor.pk}")
    assert [str(one.pk) in planning for one in (his, hers, of_office)] == [False, True, True]
    assert parent.get(f"/parent/requests/{his.pk}/").status_code == 404
    assert parent.post(f"/parent/requests/{his.pk}/act/", {"act": "withdraw"}).status_code == 404
    assert "Tom" not in planning
    his.refresh_from_db()
    assert his.state == "requested"
