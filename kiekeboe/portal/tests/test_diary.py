"""All days of a child, to read back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.testing import make


def diary(client, child, **query):
    return client.get(f"/parent/children/{child.pk}/diary/", query).content.decode()


def test_the_diary_holds_all_days_and_nothing_that_was_not_shared(parent, noor, luuk):
    make.entry(noor, kind="particular", details={"text": "de eerste stapjes"})
    make.entry(noor, kind="bottle", amount=150, started_at=make.at(10) - timedelta(days=3))
    make.entry(noor, kind="care_note", note="tussen collega's")
    make.entry(noor, kind="particular", details={"text": "ingetrokken"}, withdrawn_at=make.at(12))
    shown = diary(parent, noor)
    assert "de eerste stapjes" in shown
    assert "Dinsdag 14 april" in shown
    assert "Zaterdag 11 april" in shown
    for secret in ("tussen collega", "ingetrokken", "geheim van Luuk"):
        assert secret not in shown


def test_the_diary_is_searched_and_filtered(parent, noor):
    make.entry(noor, kind="particular", details={"text": "Zag een égel in de tuin"})
    make.entry(noor, kind="food", details={"what": "pompoen", "meal": "warm", "eaten": "half"})
    make.entry(noor, kind="nappy", details={"content": "wet"}, note="huilde even")
    assert "égel" in diary(parent, noor, q="égel")
    assert "pompoen" not in diary(parent, noor, q="égel")
    assert "pompoen" in diary(parent, noor, q="POMP")
    assert "huilde even" in diary(parent, noor, q="huilde")
    assert "pompoen" in diary(parent, noor, kind="food")
    assert "huilde even" not in diary(parent, noor, kind="food")
    assert "Niets gevonden" in diary(parent, noor, q="olifant")
    assert "<b>" not in diary(parent, noor, q="<b>").split("</form>")[0].split('name="q"')[1]


def test_weeks_of_sleep_and_bottles_come_as_a_picture_and_as_a_table(parent, noor):
    now = timezone.now() - timedelta(days=7)
    make.entry(noor, kind="sleep", started_at=now, ended_at=now + timedelta(minutes=90))
    make.entry(noor, kind="bottle", started_at=now, amount=180)
    shown = diary(parent, noor)
    assert shown.count('<svg class="weeks"') == 2
    assert "1 u 30" in shown
    assert "180 ml" in shown
    assert "style=" not in shown


@pytest.mark.parametrize("many", [1, 3])
def test_the_diary_takes_the_same_questions_for_one_entry_and_for_three(
    parent, noor, many, django_assert_num_queries
):
    for number in range(many):
        make.entry(noor, kind="nappy", started_at=make.at(8 + number))
    diary(parent, noor)
    with django_assert_num_queries(5):
        diary(parent, noor)


def test_an_old_page_of_the_diary_is_on_the_next_sheet(parent, noor):
    author = make.caregiver(noor.placements.first().group)
    for number in range(61):
        make.entry(
            noor, kind="nappy", author=author, started_at=make.at(8) - timedelta(days=number)
        )
    assert "Pagina 1 van 2" in diary(parent, noor)
    assert diary(parent, noor, page="2").count('class="moment"') == 1
