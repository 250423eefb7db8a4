"""Who is at the tablet: a PIN gives a turn and a pass, and a pass gives the turn back (A7, B10)."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.accounts import passes, pins
from kiekeboe.accounts.models import Pass, Turn
from kiekeboe.people.models import Role
from kiekeboe.tablet.access import TURN_COOKIE
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair


@pytest.fixture
def joris(tablet):
    made = make.caregiver(tablet.group)
    pins.set_pin(made, "58204", by=made.actor(), at=timezone.now())
    return made


def type_pin(tablet, employee, pin="58204", **headers):
    told = {"employee": str(employee.pk), "pin": pin}
    return tablet.client.post("/group/turn/", told, headers=headers)


def resume(tablet, signed, *, at=None, token=None, **more):
    at = (at or timezone.now()).isoformat()
    key = bytes.fromhex(token or passes.token_of(signed.pk))
    mac = hmac.new(key, f"resume:{at}".encode(), hashlib.sha256).hexdigest()
    told = json.dumps({"pass": str(signed.pk), "at": at, "mac": mac} | more)
    return tablet.client.post("/group/turn/resume/", told, content_type="application/json")


def test_a_pin_gives_a_pass_with_which_the_tablet_signs(tablet, joris):
    """S26, S27"""
    told = type_pin(tablet, joris).json()
    assert (told["name"], told["employee"]) == (joris.first_name, str(joris.pk))
    assert told["pass"].keys() == {"id", "token", "room", "expires_at"}
    tablet.signer = Pass.objects.get(pk=told["pass"]["id"])
    assert told["pass"]["token"] == passes.token_of(tablet.signer.pk)
    noor = make.child(tablet.group)
    assert tablet.do("log", entry(noor))["status"] == 201
    assert noor.entries.get().author == joris


def test_the_same_pin_again_renews_the_same_pass(tablet, joris):
    first, again = (type_pin(tablet, joris).json()["pass"] for _time in range(2))
    assert (again["id"], again["token"]) == (first["id"], first["token"])
    assert again["expires_at"] > first["expires_at"]


def test_a_plain_form_goes_to_the_board(tablet, joris):
    answer = type_pin(tablet, joris, Accept="text/html")
    assert answer.status_code == 302
    assert answer["Location"] == "/group/"


def test_a_wrong_pin_gives_no_pass_and_says_what_is_left(tablet, joris):
    """S26"""
    Pass.objects.filter(employee=joris).delete()
    told = [type_pin(tablet, joris, "99817") for _try in range(5)]
    assert [one.json()["left"] for one in told] == [4, 3, 2, 1, 0]
    assert told[4].status_code == 423
    assert told[4].json()["until"] > timezone.now().isoformat()
    assert not Pass.objects.filter(employee=joris).exists()


def test_who_typed_the_pin_without_network_gets_the_turn_when_it_is_back(tablet, joris):
    """B10, S28: that PIN opens nothing that asks for a fresh one."""
    signed = passes.issue(tablet.device, joris, timezone.now())
    answer = resume(tablet, signed)
    assert answer.status_code == 200
    assert answer.cookies[TURN_COOKIE].value
    assert answer.json()["employee"] == str(joris.pk)
    assert "token" not in answer.json()["pass"]
    turn = Turn.objects.get(ended_at=None)
    assert turn.employee == joris
    noor = make.child(tablet.group, medical_note="Puffer in de kast")
    page = tablet.get(f"children/{noor.pk}/")
    assert page.status_code == 200
    assert "Puffer" not in page.content.decode()


def test_a_pass_that_does_not_hold_gives_no_turn(tablet, joris):
    """S26: another tablet, another key, too long ago, expired, revoked, no role here any more."""
    now = timezone.now()
    signed = passes.issue(tablet.device, joris, now)
    other = pair(tablet.group)
    before = Turn.objects.get(ended_at=None, device=tablet.device)
    wrong = [
        resume(other, signed),
        resume(tablet, signed, token="0" * 64),
        resume(tablet, signed, at=now - timedelta(minutes=6)),
        resume(tablet, signed, at=now + timedelta(minutes=6)),
        resume(tablet, signed, mac=5),
        resume(tablet, signed, **{"pass": [1]}),
    ]
    passes.issue(tablet.device, joris, now - timedelta(hours=37))
    wrong.append(resume(tablet, signed))
    passes.issue(tablet.device, joris, now)
    Role.objects.filter(employee=joris).update(ended_on=now.date() - timedelta(days=2))
    without_role = resume(tablet, signed)
    Role.objects.filter(employee=joris).update(ended_on=None)
    passes.revoke(at=now, employee=joris)
    wrong.append(resume(tablet, signed))
    assert [one.status_code for one in wrong] == [403] * len(wrong)
    assert without_role.status_code == 404
    assert Turn.objects.get(ended_at=None, device=tablet.device) == before
    garbled = tablet.client.post("/group/turn/resume/", "[", content_type="application/json")
    assert garbled.status_code == 422
