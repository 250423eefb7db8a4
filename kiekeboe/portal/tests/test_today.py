"""The day of a child, on the phone of its parent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from kiekeboe.care.models import HomeNote
from kiekeboe.testing import make

DAY = make.DAY.isoformat()


def page(client, child, day=DAY, **headers):
    return client.get(f"/parent/children/{child.pk}/days/{day}/", headers=headers)


def text(response):
    return response.content.decode()


def test_a_parent_reads_what_the_group_shared(parent, noor):
    make.entry(noor, kind="bottle", amount=150, details={"offered": 180})
    make.visit(noor, brought_by="papa", left_at=make.at(15), collected_by="oma Riet")
    shown = text(page(parent, noor))
    assert "Noor was er" in shown
    assert "150" in shown
    assert "Gebracht door papa" in shown
    assert "Opgehaald door oma Riet" in shown


def test_a_parent_at_the_door_is_called_mum_or_dad_when_that_says_who(parent, noor):
    bilal = make.guardian([noor], relation="father", first_name="Bilal", last_name="Bakkali")
    make.visit(noor, brought_by=str(bilal), left_at=make.at(15), collected_by="oma Riet")
    assert "Gebracht door papa" in text(page(parent, noor))
    make.guardian([noor], relation="father", first_name="Joost")
    assert "Gebracht door Bilal Bakkali" in text(page(parent, noor))


def test_the_picture_of_the_day_grows_with_a_late_evening(parent, noor):
    make.visit(noor, arrived_at=make.at(7), left_at=make.at(19))
    make.entry(noor, kind="food", started_at=make.at(18, 30), details={"meal": "snack"})
    shown = text(page(parent, noor))
    assert 'data-begin="450" data-end="1260"' in shown
    assert '<span data-at="1200">20</span>' in shown


def test_nothing_of_another_child_of_the_group_can_be_reached(parent, noor, luuk):
    """Out of reach does not exist: the page of Luuk is as missing as one of nobody."""
    for address in ("", f"days/{DAY}/", f"days/{DAY}/live/", "diary/", "consent/", "readers/",
                    "details/", f"days/{timezone.localdate()}/from-home/"):  # fmt: skip
        theirs = parent.get(f"/parent/children/{luuk.pk}/{address}")
        nobody = parent.get(f"/parent/children/{uuid4()}/{address}")
        assert (theirs.status_code, nobody.status_code) == (404, 404), address
    assert "geheim" not in text(page(parent, noor))


def test_an_ended_a_blocked_and_a_silent_relation_reach_nothing(client, noor):
    for end in ("ended", "blocked", "silent"):
        guardian = make.guardian([noor], receives_updates=end != "silent")
        relation = guardian.guardianships.get()
        client.force_login(guardian.account)
        if end != "silent":
            assert page(client, noor).status_code == 200
        if end == "ended":
            relation.end(
                on=timezone.localdate() - timedelta(days=1), by=guardian.actor(), at=timezone.now()
            )
        elif end == "blocked":
            relation.block(by=guardian.actor(), at=timezone.now())
        assert page(client, noor).status_code == 404, end
        assert client.get("/parent/").status_code == 404


def test_a_stranger_goes_to_the_sign_in_and_staff_without_a_child_finds_nothing(client, noor):
    assert page(client, noor).status_code == 302
    client.force_login(make.office_member(noor.organisation).account)
    assert page(client, noor).status_code == 404


def test_a_withdrawn_entry_and_a_note_for_colleagues_are_not_shown(parent, noor):
    make.entry(noor, kind="particular", details={"text": "nog te lezen"})
    gone = make.entry(noor, kind="particular", details={"text": "was een vergissing"})
    gone.withdraw(by=gone.author.actor(), at=make.at(12))
    make.entry(noor, kind="care_note", note="alleen collega's")
    shown = text(page(parent, noor))
    assert "nog te lezen" in shown
    assert "vergissing" not in shown
    assert "alleen collega" not in shown


def test_a_corrected_entry_says_so(parent, noor):
    entry = make.entry(noor, kind="particular", details={"text": "eerst"})
    assert "Aangepast" not in text(page(parent, noor))
    entry.revise(
        based_on=1, by=entry.author.actor(), at=make.at(12), details={"text": "beter gezegd"}
    )
    assert "Aangepast" in text(page(parent, noor))


def test_free_text_of_colleagues_cannot_become_markup(parent, noor):
    make.entry(noor, kind="particular", details={"text": "<script>alert(1)</script>"})
    shown = text(page(parent, noor))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


@pytest.mark.parametrize("many", [1, 3])
def test_the_day_takes_seven_questions_with_one_entry_and_with_three(
    parent, noor, many, django_assert_num_queries
):
    """B1"""
    for number in range(many):
        make.entry(noor, kind="nappy", details={"content": "wet"})
        make.visit(noor, arrived_at=make.at(6 + number), left_at=make.at(6 + number, 59))
        make.photo([noor], taken_at=make.at(9 + number))
        make.home_note(noor, noor.guardianships.get().guardian)
    make.consent(noor, own=True)
    page(parent, noor)  # the session is seen once per five minutes
    with django_assert_num_queries(7):
        shown = text(page(parent, noor))
    assert shown.count("/1200/") == many


def test_an_unchanged_day_is_not_sent_again(parent, noor):
    make.entry(noor, kind="bottle", amount=100)
    first = page(parent, noor)
    again = page(parent, noor, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    make.entry(noor, kind="bottle", amount=120)
    assert page(parent, noor, if_none_match=first["ETag"]).status_code == 200
    assert "private" in first["Cache-Control"]


def test_the_part_that_refreshes_is_the_part_of_the_page(parent, noor):
    make.entry(noor, kind="particular", details={"text": "zwaaide naar de eendjes"})
    part = text(parent.get(f"/parent/children/{noor.pk}/days/{DAY}/live/"))
    assert part.count('id="day"') == 1
    assert "zwaaide naar de eendjes" in part
    assert "<html" not in part


def test_a_note_from_home_stands_there_once_and_shows_who_read_it(parent, noor, marit):
    today = timezone.localdate()
    address = f"/parent/children/{noor.pk}/days/{today}/from-home/"
    form = {"id": str(uuid4()), "text": "Twee keer wakker", "last_bottle_ml": "150"}
    assert 'name="id"' in text(parent.get(address))
    for _ in range(2):
        assert parent.post(address, form).status_code == 302
    note = HomeNote.objects.get()
    assert (note.guardian, note.text, note.last_bottle_ml) == (marit, "Twee keer wakker", 150)
    eva = make.caregiver(noor.placements.first().group, first_name="Eva")
    assert "Nog niet gelezen" in text(page(parent, noor, today))
    note.see(by=eva.actor(), at=timezone.now())
    assert "Gelezen door Eva" in text(page(parent, noor, today))


def test_a_note_from_one_home_is_not_read_in_the_other(parent, noor, marit):
    """U35 A5: separated parents; who lives together reads what the other told."""
    make.consent(noor, own=True)
    father = make.guardian([noor], first_name="Bilal")
    partner = make.guardian([noor], first_name="Sam", household=marit.household)
    for guardian, words in ((marit, "bij mama"), (father, "bij papa"), (partner, "bij Sam")):
        make.home_note(noor, guardian, text=words)
    shown = text(page(parent, noor))
    assert "bij mama" in shown
    assert "bij Sam" in shown
    assert "bij papa" not in shown


def test_a_note_that_cannot_be_kept_stays_on_the_screen_with_a_reason(parent, noor):
    today = timezone.localdate()
    address = f"/parent/children/{noor.pk}/days/{today}/from-home/"
    empty = parent.post(address, {"id": str(uuid4())})
    assert (empty.status_code, HomeNote.objects.count()) == (422, 0)
    wrong = parent.post(
        address, {"id": str(uuid4()), "text": "dit blijft staan", "last_bottle_ml": "veel"}
    )
    assert wrong.status_code == 422
    assert "dit blijft staan" in text(wrong)
    assert parent.get(f"/parent/children/{noor.pk}/days/2020-01-01/from-home/").status_code == 404


def test_a_day_that_is_no_day_does_not_exist(parent, noor):
    assert page(parent, noor, "2026-99-99").status_code == 404
    assert page(parent, noor, "1999-01-01").status_code == 404


def test_a_parent_with_two_children_changes_between_them(client, noor):
    sami = make.child(first_name="Sami", group=noor.placements.first().group)
    make.entry(sami, kind="particular", details={"text": "over Sami"})
    both = make.guardian([noor, sami])
    client.force_login(both.account)
    shown = text(page(client, noor))
    assert "Sami" in shown
    assert "over Sami" not in shown
    assert "over Sami" in text(page(client, sami))


def test_each_page_has_help_at_the_same_place(parent, noor):
    """U20"""
    addresses = ["photos/", "planning/", "messages/", "more/", "more/notices/", "help/",
                 "more/preferences/", "more/privacy/", f"children/{noor.pk}/diary/",
                 f"children/{noor.pk}/consent/", f"children/{noor.pk}/readers/",
                 f"children/{noor.pk}/details/", f"children/{noor.pk}/"]  # fmt: skip
    for address in addresses:
        response = parent.get(f"/parent/{address}")
        assert response.status_code == 200, address
        shown = text(response)
        assert shown.rstrip().index('class="page-help"') > shown.index('<div class="page">')
        assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]


def test_nobody_is_asked_about_the_bottle_of_a_child_of_nine(parent, noor, marit):
    today, group = timezone.localdate(), noor.placements.first().group
    for months, asked in ((9, True), (108, False)):
        child = make.child(group=group, born_on=today - timedelta(days=31 * months))
        make.guardianship(marit, child)
        told = text(parent.get(f"/parent/children/{child.pk}/days/{today}/from-home/"))
        assert ("last_bottle_ml" in told) is asked


def test_a_film_says_so_and_how_long_it_takes(parent, noor):
    """C6"""
    make.consent(noor, own=True, together=True)
    film = make.photo([noor], medium="film", seconds=66)
    shown = text(page(parent, noor))
    assert "1:06</span></a>" in shown
    assert "Film van Noor, " in shown
    watched = parent.get(f"/parent/photos/{film.pk}/?child={noor.pk}", follow=True)
    assert watched.status_code == 200
