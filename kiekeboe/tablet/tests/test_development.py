"""A caregiver writes what she sees of a child (L1)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from kiekeboe.development import noting
from kiekeboe.development.models import Observation, Talk
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair


def page(child):
    return f"/group/children/{child.pk}/development/"


def words(answer):
    return " ".join(answer.content.decode().split())


def write(tablet, noor, **more):
    told = {"id": uuid7(), "area": "motor", "text": "Ze rolt om."} | more
    return tablet.client.post(page(noor), told)


def elsewhere(noor):
    """A child of another group at the same location."""
    return make.child(make.group(noor.placements.get().group.location), first_name="Sem")


def test_an_observation_is_written_once_and_read_back(tablet, noor):
    id = uuid7()
    for _twice in range(2):
        assert write(tablet, noor, id=id, wellbeing="5").status_code == 302

    row = Observation.objects.get()
    assert (row.author, row.wellbeing, row.shared_at) == (tablet.caregiver, 5, None)
    assert row.months == noor.months_on(row.seen_on)
    assert "Ze rolt om." in words(tablet.client.get(page(noor)))


def test_from_a_moment_of_the_diary(tablet, noor, mees):
    """S02 A moment of another child is refused."""
    at = timezone.now() - timedelta(hours=1)
    facts = {"kind": "mood", "details": {"mood": "cheerful"}, "started_at": at}
    mine, other = (make.entry(one, **facts) for one in (noor, mees))

    assert write(tablet, noor, source=f"entry:{other.pk}").status_code == 422
    assert write(tablet, noor, source="entry:x").status_code == 422
    assert write(tablet, noor, source=f"entry:{mine.pk}").status_code == 302
    assert Observation.objects.get().entry == mine


def test_several_children_at_once_but_none_of_another_group(tablet, noor, mees):
    sem = elsewhere(noor)
    assert write(tablet, noor, child=[mees.pk, sem.pk], shared="on").status_code == 302

    assert set(Observation.objects.shared().values_list("child", flat=True)) == {noor.pk, mees.pk}


def test_without_words_nothing_is_written(tablet, noor):
    answer = write(tablet, noor, text="")

    assert answer.status_code == 422
    assert "Kies een gebied" in words(answer)
    assert not Observation.objects.exists()


def test_where_a_manager_reads_first_nothing_is_shared(tablet, noor):
    by = make.office_member(noor.organisation).actor()
    noting.choose(keeps_growth=False, manager_shares=True, by=by, at=make.at(8))
    assert write(tablet, noor, shared="on").status_code == 302

    assert Observation.objects.get().shared_at is None


def test_a_trainee_and_a_tablet_alone_find_nothing(tablet, noor, group):
    """S01"""
    trainee = pair(group, caregiver=make.caregiver(group, "trainee"))
    tablet.client.cookies.pop("turn")

    for one in (trainee, tablet):
        assert one.client.get(page(noor)).status_code == 404
        assert write(one, noor).status_code == 404
    assert not Observation.objects.exists()


def test_a_child_of_another_group_does_not_exist(tablet, noor):
    sem = elsewhere(noor)

    assert tablet.client.get(page(sem)).status_code == 404
    assert write(tablet, sem).status_code == 404
    assert tablet.client.get(f"/group/children/{sem.pk}/talk/").status_code == 404
    assert tablet.client.post(f"/group/children/{sem.pk}/talk/", {"id": uuid7()}).status_code == 404


def test_one_takes_back_only_what_one_wrote(tablet, noor, group):
    write(tablet, noor)
    row = Observation.objects.get()
    act = f"/group/observations/{row.pk}/withdrawal/"
    colleague = pair(group, caregiver=make.caregiver(group))

    assert colleague.client.post(act).status_code == 404
    assert tablet.client.post(act).status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at


def test_opening_it_is_written_down(tablet, noor):
    """S61"""
    tablet.client.get(page(noor))

    assert Event.objects.filter(verb="file_read").latest("sequence").payload["tab"] == "development"


def test_the_mentor_drafts_a_talk_and_asks_the_parents(tablet, noor):
    write(tablet, noor)
    there, start = f"/group/children/{noor.pk}/talk/", {"id": uuid7(), "kind": "first"}
    for _twice in range(2):
        assert tablet.client.post(there, start).status_code == 302
    assert "Ze rolt om." in words(tablet.client.get(there))

    tablet.client.post(there, {"opening": "Een fijne start.", "motor": "Ze rolt.", "invite": "1"})
    tablet.client.post(there, start)  # a page that stood open does not empty the draft

    talk = Talk.objects.get()
    assert (talk.kind, talk.opening) == ("first", "Een fijne start.")
    assert talk.invited_at
    assert talk.shared_at is None


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_however_much_was_seen(
    tablet, noor, many, django_assert_num_queries
):
    for _ in range(many):
        write(tablet, noor)
    tablet.client.get(page(noor))
    called = connection.vendor == "postgresql"  # that somebody looked is told to open pages
    with django_assert_num_queries(17 + called):
        tablet.client.get(page(noor))
