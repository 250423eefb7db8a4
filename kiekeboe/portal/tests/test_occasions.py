"""Outings, evenings and talks as a family sees them (E11)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Notice
from kiekeboe.planning.models import SignUp, TalkSlot
from kiekeboe.testing import make

DAY = timezone.localdate() + timedelta(days=9)


def address(occasion, more=""):
    return f"/parent/occasions/{occasion.pk}/{more}"


def page(browser, occasion):
    return browser.get(address(occasion)).content.decode()


@pytest.fixture
def frogs(noor):
    return noor.placements.get().group


@pytest.fixture
def evening(frogs):
    return make.occasion(frogs, day=DAY, title="Ouderavond", place="Aula", places=4)


def standing():
    return SignUp.objects.filter(cancelled_at=None)


def test_a_parent_comes_with_two_changes_it_and_stays_at_home(parent, marit, evening):
    assert "Kom je ook?" in page(parent, evening)
    told = {"id": uuid7(), "many": "2"}
    for _ in range(2):
        answer = parent.post(address(evening, "coming/"), told)
        assert answer["Location"] == address(evening, "?done=coming")
    assert [(one.guardian, one.people) for one in standing()] == [(marit, 2)]
    shown = parent.get(answer["Location"]).content.decode()
    assert "Je komt met 2 mensen" in shown
    assert "nog 2 plekken" in shown
    parent.post(address(evening, "coming/"), {"id": uuid7(), "many": "4"})
    assert standing().get().people == 4
    parent.post(address(evening, "coming/"), {"act": "withdraw"})
    assert not standing().exists()


def test_who_is_too_late_reads_why(parent, luuk, evening):
    neighbour = luuk.guardianships.get().guardian
    make.sign_up(evening, neighbour, people=3)
    answer = parent.post(address(evening, "coming/"), {"many": "2"})
    assert answer.status_code == 409
    assert "Er is nog 1 plek." in answer.content.decode()
    evening.cancelled_at = timezone.now()
    evening.save()
    answer = parent.post(address(evening, "coming/"), {"many": "1"})
    assert answer.status_code == 409
    assert "Bel de groep" in answer.content.decode()
    assert "Gaat niet door" in page(parent, evening)


def test_nobody_reads_who_else_comes(parent, luuk, evening):
    make.sign_up(evening, luuk.guardianships.get().guardian)
    shown = page(parent, evening)
    assert "Buurman" not in shown
    assert "Je komt" not in shown


def test_what_is_not_for_us_is_not_there(parent, marit, noor, frogs):
    """S04 A draft, another group, another house: one answer."""
    other = make.group(frogs.location)
    out = [
        make.occasion(frogs, day=DAY, published_at=None),
        make.occasion(frogs, day=DAY, group=other),
        make.occasion(make.group(), day=DAY),
    ]
    for one in out:
        assert parent.get(address(one)).status_code == 404
        assert parent.post(address(one, "coming/"), {"many": "1"}).status_code == 404
    listed = parent.get("/parent/occasions/").content.decode()
    assert not [one.title for one in out if one.title in listed]
    assert not SignUp.objects.exists()


def test_a_relative_knows_of_no_activities(client, noor, marit, evening):
    client.force_login(make.relative(noor, marit).guardian.account)
    assert client.get("/parent/occasions/").status_code == 404
    assert client.get(address(evening)).status_code == 404


def test_the_list_says_how_it_stands(parent, marit, frogs):
    ours = make.occasion(frogs, day=DAY, title="Bos")
    make.sign_up(ours, marit)
    make.occasion(frogs, day=DAY, title="Zee", places=0)
    make.occasion(frogs, day=DAY, title="Maan", cancelled_at=timezone.now())
    shown = parent.get("/parent/occasions/").content.decode()
    for title, state in (("Bos", "Je komt"), ("Zee", "Vol"), ("Maan", "Gaat niet door")):
        row = shown[shown.index(title) :]
        assert state in row[: row.index("</li>")]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_questions_for_one_and_for_three(
    parent, marit, frogs, many, django_assert_num_queries
):
    for _ in range(many):
        make.sign_up(make.occasion(frogs, day=DAY), marit)
    with django_assert_num_queries(5):
        shown = parent.get("/parent/occasions/").content.decode()
    assert shown.count("Je komt") == many


@pytest.fixture
def talks(frogs):
    evening = make.occasion(frogs, day=DAY, kind="talks", title="Oudergesprek")
    eva = make.caregiver(frogs, first_name="Eva")
    return evening, [
        TalkSlot.objects.create(
            organisation=frogs.organisation, occasion=evening, employee=eva,
            starts_at=evening.starts_at + timedelta(minutes=10 * turn),
            ends_at=evening.starts_at + timedelta(minutes=10 * turn + 10),
        )
        for turn in range(3)
    ]  # fmt: skip


def clock(slot):
    return f"{timezone.localtime(slot.starts_at):%H:%M}"


def test_a_talk_is_booked_with_one_tap_moved_and_given_back(parent, noor, talks):
    evening, (first, second, _) = talks
    shown = page(parent, evening)
    assert "met Eva" in shown
    assert clock(first) in shown
    told = {"id": uuid7(), "child": noor.pk, "slot": first.pk}
    for _ in range(2):
        assert parent.post(address(evening, "talk/"), told).status_code == 302
    assert standing().get().slot == first
    parent.post(address(evening, "talk/"), told | {"id": uuid7(), "slot": second.pk})
    assert standing().get().slot == second
    parent.post(address(evening, "talk/"), {"child": noor.pk, "act": "withdraw"})
    assert not standing().exists()


def test_a_time_that_another_family_took_is_gone(parent, noor, luuk, talks):
    evening, (first, *_rest) = talks
    make.sign_up(evening, luuk.guardianships.get().guardian, child=luuk, slot=first)
    assert f">{clock(first)}<" not in page(parent, evening)
    answer = parent.post(address(evening, "talk/"), {"child": noor.pk, "slot": first.pk})
    assert answer.status_code == 409
    assert "Een ander gezin nam net deze tijd" in answer.content.decode()


def test_the_time_of_the_other_household_is_not_told(parent, noor, talks):
    """S04 Separated parents hear that there is a talk, and not when."""
    evening, (first, *_rest) = talks
    make.sign_up(evening, make.guardian([noor]), child=noor, slot=first)
    shown = page(parent, evening)
    assert "Een andere ouder heeft al een tijd" in shown
    assert f"{clock(first)} –" not in shown.split('class="page-side')[1]
    parent.post(address(evening, "talk/"), {"child": noor.pk, "act": "withdraw"})
    assert standing().count() == 1


def test_nobody_books_about_another_child_or_a_time_of_another_evening(parent, noor, luuk, talks):
    """S04"""
    evening, (first, *_rest) = talks
    for child in (luuk.pk, uuid7(), ""):
        answer = parent.post(address(evening, "talk/"), {"child": child, "slot": first.pk})
        assert answer.status_code == 404
    elsewhere = make.occasion(luuk.placements.get().group, day=DAY, kind="talks")
    answer = parent.post(address(elsewhere, "talk/"), {"child": noor.pk, "slot": first.pk})
    assert answer.status_code == 404
    assert not SignUp.objects.exists()


def test_news_about_an_activity_leads_to_its_page(parent, marit, noor, evening):
    now = timezone.now()
    Notice.objects.create(
        organisation=noor.organisation, account=marit.account, source=uuid7(), kind="occasion",
        channel="app", child=noor, subject_id=evening.pk, made_at=now, due_at=now,
    )  # fmt: skip
    assert f'href="{address(evening)}"' in parent.get("/parent/more/notices/").content.decode()
