"""S27 One day with an item of every kind: each is kept with person, tablet and both times."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from kiekeboe.care.models import Entry, Received
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import School, Schooling
from kiekeboe.tablet.items import load
from kiekeboe.tablet.items.registry import KINDS
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry

load()
IDS = ["entry", "nap", "visit", "look", "note", "photo", "muster", "stint", "fetching", "leave"]


def moment(minutes):
    return (timezone.now() - timedelta(minutes=minutes)).isoformat()


def words(ids, noor, tablet, note):
    """What is written that day, in order: kind and what."""
    one = {name: str(id) for name, id in ids.items()}
    mine = {"entry": one["entry"]}
    came = {"visit": one["visit"], "child": str(noor.pk), "at": moment(60)}
    went = {"visit": one["visit"], "at": moment(5), "collected_by": "Oma", "confirmed": True}
    safe = {"person": str(noor.pk), "what": "child", "safe": True, "at": moment(2)}
    sleeping = {"details": {"position": "back"}}
    return [
        ("arrive", {"visits": [came]}),
        ("bringer", {"visit": one["visit"], "name": "Oma"}),
        ("seen", {"note": str(note.pk)}),
        ("reaction_seen", {"reaction": str(_heart(noor, note).pk)}),
        ("log", entry(noor, id=ids["entry"])),
        ("change", mine | {"based_on": 1, "details": {"content": "dirty"}}),
        ("withdraw", mine),
        ("restore", mine),
        ("log", entry(noor, "sleep", id=ids["nap"], **sleeping)),
        ("look", {"looks": [{"look": one["look"], "entry": one["nap"], "at": moment(4)}]}),
        ("wake", {"entry": one["nap"], "at": moment(3)}),
        ("sleep_on", {"entry": one["nap"]}),
        ("times", {"visit": one["visit"], "arrived_at": moment(58)}),
        ("handover_write", {"note": one["note"], "text": "Let op", "until": _today()}),
        ("handover_read", {"note": one["note"]}),
        ("handover_withdraw", {"note": one["note"]}),
        ("muster_begin", {"muster": one["muster"], "mode": "drill", "at": moment(3)}),
        ("muster_tick", {"muster": one["muster"]} | safe),
        ("muster_end", {"muster": one["muster"], "name": "Saskia", "at": moment(1)}),
        *colleagues(one, tablet),
        (
            "fetch",
            {
                "fetching": one["fetching"],
                "child": str(noor.pk),
                "school": _school(noor),
                "at": moment(9),
            },
        ),
        ("unfetch", {"fetching": one["fetching"]}),
        ("leave", {"visits": [went]}),
        ("undo_leave", {"visit": one["visit"]}),
        ("undo_arrive", {"visit": one["visit"]}),
        ("pin_tries", {"employee": str(tablet.caregiver.pk), "count": 1, "at": moment(1)}),
    ]


def colleagues(one, tablet):
    """Somebody comes, goes, comes back, and asks for a day off that is not needed after all."""
    who = {"stint": one["stint"], "employee": str(tablet.caregiver.pk)}
    day = _today()
    return [
        ("clock_in", who | {"group": str(tablet.device.group_id), "at": moment(50)}),
        ("clock_out", who | {"at": moment(20)}),
        ("undo_clock_out", who),
        ("undo_clock_in", who),
        ("ask_leave", {"leave": one["leave"], "first_day": day, "last_day": day, "words": "Vrij"}),
        ("withdraw_leave", {"leave": one["leave"]}),
    ]


def _school(noor):
    school = School.objects.create(organisation=noor.organisation, name="Wissel", region="Noord")
    Schooling.objects.create(
        organisation=noor.organisation, child=noor, school=school, started_on=make.LONG_AGO
    )
    return str(school.pk)


def _heart(noor, note):
    return make.reaction(noor, note.guardian, photo=make.photo([noor]), now=timezone.now())


def _today():
    return timezone.localdate().isoformat()


def jpeg():
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#cbe9dd").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
def ids():
    return {name: uuid7() for name in IDS}


def test_every_kind_is_carried_out_once_and_kept_with_who_and_when(tablet, noor, ids):
    make.consent(noor, own=True)
    note = make.home_note(noor, make.guardian([noor]), day=timezone.localdate())
    told = [tablet.item(*one) for one in words(ids, noor, tablet, note)]
    answers = tablet.send(*told).json()["answers"]
    wrong = [(one, told[n]["body"]) for n, one in enumerate(answers) if one["status"] >= 300]
    assert not wrong
    photo = tablet.photo([noor], jpeg(), id=ids["photo"]).json()["answers"][0]
    assert photo["status"] == 201
    assert tablet.do("photo_withdraw", {"photo": str(ids["photo"])})["status"] == 200
    rows = list(Received.objects.all())
    assert {row.kind for row in rows} == KINDS.keys()
    assert len(rows) == len(told) + 2
    for row in rows:
        assert (row.employee, row.device) == (tablet.caregiver, tablet.device), row.kind
        assert row.written_at <= row.heard_at, row.kind
    before = Entry.objects.values_list("pk", "revision")
    assert tablet.send(*told).json()["answers"] == answers
    assert Received.objects.count() == len(rows)
    assert list(Entry.objects.values_list("pk", "revision")) == list(before)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_is_carried_out_without_a_pass_but_for_the_fire_and_the_wrong_pins(
    tablet, noor, ids, kind
):
    """S27, R02: and no kind breaks on nothing at all, or on what is not there."""
    nowhere = {name: str(uuid7()) for name in [*IDS, "child", "person", "employee"]}
    lists = {"visits": [nowhere | {"collected_by": "x", "confirmed": True}], "looks": [nowhere]}
    for what in ({}, nowhere, nowhere | lists, dict.fromkeys(nowhere, 5) | {"visits": [5]}):
        answer = tablet.do(kind, what)
        assert 400 <= answer["status"] < 500 or KINDS[kind].without_pass, (what, answer)
        assert answer["status"] != 503, (what, answer)
    tablet.signer = None
    answer = tablet.do(kind, nowhere)
    assert answer["status"] == (422 if KINDS[kind].without_pass else 403)


def test_an_evacuation_goes_on_with_a_pass_that_no_longer_holds(tablet, noor, ids):
    """Fire waits for nobody's PIN: then the tablet itself writes it."""
    make.visit(noor, arrived_at=timezone.now() - timedelta(hours=1))
    tablet.sign_in(tablet.caregiver, timezone.now() - timedelta(hours=40))
    begun = {"muster": str(ids["muster"]), "mode": "real", "at": moment(1)}
    assert tablet.do("muster_begin", begun)["status"] == 201
    assert Received.objects.get().employee is None
