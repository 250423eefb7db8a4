from datetime import time, timedelta

import pytest
from django.core import mail

from kiekeboe.events import actors
from kiekeboe.events.models import Event
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import audience, outbox, wishes
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.people.models import Consent
from kiekeboe.planning import asking
from kiekeboe.planning.models import Request
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db

EVENING = make.at(17, 30)


@pytest.fixture
def nursery():
    group = make.group()
    noor, luuk = make.child(group, first_name="Noor"), make.child(group, first_name="Luuk")
    return group, noor, luuk


def shared(group, *children):
    photo = make.photo(children)
    record(
        "photo_shared",
        photo,
        by=make.caregiver(group).actor("caregiver"),
        at=make.at(10),
        children=[child.pk for child in children],
        group=group.pk,
    )
    return photo


def told(guardian, channel=Channel.APP):
    rows = Notice.objects.filter(account=guardian.account, channel=channel)
    return sorted(rows.values_list("kind", "child__first_name"))


def test_only_parents_who_may_see_a_photo_hear_of_it(nursery):
    group, noor, luuk = nursery
    marit = make.consent(noor, own=True, together=True)
    sam = make.consent(luuk, own=True, together=False)

    shared(group, noor, luuk)

    assert told(marit) == []
    assert told(sam) == [(Kind.PHOTO, "Luuk")]


def test_a_blocked_guardian_hears_nothing(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    marit.guardianships.get().block(
        by=make.office_member(group.organisation).actor(), at=make.at(5)
    )

    shared(group, noor)

    assert told(marit) == []


def test_the_other_parent_hears_that_an_answer_changed_and_the_giver_does_not(nursery):
    _, noor, _ = nursery
    marit = make.guardian([noor])
    tom = make.guardian([noor])

    make.consent(noor, guardian=marit, own=True)

    assert told(tom) == [(Kind.CONSENT, "Noor")]
    assert told(marit) == []


def test_when_a_child_goes_home_its_parents_get_one_message(nursery):
    group, noor, luuk = nursery
    marit, sam = make.guardian([noor]), make.guardian([luuk])
    visit = make.visit(noor)
    by = make.caregiver(group).actor("caregiver")

    visit.check_out(by=by, at=make.at(15))
    visit.check_out(by=by, at=make.at(15))

    assert told(marit) == [(Kind.DAY_SUMMARY, "Noor")]
    assert told(sam) == []


def test_ten_photos_make_one_letter_in_the_evening_and_never_a_second(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    for _ in range(10):
        shared(group, noor)

    assert outbox.deliver(marit.account_id, at=EVENING) == 10
    assert outbox.deliver(marit.account_id, at=EVENING) == 0

    [letter] = mail.outbox
    assert letter.to == [marit.account.email]
    assert "Er zijn 10 nieuwe foto’s van Noor." in letter.body
    assert "de Wit" not in letter.body + letter.alternatives[0].content


def test_news_that_was_read_in_the_app_is_not_mailed(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    shared(group, noor)
    outbox.unread(marit.account_id).update(read_at=make.at(11))

    outbox.deliver(marit.account_id, at=EVENING)

    assert mail.outbox == []


def test_a_photo_that_was_withdrawn_or_refused_since_is_not_mailed(nursery):
    """S38"""
    group, noor, luuk = nursery
    marit = make.consent(noor, own=True, together=True)
    sam = make.consent(luuk, own=True, together=True)
    photo = shared(group, noor, luuk)
    assert told(marit, Channel.DIGEST) == [(Kind.PHOTO, "Noor")]

    Consent.objects.answer(
        child=luuk, guardian=sam, purpose="group_portal", allowed=False, wording="2026-1",
        said="", channel="portal",
        by=sam.actor(), at=make.at(12),
    )  # fmt: skip
    outbox.deliver(marit.account_id, at=EVENING)
    photo.withdraw(by=make.caregiver(group).actor("caregiver"), at=make.at(13))
    outbox.deliver(sam.account_id, at=EVENING)

    assert [one.body for one in mail.outbox if "foto" in one.body and "nieuw" in one.body] == []


def test_who_was_blocked_has_no_badge_and_no_mail_of_before(nursery):
    """S10 S12: also when another child of the family still shows."""
    group, noor, luuk = nursery
    marit = make.consent(noor, own=True, together=True)
    make.guardianship(marit, luuk)
    make.consent(luuk, guardian=marit, own=True, together=True)
    shared(group, noor)
    shared(group, luuk)
    by = make.office_member(group.organisation).actor()
    marit.guardianships.get(child=noor).block(by=by, at=make.at(11))

    assert list(outbox.unread(marit.account_id).values_list("child__first_name", flat=True)) == [
        "Luuk"
    ]
    outbox.deliver(marit.account_id, at=EVENING)
    assert "Noor" not in "".join(letter.body for letter in mail.outbox)


def test_who_receives_no_updates_any_more_gets_no_mail_about_the_day(nursery):
    """S10"""
    _, noor, _ = nursery
    marit = make.guardian([noor])
    Preference.objects.create(
        account=marit.account, kind=Kind.DAY_SUMMARY, channel=Channel.MAIL, wanted=True
    )
    by = make.office_member(noor.organisation).actor()
    record("checked_out", noor, by=by, at=make.at(15), children=[noor.pk])
    assert told(marit, Channel.MAIL) == [(Kind.DAY_SUMMARY, "Noor")]
    marit.guardianships.get().edit(by=by, at=make.at(15, 1), receives_updates=False)

    outbox.deliver(marit.account_id, at=EVENING)

    assert mail.outbox == []


def test_a_choice_overrules_the_default_but_safety_mails_always_come(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    for kind, channel, wanted in (
        (Kind.PHOTO, Channel.APP, False),
        (Kind.PHOTO, Channel.DIGEST, False),
        (Kind.PHOTO, Channel.MAIL, True),
        (Kind.NEW_DEVICE, Channel.MAIL, False),
    ):
        Preference.objects.create(account=marit.account, kind=kind, channel=channel, wanted=wanted)

    shared(group, noor)

    assert told(marit) == []
    assert told(marit, Channel.MAIL) == [(Kind.PHOTO, "Noor")]
    assert wishes.channels_of(marit.account_id)[Kind.NEW_DEVICE] == {Channel.MAIL}


def test_mail_at_once_waits_a_few_minutes_for_more(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    Preference.objects.create(
        account=marit.account, kind=Kind.PHOTO, channel=Channel.MAIL, wanted=True
    )
    shared(group, noor)

    assert outbox.waiting(make.at(10, 4)) == []
    assert outbox.waiting(make.at(10) + timedelta(minutes=5)) == [marit.account_id]


def test_the_letter_is_in_the_language_of_its_reader(nursery):
    group, noor, _ = nursery
    marit = make.consent(noor, own=True)
    marit.account.language = "en"
    marit.account.save()
    shared(group, noor)

    outbox.deliver(marit.account_id, at=EVENING)

    assert mail.outbox[0].subject == "There is news at Kiekeboe"
    assert mail.outbox[0].alternatives[0].mimetype == "text/html"


def test_the_same_news_is_written_once(nursery):
    _, noor, _ = nursery
    marit = make.guardian([noor])
    news = outbox.News(marit.account_id, Kind.FAMILY, noor.pk, uuid7(), None)

    outbox.put([news], organisation=noor.organisation_id, at=make.at(9))
    outbox.put([news], organisation=noor.organisation_id, at=make.at(9))

    assert told(marit) == [(Kind.FAMILY, "Noor")]


@pytest.mark.parametrize("many", [1, 3])
def test_telling_of_a_photo_asks_as_much_for_three_families_as_for_one(
    nursery, many, django_assert_num_queries
):
    group = nursery[0]
    children = [make.child(group) for _ in range(many)]
    for child in children:
        make.consent(child, own=True, together=True)
    event = Event(
        id=uuid7(), organisation=group.organisation, verb="photo_shared",
        subject_id=make.photo(children).pk, happened_at=make.at(10), heard_at=make.at(10),
    )  # fmt: skip
    ids = [child.pk for child in children]

    with django_assert_num_queries(4):
        outbox.put(audience.of(event, ids), organisation=group.organisation_id, at=make.at(10))

    assert Notice.objects.filter(channel=Channel.APP, kind=Kind.PHOTO).count() == many


def test_who_asked_for_a_day_hears_the_answer_and_the_other_parent_does_not(nursery):
    """E9 Not what one did oneself; the household of the other parent did not ask."""
    group, child, _ = nursery
    mother, father = make.guardian([child]), make.guardian([child])
    day = make.DAY
    request = Request.objects.create(
        organisation=child.organisation, child=child, guardian=mother, group=group, ask="extra",
        day=day, last_day=day, starts_at=time(8), ends_at=time(18), asked_at=make.at(8),
    )  # fmt: skip
    by = make.office_member(child.organisation)
    asking.approve(request, by=actors.Actor(child.organisation_id, "office", by.pk), at=make.at(9))
    assert told(mother) == [(Kind.REQUEST, "Noor")]
    assert not told(father)
    asking.cancel(request, by=mother.actor(), at=make.at(9), whatever=True)
    assert len(told(mother)) == 1
