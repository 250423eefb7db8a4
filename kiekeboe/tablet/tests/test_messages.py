"""What families told the group, on the tablet: read, seen and answered by who works there."""

import pytest
from django.utils import timezone

from kiekeboe.chat import opening, receiving, seating, writing
from kiekeboe.chat.models import Arrival, Message, Thread
from kiekeboe.chat.writing import Said
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import sickness
from kiekeboe.tablet.access import TURN_COOKIE
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair

PAGE = "/group/messages/"


@pytest.fixture
def mother(noor):
    return make.guardian([noor], first_name="Marit")


@pytest.fixture
def eva(tablet):
    tablet.caregiver.first_name = "Eva"
    tablet.caregiver.save()
    return tablet.caregiver


@pytest.fixture
def browser(tablet):
    return tablet.client


@pytest.fixture
def thread(noor, mother):
    now = timezone.now()
    thread = opening.with_group(noor, mother.household_id, by=mother.actor(), at=now)
    say(thread, "Noor heeft slecht geslapen", mother)
    return thread


def say(thread, text, guardian):
    said = Said(uuid7(), text)
    return writing.send(thread, said, by=guardian.actor(), at=timezone.now())[0]


def words(answer):
    return " ".join(answer.content.decode().split())


def test_eva_reads_it_answers_once_and_the_mother_sees_who_read(browser, eva, thread):
    assert "Noor heeft slecht geslapen" in words(browser.get(PAGE))
    assert "Nieuw" in words(browser.get(PAGE))
    talk = f"{PAGE}{thread.pk}/"
    assert "slecht geslapen" in words(browser.get(talk))
    thread.refresh_from_db()
    assert thread.seen_by_staff == 1  # opening it is seeing it
    id = uuid7()
    for _ in range(2):
        assert browser.post(talk, {"id": id, "text": "We letten op"}).status_code == 302
    assert Message.objects.get(pk=id).employee == eva
    assert "Beantwoord door Eva" in words(browser.get(PAGE))
    steps = receiving.receipts_of(thread)
    assert next(one.person for one in steps if one.side == "staff") == eva.pk


def test_without_a_pin_and_for_another_group_there_is_nothing(browser, thread, group):
    """S12 Nobody in front of the tablet, a colleague of another group, a trainee."""
    message = thread.messages.get()
    addresses = [PAGE, f"{PAGE}{thread.pk}/"]
    acts = [
        f"{PAGE}{thread.pk}/", f"{PAGE}{thread.pk}/hand-over/",
        f"{PAGE}{thread.pk}/{message.pk}/delete/",
    ]  # fmt: skip
    del browser.cookies[TURN_COOKIE]
    assert [browser.get(one).status_code for one in addresses] == [404, 404]
    bees = make.group(group.location)
    trainee = make.caregiver(group, name="trainee")
    for other in (pair(bees), pair(bees, caregiver=trainee)):
        assert "slecht geslapen" not in words(other.client.get(PAGE))
        assert other.client.get(addresses[1]).status_code == 404
        answers = [other.client.post(one, {"text": "Hoi"}).status_code for one in acts]
        assert answers == [404] * 3
    assert Message.objects.count() == 1


def test_what_came_from_home_stands_in_one_list_and_is_seen(browser, eva, noor, mother, group):
    now = timezone.now()
    sickness.report_sick(
        uuid7(), noor, first_day=timezone.localdate(), group=group.pk, by=mother.actor(), at=now
    )
    note = make.home_note(noor, mother, written_at=now, day=timezone.localdate())
    arrival = Arrival.objects.get()
    shown = words(browser.get(PAGE))
    assert "Ziek gemeld" in shown
    assert shown.count(">Gezien<") == 2
    for kind, one in (("sick", arrival), ("note", note)):
        assert browser.post(f"{PAGE}see/{kind}/{one.pk}/").status_code == 302
        one.refresh_from_db()
        assert one.seen_by == eva
    assert "Gezien door Eva" in words(browser.get(PAGE))
    stranger = make.child(make.group(make.location(group.organisation)))
    away = make.home_note(stranger, make.guardian([stranger]), written_at=now)
    assert browser.post(f"{PAGE}see/note/{away.pk}/").status_code == 404


def test_eva_hands_it_to_a_colleague_of_the_group(browser, eva, thread, group):
    omar = make.caregiver(group, first_name="Omar")
    over = f"{PAGE}{thread.pk}/hand-over/"
    assert browser.post(over, {"to": omar.pk}).status_code == 302
    assert seating.seats_of([thread.pk])[thread.pk].employee == omar
    assert "Omar antwoordt" in words(browser.get(PAGE))
    stranger = make.caregiver(make.group(make.location(group.organisation)))
    assert browser.post(over, {"to": stranger.pk}).status_code == 404
    assert browser.post(over, {"to": ""}).status_code == 302
    assert not seating.seats_of([thread.pk])


def test_eva_writes_first_to_one_home_of_two(browser, eva, noor, mother):
    father = make.guardian([noor], first_name="Sam")
    asked = browser.post(f"{PAGE}children/{noor.pk}/")
    assert "Marit" in words(asked)
    assert "Sam" in words(asked)
    assert not Thread.objects.exists()
    wanted = {"household": father.household_id}
    answer = browser.post(f"{PAGE}children/{noor.pk}/", wanted)
    thread = Thread.objects.get()
    assert thread.household_id == father.household_id
    assert answer["Location"] == f"{PAGE}{thread.pk}/"
    strange = {"household": make.guardian().household_id}
    assert browser.post(f"{PAGE}children/{noor.pk}/", strange).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    browser, eva, group, many, django_assert_num_queries
):
    now = timezone.now()
    for _ in range(many):
        child = make.child(group)
        mother = make.guardian([child])
        thread = opening.with_group(child, mother.household_id, by=mother.actor(), at=now)
        say(thread, "Hoi", mother)
        make.home_note(child, mother, written_at=now)
    browser.get(PAGE)
    with django_assert_num_queries(11):
        browser.get(PAGE)


def test_a_trainee_reads_nothing_of_what_families_tell(browser, noor, mother, group):
    """S12 Not that a child is sick, not a note from home, not a number."""
    now = timezone.now()
    note = make.home_note(noor, mother, written_at=now, text="Zeldzaam woord")
    trainee = pair(group, caregiver=make.caregiver(group, name="trainee")).client
    assert "Zeldzaam woord" in words(browser.get(PAGE))
    assert "Zeldzaam woord" not in words(trainee.get(PAGE))
    assert trainee.post(f"{PAGE}see/note/{note.pk}/").status_code == 404


def test_the_board_counts_conversations_that_nobody_saw(browser, thread, group):
    """F3 For who answers families: not without a PIN, not for a trainee or another group."""

    def told(client):
        closed = client.get("/group/snapshot/").json()["closed"]
        return closed and closed["talks"]

    trainee = make.caregiver(group, name="trainee")
    others = [pair(make.group(group.location)).client, pair(group, caregiver=trainee).client]
    assert told(browser) == 1
    assert [told(one) for one in others] == [0, 0]
    browser.get(f"{PAGE}{thread.pk}/")
    assert told(browser) == 0
    del browser.cookies[TURN_COOKIE]
    assert told(browser) is None


def test_eva_says_it_otherwise_for_five_minutes_and_omar_does_not(browser, thread, group):
    """F1"""
    id = uuid7()
    talk = f"{PAGE}{thread.pk}/"
    browser.post(talk, {"id": id, "text": "Ze sliep tot tien uur"})
    change = f"{talk}{id}/change/"
    assert change in words(browser.get(talk))
    omar = pair(group, caregiver=make.caregiver(group, first_name="Omar")).client
    assert change not in words(omar.get(talk))
    assert omar.post(change, {"text": "Nee"}).status_code == 404
    assert browser.post(change, {"text": ""}).status_code == 422
    assert browser.post(change, {"text": "Ze sliep tot elf uur"}).status_code == 302
    assert Message.objects.get(pk=id).text == "Ze sliep tot elf uur"
