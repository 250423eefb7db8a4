"""Who comes in at a tablet, and who must not."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from kiekeboe.accounts import pairing, pins
from kiekeboe.accounts.models import Device, Turn
from kiekeboe.care.models import Entry, Visit
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import ProfileChange
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE
from kiekeboe.tablet.live import reach
from kiekeboe.testing import make, profiles
from kiekeboe.testing.tablets import entry, pair

OPEN_WITHOUT_PIN = {"", "present/", "settings/"}
OPEN = {"pair/", "pair/waiting/", "sw.js", "faces.js", "manifest.webmanifest"}
LISTS = ["corrections/", "photos/", "settings/"]


def alone(tablet):
    del tablet.client.cookies[TURN_COOKIE]
    return tablet


def test_a_browser_that_is_not_paired_goes_to_the_pair_page(db):
    answer = Client().get("/group/")
    assert answer.status_code == 302
    assert answer["Location"] == "/group/pair/"


def test_a_revoked_tablet_is_refused_and_forgets_everything_at_its_next_contact(tablet):
    """A7"""
    by = make.employee(tablet.group.organisation).actor()
    pairing.revoke(tablet.device, by, timezone.now())
    answer = tablet.get()
    assert answer.status_code == 302
    assert '"storage"' in answer["Clear-Site-Data"]
    assert answer.cookies[DEVICE_COOKIE].value == ""


@pytest.mark.parametrize("address", LISTS)
def test_a_tablet_alone_opens_no_page_that_the_server_draws(tablet, address):
    """S25"""
    assert alone(tablet).get(address).status_code == 404


def test_a_tablet_alone_does_not_open_a_card_or_write(tablet, noor):
    """S25"""
    alone(tablet).signer = None
    assert tablet.get(f"children/{noor.pk}/").status_code == 404
    arriving = {"visits": [{"visit": str(uuid7()), "child": str(noor.pk)}]}
    assert tablet.do("log", entry(noor))["status"] == 403
    assert tablet.do("arrive", arriving)["status"] == 403
    assert not Entry.objects.exists()
    assert not Visit.objects.exists()


def test_every_address_of_the_group_is_closed_to_a_stranger(db):
    """S25"""
    stranger, some = Client(), str(uuid7())
    patterns = list(get_resolver("kiekeboe.tablet.urls").url_patterns)
    for pattern in patterns:
        address = (
            str(pattern.pattern).replace("<int:longest>", "400").replace("<int:page_number>", "1")
        )
        address = re.sub(r"<uuid:\w+>", some, address).replace("<slug:kind>", "note")
        if address not in OPEN:
            asked = 404 if address == "snapshot/" else 302  # scripts get no page
            assert stranger.get(f"/group/{address}").status_code == asked, address
            assert stranger.put(f"/group/{address}").status_code == 404, address


def test_a_tablet_of_another_group_does_not_reach_the_child(tablet, noor):
    """S03"""
    other = pair(make.group(tablet.group.location))
    assert "Noor" not in other.get().content.decode()
    assert other.get(f"children/{noor.pk}/").status_code == 404
    assert other.log(entry(noor)).json()["answers"][0]["status"] == 422


def test_a_tablet_of_another_organisation_does_not_reach_the_child(tablet, noor):
    """S03"""
    mine = make.entry(noor, started_at=timezone.now(), author=tablet.caregiver)
    other = pair(make.group())
    assert other.get(f"children/{noor.pk}/").status_code == 404
    assert other.do("withdraw", {"entry": str(mine.pk)})["status"] == 422
    assert reach(noor.organisation_id, {DEVICE_COOKIE: "no"}) is None


def test_a_pin_that_was_idle_for_ten_minutes_is_over_to_the_second(tablet, noor):
    """S22"""
    now = timezone.now()
    Turn.objects.update(seen_at=now - timedelta(minutes=10, seconds=1))
    assert tablet.get(f"children/{noor.pk}/").status_code == 404
    Turn.objects.update(seen_at=timezone.now() - timedelta(minutes=9, seconds=58))
    assert tablet.get(f"children/{noor.pk}/").status_code == 200


def test_use_keeps_the_pin_alive_and_a_tablet_that_asks_by_itself_does_not(tablet):
    """S22"""
    before = timezone.now() - timedelta(minutes=5)
    Turn.objects.update(seen_at=before)
    tablet.client.get("/group/", headers={"X-Background": "1"})
    assert Turn.objects.get().seen_at == before
    tablet.get()
    assert Turn.objects.get().seen_at > before


def test_a_tablet_stays_paired_ninety_days_from_its_last_use(tablet):
    """S22"""
    Device.objects.update(seen_at=timezone.now() - timedelta(days=3))
    tablet.get()
    left = Device.objects.get().expires_at - timezone.now()
    assert timedelta(days=89, hours=23) < left <= timedelta(days=90)
    Device.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tablet.get().status_code == 302


def test_family_and_medical_data_ask_for_the_pin_again_after_two_minutes(tablet, noor):
    """S28"""
    noor.medical_note = "Puffer in de kast"
    noor.save()
    make.guardian([noor], phone="0612345678")
    fresh = tablet.get(f"children/{noor.pk}/").content.decode()
    Turn.objects.update(pin_at=timezone.now() - timedelta(minutes=2, seconds=1))
    later = tablet.get(f"children/{noor.pk}/").content.decode()
    assert "Puffer" in fresh
    assert "0612345678" in fresh
    assert "Puffer" not in later
    assert "0612345678" not in later


def test_opening_a_file_is_written_down_with_person_and_device(tablet, noor):
    """S61"""
    tablet.get(f"children/{noor.pk}/")
    event = Event.objects.get(verb="file_read")
    assert (event.person_id, event.device_id) == (tablet.caregiver.pk, tablet.device.pk)
    Turn.objects.update(pin_at=timezone.now() - timedelta(minutes=3))
    tablet.get(f"children/{noor.pk}/")
    assert Event.objects.filter(verb="file_read").count() == 1


def test_a_trainee_never_sees_family_or_medical_data(group, noor):
    """S26"""
    noor.medical_note = "Puffer in de kast"
    noor.save()
    make.guardian([noor], phone="0612345678")
    page = pair(group, name="trainee").get(f"children/{noor.pk}/").content.decode()
    assert "Puffer" not in page
    assert "0612345678" not in page
    assert not Event.objects.filter(verb="file_read").exists()


def test_another_colleague_takes_over_with_a_face_and_a_pin_and_a_new_key(tablet):
    """S21, S28"""
    joris = make.caregiver(tablet.group)
    pins.set_pin(joris, "58204", by=joris.actor(), at=timezone.now())
    answer = tablet.client.post("/group/turn/", {"employee": str(joris.pk), "pin": "58204"})
    assert answer.status_code == 200
    cookie = answer.cookies[TURN_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Turn.objects.filter(ended_at=None).get().employee == joris


def test_a_wrong_pin_says_how_many_tries_are_left_and_then_that_it_is_locked(tablet):
    """S26"""
    joris = make.caregiver(tablet.group)
    pins.set_pin(joris, "58204", by=joris.actor(), at=timezone.now())
    told = [
        tablet.client.post("/group/turn/", {"employee": str(joris.pk), "pin": "99817"})
        for _try in range(5)
    ]
    assert "4" in told[0].json()["sentence"]
    assert told[4].status_code == 423


def test_somebody_of_another_location_cannot_type_a_pin_here(tablet):
    stranger = make.caregiver(make.group(organisation=tablet.group.organisation))
    pins.set_pin(stranger, "58204", by=stranger.actor(), at=timezone.now())
    answer = tablet.client.post("/group/turn/", {"employee": str(stranger.pk), "pin": "58204"})
    assert answer.status_code == 404


def test_a_tablet_is_paired_through_its_own_pages(group):
    """S24"""
    by = make.employee(group.organisation).actor()
    _offer, code = pairing.offer(group, "Tablet", by, timezone.now())
    client = Client()
    assert client.post("/group/pair/", {"code": "000-0000-0000"}).status_code == 422
    client.post("/group/pair/", {"code": code})
    waiting = pairing.Pairing.objects.get()
    assert waiting.tablet_code in client.get("/group/pair/").content.decode()
    assert client.get("/group/pair/waiting/").status_code == 200
    pairing.confirm(waiting, waiting.tablet_code, by, timezone.now())
    assert client.get("/group/pair/waiting/")["Location"] == "/group/"
    assert client.get("/group/").status_code == 200


def test_the_live_line_of_a_tablet_reaches_its_own_children_only(tablet, noor):
    other = make.child(make.group(tablet.group.location))
    cookies = {name: morsel.value for name, morsel in tablet.client.cookies.items()}
    found = reach(tablet.device.organisation_id, cookies)
    assert noor.pk in found.children
    assert other.pk not in found.children
    assert reach(make.organisation().pk, cookies) is None


def test_what_a_parent_told_and_nobody_checked_is_shown_as_such_behind_the_pin(tablet, noor):
    """A8: a caregiver knows of it, and knows that it is no agreement yet."""
    parent = make.guardian([noor])
    asks = {"about": "collector", "key": "collector:opa henk"}
    change = profiles.change(noor, parent, **asks)
    ProfileChange.objects.update(after={"name": "Opa Henk", "first_day": "2026-11-24"})
    profiles.contact(noor, name="Tante Els")
    fresh = tablet.get(f"children/{noor.pk}/").content.decode()
    assert "Van thuis gehoord, nog niet bekeken" in fresh
    assert "Opa Henk" in fresh
    assert "Tante Els" in fresh
    Turn.objects.update(pin_at=timezone.now() - timedelta(minutes=2, seconds=1))
    later = tablet.get(f"children/{noor.pk}/").content.decode()
    assert "Opa Henk" not in later
    assert "Tante Els" not in later
    change.refresh_from_db()
    assert change.state == "waiting"
