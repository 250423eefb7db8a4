"""Activities behind the desk: made, told, called off, and who comes (E11)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import Occasion, SignUp, TalkSlot
from kiekeboe.testing import make

DAY = timezone.localdate() + timedelta(days=9)


def address(one, more=""):
    return f"/office/occasions/{one.pk}/{more}"


def filled(whom, **fields):
    return {
        "id": uuid7(), "kind": "evening", "title": "Ouderavond", "whom": whom.pk,
        "first_day": DAY, "starts": "19:30", "ends": "21:00",
    } | fields  # fmt: skip


def text(answer):
    return answer.content.decode()


def test_an_evening_is_made_told_and_seen(desk, nursery):
    told = filled(nursery.kikkers, place="Aula", places="20", until=DAY - timedelta(days=1))
    for _ in range(2):
        assert desk.office.post("/office/occasions/new/", told).status_code == 302
    one = Occasion.objects.get()
    assert (one.location, one.group, one.places) == (nursery.here, nursery.kikkers, 20)
    assert timezone.localtime(one.starts_at).strftime("%H:%M") == "19:30"
    assert timezone.localtime(one.sign_up_until).date() == DAY
    assert "Ouders zien dit nog niet" in text(desk.office.get(address(one)))
    assert desk.parent.get(f"/parent/occasions/{one.pk}/").status_code == 404
    desk.office.post(address(one, "publication/"))
    assert "Aula" in text(desk.parent.get(f"/parent/occasions/{one.pk}/"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Vul dit in"),
        ({"ends": "19:00"}, "later zijn dan de eerste"),
        ({"last_day": DAY - timedelta(days=1)}, "vóór de eerste"),
        ({"until": DAY + timedelta(days=1)}, "Opgeven stopt voordat het begint"),
        ({"whom": uuid7()}, "Kies er één uit de lijst"),
    ],
)
def test_what_does_not_fit_is_told(desk, nursery, fields, said):
    answer = desk.office.post("/office/occasions/new/", filled(nursery.here) | fields)
    assert answer.status_code == 422
    assert not Occasion.objects.exists()
    assert said.lower() in text(answer).lower()


def test_the_office_sees_who_comes_and_takes_somebody_off(desk, nursery):
    one = make.occasion(nursery.kikkers, day=DAY, places=4)
    coming = make.sign_up(one, desk.mother, people=3)
    shown = text(desk.office.get(address(one)))
    assert "Er komen 3 mensen" in shown
    assert "1 plek vrij" in shown
    assert "Marit" in shown
    desk.office.post(address(one, f"sign-ups/{coming.pk}/removal/"))
    coming.refresh_from_db()
    assert coming.cancelled_at


def test_fewer_places_than_people_is_refused(desk, nursery):
    one = make.occasion(nursery.kikkers, day=DAY)
    make.sign_up(one, desk.mother, people=3)
    told = filled(nursery.here, title=one.title, places="2")
    answer = desk.office.post(address(one, "edit/"), told)
    assert answer.status_code == 422
    assert "Er komen al 3 mensen." in text(answer)
    assert desk.office.post(address(one, "edit/"), told | {"places": "3"}).status_code == 302


def test_calling_off_is_asked_once_and_stays(desk, nursery):
    one = make.occasion(nursery.kikkers, day=DAY)
    make.sign_up(one, desk.mother)
    assert "1 gezin gaf zich op" in text(desk.office.get(address(one, "cancellation/")))
    one.refresh_from_db()
    assert one.cancelled_at is None
    desk.office.post(address(one, "cancellation/"))
    assert "Afgezegd" in text(desk.office.get(address(one)))
    assert desk.office.post(address(one, "edit/"), filled(nursery.here)).status_code == 422


def test_talks_are_put_one_after_the_other_and_taken_out(desk, nursery):
    one = make.occasion(nursery.kikkers, day=DAY, kind="talks")
    begins = timezone.localtime(one.starts_at)
    told = {
        "employee": desk.people["caregiver"].pk, "first_day": DAY, "minutes": "10", "pause": "5",
        "starts": f"{begins:%H:%M}", "ends": f"{begins + timedelta(minutes=40):%H:%M}",
    }  # fmt: skip
    assert desk.office.post(address(one, "talks/"), told).status_code == 302
    first, second, third = TalkSlot.objects.order_by("starts_at")
    assert second.starts_at - first.starts_at == timedelta(minutes=15)
    make.sign_up(one, desk.mother, child=nursery.noor, slot=first)
    for slot in (first, third):
        desk.office.post(address(one, f"talks/{slot.pk}/removal/"))
    assert set(TalkSlot.objects.all()) == {first, second}
    shown = text(desk.office.get(address(one)))
    assert "Noor Bakkali, Marit" in shown
    late = desk.office.post(address(one, "talks/"), told | {"starts": "03:00"})
    assert late.status_code == 422
    assert "tussen het begin en het einde" in text(late)


def test_out_of_reach_is_not_there(desk, nursery):
    """S04 Another location, another organisation, and who may not change the planning."""
    ours = make.occasion(nursery.kikkers, day=DAY)
    there, away = make.occasion(nursery.otters, day=DAY), make.occasion(make.group(), day=DAY)
    coming = make.sign_up(ours, desk.mother)
    for who, one in ((desk.manager, there), (desk.owner, away)):
        for page in ("", "edit/", "cancellation/"):
            assert who.get(address(one, page)).status_code == 404
        for act in ("publication/", "cancellation/", "talks/"):
            assert who.post(address(one, act)).status_code == 404
        mixed = address(one, f"sign-ups/{coming.pk}/removal/")
        assert who.post(mixed).status_code == 404
    assert there.title not in text(desk.manager.get("/office/occasions/"))
    refused = desk.manager.post("/office/occasions/new/", filled(nursery.otters))
    assert refused.status_code == 422
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.trainee, desk.parent):
        assert who.get("/office/occasions/").status_code == 404
        assert who.get(address(ours)).status_code == 404
    assert not SignUp.objects.exclude(cancelled_at=None).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_questions_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        one = make.occasion(nursery.kikkers, day=DAY, places=9)
        make.sign_up(one, desk.mother, people=2)
    with django_assert_num_queries(5):
        shown = text(desk.office.get("/office/occasions/"))
    assert shown.count("2 van 9 plekken") == many
