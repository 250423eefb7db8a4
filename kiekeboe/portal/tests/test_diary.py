"""All days of a child, to read back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.portal.tests.test_weekly_piece import told
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


def test_the_diary_of_a_period_holds_its_first_and_last_day_and_no_other(parent, noor):
    for back, word in ((5, "te vroeg"), (4, "de eerste"), (2, "de laatste"), (1, "te laat")):
        make.entry(
            noor, kind="particular", details={"text": word},
            started_at=make.at(10) - timedelta(days=back),
        )  # fmt: skip
    shown = diary(parent, noor, **{"from": "2026-04-10", "until": "2026-04-12"})
    assert "de eerste" in shown
    assert "de laatste" in shown
    assert "te vroeg" not in shown
    assert "te laat" not in shown
    assert "te vroeg" in diary(parent, noor, **{"from": "nonsense", "until": "9999-99-99"})
    assert "te laat" not in diary(parent, noor, until="2026-04-12")


@pytest.mark.parametrize("many", [4, 8, 12])
def test_sleep_is_shown_over_the_weeks_that_were_asked(parent, noor, many):
    now = timezone.now() - timedelta(days=7)
    make.entry(noor, kind="sleep", started_at=now, ended_at=now + timedelta(minutes=90))
    shown = diary(parent, noor, weeks=many)
    picture = shown.split('<svg class="weeks"')[1].split("</svg>")[0]
    assert picture.count("<rect ") == many
    assert 'role="img"' in picture
    assert shown.count('<th scope="row">') == many


def test_weekly_pieces_stand_in_the_diary_and_are_found(parent, noor, luuk):
    """B9 By their words, with the name of the child; alone when only they are asked for."""
    told(noor)
    told(luuk, text="{name} trommelde.")
    make.entry(noor, kind="particular", details={"text": "de eerste stapjes"})
    shown = diary(parent, noor)
    assert "Noor zong deze week." in shown
    assert "trommelde" not in shown
    assert "zong" in diary(parent, noor, q="NOOR ZONG")
    assert "zong deze" not in diary(parent, noor, q="stapjes")
    alone = diary(parent, noor, kind="week")
    assert "zong" in alone
    assert "stapjes" not in alone
    assert "zong deze" not in diary(parent, noor, kind="food")
    assert "zong deze" not in diary(parent, noor, until="2026-03-31")


def test_a_piece_stands_on_one_page_of_the_diary(parent, noor):
    author = make.caregiver(noor.placements.first().group)
    for number in range(121):
        make.entry(
            noor, kind="nappy", author=author, started_at=make.at(8) - timedelta(days=number // 2)
        )
    for days in (-1, 0, 29, 30, 31, 59, 60, 75):
        day = make.DAY - timedelta(days=days)
        monday = day - timedelta(days=day.weekday(), weeks=days)
        told(noor, text=f"stuk {days}.", monday=monday, published_on=day)
    pages = [diary(parent, noor, page=str(number)) for number in (1, 2, 3)]
    for days in (-1, 0, 29, 30, 31, 59, 60, 75):
        assert sum(page.count(f"stuk {days}.") for page in pages) == 1, days


@pytest.mark.parametrize("many", [1, 3])
def test_pieces_cost_the_diary_one_question(parent, noor, many, django_assert_num_queries):
    make.entry(noor, kind="nappy")
    for number in range(many):
        told(noor, monday=make.DAY - timedelta(days=make.DAY.weekday(), weeks=number))
    diary(parent, noor)
    with django_assert_num_queries(6):
        diary(parent, noor)
