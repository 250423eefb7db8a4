"""News: who gets it, when, and who read it."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from kiekeboe.chat import publishing, tasks
from kiekeboe.chat.models import NewsItem, NewsRead
from kiekeboe.chat.newsreach import families_of, news_of_relations
from kiekeboe.chat.publishing import Counts, Draft
from kiekeboe.chat.tests.telling import Frogs
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Consent, Guardianship
from kiekeboe.planning.models import Placement
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOON = make.at(10)


@pytest.fixture
def frogs():
    return Frogs()


def draft(frogs, *, at=NOON, **told):
    said = Draft(**{"id": uuid7(), "title": "Zomerfeest", "body": "<p>Kom je ook?</p>"} | told)
    return publishing.draft(said, by=frogs.petra_actor, at=at)


def published(frogs, *, at=NOON, **told):
    news = draft(frogs, at=at, **told)
    number = families_of(news, at.date()).households
    publishing.publish(news, families=number, by=frogs.petra_actor, at=at)
    return news


def seen_by(guardian, day=make.DAY):
    relations = Guardianship.objects.in_force(day).filter(guardian=guardian)
    return list(news_of_relations(relations, day))


def test_both_parents_get_what_is_for_all_families_and_for_their_group(frogs):
    items = [
        published(frogs),
        published(frogs, audience="location", location=frogs.group.location_id),
        published(frogs, audience="group", group=frogs.group.pk),
        published(frogs, audience="families", children=(frogs.noor.pk,)),
    ]
    for parent in (frogs.mother, frogs.father):
        assert set(seen_by(parent)) == set(items)


def test_another_group_another_location_and_another_organisation_get_none_of_it(frogs):
    bees = make.group(frogs.group.location)
    mill = make.group(make.location(frogs.group.organisation))
    bee, miller, stranger = (make.guardian([make.child(one)]) for one in (bees, mill, make.group()))
    for_group = published(frogs, audience="group", group=frogs.group.pk)
    for_house = published(frogs, audience="location", location=frogs.group.location_id)
    for_one = published(frogs, audience="families", children=(frogs.noor.pk,))
    for_all = published(frogs)
    assert set(seen_by(bee)) == {for_house, for_all}
    assert set(seen_by(miller)) == {for_all}
    assert seen_by(stranger) == []
    for news in (for_group, for_one, for_house, for_all):
        with pytest.raises(publishing.NotForYou):
            publishing.read(news, by=stranger.actor(), at=NOON)
    with pytest.raises(publishing.NotForYou):
        publishing.read(for_one, by=bee.actor(), at=NOON)
    assert not NewsRead.objects.exists()


def test_relatives_and_blocked_guardians_get_none(frogs):
    """S10"""
    aunt = make.relative(frogs.noor, frogs.mother).guardian
    news = published(frogs)
    frogs.father.guardianships.get().block(by=frogs.petra_actor, at=NOON)
    assert seen_by(aunt) == seen_by(frogs.father) == []
    assert families_of(news, make.DAY).guardians == {frogs.mother.pk}
    for who in (aunt, frogs.father):
        with pytest.raises(publishing.NotForYou):
            publishing.read(news, by=who.actor(), at=NOON)


def test_a_new_family_finds_the_archive_and_who_left_keeps_what_was_before(frogs):
    old = published(frogs, audience="group", group=frogs.group.pk)
    new = make.child(frogs.group)
    parent = make.guardian([new])
    place = Placement.objects.filter(child=new)
    place.update(started_on=make.DAY + 15 * DAY)
    assert seen_by(parent) == []
    place.update(started_on=make.DAY + 14 * DAY)
    assert seen_by(parent) == [old]
    Placement.objects.filter(child=frogs.noor).update(ended_on=make.DAY)
    later = published(frogs, audience="group", group=frogs.group.pk, at=NOON + DAY)
    assert seen_by(frogs.mother, make.DAY + DAY) == [old]
    assert seen_by(parent, make.DAY + DAY) == [later, old]


@pytest.mark.parametrize("seed", range(6))
def test_the_count_before_sending_is_the_number_of_families_that_see_it(frogs, seed):
    """From the news to families and from a family to its news, in a town at random."""
    dice = Random(seed)
    owner = frogs.group.organisation
    groups = [frogs.group, make.group(frogs.group.location), make.group(make.location(owner))]
    parents = [frogs.mother, frogs.father]
    for _ in range(6):
        child = make.child(dice.choice(groups))
        first = make.DAY + dice.randint(-20, 20) * DAY
        last = dice.choice([None, first + dice.randint(0, 25) * DAY])
        Placement.objects.filter(child=child).update(started_on=first, ended_on=last)
        parents.append(make.guardian([child], receives_updates=dice.random() < 0.8))
    group = dice.choice(groups)
    for told in (
        {},
        {"audience": "group", "group": group.pk},
        {"audience": "location", "location": group.location_id},
    ):
        news = published(frogs, **told)
        for day in (make.DAY, make.DAY + 5 * DAY):
            got = {one.pk for one in parents if news in seen_by(one, day)}
            assert got == families_of(news, day).guardians


def test_from_three_families_on_the_number_is_confirmed(frogs):
    make.guardian([make.child(frogs.group)])
    news = draft(frogs)
    with pytest.raises(publishing.OtherNumber) as refused:
        publishing.publish(news, families=2, by=frogs.petra_actor, at=NOON)
    assert refused.value.families == 3
    assert seen_by(frogs.mother) == []
    for _ in range(2):
        publishing.publish(news, families=3, by=frogs.petra_actor, at=NOON)
    assert seen_by(frogs.mother) == [news]
    assert Event.objects.filter(verb="news_published").count() == 1


def test_a_draft_changes_until_it_is_published(frogs):
    news = draft(frogs)
    said = Draft(news.pk, "Herfstfeest", "<p>Kom!</p>", asks_confirmation=True)
    for _ in range(2):
        publishing.draft(said, by=frogs.petra_actor, at=NOON)
    news.refresh_from_db()
    assert (news.title, news.told) == ("Herfstfeest", "Kom!")
    assert Event.objects.filter(verb="news_drafted").count() == 2
    assert seen_by(frogs.mother) == []
    publishing.publish(news, families=2, by=frogs.petra_actor, at=NOON)
    with pytest.raises(publishing.NotADraft):
        publishing.draft(replace(said, title="Te laat"), by=frogs.petra_actor, at=NOON)


def test_news_says_something(frogs):
    for told in ({"title": " "}, {"body": "<p> </p><script>x</script>"}):
        with pytest.raises(publishing.NotTold):
            draft(frogs, **told)


def test_it_goes_out_at_the_moment_that_was_planned_also_when_the_house_was_down(frogs):
    news = draft(frogs)
    tomorrow = NOON + DAY
    for _ in range(2):
        publishing.publish(news, families=2, on=tomorrow, by=frogs.petra_actor, at=NOON)
    organisation = news.organisation_id
    assert publishing.publish_due(organisation, at=tomorrow - timedelta(minutes=1)) == 0
    assert seen_by(frogs.mother) == []
    assert publishing.publish_due(organisation, at=tomorrow + 3 * DAY) == 1
    assert publishing.publish_due(organisation, at=tomorrow + 3 * DAY) == 0
    assert seen_by(frogs.mother, make.DAY + 4 * DAY) == [news]
    verbs = Event.objects.filter(subject_type="newsitem").order_by("sequence")
    assert [one.verb for one in verbs] == ["news_drafted", "news_planned", "news_published"]


def test_other_words_after_planning_are_planned_again(frogs):
    news = draft(frogs)
    publishing.publish(news, families=2, on=NOON + DAY, by=frogs.petra_actor, at=NOON)
    said = Draft(news.pk, "Anders", "<p>Kom!</p>")
    publishing.draft(said, by=frogs.petra_actor, at=NOON)
    assert publishing.publish_due(news.organisation_id, at=NOON + 2 * DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_the_job_publishes_for_every_organisation(frogs, work_off):
    for one in (frogs, Frogs()):
        publishing.publish(draft(one), families=2, on=NOON + DAY, by=one.petra_actor, at=NOON)
    for _ in range(2):
        tasks.publish_planned_news()
        work_off()
    assert NewsItem.objects.published().count() == 2


def test_what_is_withdrawn_is_gone_for_everybody(frogs):
    news = published(frogs)
    for hour in (11, 12):
        publishing.withdraw(news, by=frogs.petra_actor, at=make.at(hour))
    assert news.withdrawn_at == make.at(11)
    assert seen_by(frogs.mother) == []
    with pytest.raises(publishing.NotForYou):
        publishing.read(news, by=frogs.mother.actor(), at=make.at(13))
    with pytest.raises(publishing.NotADraft):
        publishing.publish(news, families=2, by=frogs.petra_actor, at=make.at(13))


def test_reading_and_confirming_are_counted_once(frogs):
    news = published(frogs, asks_confirmation=True)
    assert publishing.counts(news, make.DAY) == Counts(2, 0, 0)
    for hour in (11, 12):
        publishing.read(news, by=frogs.mother.actor(), at=make.at(hour))
    assert publishing.counts(news, make.DAY) == Counts(2, 1, 0)
    assert publishing.silent(news, make.DAY) == {frogs.mother.pk, frogs.father.pk}
    for hour in (13, 14):
        publishing.confirm(news, by=frogs.mother.actor(), at=make.at(hour))
    row = NewsRead.objects.get()
    assert (row.read_at, row.confirmed_at) == (make.at(11), make.at(13))
    assert publishing.counts(news, make.DAY) == Counts(2, 1, 1)
    assert publishing.silent(news, make.DAY) == {frogs.father.pk}
    assert Event.objects.filter(subject_type="newsread").count() == 2


def test_confirming_where_nobody_asked_is_reading(frogs):
    news = published(frogs)
    publishing.confirm(news, by=frogs.mother.actor(), at=make.at(11))
    assert NewsRead.objects.get().confirmed_at is None


def test_a_colleague_reads_no_news_as_a_family(frogs):
    with pytest.raises(publishing.NotForYou):
        publishing.read(published(frogs), by=frogs.petra_actor, at=NOON)


def test_who_did_not_read_it_is_reminded_once_a_day(frogs):
    news = published(frogs)
    publishing.read(news, by=frogs.mother.actor(), at=NOON)

    def remind(at):
        return publishing.remind(news, by=frogs.petra_actor, at=at)

    assert remind(NOON) == {frogs.father.pk}
    assert remind(NOON + timedelta(hours=23)) == frozenset()
    assert remind(NOON + DAY) == {frogs.father.pk}
    assert Event.objects.filter(verb="news_reminded").count() == 2


def newsletter(frogs, allowed):
    Consent.objects.answer(
        child=frogs.noor, guardian=frogs.mother, purpose="newsletter", allowed=allowed,
        wording="2026-1", said="Mag dat?", channel="portal", by=frogs.mother.actor(), at=NOON,
    )  # fmt: skip


def test_a_photo_in_news_asks_for_the_consent_of_a_newsletter(frogs):
    photo = make.photo([frogs.noor])
    news = draft(frogs, photo=photo.pk)
    with pytest.raises(publishing.NotShown):
        publishing.publish(news, families=2, by=frogs.petra_actor, at=NOON)
    newsletter(frogs, True)
    publishing.publish(news, families=2, on=NOON + DAY, by=frogs.petra_actor, at=NOON)
    newsletter(frogs, False)
    publishing.publish_due(news.organisation_id, at=NOON + DAY)
    news.refresh_from_db()
    assert (news.photo_id, news.published_at) == (None, NOON + DAY)


def test_no_words_of_it_stand_in_an_event(frogs):
    published(frogs, title="Geheim feest")
    assert all("Geheim" not in str(one.payload) for one in Event.objects.all())
