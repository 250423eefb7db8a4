"""The live streams, over real sockets: quick, complete, and only for whom it concerns."""

import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kiekeboe.events.actors import system
from kiekeboe.events.recording import record
from kiekeboe.live.hub import ASK_AGAIN, MOST_OF_ONE
from kiekeboe.testing import make

pytestmark = pytest.mark.server
AT = datetime(2026, 9, 15, 11, 5, tzinfo=UTC)


def happens(child, verb="logged", group=None):
    by = system(child.organisation_id)
    return record(verb, child, by=by, at=AT, children=[child.pk], group=group)


def test_an_open_page_hears_of_its_child_within_a_second(stand, page):
    """S58"""
    child = make.child()
    hub = stand()
    hub.admit(mother={"organisation": child.organisation_id, "children": [child.pk]})
    line = page(hub.listen("mother", child.organisation_id))
    assert (line.status, line.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    time.sleep(0.4)
    began = time.monotonic()
    event = happens(child)
    assert line.hear(1) == [
        {
            "id": event.sequence,
            "verb": "logged",
            "child": str(child.pk),
            "children": [str(child.pk)],
            "group": None,
        }
    ]
    assert time.monotonic() - began < 1
    assert "retry: " in line.text


def test_a_page_never_hears_of_another_child_of_the_same_group(stand, page):
    """S58, S04: each parent hears only of their own child, also when one entry is about both."""
    group = make.group()
    anna, bram = make.child(group), make.child(group)
    organisation = group.organisation_id
    hub = stand()
    hub.admit(anna={"organisation": organisation, "children": [anna.pk], "groups": [group.pk]})
    line = page(hub.listen("anna", organisation))
    by = system(organisation)
    happens(bram, group=group.pk)
    record("ate", anna, by=by, at=AT, children=[anna.pk, bram.pk], group=group.pk)
    heard = line.hear(1)
    assert [(each["verb"], each["children"]) for each in heard] == [("ate", [str(anna.pk)])]
    assert str(bram.pk) not in line.text


def test_news_of_another_organisation_never_arrives(stand, page):
    """S03, S58"""
    child, stranger = make.child(), make.child()
    hub = stand()
    hub.admit(
        office={"organisation": child.organisation_id, "everything": True},
    )
    line = page(hub.listen("office", child.organisation_id))
    for _ in range(20):
        happens(stranger)
    happens(child)
    assert [each["child"] for each in line.hear(1)] == [str(child.pk)]
    assert str(stranger.pk) not in line.text
    assert page(hub.listen("office", stranger.organisation_id)).status == 404


def test_whoever_may_not_listen_finds_nothing(stand, page):
    child = make.child()
    hub = stand()
    assert page(hub.listen("nobody", child.organisation_id)).status == 404
    assert page(hub.listen("nobody", "no-id")).status == 404
    assert page(hub.listen("nobody", uuid4(), surface="nowhere")).status == 404


def test_after_a_lost_connection_nothing_is_missing(stand, page):
    """R12"""
    child = make.child()
    hub = stand()
    hub.admit(mother={"organisation": child.organisation_id, "children": [child.pk]})
    numbers, seen = [], 0
    for _ in range(6):
        line = page(hub.listen("mother", child.organisation_id, after=seen))
        for _ in range(5):
            happens(child)
        numbers += [each["id"] for each in line.hear(5)]
        seen = numbers[-1]
        line.close()
        for _ in range(7):  # nobody listens
            happens(child)
    line = page(hub.listen("mother", child.organisation_id, after=seen))
    numbers += [each["id"] for each in line.hear(7)]
    assert sorted(set(numbers)) == list(range(1, 73))


def test_a_page_without_a_past_starts_at_now(stand, page):
    child = make.child()
    happens(child)
    hub = stand()
    hub.admit(mother={"organisation": child.organisation_id, "children": [child.pk]})
    line = page(hub.listen("mother", child.organisation_id))
    time.sleep(0.5)
    happens(child)
    assert [each["id"] for each in line.hear(1)] == [2]


def test_a_stream_ends_when_the_right_ends(stand, page):
    """S10"""
    child = make.child()
    hub = stand()
    hub.admit(father={"organisation": child.organisation_id, "children": [child.pk]})
    line = page(hub.listen("father", child.organisation_id))
    hub.admit()
    assert line.ended_within(5)
    assert page(hub.listen("father", child.organisation_id)).status == 404


def test_a_relation_that_ends_with_the_day_hears_nothing_on_the_next(stand, page):
    """S10 Nothing is recorded at midnight, and such a page is asked only when something is."""
    child = make.child()
    mother = {"organisation": child.organisation_id, "children": [child.pk]}
    hub = stand()
    hub.turn_to(make.DAY)
    hub.admit(mother=mother)
    line = page(hub.listen("mother", child.organisation_id, surface="family"))
    hub.admit(mother=mother | {"organisation": None})
    assert not line.ended_within(2 * ASK_AGAIN)
    hub.turn_to(make.DAY + timedelta(days=1))
    assert line.ended_within(5)


def test_a_child_that_is_no_longer_in_reach_is_no_longer_heard_of(stand, page):
    """S10"""
    group = make.group()
    anna, bram = make.child(group), make.child(group)
    hub = stand()
    everything = {"organisation": group.organisation_id, "children": [anna.pk, bram.pk]}
    hub.admit(father=everything)
    line = page(hub.listen("father", group.organisation_id))
    hub.admit(father=everything | {"children": [anna.pk]})
    time.sleep(4)
    happens(bram)
    happens(anna)
    assert [each["child"] for each in line.hear(1)] == [str(anna.pk)]


def test_over_the_limit_a_page_is_asked_to_come_back(stand, page):
    child = make.child()
    hub = stand(limit=2)
    hub.admit(mother={"organisation": child.organisation_id, "children": [child.pk]})
    lines = [page(hub.listen("mother", child.organisation_id)) for _ in range(3)]
    assert [line.status for line in lines] == [200, 200, 503]
    assert lines[2].headers["retry-after"] == "5"
    lines[0].close()
    time.sleep(0.5)
    assert page(hub.listen("mother", child.organisation_id)).status == 200


def test_one_sign_in_does_not_take_the_places_of_all_others(stand, page):
    """S55"""
    child = make.child()
    hub = stand(limit=40)
    reach = {"organisation": child.organisation_id, "children": [child.pk]}
    hub.admit(greedy=reach, mother=reach)
    pages = [page(hub.listen("greedy", child.organisation_id)) for _ in range(MOST_OF_ONE + 1)]
    assert [one.status for one in pages] == [200] * MOST_OF_ONE + [503]
    assert page(hub.listen("mother", child.organisation_id)).status == 200


def test_looking_at_a_file_is_no_news(stand, page):
    """A page that is told of its own looking would look again, for ever."""
    child = make.child()
    hub = stand()
    hub.admit(mother={"organisation": child.organisation_id, "children": [child.pk]})
    line = page(hub.listen("mother", child.organisation_id))
    happens(child, verb="read")
    happens(child, verb="document_previewed")
    happens(child, verb="logged")
    assert [each["verb"] for each in line.hear(1)] == ["logged"]


def test_who_does_not_read_is_let_go_and_the_others_hear_on(stand, page):
    """S55 A page that takes nothing would fill our memory; it comes back and resumes."""
    child = make.child()
    hub = stand(limit=2)
    reach = {"organisation": child.organisation_id, "children": [child.pk]}
    hub.admit(deaf=reach, mother=reach)
    page(hub.listen("deaf", child.organisation_id))
    mother = page(hub.listen("mother", child.organisation_id))
    for _ in range(5):
        happens(child)

    assert [each["id"] for each in mother.hear(5)] == [1, 2, 3, 4, 5]


def test_pages_of_one_sign_in_hear_the_same_and_each_its_own_part(stand, page):
    """S58 What is written once is told to those alone who may hear all of it."""
    group = make.group()
    anna, bram = make.child(group), make.child(group)
    owner = {"organisation": group.organisation_id}
    hub = stand()
    hub.admit(
        anna=owner | {"children": [anna.pk]},
        both=owner | {"children": [anna.pk, bram.pk]},
        office=owner | {"everything": True},
    )
    lines = {
        guest: [page(hub.listen(guest, group.organisation_id)) for _ in range(2)]
        for guest in ("anna", "both", "office")
    }
    time.sleep(0.4)
    record("ate", anna, by=system(group.organisation_id), at=AT, children=[anna.pk, bram.pk])

    heard = {guest: [line.hear(1)[0]["children"] for line in mine] for guest, mine in lines.items()}
    assert heard["anna"] == [[str(anna.pk)]] * 2
    assert {tuple(sorted(one)) for one in heard["both"] + heard["office"]} == {
        tuple(sorted([str(anna.pk), str(bram.pk)]))
    }
