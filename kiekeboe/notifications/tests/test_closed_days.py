"""Families hear of closed days, once; who left, lives elsewhere or only reads along does not."""

from datetime import timedelta

import pytest

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications.models import Channel, Notice
from kiekeboe.planning import closing
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
TOMORROW, LATER = make.DAY + timedelta(days=1), make.DAY + timedelta(days=2)


def told(guardian):
    rows = Notice.objects.filter(account=guardian.account, channel=Channel.APP, kind="closed")
    return rows.count()


def test_a_family_hears_once_of_all_days_that_close_together():
    group = make.group()
    noor, luuk = make.child(group), make.child(group)
    marit = make.guardian([noor, luuk])
    aunt = make.relative(noor, marit).guardian
    elsewhere = make.guardian([make.child(make.group(organisation=group.organisation))])
    office = Actor(group.organisation.pk, Kind.OFFICE, uuid7())

    days = dict.fromkeys([TOMORROW, LATER], "Studiedagen")
    closed = closing.close(group.location, days, by=office, at=make.at(8))
    assert [told(one) for one in (marit, aunt, elsewhere)] == [1, 0, 0]

    closing.close(group.location, days, by=office, at=make.at(9))
    assert told(marit) == 1
    closing.open_again(closed[0], by=office, at=make.at(10))
    assert told(marit) == 2
