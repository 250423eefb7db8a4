"""Saying something in a conversation, and who must not be able to."""

from datetime import time, timedelta
from uuid import uuid4

import pytest

from kiekeboe.chat import agreeing, opening, reading, writing
from kiekeboe.chat.models import Message, MessageVersion, Thread
from kiekeboe.chat.policy import Mode, Policy
from kiekeboe.chat.reaching import NotInConversation, audience_of, member, threads_of_family
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.chat.writing import Said
from kiekeboe.events.actors import Actor, Kind, system
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.planning.models import Placement, RosterShift
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def frogs():
    return Frogs()


def told(thread):
    return [(one.sequence, one.text) for one in reading.newest(thread)]


def test_a_mother_and_the_group_talk_in_order(frogs):
    say(frogs.thread, "Noor heeft slecht geslapen", frogs.mother.actor(), 7)
    say(frogs.thread, "Dank je, we letten op", frogs.petra_actor, 8)
    assert told(frogs.thread) == [
        (1, "Noor heeft slecht geslapen"),
        (2, "Dank je, we letten op"),
    ]
    thread = Thread.objects.get(pk=frogs.thread.pk)
    assert (thread.last, thread.last_family, thread.last_staff) == (2, 1, 2)
    assert thread.last_at == make.at(8)


def test_the_same_message_again_is_there_once(frogs):
    """R11"""
    said = Said(uuid7(), "Hoi")
    first, new = writing.send(frogs.thread, said, by=frogs.mother.actor(), at=make.at(8))
    again, newly = writing.send(frogs.thread, said, by=frogs.mother.actor(), at=make.at(9))
    assert (new, newly) == (True, False)
    assert first == again == Message.objects.get()
    assert Event.objects.filter(verb="message_sent").count() == 1


def test_an_id_of_somebody_else_gives_nothing_and_tells_nothing(frogs):
    message = say(frogs.thread, "Voor de groep", frogs.mother.actor())
    stolen = Said(message.pk, "Van mij")
    with pytest.raises(writing.NotYours):
        writing.send(frogs.fathers, stolen, by=frogs.father.actor(), at=make.at(9))
    assert told(frogs.fathers) == []


def test_what_was_said_stands_in_no_event(frogs):
    """S59 Ids and numbers only; and no child, because the other household hears of that child."""
    message = say(frogs.thread, "Een geheim van thuis", frogs.mother.actor())
    writing.edit(message, "Een ander geheim", by=frogs.mother.actor(), at=make.at(8) + MINUTE)
    writing.delete(message, by=frogs.mother.actor(), at=make.at(9))
    events = Event.objects.filter(verb__startswith="message_")
    assert [one.verb for one in events.order_by("sequence")] == [
        "message_sent", "message_edited", "message_deleted",
    ]  # fmt: skip
    for one in events:
        assert "geheim" not in str(one.payload)
        assert one.payload["household"] == str(frogs.mother.household_id)
        assert one.group_id == frogs.group.pk
        assert not one.mentions.exists()


def test_the_father_in_another_house_is_not_in_the_conversation_of_the_mother(frogs):
    """U35"""
    say(frogs.thread, "Over papa", frogs.mother.actor())
    assert threads_of_family(frogs.father.guardianships.all()).get() == frogs.fathers
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Hé", frogs.father.actor())


@pytest.mark.parametrize(
    "who",
    ["aunt", "stranger", "bee", "trainee", "finance", "tablet", "house", "colleague as parent",
     "parent as colleague", "other organisation"],
)  # fmt: skip
def test_who_is_not_in_it_says_nothing(frogs, who):
    organisation = frogs.group.organisation
    by = {
        "aunt": lambda: make.relative(frogs.noor, frogs.mother).guardian.actor(),
        "stranger": lambda: make.guardian([make.child(frogs.group)]).actor(),
        "bee": lambda: frogs.colleague(make.caregiver(make.group(frogs.group.location))),
        "trainee": lambda: frogs.colleague(make.caregiver(frogs.group, "trainee")),
        "finance": lambda: frogs.colleague(make.office_member(organisation, "finance")),
        "tablet": lambda: Actor(organisation.pk, Kind.TABLET, None, make.device(frogs.group).pk),
        "house": lambda: system(organisation.pk),
        "colleague as parent": lambda: Actor(organisation.pk, Kind.GUARDIAN, frogs.petra.pk),
        "parent as colleague": lambda: Actor(organisation.pk, Kind.CAREGIVER, frogs.mother.pk),
        "other organisation": lambda: make.guardian([make.child()]).actor(),
    }[who]()
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Hoi", by)
    assert not Message.objects.exists()


def test_an_actor_of_another_organisation_is_in_none_of_ours(frogs):
    """S03"""
    message = say(frogs.thread, "Hoi", frogs.manager())
    stranger = Actor(make.organisation().pk, Kind.GUARDIAN, frogs.mother.pk)
    for do in (
        lambda: say(frogs.thread, "Hoi", stranger),
        lambda: writing.evidence(message, by=stranger, at=make.at(9)),
        lambda: member(frogs.thread, stranger, make.at(9)),
    ):
        with pytest.raises(NotInConversation):
            do()


def test_a_blocked_mother_says_nothing_more_and_reads_nothing_more(frogs):
    """S10 From that moment on: there is no conversation for her."""
    relation = frogs.mother.guardianships.get()
    say(frogs.thread, "Tot straks", frogs.mother.actor())
    relation.block(by=frogs.petra_actor, at=make.at(9))
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Waarom?", frogs.mother.actor(), 10)
    in_force = Guardianship.objects.in_force(make.DAY).filter(guardian=frogs.mother)
    assert not threads_of_family(in_force).exists()


def test_before_the_place_begins_and_after_it_ends_there_is_nobody(frogs):
    place = Placement.objects.filter(child=frogs.noor)
    place.update(started_on=make.DAY + 15 * DAY)
    with pytest.raises(writing.NobodyThere):
        say(frogs.thread, "Hoi", frogs.mother.actor())
    place.update(started_on=make.DAY + 14 * DAY)
    say(frogs.thread, "Hoi", frogs.mother.actor())
    place.update(started_on=make.DAY - 30 * DAY, ended_on=make.DAY - DAY)
    with pytest.raises(writing.NobodyThere):
        say(frogs.thread, "Dag", frogs.mother.actor())
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Dag Noor", frogs.petra_actor)


def test_the_day_of_the_conversation_is_that_of_the_location(frogs):
    """Half past midnight in Amsterdam is still the day before in UTC."""
    Placement.objects.filter(child=frogs.noor).update(started_on=make.DAY + 14 * DAY)
    with pytest.raises(writing.NobodyThere):
        say(frogs.thread, "Hoi", frogs.mother.actor(), at=make.at(21, 59, day=make.DAY - DAY))
    say(frogs.thread, "Hoi", frogs.mother.actor(), at=make.at(22, 1, day=make.DAY - DAY))


@pytest.mark.parametrize("text", ["", "  \n", "\0", "a" * 4001])
def test_nothing_and_too_much_is_refused(frogs, text):
    with pytest.raises(writing.SaysNothing):
        say(frogs.thread, text, frogs.mother.actor())


def test_words_that_no_database_takes_are_left_out(frogs):
    assert say(frogs.thread, " Ho\0i ", frogs.mother.actor()).text == "Hoi"


def test_what_was_written_offline_keeps_its_time_and_gets_the_place_in_which_we_heard_it(frogs):
    say(frogs.thread, "Straks", frogs.petra_actor, 9)
    by = frogs.mother.actor(heard_at=make.at(10))
    message = say(frogs.thread, "Eerder geschreven", by, 8)
    assert (message.sequence, message.sent_at, message.heard_at) == (2, make.at(8), make.at(10))


def test_a_clock_that_runs_ahead_sends_nothing_from_the_future(frogs):
    by = frogs.mother.actor(heard_at=make.at(8))
    assert say(frogs.thread, "Hoi", by, 20).sent_at == make.at(8)


def urgent_only(frogs):
    policy = Policy(since=make.DAY, mode=Mode.URGENT_ONLY)
    agreeing.set_policy(
        frogs.group.location, policy, day=make.DAY, by=frogs.petra_actor, at=make.at(6)
    )


def test_where_chat_is_for_what_is_urgent_a_parent_says_that_it_is(frogs):
    urgent_only(frogs)
    with pytest.raises(writing.MustConfirm):
        say(frogs.thread, "Mag ze extra komen?", frogs.mother.actor())
    assert say(frogs.thread, "Ze heeft pinda gehad", frogs.mother.actor(), urgent=True).urgent


def test_staff_and_the_office_need_no_urgency(frogs):
    urgent_only(frogs)
    assert not say(frogs.thread, "Alles goed", frogs.petra_actor).urgent
    frogs.manager()
    office = opening.with_office(frogs.mother.household_id, by=frogs.petra_actor, at=make.at(6))
    assert not say(office, "Over de factuur", frogs.mother.actor()).urgent


def test_what_was_written_the_day_before_follows_the_policy_of_that_day(frogs):
    urgent_only(frogs)
    by = frogs.mother.actor(heard_at=make.at(8))
    say(frogs.thread, "Gisteren getypt", by, at=make.at(8, day=make.DAY - DAY))


def test_within_five_minutes_it_is_said_otherwise_and_what_stood_there_is_kept(frogs):
    message = say(frogs.thread, "Ze komt om vier uur", frogs.mother.actor(), 8)
    writing.edit(message, "Ze komt om vijf uur", by=frogs.mother.actor(), at=make.at(8, 5))
    message.refresh_from_db()
    assert (message.text, message.sequence, message.changed) == ("Ze komt om vijf uur", 1, 2)
    assert MessageVersion.objects.get().text == "Ze komt om vier uur"


def test_the_same_words_again_change_nothing(frogs):
    message = say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    writing.edit(message, " Hoi ", by=frogs.mother.actor(), at=make.at(12))
    assert not MessageVersion.objects.exists()
    assert Event.objects.filter(verb="message_edited").count() == 0


def test_after_five_minutes_it_stands_by_our_clock_and_not_by_that_of_the_phone(frogs):
    message = say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    late = frogs.mother.actor(heard_at=make.at(8, 6))
    with pytest.raises(writing.TooLate):
        writing.edit(message, "Ander", by=late, at=make.at(8, 1))


def test_only_who_said_it_edits_it(frogs):
    partner = make.guardian([frogs.noor], household=frogs.mother.household)
    message = say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    for by in (partner.actor(), frogs.petra_actor, frogs.manager()):
        with pytest.raises(writing.NotYours):
            writing.edit(message, "Ander", by=by, at=make.at(8))
    with pytest.raises(NotInConversation):
        writing.edit(message, "Ander", by=frogs.father.actor(), at=make.at(8))


def test_deleting_leaves_a_mark_and_keeps_what_was_said_for_the_manager(frogs):
    message = say(frogs.thread, "Dat had ik niet moeten zeggen", frogs.petra_actor, 8)
    boss = frogs.manager()
    for hour in (9, 10):
        writing.delete(message, by=frogs.petra_actor, at=make.at(hour))
    message.refresh_from_db()
    assert (message.text, message.sought, message.deleted_at) == ("", "", make.at(9))
    assert told(frogs.thread) == [(1, "")]
    kept = writing.evidence(message, by=boss, at=make.at(11))
    assert [one.text for one in kept] == ["Dat had ik niet moeten zeggen"]
    assert Event.objects.get(verb="message_evidence_read").person_id == boss.person
    assert Event.objects.filter(verb="message_deleted").count() == 1


def test_evidence_is_for_nobody_but_a_manager(frogs):
    message = say(frogs.thread, "Weg", frogs.mother.actor(), 8)
    writing.delete(message, by=frogs.mother.actor(), at=make.at(9))
    for by in (frogs.mother.actor(), frogs.father.actor(), frogs.petra_actor):
        with pytest.raises(NotInConversation):
            writing.evidence(message, by=by, at=make.at(10))


def test_what_is_deleted_is_not_edited(frogs):
    message = say(frogs.thread, "Weg", frogs.mother.actor(), 8)
    writing.delete(message, by=frogs.mother.actor(), at=make.at(8))
    with pytest.raises(writing.Deleted):
        writing.edit(message, "Terug", by=frogs.mother.actor(), at=make.at(8))


def test_a_manager_deletes_what_a_colleague_said_and_never_what_a_parent_said(frogs):
    boss = frogs.manager()
    wrong = say(frogs.thread, "Verkeerde ouder", frogs.petra_actor, 8)
    hers = say(frogs.thread, "Van mij", frogs.mother.actor(), 8)
    writing.delete(wrong, by=boss, at=make.at(9))
    with pytest.raises(writing.NotYours):
        writing.delete(hers, by=boss, at=make.at(9))
    for other in (frogs.petra_actor, frogs.mother.actor()):
        with pytest.raises(writing.NotYours):
            writing.delete(say(frogs.thread, "X", boss), by=other, at=make.at(9))


def test_a_photo_goes_along_only_where_the_consent_rule_shows_it(frogs):
    sam = make.child(frogs.group)
    make.consent(frogs.noor, guardian=frogs.mother, own=True, together=True)
    make.consent(sam, own=True, together=False)
    hers = make.photo([frogs.noor])
    say(frogs.thread, "", frogs.petra_actor, photo=hers.pk)
    for other in (make.photo([frogs.noor, sam]).pk, make.photo([sam]).pk, uuid4()):
        with pytest.raises(writing.NotShown):
            say(frogs.thread, "Kijk", frogs.petra_actor, photo=other)
    make.consent(frogs.noor, guardian=frogs.mother, own=False)
    assert writing.photos_shown(frogs.thread, [hers.pk], make.DAY) == set()


def test_a_caregiver_who_stands_in_for_a_day_reads_along_that_day(frogs):
    bees = make.group(frogs.group.location)
    omar = make.caregiver(bees)
    RosterShift.objects.create(
        organisation=bees.organisation, employee=omar, group=frogs.group, day=make.DAY,
        starts_at=time(8), ends_at=time(17),
    )  # fmt: skip
    assert omar.pk in audience_of(frogs.thread, make.DAY).staff
    assert omar.pk not in audience_of(frogs.thread, make.DAY + DAY).staff


def test_who_left_service_is_out(frogs):
    frogs.petra.edit(ended_on=make.DAY - DAY, by=frogs.petra_actor, at=make.at(6))
    with pytest.raises(NotInConversation):
        say(frogs.thread, "Nog even", frogs.petra_actor)


def test_a_conversation_is_opened_once(frogs):
    home = frogs.mother.household_id
    again = opening.with_group(frogs.noor, home, by=frogs.mother.actor(), at=make.at(9))
    assert again == frogs.thread
    one, other = (
        opening.with_office(home, by=frogs.mother.actor(), at=make.at(hour)) for hour in (8, 9)
    )
    assert one == other
    assert not Event.objects.filter(subject_type="thread").exists()
