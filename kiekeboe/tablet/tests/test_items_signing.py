"""Who must not: every item names its person by a pass, and leaves no trace when it does not hold.

S26 the pass stands for the PIN; S27 every writing has person, device and both times.
"""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts import pairing, passes, pins
from kiekeboe.accounts.models import Pass, PinTry
from kiekeboe.care.models import Entry, EntryVersion, HomeNote, Received, SleepLook, Visit
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Role
from kiekeboe.people.rights import Right
from kiekeboe.tablet.items.registry import KINDS
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry, pair

TABLES = (Entry, EntryVersion, HomeNote, Received, SleepLook, Visit, Event)


def traces():
    return [(model.__name__, list(model.objects.order_by("pk").values())) for model in TABLES]


def ago(**span):
    return timezone.now() - timedelta(**span)


def refused(tablet, *told, status=403):
    """These items are refused and nothing is different afterwards."""
    before = traces()
    answers = tablet.send(*told).json()["answers"]
    assert [one["status"] for one in answers] == [status] * len(told)
    assert all(one["sentence"] for one in answers)
    assert traces() == before
    return answers[0]


def test_a_tampered_body_is_refused(tablet, noor):
    """S27"""
    told = tablet.item("log", entry(noor))
    for body in (
        told["body"].replace("wet", "dry"),
        told["body"] + " ",
        told["body"].replace(str(tablet.caregiver.pk), str(make.caregiver(tablet.group).pk)),
    ):
        refused(tablet, told | {"body": body})
    for mac in ("", "0" * 64, told["mac"].upper(), "é" * 64):
        refused(tablet, told | {"mac": mac})


def test_nobody_signs_with_the_pass_of_somebody_else(tablet, noor):
    """S27: not even on the same tablet."""
    joris = make.caregiver(tablet.group)
    told = tablet.item("log", entry(noor), by=str(joris.pk))
    refused(tablet, told)
    his = passes.issue(tablet.device, joris, timezone.now())
    refused(tablet, tablet.item("log", entry(noor)) | {"pass": str(his.pk)})


def test_without_a_pass_nothing_of_a_child_is_written(tablet, noor):
    """S25"""
    refused(tablet, tablet.item("log", entry(noor)) | {"pass": None})
    tablet.signer = None
    refused(tablet, tablet.item("log", entry(noor)))


def test_the_pass_of_another_tablet_or_organisation_is_no_pass_here(tablet, noor):
    """S03, S27"""
    for other in (pair(tablet.group), pair(make.group())):
        refused(tablet, other.item("log", entry(noor)))


def test_a_revoked_pass_signs_nothing_any_more(tablet, noor):
    """S26: a new PIN, a last day and a lost tablet end every pass."""
    pins.set_pin(tablet.caregiver, "58204", by=tablet.caregiver.actor(), at=timezone.now())
    refused(tablet, tablet.item("log", entry(noor)))
    tablet.sign_in(tablet.caregiver)
    by = make.employee(tablet.group.organisation).actor()
    yesterday = ago(days=1)
    tablet.caregiver.edit(by=by, at=timezone.now(), ended_on=yesterday.date())
    refused(tablet, tablet.item("log", entry(noor)))


def test_what_was_written_before_a_new_pin_still_arrives(tablet, noor):
    """S26, R07: the tablet had no internet when the office set a new PIN."""
    told = tablet.item("log", entry(noor, at=ago(hours=1)), at=ago(hours=1))
    pins.set_pin(tablet.caregiver, "58204", by=tablet.caregiver.actor(), at=timezone.now())

    assert [answer["status"] for answer in tablet.send(told).json()["answers"]] == [201]


def test_a_revoked_tablet_sends_nothing_and_forgets_everything(tablet, noor):
    """A7"""
    told, before = tablet.item("log", entry(noor)), Entry.objects.count()
    by = make.employee(tablet.group.organisation).actor()
    pairing.revoke(tablet.device, by, timezone.now())
    answer = tablet.send(told)
    assert answer.status_code == 404
    assert '"storage"' in answer["Clear-Site-Data"]
    assert Entry.objects.count() == before
    assert not Pass.objects.filter(device=tablet.device, revoked_at=None).exists()


def test_a_pass_signs_what_was_written_in_its_36_hours_and_nothing_later(tablet, noor):
    """S26: sent later is fine, written later is not."""
    tablet.sign_in(tablet.caregiver, ago(hours=40))
    refused(tablet, tablet.item("log", entry(noor)))
    in_time = tablet.item("log", entry(noor, at=ago(hours=5)), at=ago(hours=5))
    assert tablet.send(in_time).json()["answers"][0]["status"] == 201


def test_a_child_of_another_group_or_organisation_is_out_of_reach(tablet):
    """S03"""
    sem = make.child(make.group(tablet.group.location))
    luna = make.child(make.group())
    for child in (sem, luna):
        nap = make.entry(child, started_at=ago(minutes=20))
        parent = make.guardian([child])
        note = make.home_note(child, parent, day=timezone.localdate())
        visit = str(make.visit(child, arrived_at=ago(minutes=30)).pk)
        mine = {"entry": str(nap.pk)}
        look = {"look": str(uuid7()), "entry": str(nap.pk)}
        arriving = {"visits": [{"visit": str(uuid7()), "child": str(child.pk)}]}
        told = [
            ("log", entry(child)),
            ("change", mine | {"based_on": 1, "note": "x"}),
            ("withdraw", mine),
            ("restore", mine),
            ("wake", mine),
            ("sleep_on", mine),
            ("look", {"looks": [look]}),
            ("seen", {"note": str(note.pk)}),
            ("reaction_seen", {"reaction": str(make.reaction(child, parent, entry=nap).pk)}),
            ("arrive", arriving),
            ("undo_arrive", {"visit": visit}),
        ]
        refused(tablet, *(tablet.item(*one) for one in told), status=422)


def test_somebody_without_a_role_here_that_day_writes_nothing(tablet, noor):
    """S03"""
    stranger = make.caregiver(make.group(organisation=tablet.group.organisation))
    tablet.sign_in(stranger)
    refused(tablet, tablet.item("log", entry(noor)), status=422)


def test_a_trainee_writes_what_the_table_of_rights_allows_and_no_more(group, noor, monkeypatch):
    """S26"""
    tablet = pair(group, name="trainee")
    assert tablet.do("log", entry(noor))["status"] == 201
    monkeypatch.setitem(
        KINDS, "log", type(KINDS["log"])("log", KINDS["log"].act, right=Right.SET_POLICY)
    )
    refused(tablet, tablet.item("log", entry(noor)), status=422)


def test_whose_role_ended_since_still_hands_in_what_was_written_on_the_day(tablet, noor):
    """B10"""
    yesterday = ago(hours=30)
    tablet.sign_in(tablet.caregiver, yesterday)
    Role.objects.filter(employee=tablet.caregiver).update(ended_on=timezone.localdate(yesterday))
    told = tablet.item("log", entry(noor, at=yesterday), at=yesterday)
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    refused(tablet, tablet.item("log", entry(noor)), status=422)


def test_a_child_that_moved_counts_where_it_was_on_the_day(tablet, noor):
    """B10"""
    yesterday = ago(hours=30)
    tablet.sign_in(tablet.caregiver, yesterday)
    placed = noor.placements.get()
    placed.ended_on = timezone.localdate(yesterday)
    placed.save()
    told = tablet.item("log", entry(noor, at=yesterday), at=yesterday)
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    later = refused(tablet, tablet.item("log", entry(noor)), status=422)
    assert "Noor" in later["sentence"]
    assert later["names"] == "Noor"


def test_older_than_seven_days_is_closed(tablet, noor):
    long_ago = ago(days=7, minutes=5)
    tablet.sign_in(tablet.caregiver, long_ago)
    refused(tablet, tablet.item("log", entry(noor, at=long_ago), at=long_ago), status=422)


def test_an_accepted_item_is_answered_again_after_the_pass_ended(tablet, noor):
    """R02: whoever did not hear the answer must hear it later, also with a new PIN."""
    told = tablet.item("log", entry(noor))
    tablet.send(told)
    passes.revoke(at=timezone.now(), device=tablet.device)
    assert tablet.send(told).json()["answers"][0]["status"] == 201
    assert Entry.objects.count() == 1


def test_another_tablet_does_not_hear_what_became_of_an_item(tablet, noor):
    told = tablet.item("log", entry(noor))
    tablet.send(told)
    refused(pair(tablet.group), told, status=409)


def test_what_no_person_signed_cannot_be_kept_as_received(tablet):
    """S27"""
    row = Received(
        id=uuid7(), organisation=tablet.group.organisation, device=tablet.device, kind="log",
        digest="0" * 64, written_at=timezone.now(), heard_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_wrong_pins_typed_without_network_are_counted(tablet):
    """S26"""
    joris = make.caregiver(tablet.group)
    tablet.signer = None
    tries = {"employee": str(joris.pk), "count": 3, "at": timezone.now().isoformat()}
    assert tablet.do("pin_tries", tries)["status"] == 200
    assert PinTry.objects.filter(employee=joris, device=tablet.device).count() == 3
    tablet.do("pin_tries", tries | {"count": 9})
    assert PinTry.objects.count() == pins.TRIES
    assert pins.locked_until(tablet.device, joris, timezone.now())
    assert Event.objects.filter(verb="pin_locked").count() == 1
    stranger = make.caregiver(make.group())
    refused(tablet, tablet.item("pin_tries", tries | {"employee": str(stranger.pk)}), status=422)


@pytest.mark.parametrize("body", ["", "[]", "{", '{"items": []}', '{"items": [{"id": "x"}]}'])
def test_an_unreadable_request_gets_a_sentence(tablet, body):
    answer = tablet.client.put("/group/items/", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["sentence"]


def test_an_item_that_nobody_can_read_is_answered_by_itself(tablet, noor):
    good = tablet.item("log", entry(noor))
    strange = [{}, 5, None, good | {"body": "{"}, good | {"mac": 5}, tablet.item("fly", {})]
    without = json.loads(good["body"]) | {"what": []}
    strange.append(good | {"body": json.dumps(without)})
    answers = tablet.send(*strange, good).json()["answers"]
    assert [one["status"] for one in answers] == [422] * len(strange) + [201]


def test_a_browser_that_is_not_paired_writes_nothing(db):
    assert Client().put("/group/items/", "{}", content_type="application/json").status_code == 404
