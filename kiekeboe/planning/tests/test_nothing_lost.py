"""Whatever families and the office do, no hour of care is made out of nothing and none is lost."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from django.db import transaction
from hypothesis import example, given
from hypothesis import strategies as st

from kiekeboe.events.actors import Actor, Kind
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import asking
from kiekeboe.planning.facts import balance_of
from kiekeboe.planning.models import Booking, RosterShift
from kiekeboe.planning.reading import plan_of
from kiekeboe.planning.request_policy import Ask
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
MONDAY = make.DAY - timedelta(days=make.DAY.weekday())
DAYS = [MONDAY + timedelta(days=n) for n in range(12)]
NOW = make.at(7, day=MONDAY - timedelta(days=5))
CONTRACTS = {"Saar": (2, 4), "Mees": (2, 3), "Finn": (4,)}
WHOLE = 600
REFUSED = (asking.NotPossible, asking.Decided, asking.TooLateToCancel)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["leave", "extra", "swap", "credit", "withdraw", "cancel", "accept",
                         "approve", "decline"]),
        st.sampled_from([*CONTRACTS]), st.integers(0, 11), st.integers(0, 11),
    ),
    max_size=9,
)  # fmt: skip


class House:
    """Two places, three children, and what they asked so far."""

    def __init__(self):
        self.group = make.group(capacity=2)
        self.office = Actor(self.group.organisation_id, Kind.OFFICE, uuid7())
        somebody = make.caregiver(self.group)
        RosterShift.objects.bulk_create(
            RosterShift(organisation=self.group.organisation, employee=somebody, group=self.group,
                        day=day, starts_at=time(7, 30), ends_at=time(18, 30)) for day in DAYS
        )  # fmt: skip
        self.families, self.requests = {}, []
        for name, weekdays in CONTRACTS.items():
            child = make.child(self.group, first_name=name, born_on=date(2023, 1, 1))
            for weekday in weekdays:
                make.contract_day(child, weekday=weekday, starts_at=time(8), ends_at=time(18))
            self.families[name] = child, make.guardian([child])

    def does(self, verb, name, number, other):
        child, parent = self.families[name]
        if verb in ("leave", "extra", "swap", "credit"):
            old = (DAYS[other], time(8), time(18)) if verb == "swap" else None
            asked = asking.Wish(
                id=uuid7(), child=child, guardian=parent, group=self.group, ask=Ask(verb),
                day=DAYS[number], starts_at=time(8), ends_at=time(18), old=old,
            )  # fmt: skip
            self.requests.append(asking.ask(asked, by=parent.actor(), at=NOW))
        elif self.requests:
            request = self.requests[number % len(self.requests)]
            more = {"reason": "Er is geen plek."} if verb == "decline" else {}
            getattr(asking, verb)(request, by=self.office, at=NOW, **more)

    def holds(self):
        """Care that is used and care in store are together the contract and the extra days."""
        plan = plan_of(self.group.location, DAYS[0], DAYS[-1], today=NOW.date())
        for name, (child, _) in self.families.items():
            slices = [one for day in DAYS for one in plan.slices(child.pk, day)]
            # A day off from a swapped or extra day earns nothing: it is used.
            used = sum(one.end - one.start for one in slices if one.comes or one.kind != "fixed")
            extra = Booking.objects.standing().filter(child=child, kind="extra").count()
            store = balance_of(child, self.group.location, DAYS[-1])
            assert store.short == 0, f"{name} spent what was not there"
            assert used + store.total == WHOLE * (2 * len(CONTRACTS[name]) + extra), name


@given(STEPS)
@example([("leave", "Saar", 1, 0), ("credit", "Saar", 4, 0), ("cancel", "Saar", 0, 0)])
@example([("leave", "Saar", 1, 0), ("swap", "Saar", 4, 1), ("cancel", "Saar", 1, 0)])
@example([("swap", "Saar", 4, 1), ("leave", "Saar", 4, 0), ("cancel", "Saar", 0, 0)])
@example([("swap", "Saar", 0, 1), ("swap", "Saar", 4, 0), ("cancel", "Saar", 0, 0)])
@example([("leave", "Saar", 1, 0), ("credit", "Saar", 1, 0)])
@example([("swap", "Saar", 4, 1), ("extra", "Saar", 1, 0), ("cancel", "Saar", 0, 0)])
@example([("extra", "Saar", 0, 0), ("leave", "Saar", 0, 0), ("cancel", "Saar", 0, 0)])
def test_hours_before_are_hours_after(steps):
    """R17 Of the contract, over two weeks, for three children and two places."""
    with transaction.atomic():
        house = House()
        house.holds()
        for step in steps:
            with suppress(REFUSED):
                house.does(*step)
            house.holds()
        transaction.set_rollback(True)
