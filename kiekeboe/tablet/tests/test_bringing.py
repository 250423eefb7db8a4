"""The group asks families to bring something; it stays until it is ticked off (B8)."""

import pytest
from django.test import Client

from kiekeboe.chat.models import PleaseBring
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

PAGE = "/group/bring/"


def words(answer):
    return " ".join(answer.content.decode().split())


def ask(tablet, children, **more):
    told = {"id": uuid7(), "child": [one.pk for one in children], "thing": "nappies"} | more
    return tablet.client.post(PAGE, told)


def test_asked_of_two_families_at_once_and_once(tablet, noor, mees):
    id = uuid7()
    for _ in range(2):
        assert ask(tablet, [noor, mees], id=id, text="maat 4").status_code == 302
    assert PleaseBring.objects.count() == 2
    assert words(tablet.client.get(PAGE)).count("Luiers: maat 4") == 2


def test_the_parent_reads_it_today_and_ticks_it_off(tablet, noor):
    mother, grandma = make.guardian([noor]), None
    grandma = make.relative(noor, mother).guardian
    ask(tablet, [noor])
    asked = PleaseBring.objects.get()
    hers, other = Client(), Client()
    hers.force_login(mother.account)
    other.force_login(grandma.account)
    day, tick = f"/parent/children/{noor.pk}/", f"/parent/children/{noor.pk}/bring/{asked.pk}/"
    assert "Luiers" in words(hers.get(day))
    assert "Luiers" not in words(other.get(day))
    assert other.post(tick).status_code == 404
    stranger = Client()
    stranger.force_login(make.guardian([make.child()]).account)
    assert stranger.post(tick).status_code == 404
    for _ in range(2):
        assert hers.post(tick).status_code == 302
    asked.refresh_from_db()
    assert asked.done_by == mother.pk
    assert "Luiers" not in words(hers.get(day))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"child": []}, "Kies één of meer kinderen."),
        ({"thing": "goud"}, "Kies wat er mee moet."),
        ({"thing": "else", "text": " "}, "Zeg wat er mee moet."),
    ],
)
def test_what_is_not_whole_is_told_and_asks_nobody(tablet, noor, wrong, sentence):
    refused = ask(tablet, [noor], **wrong)
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert not PleaseBring.objects.exists()


def test_a_colleague_takes_it_back_and_another_house_cannot(tablet, noor, group):
    ask(tablet, [noor])
    mine = PleaseBring.objects.get()
    elsewhere = make.child()
    other = PleaseBring.objects.create(
        organisation=elsewhere.organisation, child=elsewhere, thing="cream",
        asked_by=make.caregiver(elsewhere.placements.get().group), asked_at=make.at(8),
    )  # fmt: skip
    assert tablet.client.post(f"{PAGE}{other.pk}/").status_code == 404
    assert ask(tablet, [elsewhere]).status_code == 422
    assert tablet.client.post(f"{PAGE}{mine.pk}/", {"withdraw": "1"}).status_code == 302
    mine.refresh_from_db()
    assert mine.withdrawn_at
