"""The snapshot: what a tablet keeps, what is never in it, and how little it costs."""

import json
from datetime import time, timedelta

from django.utils import timezone

from kiekeboe.testing import make


def snapshot(tablet, **headers):
    answer = tablet.client.get("/group/snapshot/", headers=headers)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def here(child, minutes=30, **more):
    return make.visit(child, arrived_at=timezone.now() - timedelta(minutes=minutes), **more)


def expected(child, day=None, **more):
    day = day or timezone.localtime()
    hours = {"starts_at": time(0, 0), "ends_at": time(23, 59)}
    return make.contract_day(child, weekday=day.isoweekday(), **hours | more)


def test_a_child_that_is_here_is_told_with_its_day(tablet, noor):
    here(noor)
    expected(noor)
    make.allergy(noor, "pinda")
    told = snapshot(tablet)
    assert [one["first"] for one in told["children"]] == ["Noor"]
