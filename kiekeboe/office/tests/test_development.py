"""The development of children behind the desk."""

import pytest

from kiekeboe.development import noting, talks
from kiekeboe.development.models import Measurement, Observation, Talk
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.office.tests.conftest import CANARY
from kiekeboe.testing import make

DRAWING = 'viewBox="0 0 320 186"'
pytestmark = pytest.mark.django_db


def tab(child):
    return f"/office/children/{child.pk}/development/"


def observation(nursery, desk, child=None):
    seen = noting.Seen(uuid7(), "play", "Bouwt een toren.", make.DAY)
    by = desk.people["owner"].actor()
    return noting.note(seen, [child or nursery.noor], by=by, at=make.at(10))[0]


def draft(nursery, desk, child=None):
    by = desk.people["owner"].actor()
    talk = talks.draft(uuid7(), child or nursery.noor, "yearly", by=by, at=make.at(10))
    talks.write(talk, opening="Een fijn jaar.", parts={}, by=by, at=make.at(10))
    return talk


def words(**fields):
    day = make.DAY.isoformat()
    return {"id": str(uuid7()), "area": "motor", "text": "Ze loopt los.", "seen_on": day} | fields


def test_an_observation_is_written_from_a_moment_and_shared(desk, nursery):
    entry = make.entry(nursery.noor, kind="activity")
    told = words(wellbeing="4", shared="on")
    answer = desk.manager.post(tab(nursery.noor) + "observations/new/", told)

    assert answer.status_code == 302
    row = Observation.objects.get()
    assert (row.child, row.wellbeing, row.shared_at is None) == (nursery.noor, 4, False)
    assert entry
    assert "Ze loopt los." in desk.manager.get(tab(nursery.noor)).content.decode()


def test_the_same_form_twice_writes_one(desk, nursery):
    told = words()
    for _twice in range(2):
        desk.manager.post(tab(nursery.noor) + "observations/new/", told)

    assert Observation.objects.count() == 1


def test_a_group_observation_reaches_only_children_of_the_group(desk, nursery):
    """S02 A child of another location is no choice."""
    finn = make.child(nursery.kikkers)
    address = tab(nursery.noor) + "observations/new/"

    assert desk.manager.post(address, words(others=[nursery.teun.pk])).status_code == 422
    assert desk.manager.post(address, words(others=[finn.pk])).status_code == 302
    assert set(Observation.objects.values_list("child", flat=True)) == {nursery.noor.pk, finn.pk}
    assert len(set(Observation.objects.values_list("batch", flat=True))) == 1


@pytest.mark.parametrize("role", ["office", "finance", "inspector", "caregiver", "parent"])
def test_only_managers_follow_development_at_the_desk(desk, nursery, role):
    browser = getattr(desk, role)

    assert browser.get("/office/development/").status_code == 404
    assert browser.get(tab(nursery.noor)).status_code == 404
    assert browser.post(tab(nursery.noor) + "observations/new/", words()).status_code == 404


def test_what_is_of_another_location_does_not_exist(desk, nursery):
    """S01 Reach before rights: neither the child, nor its observation, nor its talk."""
    row, talk = observation(nursery, desk, nursery.teun), draft(nursery, desk, nursery.teun)
    there = f"/office/development/observations/{row.pk}/"
    for address in (tab(nursery.teun), there, f"/office/development/talks/{talk.pk}/",
                    f"/office/development/talks/{talk.pk}/words/"):  # fmt: skip
        assert desk.manager.get(address).status_code == 404
        assert desk.owner.get(address).status_code == 200
    for act in (there + "sharing/", there + "withdrawal/",
                f"/office/development/talks/{talk.pk}/sharing/",
                f"/office/development/talks/{talk.pk}/invitation/",
                f"/office/development/talks/{talk.pk}/dropping/"):  # fmt: skip
        assert desk.manager.post(act).status_code == 404
    row.refresh_from_db()
    talk.refresh_from_db()
    assert (row.shared_at, row.withdrawn_at) == (None, None)
    assert (talk.shared_at, talk.invited_at, talk.dropped_at) == (None, None, None)
    desk.owner.post(f"/office/development/talks/{talk.pk}/sharing/")
    paper = f"/office/development/talks/{talk.pk}/paper/"
    assert desk.owner.get(paper).status_code == 200
    assert desk.manager.get(paper).status_code == 404
    assert CANARY not in desk.manager.get("/office/development/?what=all").content.decode()


def test_once_shared_the_words_of_an_observation_stand(desk, nursery):
    row = observation(nursery, desk)
    there = f"/office/development/observations/{row.pk}/"

    assert desk.manager.get(there).status_code == 200
    assert desk.manager.post(there + "sharing/").status_code == 302
    assert desk.manager.get(there).status_code == 404
    assert desk.manager.post(there, words(text="Anders.")).status_code == 404
    assert desk.manager.post(there + "withdrawal/").status_code == 302
    assert "Bouwt een toren." not in desk.manager.get(tab(nursery.noor)).content.decode()


def test_a_talk_goes_from_draft_to_agreements(desk, nursery):
    observation(nursery, desk)
    browser = desk.manager
    start = {"id": str(uuid7()), "kind": "yearly"}
    for _twice in range(2):
        assert browser.post(tab(nursery.noor) + "talks/new/", start).status_code == 302
    again = {"id": str(uuid7()), "kind": "yearly"}
    assert browser.post(tab(nursery.noor) + "talks/new/", again).status_code == 422

    talk = Talk.objects.get()
    there = f"/office/development/talks/{talk.pk}/"
    assert "Bouwt een toren." in browser.get(there).content.decode()
    browser.post(there + "words/", {"opening": "Een mooi jaar.", "play": "Ze bouwt."})
    browser.post(there + "invitation/")
    browser.post(there + "sharing/")
    held = {"held_on": make.DAY.isoformat(), "agreements": "Meer buiten.", "concerns": "Hoort ze?"}
    browser.post(there + "agreements/", held)

    talk.refresh_from_db()
    assert (talk.opening, talk.agreements) == ("Een mooi jaar.", "Meer buiten.")
    assert browser.get(f"{there}paper/").content.startswith(b"%PDF-")
    assert talk.shared_at
    assert browser.get(there + "words/").status_code == 404
    assert browser.post(there + "dropping/").status_code == 404


def test_opening_a_report_is_written_down(desk, nursery):
    """S61"""
    talk = draft(nursery, desk)
    desk.manager.get(f"/office/development/talks/{talk.pk}/")

    event = Event.objects.filter(verb="file_read").latest("sequence")
    assert event.payload["tab"] == "development"
    assert event.mentions.get().child == nursery.noor


def test_growth_is_kept_only_where_the_owner_chose_it(desk, nursery):
    address = tab(nursery.noor) + "measurements/new/"
    told = {"id": str(uuid7()), "day": make.DAY.isoformat(), "kilos": "9.4", "centimetres": "72.5"}
    assert desk.manager.post(address, told).status_code == 404
    assert (
        desk.manager.post("/office/development/rules/", {"keeps_growth": "on"}).status_code == 404
    )

    desk.owner.post("/office/development/rules/", {"keeps_growth": "on"})
    assert desk.manager.post(address, told).status_code == 302

    row = Measurement.objects.get()
    assert (row.grams, row.millimetres) == (9400, 725)
    page = desk.manager.get(tab(nursery.noor)).content.decode()
    assert DRAWING in page
    assert (
        desk.manager.post(f"/office/development/measurements/{row.pk}/withdrawal/").status_code
        == 302
    )
    assert DRAWING not in desk.manager.get(tab(nursery.noor)).content.decode()


def test_numbers_that_no_child_has_are_asked_again(desk, nursery):
    desk.owner.post("/office/development/rules/", {"keeps_growth": "on"})
    told = {"id": str(uuid7()), "day": make.DAY.isoformat(), "kilos": "94"}

    assert desk.manager.post(tab(nursery.noor) + "measurements/new/", told).status_code == 422
    assert not Measurement.objects.exists()


def test_the_list_says_who_has_no_mentor(desk, nursery):
    """H3"""
    page = desk.owner.get("/office/development/").content.decode()
    assert {"Noor", "Teun"} <= {one for one in ("Noor", "Teun") if one in page}

    eva = desk.people["caregiver"]
    make.role(eva, "mentor", child=nursery.noor)
    listed = desk.owner.get("/office/development/?what=all").content.decode()
    assert eva.first_name in listed


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_however_many_children(
    desk, nursery, many, django_assert_num_queries
):
    more = [make.child(nursery.kikkers) for _ in range(many - 1)]
    for child in [nursery.noor, *more]:
        make.role(desk.people["caregiver"], "mentor", child=child)
    desk.manager.get("/office/development/?what=all")
    with django_assert_num_queries(7):
        desk.manager.get("/office/development/?what=all")


def test_what_a_colleague_shared_meanwhile_is_not_changed(desk, nursery, monkeypatch):
    """The page stood open; the words of the report stay as parents read them."""
    talk = draft(nursery, desk)
    there = f"/office/development/talks/{talk.pk}/"
    owner = desk.people["owner"].actor()
    reached = talks.write

    def shared_first(draft, **said):
        talks.share(talk, by=owner, at=make.at(11))
        return reached(draft, **said)

    monkeypatch.setattr("kiekeboe.office.views.talks.talks.write", shared_first)
    answer = desk.manager.post(there + "words/", {"opening": "Anders."})

    assert answer.status_code == 302
    talk.refresh_from_db()
    assert talk.opening == "Een fijn jaar."
