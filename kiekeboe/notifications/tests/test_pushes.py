"""News on a locked phone: sealed, nameless, few, and shown once."""

import socket
from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.chat import opening
from kiekeboe.chat.tests.telling import say
from kiekeboe.events import actors
from kiekeboe.events.recording import record
from kiekeboe.lib import pushes
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import outbox, pushing
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference, PushSubscription
from kiekeboe.notifications.quiet import after_quiet, is_quiet, keep_quiet
from kiekeboe.notifications.tasks import hand_out_pushes
from kiekeboe.planning import asking
from kiekeboe.planning.models import Request
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """Noor, who went home, and her mother."""
    noor = make.child(make.group(), first_name="Noor")
    return noor, make.guardian([noor])


def goes_home(child, at):
    visit = make.visit(child, arrived_at=at - timedelta(minutes=5), left_at=at)
    record(
        "checked_out", visit, by=actors.system(child.organisation_id), at=at, children=[child.pk]
    )


def writes(child, mother, at):
    """A colleague of the group says something to this family."""
    group = child.placements.get().group
    by = make.caregiver(group).actor(actors.Kind.CAREGIVER)
    thread = opening.with_group(child, mother.household_id, by=by, at=at)
    return say(thread, "Hoi", by, at=at)


def rings(phone, account):
    return pushing.subscribe(account, phone.listener, at=make.at(8))


def test_the_phone_alone_can_read_it_and_it_names_nobody(family, push_service):
    """S59 Only the kind and an opaque id leave the house, signed by us and sealed for her phone."""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)

    goes_home(noor, make.at(15))
    assert pushing.deliver(mother.account.pk, at=make.at(15, 1)) == 1

    (told,) = phone.heard
    notice = Notice.objects.get(channel=Channel.PUSH)
    assert told == {"kind": "day_summary", "id": str(notice.pk)}
    (arrived,) = phone.arrived
    assert b"Noor" not in arrived["body"]
    assert "Noor" not in str(arrived)
    assert arrived["content-encoding"] == "aes128gcm"
    assert arrived["authorization"].startswith("vapid t=")
    assert len(arrived["topic"]) <= 32


def test_a_phone_hears_nothing_of_another_family(family, push_service):
    _, mother = family
    luuk = make.child(first_name="Luuk")
    his = make.guardian([luuk])
    hers, other = push_service.phone("hers"), push_service.phone("other")
    rings(hers, mother.account)
    rings(other, his.account)

    goes_home(luuk, make.at(15))
    for account in pushing.waiting(make.at(16)):
        pushing.deliver(account, at=make.at(16))

    assert (len(hers.heard), len(other.heard)) == (0, 1)


def test_a_phone_that_somebody_else_signs_in_on_is_theirs(family, push_service):
    _, mother = family
    luuk = make.guardian([make.child(first_name="Luuk")])
    phone = push_service.phone("shared")
    rings(phone, mother.account)
    rings(phone, luuk.account)

    assert [one.account for one in PushSubscription.objects.all()] == [luuk.account]
    pushing.unsubscribe(mother.account, phone.listener.endpoint)
    assert PushSubscription.objects.count() == 1, "of somebody else it stays"
    pushing.unsubscribe(luuk.account, phone.listener.endpoint)
    assert PushSubscription.objects.count() == 0


def test_who_has_no_phone_or_does_not_want_it_costs_no_row(family, push_service):
    noor, mother = family
    goes_home(noor, make.at(15))
    assert not Notice.objects.filter(channel=Channel.PUSH).exists()

    rings(push_service.phone("hers"), mother.account)
    Preference.objects.create(
        account=mother.account, kind=Kind.DAY_SUMMARY, channel=Channel.PUSH, wanted=False
    )
    goes_home(noor, make.at(18))

    assert not Notice.objects.filter(channel=Channel.PUSH).exists()


class Killed(BaseException):
    """The power fails."""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_worker_that_dies_at_any_step_is_seen_once(family, push_service, monkeypatch, step):
    """R13 Killed before the phone has it, or before it is written down: it is shown once."""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    goes_home(noor, make.at(15))
    steps, update = [], QuerySet.update

    def falls(self, **fields):
        steps.append(fields)
        if len(steps) == step:
            raise Killed
        return update(self, **fields)

    with monkeypatch.context() as fall, suppress(Killed):
        fall.setattr(QuerySet, "update", falls)
        pushing.deliver(mother.account.pk, at=make.at(15, 1))
    for minute in (2, 3):
        pushing.deliver(mother.account.pk, at=make.at(15, minute))

    assert len(phone.shown) == 1


def test_what_was_read_in_the_app_is_not_pushed(family, push_service):
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    goes_home(noor, make.at(15))
    outbox.unread(mother.account.pk).update(read_at=make.at(15))

    assert pushing.deliver(mother.account.pk, at=make.at(15, 1)) == 0
    assert phone.heard == []


def test_a_blocked_guardian_is_pushed_nothing(family, push_service):
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    goes_home(noor, make.at(15))
    office = make.office_member(noor.organisation).actor()
    mother.guardianships.get().block(by=office, at=make.at(15))

    assert pushing.deliver(mother.account.pk, at=make.at(15, 1)) == 0
    assert phone.heard == []


def test_at_night_a_phone_is_silent_and_in_the_morning_it_says_it_in_one(family, push_service):
    """G3 Three pieces of news after seven in the evening are one push at seven in the morning."""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    for minute in (10, 20, 30):
        writes(noor, mother, make.at(18, minute))  # in UTC: after eight in Amsterdam

    assert pushing.waiting(make.at(23)) == []
    morning = make.at(5, 1) + timedelta(days=1)
    assert pushing.waiting(morning) == [mother.account.pk]
    pushing.deliver(mother.account.pk, at=morning)

    assert [one["kind"] for one in phone.heard] == ["message"]
    assert Notice.objects.filter(channel=Channel.PUSH, sent_at=morning).count() == 3


def test_own_quiet_hours_hold(family, push_service):
    noor, mother = family
    rings(push_service.phone("hers"), mother.account)
    keep_quiet(mother.account, time(12), time(20))

    goes_home(noor, make.at(13))

    due = Notice.objects.get(channel=Channel.PUSH).due_at
    assert due.astimezone(ZoneInfo("Europe/Amsterdam")).time() == time(20)


def test_not_more_than_three_a_day_about_one_child(family, push_service):
    """U34"""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    for hour in range(7, 14):
        writes(noor, mother, make.at(hour))
        pushing.deliver(mother.account.pk, at=make.at(hour, 1))

    assert len(phone.heard) == 3
    assert outbox.unread(mother.account.pk).count() == 7, "in the app stands everything"


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_browser_that_is_gone_is_forgotten(family, push_service, status):
    noor, mother = family
    phone = push_service.phone("gone")
    rings(phone, mother.account)
    push_service.answers["/to/gone"] = status
    goes_home(noor, make.at(15))

    assert pushing.deliver(mother.account.pk, at=make.at(15, 1)) == 0
    assert not PushSubscription.objects.exists()
    assert pushing.waiting(make.at(16)) == []


def test_a_service_that_is_busy_is_asked_again(family, push_service):
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    goes_home(noor, make.at(15))
    push_service.answers["/to/hers"] = 503

    with pytest.raises(pushing.NobodyTookIt):
        pushing.deliver(mother.account.pk, at=make.at(15, 1))
    push_service.answers.clear()

    assert pushing.deliver(mother.account.pk, at=make.at(15, 5)) == 1
    assert len(phone.heard) == 1
    assert PushSubscription.objects.get().failures == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_pushes_what_is_due(family, push_service, work_off):
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    keep_quiet(mother.account, time(0), time(0))  # this test may run at night
    goes_home(noor, make.at(15))

    for _ in range(3):
        hand_out_pushes()
    work_off()

    assert len(phone.heard) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://localhost/to/x", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/",
        "https://10.0.0.1/", "https://evil.test/", "https://fcm.googleapis.com.evil.test/",
        "https://fcm.googleapis.com@evil.test/", "https://fcm.googleapis.com:22/",
        "https://fcm.googleapis.com/#x", "file:///etc/passwd", "", "https://", "https://x:port/",
        "https://fcm.googleapis.com/" + "x" * 1000,
    ],
)  # fmt: skip
def test_only_known_services_are_called(family, endpoint):
    """S53"""
    listener = pushes.Listener(endpoint, "", "")

    with pytest.raises(pushes.Refused):
        pushing.subscribe(family[1].account, listener, at=make.at(8))
    with pytest.raises(pushes.Refused):
        pushes.push(listener, {}, topic="x")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1"])
def test_a_known_name_that_leads_into_the_house_is_not_called(
    address, push_service, settings, monkeypatch
):
    """S53 A name of a service, answered with an address of the network we stand in."""
    settings.PUSH_TO_THIS_MACHINE = False
    settings.PUSH_SERVICES = ["push.example"]
    calls = []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("93.184.215.14", 443)),
                                                  (2, 1, 6, "", (address, 443))]
    )  # fmt: skip
    monkeypatch.setattr(socket, "create_connection", lambda *where, **_k: calls.append(where))
    phone = push_service.phone("x").listener
    listener = pushes.Listener("https://push.example/x", phone.public_key, phone.secret)

    with pytest.raises(pushes.Refused):
        pushes.push(listener, {"kind": "request"}, topic="x")

    assert calls == []


@pytest.mark.parametrize("keys", [("", ""), ("AAAA", "AAAA"), ("x" * 87, "A" * 22), ("é", "é")])
def test_keys_that_are_none_are_refused(family, push_service, keys):
    endpoint = push_service.phone("x").listener.endpoint

    with pytest.raises(pushes.Refused):
        pushing.subscribe(family[1].account, pushes.Listener(endpoint, *keys), at=make.at(8))


def test_an_account_has_so_many_browsers_and_the_oldest_makes_room(family, push_service):
    for number in range(pushing.MOST_BROWSERS + 2):
        phone = push_service.phone(f"n{number}")
        pushing.subscribe(family[1].account, phone.listener, at=make.at(8, number))

    left = {one.endpoint.rsplit("/", 1)[1] for one in PushSubscription.objects.all()}
    assert left == {f"n{number}" for number in range(2, pushing.MOST_BROWSERS + 2)}


def test_the_key_of_the_house_stays_the_same(push_service, settings):
    """O30"""
    first = pushes.public_key()

    assert pushes.public_key() == first
    assert (settings.PUSH_KEY.stat().st_mode & 0o777) == 0o600


def test_an_answer_to_a_request_is_pushed(family, push_service):
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    asked = Request.objects.create(
        organisation=noor.organisation, child=noor, guardian=mother, ask="extra",
        group=noor.placements.get().group, day=make.DAY, last_day=make.DAY,
        starts_at=time(8), ends_at=time(18), asked_at=make.at(8),
    )  # fmt: skip
    office = make.office_member(noor.organisation).actor()
    asking.decline(asked, by=office, at=make.at(9), reason="Vol")

    pushing.deliver(mother.account.pk, at=make.at(9, 1))

    assert [one["kind"] for one in phone.heard] == ["request"]


TIMES = st.times()


@given(TIMES, TIMES, st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_after_the_quiet_hours_it_is_not_quiet(starts, ends, moment):
    starts, ends = starts.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0)
    local = moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))

    told = after_quiet(local, (starts, ends))

    assert not is_quiet(told.time(), starts, ends)
    assert local <= told <= local + timedelta(days=1)
    assert told == local or is_quiet(local.time(), starts, ends)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_kind_of_news_says_more_than_its_kind(family, push_service, kind):
    """S59 Whatever the news: two fields, a word of ours and a number, and nothing of the family."""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    row = Notice.objects.create(
        organisation=noor.organisation, account=mother.account, source=uuid7(), kind=kind,
        channel=Channel.PUSH, child=noor, subject_id=noor.pk, urgent=True, made_at=make.at(9),
        due_at=make.at(9),
    )  # fmt: skip
    told = {"kind": kind.value, "id": str(row.pk)}
    pushing.deliver(mother.account.pk, at=make.at(10))
    assert phone.heard == ([] if kind in ASKED_AGAIN else [told])


# Nothing stands behind these rows of the test, so they are not sent.
ASKED_AGAIN = {
    Kind.PHOTO, Kind.MESSAGE, Kind.NEWS, Kind.BRING, Kind.UNSEEN, Kind.DOCUMENT, Kind.INVOICE,
    Kind.TALK, Kind.WEEK,
}  # fmt: skip


def test_a_message_leaves_nothing_of_itself_on_a_locked_phone(family, push_service):
    """S59"""
    noor, mother = family
    phone = push_service.phone("hers")
    rings(phone, mother.account)
    writes(noor, mother, make.at(9))
    pushing.deliver(mother.account.pk, at=make.at(9, 1))

    (told,) = phone.heard
    assert told == {"kind": "message", "id": str(Notice.objects.get(channel=Channel.PUSH).pk)}
