"""Messages in the office: answered by who reaches the family, and by nobody else (F1, F3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.chat import opening, seating, writing
from kiekeboe.chat.models import Message, Thread
from kiekeboe.chat.writing import Said
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

PAGE = "/office/messages/"


def words(answer):
    return " ".join(answer.content.decode().split())


def says(thread, text, guardian):
    said = Said(uuid7(), text)
    return writing.send(thread, said, by=guardian.actor(), at=timezone.now())[0]


@pytest.fixture
def with_office(desk):
    mother = desk.mother
    thread = opening.with_office(mother.household_id, by=mother.actor(), at=timezone.now())
    says(thread, "Een vraag over de factuur", mother)
    return thread


@pytest.fixture
def with_group(desk, nursery):
    mother = desk.mother
    thread = opening.with_group(
        nursery.noor, mother.household_id, by=mother.actor(), at=timezone.now()
    )
    says(thread, "Noor slaapt slecht", mother)
    return thread


def test_the_office_reads_answers_once_and_the_list_says_who(desk, with_office):
    page = f"{PAGE}{with_office.pk}/"
    assert "Een vraag over de factuur" in words(desk.office.get(PAGE))
    assert "Een vraag over de factuur" in words(desk.office.get(page))
    id = uuid7()
    for _ in range(2):
        assert desk.office.post(page, {"id": id, "text": "Die klopt"}).status_code == 302
    answer = Message.objects.get(pk=id)
    assert answer.employee == desk.people["office"]
    assert "Die klopt" not in words(desk.office.get(PAGE))  # answered: nothing to do any more
    shown = words(desk.office.get(f"{PAGE}?show=all"))
    assert f"Beantwoord door {answer.employee.first_name}" in shown


def test_who_does_not_answer_families_finds_nothing(desk, with_office, with_group):
    """S12 Finance, the inspector, caregivers and parents; the office not what is for a group."""
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.trainee, desk.parent):
        assert who.get(PAGE).status_code == 404
        for thread in (with_office, with_group):
            assert who.get(f"{PAGE}{thread.pk}/").status_code == 404
            assert who.post(f"{PAGE}{thread.pk}/", {"text": "Hoi"}).status_code == 404
    assert desk.office.get(f"{PAGE}{with_group.pk}/").status_code == 404
    assert "Noor slaapt slecht" not in words(desk.office.get(f"{PAGE}?show=all"))
    assert "Noor slaapt slecht" in words(desk.manager.get(f"{PAGE}?show=all"))
    assert Message.objects.count() == 2


def test_a_manager_of_another_location_finds_nothing(desk, nursery, with_group):
    elsewhere = make.location(nursery.organisation)
    with_group.child.placements.update(group=make.group(elsewhere))
    assert desk.manager.get(f"{PAGE}{with_group.pk}/").status_code == 404
    assert "Noor slaapt slecht" not in words(desk.manager.get(f"{PAGE}?show=all"))


def test_only_a_manager_reads_what_was_deleted_and_that_is_written_down(desk, with_office):
    message = with_office.messages.get()
    writing.delete(message, by=desk.mother.actor(), at=timezone.now())
    before = f"{PAGE}{with_office.pk}/{message.pk}/"
    assert "Een vraag over de factuur" not in words(desk.manager.get(f"{PAGE}{with_office.pk}/"))
    assert "Een vraag over de factuur" in words(desk.manager.get(before))
    assert Event.objects.filter(verb="message_evidence_read").count() == 1


def test_a_conversation_is_handed_to_a_colleague_who_is_in_it(desk, with_office):
    over = f"{PAGE}{with_office.pk}/hand-over/"
    manager = desk.people["manager"]
    assert desk.office.post(over, {"to": manager.pk}).status_code == 302
    assert seating.seats_of([with_office.pk])[with_office.pk].employee == manager
    assert desk.office.post(over, {"to": desk.people["finance"].pk}).status_code == 404
    assert "Een vraag" in words(desk.manager.get(f"{PAGE}?show=mine"))
    assert "Een vraag" not in words(desk.office.get(f"{PAGE}?show=mine"))


def test_the_office_writes_first_to_one_home(desk, nursery):
    opened = desk.office.post(f"{PAGE}children/{nursery.noor.pk}/")
    thread = Thread.objects.get()
    assert (thread.kind, thread.household) == ("office", desk.mother.household)
    assert opened["Location"] == f"{PAGE}{thread.pk}/"
    refused = desk.office.post(opened["Location"], {"text": "  "})
    assert refused.status_code == 422
    assert "Schrijf eerst iets op" in words(refused)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    now = timezone.now()
    for _ in range(many):
        child = make.child(nursery.kikkers)
        mother = make.guardian([child])
        for thread in (
            opening.with_group(child, mother.household_id, by=mother.actor(), at=now),
            opening.with_office(mother.household_id, by=mother.actor(), at=now),
        ):
            says(thread, "Hoi", mother)
    desk.manager.get(PAGE)
    with django_assert_num_queries(11):
        desk.manager.get(PAGE)


def test_the_menu_and_today_count_what_nobody_saw(desk, with_office, with_group):
    """F3 Of what this person answers; who answers no families is told nothing."""
    counts = f"{PAGE}counts/"
    before = desk.office.get(counts).json()["messages"]
    assert before > 0
    assert "Van thuis, nog niet gezien" in words(desk.office.get("/office/"))
    desk.office.get(f"{PAGE}{with_office.pk}/")
    assert desk.office.get(counts).json()["messages"] == before - 1
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get(counts).status_code == 404
    assert "Van thuis" not in words(desk.finance.get("/office/"))


def test_an_own_answer_is_said_otherwise_for_five_minutes_and_not_by_a_colleague(desk, with_office):
    """F1 The family sees that it was changed; nobody changes the words of another."""
    page = f"{PAGE}{with_office.pk}/"
    id = uuid7()
    desk.office.post(page, {"id": id, "text": "Dat is dnderdag"})
    shown = words(desk.office.get(page))
    assert f"{page}{id}/change/" in shown
    assert desk.manager.post(f"{page}{id}/change/", {"text": "Nee"}).status_code == 404
    empty = desk.office.post(f"{page}{id}/change/", {"text": " "})
    assert empty.status_code == 422
    assert "Schrijf eerst iets" in words(empty)
    assert desk.office.post(f"{page}{id}/change/", {"text": "Dat is donderdag"}).status_code == 302
    assert Message.objects.get(pk=id).text == "Dat is donderdag"
    early = timezone.now() - timedelta(minutes=6)
    Message.objects.filter(pk=id).update(sent_at=early, heard_at=early)
    late = desk.office.post(f"{page}{id}/change/", {"text": "Toch vrijdag"})
    assert late.status_code == 422
    assert "vijf minuten" in words(late)
    assert Message.objects.get(pk=id).text == "Dat is donderdag"
