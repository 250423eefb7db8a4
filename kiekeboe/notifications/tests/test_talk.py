"""Messages, news, things to bring, and what stayed unseen: who hears of it, and until when."""

from datetime import timedelta

import pytest
from django.core import mail

from kiekeboe.chat import agreeing, bringing, escalating, opening, publishing, receiving, writing
from kiekeboe.chat.models import PleaseBring
from kiekeboe.chat.newsreach import families_of
from kiekeboe.chat.policy import Mode, Policy
from kiekeboe.chat.publishing import Draft
from kiekeboe.chat.tests.telling import Frogs, say
from kiekeboe.events import actors
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import outbox, pushing
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EVENING = make.at(17, 30)


@pytest.fixture
def frogs():
    found = Frogs()
    found.partner = make.guardian([found.noor], household=found.mother.household)
    found.neighbour = make.guardian([make.child(found.group)])
    return found


def told(person, channel=Channel.APP):
    rows = Notice.objects.filter(account=person.account, channel=channel, dropped_at=None)
    return list(rows.values_list("kind", flat=True))


def unread(person):
    return outbox.unread(person.account_id).count()


def mailed(person, at=EVENING):
    return outbox.deliver(person.account_id, at=at)


def published(frogs, *, at=None, **more):
    said = Draft(uuid7(), "Zomerfeest", "<p>Kom je ook?</p>", **more)
    at = at or make.at(9)
    news = publishing.draft(said, by=frogs.petra_actor, at=at)
    number = families_of(news, make.DAY).households
    publishing.publish(news, families=number, by=frogs.petra_actor, at=at)
    return news


def asked(frogs, thing="nappies", at=None):
    return bringing.ask(
        uuid7(), child=frogs.noor, thing=thing, by=frogs.petra_actor, at=at or make.at(9)
    )


def test_a_message_of_the_group_is_for_the_one_household_only(frogs):
    """S12"""
    message = say(frogs.thread, "Noor slaapt", frogs.petra_actor)

    assert told(frogs.mother) == told(frogs.partner) == [Kind.MESSAGE]
    assert told(frogs.father) == told(frogs.neighbour) == []
    notice = Notice.objects.filter(account=frogs.mother.account).first()
    assert (notice.subject_id, notice.source) == (frogs.thread.pk, message.pk)


def test_a_parent_who_writes_hears_nothing_and_the_other_one_at_home_does(frogs):
    say(frogs.thread, "Hoi", frogs.mother.actor())

    assert told(frogs.mother) == told(frogs.father) == []
    assert told(frogs.partner) == [Kind.MESSAGE]


def test_no_colleague_is_alerted_of_a_message(frogs):
    """F4"""
    frogs.manager()
    say(frogs.thread, "Hoi", frogs.mother.actor(), 23)

    household = {frogs.mother.account_id, frogs.partner.account_id}
    assert set(Notice.objects.values_list("account", flat=True)) <= household


def test_what_was_read_is_not_mailed_and_no_badge_counts_it(frogs):
    """G4"""
    say(frogs.thread, "Een", frogs.petra_actor)
    say(frogs.thread, "Twee", frogs.petra_actor)
    receiving.read(frogs.thread, 1, by=frogs.mother.actor(), at=make.at(9))
    assert (unread(frogs.mother), unread(frogs.partner)) == (1, 2)

    assert (mailed(frogs.mother), mailed(frogs.partner)) == (1, 2)
    receiving.read(frogs.thread, 2, by=frogs.mother.actor(), at=make.at(18))
    assert unread(frogs.mother) == 0


def test_read_counts_also_for_who_wants_no_news_in_the_app(frogs):
    """G4"""
    Preference.objects.create(
        account=frogs.mother.account, kind=Kind.MESSAGE, channel=Channel.APP, wanted=False
    )
    say(frogs.thread, "Een", frogs.petra_actor)
    receiving.read(frogs.thread, 1, by=frogs.mother.actor(), at=make.at(9))

    assert mailed(frogs.mother) == 0


def test_a_message_that_was_deleted_is_told_to_nobody(frogs):
    message = say(frogs.thread, "Verkeerd", frogs.petra_actor)
    writing.delete(message, by=frogs.petra_actor, at=make.at(9))

    assert unread(frogs.mother) == mailed(frogs.mother) == 0
    assert mail.outbox == []


def test_the_letter_holds_nothing_of_what_was_said(frogs):
    """G3"""
    say(frogs.thread, "Noor heeft luizen", frogs.petra_actor)
    mailed(frogs.mother)

    (letter,) = mail.outbox
    assert "Noor" not in letter.body
    assert "luizen" not in letter.body + letter.alternatives[0].content


@pytest.mark.parametrize("office", [False, True])
def test_who_is_out_of_the_conversation_when_it_is_sent_hears_nothing(frogs, office):
    """S10 Blocked between the message and the letter, with the group and with the office."""
    boss = frogs.manager()
    thread = frogs.thread
    if office:
        thread = opening.with_office(frogs.mother.household_id, by=boss, at=make.at(8))
    say(thread, "Hoi", boss if office else frogs.petra_actor)
    assert unread(frogs.mother) == 1
    frogs.mother.guardianships.get().block(by=boss, at=make.at(9))

    assert unread(frogs.mother) == mailed(frogs.mother) == 0
    assert mailed(frogs.partner) == 1


def test_news_is_told_once_to_who_gets_it(frogs):
    make.guardianship(frogs.mother, make.child(frogs.group))
    published(frogs, audience="group", group=frogs.group.pk)

    for one in (frogs.mother, frogs.partner, frogs.father, frogs.neighbour):
        assert told(one) == [Kind.NEWS]


def test_news_leaves_nothing_of_itself_on_a_locked_phone(frogs, push_service):
    """S59 Two fields, a word of ours and a number: not its title, not its words, not the group."""
    phone = push_service.phone("hers")
    pushing.subscribe(frogs.mother.account, phone.listener, at=make.at(8))
    Preference.objects.create(
        account=frogs.mother.account, kind=Kind.NEWS, channel=Channel.PUSH, wanted=True
    )
    published(frogs, audience="group", group=frogs.group.pk)
    row = Notice.objects.get(account=frogs.mother.account, channel=Channel.PUSH)
    pushing.deliver(frogs.mother.account_id, at=row.due_at)

    assert phone.heard == [{"kind": "news", "id": str(row.pk)}]
    assert b"Zomerfeest" not in phone.arrived[0]["body"]


def test_news_for_one_family_is_for_that_family(frogs):
    published(frogs, audience="families", children=(frogs.noor.pk,))

    assert told(frogs.mother) == [Kind.NEWS]
    assert told(frogs.neighbour) == []


def test_news_that_was_read_or_withdrawn_is_not_mailed(frogs):
    news = published(frogs)
    publishing.read(news, by=frogs.mother.actor(), at=make.at(10))
    assert (unread(frogs.mother), mailed(frogs.mother)) == (0, 0)

    publishing.withdraw(news, by=frogs.petra_actor, at=make.at(11))
    assert (unread(frogs.father), mailed(frogs.father)) == (0, 0)


def test_who_only_read_it_is_reminded_where_confirming_was_asked(frogs):
    news = published(frogs, asks_confirmation=True)
    publishing.read(news, by=frogs.mother.actor(), at=make.at(10))
    publishing.confirm(news, by=frogs.father.actor(), at=make.at(10))
    publishing.remind(news, by=frogs.petra_actor, at=make.at(11))
    publishing.read(news, by=frogs.mother.actor(), at=make.at(12))

    assert unread(frogs.mother) == 1
    assert (mailed(frogs.mother), mailed(frogs.father)) == (1, 0)
    publishing.confirm(news, by=frogs.mother.actor(), at=make.at(18))
    assert unread(frogs.mother) == 0


def test_what_is_to_be_brought_stands_in_every_letter_of_the_evening_until_it_is_there(frogs):
    """B8"""
    nappies = asked(frogs)
    mailed(frogs.mother)
    published(frogs, at=make.at(9, day=make.DAY + DAY))
    mailed(frogs.mother, EVENING + DAY)
    bringing.tick_off(nappies, by=frogs.father.actor(), at=make.at(8, day=make.DAY + 2 * DAY))
    published(frogs, at=make.at(9, day=make.DAY + 2 * DAY))
    mailed(frogs.mother, EVENING + 2 * DAY)

    assert ["mee te nemen" in one.body for one in mail.outbox] == [True, True, False]
    assert "luiers" not in mail.outbox[0].body.lower()


def test_what_was_brought_before_the_evening_is_not_mailed(frogs):
    asked(frogs)
    assert told(frogs.mother) == told(frogs.father) == [Kind.BRING]
    assert told(frogs.neighbour) == []
    bringing.tick_off(PleaseBring.objects.get(), by=frogs.mother.actor(), at=make.at(10))

    assert unread(frogs.father) == mailed(frogs.father) == 0


def boss_of(frogs):
    return make.office_member(frogs.group.organisation, "manager", location=frogs.group.location)


def test_the_manager_hears_of_a_message_that_nobody_saw_and_nobody_else_does(frogs):
    """F3"""
    boss, elsewhere = boss_of(frogs), make.group(organisation=frogs.group.organisation)
    other = make.office_member(frogs.group.organisation, "manager", location=elsewhere.location)
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    escalating.escalate(frogs.group.organisation_id, at=make.at(12))

    assert told(boss, Channel.MAIL) == [Kind.UNSEEN]
    assert told(other, Channel.MAIL) == told(frogs.petra, Channel.MAIL) == []
    assert mailed(boss, make.at(12, 6)) == 1
    (letter,) = mail.outbox
    assert "Noor" not in letter.body


@pytest.mark.parametrize("kind", ["note", "reaction"])
def test_the_manager_hears_of_what_else_stayed_unseen(frogs, kind):
    """F3"""
    boss = boss_of(frogs)
    if kind == "note":
        make.home_note(frogs.noor, frogs.mother)
    else:
        make.reaction(
            frogs.noor, frogs.mother, photo=make.photo([frogs.noor]), text="Wat lief!",
            now=make.at(6),
        )  # fmt: skip
    escalating.escalate_told(frogs.group.organisation_id, at=make.at(15))

    assert told(boss, Channel.MAIL) == [Kind.UNSEEN]


def test_what_was_seen_before_the_letter_went_is_not_told_to_the_manager(frogs):
    """G4"""
    boss = boss_of(frogs)
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    escalating.escalate(frogs.group.organisation_id, at=make.at(12))
    receiving.read(frogs.thread, 1, by=frogs.petra_actor, at=make.at(12, 1))

    assert mailed(boss, make.at(12, 6)) == 0


def test_a_manager_is_left_alone_after_closing_time(frogs):
    """F4 What turns out at closing time is told when the house opens again."""
    boss = boss_of(frogs)
    hours = opening.house_of(frogs.group.location)
    _, closes = hours.hours_on(make.DAY)
    say(frogs.thread, "Hoi", frogs.mother.actor(), at=closes - timedelta(hours=5))
    escalating.escalate(frogs.group.organisation_id, at=closes - timedelta(minutes=1))

    due = Notice.objects.get(account=boss.account, channel=Channel.MAIL).due_at
    assert due > closes
    assert hours.is_open(due)


def test_who_manages_there_no_more_is_not_told(frogs):
    """S10"""
    boss = boss_of(frogs)
    say(frogs.thread, "Hoi", frogs.mother.actor(), 8)
    escalating.escalate(frogs.group.organisation_id, at=make.at(12))
    boss.roles.update(ended_on=make.DAY - DAY)

    assert mailed(boss, make.at(12, 6)) == 0


def test_a_child_goes_home_once_a_day_also_when_that_was_a_slip(frogs):
    """G5"""
    visit = make.visit(frogs.noor)
    by = make.caregiver(frogs.group).actor(actors.Kind.CAREGIVER)
    visit.check_out(by=by, at=make.at(14))
    visit.reopen(by=by, at=make.at(14, 1))
    assert unread(frogs.mother) == 0
    visit.check_out(by=by, at=make.at(15))

    assert told(frogs.mother) == [Kind.DAY_SUMMARY]


def test_an_answer_to_what_a_parent_called_urgent_does_not_wait_for_the_morning(
    frogs, push_service
):
    """U34 Urgent always; what else is said at night waits."""
    agreeing.set_policy(
        frogs.group.location, Policy(since=make.DAY, mode=Mode.URGENT_ONLY), day=make.DAY,
        by=frogs.manager(), at=make.at(6),
    )  # fmt: skip
    for one in (frogs.mother, frogs.father):
        phone = push_service.phone(str(one.pk))
        pushing.subscribe(one.account, phone.listener, at=make.at(6))
    say(frogs.thread, "Ze is haar pil vergeten", frogs.mother.actor(), 18, urgent=True)
    say(frogs.thread, "Wij hebben er nog een", frogs.petra_actor, 19)
    say(frogs.fathers, "Tot morgen", frogs.petra_actor, 19)

    assert outbox_at(frogs.mother) == make.at(19)
    assert outbox_at(frogs.father) == make.at(5, day=make.DAY + DAY)


def outbox_at(person):
    return Notice.objects.get(account=person.account, channel=Channel.PUSH).due_at


def test_a_push_that_is_late_rings_at_no_hour_of_quiet(frogs, push_service):
    """G3 Due at five to seven, tried again at night: it waits for the morning."""
    phone = push_service.phone("hers")
    pushing.subscribe(frogs.mother.account, phone.listener, at=make.at(6))
    say(frogs.thread, "Hoi", frogs.petra_actor, at=make.at(16, 55))

    assert pushing.deliver(frogs.mother.account_id, at=make.at(22)) == 0
    assert phone.heard == []
    morning = make.at(5, day=make.DAY + DAY)
    assert outbox_at(frogs.mother) == morning
    assert pushing.deliver(frogs.mother.account_id, at=morning) == 1
