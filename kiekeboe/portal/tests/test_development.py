"""Development as parents read it: what was shared, the talks, their own part, growth."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from kiekeboe.development import measuring, mentors, noting, talks
from kiekeboe.development.models import Measurement, ParentPart, TalkReading
from kiekeboe.development.tests.ward import Ward
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
OUTSIDERS = ("grandmother", "finns", "sems")
QUERIES = 8


@pytest.fixture
def ward():
    return Ward()


def browser(guardian):
    client = Client()
    client.force_login(guardian.account)
    return client


def page(child):
    return f"/parent/children/{child.pk}/development/"


def words(answer):
    return " ".join(answer.content.decode().split())


def there(talk):
    return f"{page(talk.child)}talks/{talk.pk}/"


def test_a_parent_reads_what_was_shared_and_who_the_mentor_is(ward):
    """H3"""
    ward.note(shared=True, text="Ze lacht naar Finn.")
    ward.note(text="Nog niet gedeeld.")
    mentors.appoint(ward.noor, ward.eva, started_on=make.DAY, by=ward.desk, at=make.at(9))

    told = words(browser(ward.mother).get(page(ward.noor)))

    assert "Ze lacht naar Finn." in told
    assert str(ward.eva) in told
    assert "Nog niet gedeeld." not in told


@pytest.mark.parametrize("who", OUTSIDERS)
def test_to_others_a_child_and_its_talks_do_not_exist(ward, who):
    """S01 A grandmother reads the diary along; development is not in it."""
    ward.note(shared=True)
    talk, theirs = ward.talk(shared=True), browser(getattr(ward, who))

    assert theirs.get(page(ward.noor)).status_code == 404
    assert theirs.get(there(talk)).status_code == 404
    assert theirs.get(f"{there(talk)}file/").status_code == 404
    for act in ("part/", "reading/"):
        assert theirs.post(there(talk) + act, {"text": "Hoi"}).status_code == 404
    assert not TalkReading.objects.exists()


def test_a_talk_is_found_only_at_its_own_child(ward):
    """S01 The id of another child's talk behind the own child finds nothing."""
    talk = ward.talk(ward.finn, shared=True)

    assert browser(ward.mother).get(f"{page(ward.noor)}talks/{talk.pk}/").status_code == 404


@pytest.mark.parametrize("change", [{"blocked_at": make.at(8)}, {"ended": True}])
def test_a_relation_that_is_over_finds_nothing(ward, change):
    talk = ward.talk(shared=True)
    if "ended" in change:
        change = {
            "ended_on": make.DAY.replace(year=2025),
            "started_on": make.DAY.replace(year=2024),
        }
    else:
        change["blocked_by"] = ward.owner.pk
    ward.mother.guardianships.update(**change)

    assert browser(ward.mother).get(page(ward.noor)).status_code == 404
    assert browser(ward.mother).get(there(talk)).status_code == 404


def test_a_draft_is_not_there_until_parents_are_asked(ward):
    talk, hers = ward.talk(), browser(ward.mother)
    assert hers.get(there(talk)).status_code == 404
    assert hers.post(there(talk) + "reading/").status_code == 404

    talks.invite(talk, by=ward.desk, at=make.at(12))
    told = words(hers.get(there(talk)))
    assert "Jouw deel" in told
    assert "Een fijn jaar." not in told
    assert "Noor bouwt graag." not in told
    assert hers.post(there(talk) + "reading/").status_code == 404


def test_a_parent_writes_first_and_each_their_own(ward):
    """The other parent does not read what this one wrote."""
    talk, hers, his = ward.talk(invited=True), browser(ward.mother), browser(ward.father)
    assert hers.post(there(talk) + "part/", {"text": ""}).status_code == 422
    assert hers.post(there(talk) + "part/", {"text": "Ze slaapt goed."}).status_code == 302

    assert "Ze slaapt goed." in words(hers.get(there(talk)))
    assert "Ze slaapt goed." not in words(his.get(there(talk)))

    talks.share(talk, by=ward.desk, at=make.at(15))
    assert hers.post(there(talk) + "part/", {"text": "Te laat."}).status_code == 409
    assert ParentPart.objects.get().text == "Ze slaapt goed."


def test_a_parent_signs_as_read_answers_and_reads_what_was_agreed(ward):
    talk, hers = ward.talk(shared=True), browser(ward.mother)
    talks.hold(talk, held_on=make.DAY, agreements="Meer buiten.", concerns="Hoort ze goed?",
               by=ward.desk, at=make.at(15))  # fmt: skip
    told = words(hers.get(there(talk)))
    assert "Een fijn jaar." in told
    assert "Meer buiten." in told
    assert "Hoort ze goed?" not in told

    for _twice in range(2):
        assert hers.post(there(talk) + "reading/", {"text": "Mooi verslag."}).status_code == 302

    row = TalkReading.objects.get()
    assert (row.guardian, row.answer) == (ward.mother, "Mooi verslag.")
    assert "Mooi verslag." not in words(browser(ward.father).get(there(talk)))


def test_only_with_authority_a_parent_says_what_goes_to_the_school(ward):
    talk = ward.talk(kind="farewell", shared=True)
    ask = "Mag dit verslag naar de school?"

    assert ask in words(browser(ward.mother).get(there(talk)))
    assert ask not in words(browser(ward.father).get(there(talk)))
    assert browser(ward.father).post(there(talk) + "reading/", {"school": "yes"}).status_code == 404
    assert browser(ward.mother).post(there(talk) + "reading/", {"school": "no"}).status_code == 302
    assert TalkReading.objects.get(guardian=ward.mother).to_school is False
    assert not TalkReading.objects.filter(to_school=True).exists()


def test_growth_is_there_where_it_is_kept(ward):
    hers, form = browser(ward.mother), page(ward.noor) + "growth/"
    told = {"id": uuid7(), "day": make.DAY.isoformat(), "kilos": "9,4"}
    assert hers.get(form).status_code == 404
    assert "Gewicht en lengte" not in words(hers.get(page(ward.noor)))

    noting.choose(keeps_growth=True, manager_shares=False, by=ward.desk, at=make.at(8))
    assert hers.post(form, told | {"kilos": "94"}).status_code == 422
    assert hers.post(form, told).status_code == 302
    assert browser(ward.sems).post(form, told).status_code == 404

    assert Measurement.objects.get().grams == 9400
    assert "<td>9,4</td>" in words(hers.get(page(ward.noor)))


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_however_much_was_seen(ward, many, django_assert_num_queries):
    for _ in range(many):
        ward.note(shared=True)
    ward.talk(shared=True)
    hers = browser(ward.mother)
    hers.get(page(ward.noor))
    with django_assert_num_queries(QUERIES):
        hers.get(page(ward.noor))


def heard(guardian):
    rows = Notice.objects.filter(account=guardian.account, kind=Kind.TALK, channel=Channel.APP)
    return [row.read_at is None for row in rows.order_by("made_at")]


def test_parents_hear_of_a_talk_and_relatives_do_not(ward):
    """G1 Asked to write, and again when the report is there; what was done is no news any more."""
    talk = ward.talk(invited=True)
    assert (heard(ward.mother), heard(ward.father)) == ([True], [True])
    assert (heard(ward.grandmother), heard(ward.finns)) == ([], [])

    browser(ward.mother).post(there(talk) + "part/", {"text": "Ze slaapt goed."})
    assert (heard(ward.mother), heard(ward.father)) == ([False], [True])

    talks.share(talk, by=ward.desk, at=make.at(14))
    browser(ward.mother).post(there(talk) + "reading/")
    assert heard(ward.mother) == [False, False]
    assert True in heard(ward.father)


def test_a_draft_that_was_thrown_away_is_no_news(ward):
    talk = ward.talk(invited=True)
    talks.drop(talk, by=ward.desk, at=make.at(13))

    assert not Notice.objects.filter(kind=Kind.TALK, dropped_at=None).exists()


def test_an_id_of_another_measurement_does_not_swallow_ones_own(ward):
    noting.choose(keeps_growth=True, manager_shares=False, by=ward.desk, at=make.at(9))
    said = {"by": ward.desk, "at": make.at(9)}
    theirs = measuring.measure(uuid7(), ward.finn, day=make.DAY, grams=9000, **said)
    measuring.measure(uuid7(), ward.noor, day=make.DAY, grams=8000, **said)
    told = {"id": theirs.pk, "day": make.DAY.isoformat(), "kilos": "8,5"}

    browser(ward.mother).post(f"{page(ward.noor)}growth/", told)

    assert Measurement.objects.standing().filter(child=ward.noor).exists()


def test_the_report_to_keep_says_what_was_shared_and_agreed_and_no_more(ward):
    """What the group keeps for itself, and what each parent wrote, is not on it."""
    talk = ward.talk(invited=True)
    client = browser(ward.mother)
    client.post(f"{there(talk)}part/", {"text": "Thuis slaapt ze slecht."})
    assert client.get(f"{there(talk)}file/").status_code == 404, "a draft"
    talks.share(talk, by=ward.desk, at=make.at(13))
    talks.hold(
        talk, held_on=make.DAY, present="Marit", agreements="Vaker naar buiten.",
        concerns="Let op het gehoor.", next_on=None, by=ward.desk, at=make.at(14),
    )  # fmt: skip
    assert f"{there(talk)}file/" in words(client.get(there(talk)))

    answer = client.get(f"{there(talk)}file/")
    reader = PdfReader(BytesIO(answer.content))
    told = " ".join(page.extract_text() for page in reader.pages)
    for said in ("Een fijn jaar.", "Noor bouwt graag.", "Vaker naar buiten.", "Marit"):
        assert said in told
    assert "gehoor" not in told
    assert "slecht" not in told
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert Event.objects.get(verb="mentor_talk_downloaded").person_id == ward.mother.pk
