"""What the clock decides, also when it was away for days (R30)."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from kiekeboe.planning.models import Request
from kiekeboe.planning.tasks import expire_requests
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def asked(*, state, days, **fields):
    child = make.child()
    day = timezone.localdate() + timedelta(days=days)
    return Request.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        group=child.placements.get().group, ask="extra", state=state, day=day, last_day=day,
        starts_at=time(8), ends_at=time(18), asked_at=timezone.now(), **fields,
    )  # fmt: skip


def test_offers_and_days_gone_by_end_however_late_the_clock_is():
    """R30 Missed for three days, run twice: the same end."""
    hour = timedelta(hours=1)
    offers = [
        asked(state="offered", days=5, answer_by=timezone.now() + hour * when)
        for when in (-72, -1, 1)
    ]
    gone, ahead = asked(state="waiting", days=-3), asked(state="requested", days=3)
    for _ in range(2):
        expire_requests()
        states = [Request.objects.get(pk=one.pk).state for one in (*offers, gone, ahead)]
        assert states == ["expired", "expired", "offered", "expired", "requested"]
