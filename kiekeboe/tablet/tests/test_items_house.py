"""An evacuation and the notes of colleagues, written on a tablet."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.care.models import HandoverNote, Muster, MusterTick
from kiekeboe.lib.ids import uuid7
from kiekeboe.live.news import News
from kiekeboe.portal.live import reach as parent_reach
from kiekeboe.tablet.live import reach
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.tablet.tests.kept import here, snapshot
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in


def alone(tablet):
    """Nobody typed a PIN."""
    tablet.signer = None
    tablet.client.cookies.pop("turn", None)
    return tablet


def begin(tablet, mode="real", id=None, **more):
    return tablet.do("muster_begin", {"muster": str(id or uuid7()), "mode": mode}, **more)


def tick(tablet, muster, person, *, safe=True, what="child", **more):
    told = {"muster": str(muster), "person": str(person.pk), "what": what, "safe": safe}
    return tablet.do("muster_tick", told, **more)


def write(tablet, text="De buggy is stuk.", until=None, note=None):
    until = until or timezone.localtime().replace(hour=23, minute=59).isoformat()
    told = {"note": str(note or uuid7()), "text": text, "until": until}
    return tablet.do("handover_write", told) | {"note": told["note"]}


# B12


def test_without_a_pin_an_evacuation_goes_from_alarm_to_name(tablet, noor):
    """B12, S25"""
    here(noor)
    alone(tablet)
    muster = begin(tablet, "drill")["muster"]
    assert tick(tablet, muster, noor)["status"] == 200
    found = snapshot(tablet)["muster"]
    assert (found["mode"], found["by"], found["ended_at"]) == ("drill", "", None)
    assert [one[:2] for one in found["safe"]] == [[str(noor.pk), "child"]]
    assert tablet.do("muster_end", {"muster": muster, "name": "Petra"})["status"] == 200
    found = snapshot(tablet)["muster"]
    assert found["ended_at"] is not None
    assert found["name"] == "Petra"


def test_the_name_of_who_ticked_is_told(tablet, noor):
    here(noor)
    muster = begin(tablet)["muster"]
    tick(tablet, muster, noor)
    found = snapshot(tablet)["muster"]
    assert (found["by"], found["safe"][0][3]) == (tablet.caregiver.first_name,) * 2


def test_two_tablets_tick_one_list_each_under_its_own_id(tablet, group, noor):
    """B12"""
    here(noor)
    other = alone(pair(make.group(group.location)))
    mine, theirs = uuid7(), uuid7()
    begin(tablet, id=mine)
    assert begin(other, id=theirs)["muster"] == str(mine)
    assert tick(other, theirs, noor)["muster"] == str(mine)
    assert [one[0] for one in snapshot(tablet)["muster"]["safe"]] == [str(noor.pk)]
    other.do("muster_end", {"muster": str(theirs), "name": "Bo"})
    assert Muster.objects.get().ended_name == "Bo"


def test_a_tick_taken_back_is_not_safe_any_more(tablet, noor):
    here(noor)
    muster = begin(tablet)["muster"]
    now = timezone.now()
    tick(tablet, muster, noor, at=now - timedelta(seconds=20))
    tick(tablet, muster, noor, safe=False, at=now - timedelta(seconds=10))
    assert snapshot(tablet)["muster"]["safe"] == []


def test_an_hour_after_its_end_the_report_is_no_longer_on_the_tablets(tablet):
    muster = begin(tablet)["muster"]
    tablet.do("muster_end", {"muster": muster, "name": "Petra"})
    assert snapshot(tablet)["muster"]
    Muster.objects.update(
        began_at=timezone.now() - timedelta(hours=2),
        ended_at=timezone.now() - timedelta(minutes=61),
    )
    assert snapshot(tablet)["muster"] is None


def test_a_report_leaves_the_tablet_by_the_clock(tablet):
    """R03 Nothing happens, and still the tag is no longer good."""
    muster = begin(tablet)["muster"]
    tablet.do("muster_end", {"muster": muster, "name": "Petra"})
    ended = Muster.objects.get().ended_at
    tag = tablet.client.get("/group/snapshot/")["ETag"]
    until = int(tag.strip('W/"').partition(".")[2])
    assert until <= (ended + timedelta(hours=1)).timestamp()


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"mode": "fire"}, 422),
        ({"muster": "x"}, 422),
        ({"mode": None}, 422),
    ],
)
def test_strange_words_begin_nothing(tablet, told, status):
    what = {"muster": str(uuid7()), "mode": "drill"} | told
    assert tablet.do("muster_begin", what)["status"] == status
    assert not Muster.objects.exists()


def test_nobody_is_ticked_who_is_not_of_this_house(tablet):
    """S01"""
    muster = begin(tablet)["muster"]
    abroad = make.child()
    assert tick(tablet, muster, abroad)["status"] == 422
    assert tick(tablet, muster, make.caregiver(make.group()), what="employee")["status"] == 422
    assert not MusterTick.objects.exists()


def test_the_muster_of_another_organisation_is_not_ticked(tablet, noor):
    """S02"""
    other = pair(make.group())
    muster = begin(other)["muster"]
    answer = tick(tablet, muster, noor)
    assert (answer["status"], MusterTick.objects.exists()) == (422, False)


def test_without_an_evacuation_nobody_is_ticked(tablet, noor):
    assert tick(tablet, uuid7(), noor)["status"] == 422
    assert tablet.do("muster_end", {"muster": str(uuid7()), "name": "Bo"})["status"] == 422


def test_the_alarm_is_heard_in_the_whole_house_and_not_at_home(tablet, group, noor):
    """B12"""
    parent = make.guardian([noor])
    other = pair(make.group(group.location))
    elsewhere = pair(make.group(make.location(group.organisation)))
    cookies = {name: one.value for name, one in other.client.cookies.items()}
    far = {name: one.value for name, one in elsewhere.client.cookies.items()}
    news = News(1, "muster_begun", (), group.pk, "muster")
    assert reach(group.organisation_id, cookies).hears(news)
    assert reach(group.organisation_id, far).hears(news) is None
    at_home = Client()
    sign_in(at_home, parent.account)
    keys = {name: one.value for name, one in at_home.cookies.items()}
    assert parent_reach(group.organisation_id, keys).hears(news) is None


# B13


def test_a_note_for_colleagues_stands_on_every_tablet_of_the_group(tablet, group):
    """B13"""
    note = write(tablet)["note"]
    [mine] = snapshot(tablet)["closed"]["handover"]
    assert (mine["note"], mine["mine"], mine["read_by"]) == (note, True, [])
    other = pair(group, name="trainee")
    [theirs] = snapshot(other)["closed"]["handover"]
    assert (theirs["text"], theirs["mine"]) == ("De buggy is stuk.", False)
    assert other.do("handover_read", {"note": note})["status"] == 200
    assert snapshot(tablet)["closed"]["handover"][0]["read_by"] == [str(other.caregiver.pk)]


def test_another_group_neither_reads_nor_takes_it_back(tablet, group):
    """S01"""
    note = write(tablet)["note"]
    other = pair(make.group(group.location))
    assert snapshot(other)["closed"]["handover"] == []
    for kind in ("handover_read", "handover_withdraw"):
        assert other.do(kind, {"note": note})["status"] == 422
    assert snapshot(tablet)["closed"]["handover"][0]["read_by"] == []


def test_a_colleague_does_not_take_it_back_and_a_manager_does(tablet, group):
    note = write(tablet)["note"]
    other = pair(group)
    assert other.do("handover_withdraw", {"note": note})["status"] == 422
    make.role(other.caregiver, "manager", location=group.location)
    assert other.do("handover_withdraw", {"note": note})["status"] == 200
    assert snapshot(tablet)["closed"]["handover"] == []


def test_without_a_pin_nobody_writes_or_reads_a_note(tablet):
    """S25"""
    note = write(tablet)["note"]
    alone(tablet)
    assert write(tablet)["status"] == 403
    assert tablet.do("handover_read", {"note": note})["status"] == 403
    assert snapshot(tablet)["closed"] is None
    assert HandoverNote.objects.count() == 1


@pytest.mark.parametrize("ahead", [-40, 0, 40])
def test_the_last_day_of_a_note_survives_a_clock_that_is_wrong(tablet, ahead):
    """R05"""
    tablet.clock = timedelta(minutes=ahead)
    write(tablet)
    assert HandoverNote.objects.get().until == timezone.localtime().date()


@pytest.mark.parametrize("until", [None, "soon", 7, "2026-13-40", "0001-01-01T00:00:00Z"])
def test_a_strange_last_day_writes_nothing(tablet, until):
    told = {"note": str(uuid7()), "text": "Hoi", "until": until}
    assert tablet.do("handover_write", told)["status"] == 422


def test_an_empty_or_endless_note_gets_a_sentence(tablet):
    for text in ("", "  ", "x" * 2001):
        answer = write(tablet, text=text)
        assert answer["status"] == 422
        assert answer["sentence"]
    assert write(tablet, text="x" * 2000)["status"] == 201
