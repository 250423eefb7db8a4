"""A weekly piece that is out is news for whoever follows the day of the child (B9)."""

import pytest

from kiekeboe.development import pieces
from kiekeboe.development.tests.ward import Ward
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import standing
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
MONDAY = pieces.monday_of(make.DAY)


@pytest.fixture
def ward():
    return Ward()


def written(ward, *children):
    told = pieces.Told(uuid7(), MONDAY, "{name} danst.")
    return pieces.keep(told, children or [ward.noor], by=ward.by, at=make.at(9))


def sent(ward, *children):
    rows = written(ward, *children)
    for _twice in range(2):
        pieces.send(rows[0].batch, by=ward.by, at=make.at(10))
    return rows[0]


def news(**facts):
    return Notice.objects.filter(kind=Kind.WEEK, channel=Channel.APP, **facts)


def test_everyone_who_reads_the_diary_along_hears_of_it_once(ward):
    """U35 And no other family."""
    sent(ward)
    heard = {ward.mother.account_id, ward.father.account_id, ward.grandmother.account_id}
    assert sorted(news().values_list("account", flat=True)) == sorted(heard)


def test_each_family_hears_of_its_own_child(ward):
    sent(ward, ward.noor, ward.finn)
    assert [one.child for one in news(account=ward.finns.account)] == [ward.finn]
    assert not news(account=ward.sems.account).exists()


def test_a_draft_and_what_waits_for_the_desk_is_no_news(ward):
    written(ward)
    pieces.choose(ward.location, needs_approval=True, by=ward.desk, at=make.at(8))
    sent(ward, ward.finn)
    assert not news().exists()


def test_who_is_kept_away_or_does_not_follow_the_day_hears_nothing(ward):
    """S12 Nor does the grandmother who reads along with such a mother."""
    ward.father.guardianships.update(blocked_at=make.at(8), blocked_by=uuid7())
    ward.mother.guardianships.update(receives_updates=False)
    sent(ward)
    assert not news().exists()


def test_what_was_taken_back_before_it_was_mailed_is_not_mailed(ward):
    piece = sent(ward)
    waiting = list(Notice.objects.filter(kind=Kind.WEEK, account=ward.mother.account))
    assert standing.without_the_stale(waiting, make.at(11)) == waiting
    pieces.withdraw(piece, by=ward.desk, at=make.at(11))
    assert standing.without_the_stale(waiting, make.at(12)) == []
    assert not news(dropped_at=None).exists()
