"""S57 Whatever a tablet sends is answered; nothing it sends breaks the house."""

import base64
import json

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in
from kiekeboe.testing.tablets import entry, pair

pytestmark = pytest.mark.django_db
LETTERS = ["\0", "a\0b", "\ud800"]
MOMENTS = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01T00:00:00+23:59",
           "NaN", "1e999"]  # fmt: skip


@pytest.fixture
def tablet(db):
    group = make.group()
    made = pair(group)
    made.child = make.child(group)
    make.consent(made.child, own=True)
    made.client.raise_request_exception = False
    return made


def photo_of(told, content=b"x"):
    headers = {"X-Item": base64.b64encode(told).decode()}
    return {"data": content, "content_type": "image/jpeg", "headers": headers}


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"items":' + b"[" * 100_000])
def test_nesting_without_end_is_refused(tablet, body):
    answer = tablet.client.put("/group/items/", body, content_type="application/json")
    assert answer.status_code == 422


def test_nesting_without_end_inside_an_item_is_refused(tablet):
    told = tablet.item("log", {})
    bodies = [
        "[" * 100_000,
        told["body"].replace("{}", '{"details":' + "[" * 900 + "]" * 900 + "}"),
    ]
    for body in bodies:
        strange = told | {"body": body, "mac": tablet.sign(body)}
        answer = tablet.send(strange, tablet.item("log", entry(tablet.child)))
        assert [one["status"] for one in answer.json()["answers"]] == [422, 201]


@pytest.mark.parametrize("letters", LETTERS)
def test_letters_that_cannot_be_kept_are_refused(tablet, letters):
    visit = {"visit": str(uuid7()), "child": str(tablet.child.pk), "brought_by": letters}
    strange = [
        ("log", entry(tablet.child, note=letters)),
        ("log", entry(tablet.child, details={"a": letters})),
        ("arrive", {"visits": [visit]}),
    ]
    assert [tablet.do(*one)["status"] for one in strange] == [422] * 3


@pytest.mark.parametrize("moment", MOMENTS)
def test_moments_at_the_ends_of_time_break_nothing(tablet, moment):
    nap = entry(tablet.child, "sleep")
    tablet.log(nap)
    visit = {"visit": str(uuid7()), "child": str(tablet.child.pk), "at": moment}
    look = {"look": str(uuid7()), "entry": nap["entry"], "at": moment}
    strange = [
        ("log", entry(tablet.child, "bottle", started_at=moment, amount=moment)),
        ("log", entry(tablet.child, "sleep", ended_at=moment)),
        ("arrive", {"visits": [visit]}),
        ("look", {"looks": [look]}),
        ("wake", {"entry": nap["entry"], "at": moment}),
        ("change", {"entry": nap["entry"], "started_at": moment, "amount": moment}),
    ]
    assert all(tablet.do(*one)["status"] < 500 for one in strange)
    assert all(tablet.do(*one, raw=moment)["status"] < 500 for one in strange)
    wall = timezone.now().isoformat()
    told = {"now": moment, "items": [tablet.item("log", entry(tablet.child))]}
    assert tablet.put("items/", told).status_code < 500
    assert tablet.put("items/", told | {"now": wall}).status_code == 200


@pytest.mark.parametrize("age", [-1, 1e300, True, "1", [], 10**400])
def test_a_strange_watch_breaks_nothing(tablet, age):
    assert tablet.do("log", entry(tablet.child), age=age)["status"] == 201


def test_a_strange_word_with_a_photo_breaks_nothing(tablet):
    caption = json.dumps({"now": "2026-01-01T00:00:00Z", "body": "a\0", "mac": ""})
    strange = (b"[" * 6000, caption.encode(), b"\xff\xfe", b'{"now":{"a":1}}', b"null")
    for told in strange:
        answer = tablet.client.put(f"/group/photos/{uuid7()}/", **photo_of(told))
        assert answer.status_code == 422, told


def test_a_photo_may_be_larger_than_a_form(tablet):
    """C6: a phone's photo has more than the 2.5 MB that a form may have."""
    answer = tablet.photo([tablet.child], b"\xff\xd8\xff" + b"x" * 4_000_000)
    assert answer.json()["answers"][0]["status"] == 422
    assert answer.json()["answers"][0]["sentence"]


def test_strange_words_at_open_doors_break_nothing():
    client = Client(raise_request_exception=False)
    deep = {"data": b"[" * 8000, "content_type": "application/json"}
    assert client.post("/csp-report", **deep).status_code == 204
    assert client.post("/sign-in/passkey/", **deep).status_code == 422
    assert client.post("/group/pair/", {"code": "\0\0\0-\0\0\0\0-\0\0\0\0"}).status_code == 422


def test_strange_words_of_a_parent_break_nothing():
    """Also a note under the id of a note of somebody else: it stands as a note of its own."""
    child = make.child()
    mother, father = make.guardian([child]), make.guardian([child])
    his = make.home_note(child, father)
    client = sign_in(Client(raise_request_exception=False), mother.account)
    here = f"/parent/children/{child.pk}/"
    assert client.get(f"{here}diary/", {"q": "\0"}).status_code == 200
    today = timezone.localdate().isoformat()
    told = {"id": his.pk, "text": "slept well"}
    assert client.post(f"{here}days/{today}/from-home/", told).status_code == 302
    assert [note.text for note in mother.home_notes.all()] == ["slept well"]
