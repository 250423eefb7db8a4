"""Colleagues who ask for leave, get it or not, and who are sick."""

from datetime import time, timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning import staff_leave
from kiekeboe.planning.models import RosterShift, StaffAbsence
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(6)
LATER = DAY + timedelta(days=4)


@pytest.fixture
def eva():
    return make.caregiver(make.group(), first_name="Eva")


@pytest.fixture
def petra(eva):
    return make.office_member(eva.organisation, "manager").actor()


def ask(eva, id=None, **told):
    given = {"first_day": DAY, "last_day": LATER, "by": eva.actor(), "at": NOW} | told
    return staff_leave.ask(id or uuid7(), eva, **given)


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_leave_is_asked_and_granted(eva, petra):
    asked = ask(eva, words="Een week naar Texel")
    assert (asked.state, asked.kind) == ("requested", "leave")
    assert not staff_leave.standing(DAY, DAY).exists()
    staff_leave.approve(asked, by=petra, at=make.at(9))
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("approved", petra.person)
    assert staff_leave.standing(LATER, LATER).get() == asked
    assert not staff_leave.standing(LATER + timedelta(days=1), LATER + timedelta(days=9)).exists()
    assert verbs() == ["leave_asked", "leave_approved"]


def test_asking_twice_asks_once(eva, petra):
    id = uuid7()
    assert ask(eva, id) == ask(eva, id) == ask(eva)
    assert StaffAbsence.objects.count() == 1
    assert verbs() == ["leave_asked"]
    staff_leave.decline(ask(eva), reason="Dan is Joris al weg.", by=petra, at=NOW)
    assert ask(eva).state == "requested"


def test_the_last_day_is_not_before_the_first(eva):
    with pytest.raises(staff_leave.EndsBeforeItStarts):
        ask(eva, last_day=DAY - timedelta(days=1))
    assert not StaffAbsence.objects.exists()


def test_a_no_is_not_made_a_yes_by_a_second_click(eva, petra):
    asked = ask(eva)
    staff_leave.decline(asked, reason="Dan is Joris al weg.", by=petra, at=NOW)
    staff_leave.decline(asked, reason="Nog een keer.", by=petra, at=NOW)
    with pytest.raises(staff_leave.Decided):
        staff_leave.approve(asked, by=petra, at=NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "Dan is Joris al weg.")
    assert verbs() == ["leave_asked", "leave_declined"]


def test_leave_is_taken_back(eva, petra):
    asked = ask(eva)
    staff_leave.approve(asked, by=petra, at=NOW)
    for _ in range(2):
        staff_leave.withdraw(asked, by=eva.actor(), at=NOW)
    assert not staff_leave.standing(DAY, LATER).exists()
    assert verbs() == ["leave_asked", "leave_approved", "leave_withdrawn"]
    with pytest.raises(staff_leave.Decided):
        staff_leave.approve(asked, by=petra, at=NOW)


def test_a_sick_colleague_is_away_until_better(eva, petra):
    for _ in range(2):
        staff_leave.report_sick(uuid7(), eva, first_day=DAY, by=petra, at=NOW)
    assert StaffAbsence.objects.count() == 1
    assert staff_leave.standing(LATER, LATER).exists()
    for _ in range(2):
        staff_leave.report_better(eva, back_on=LATER, by=petra, at=NOW)
    assert not staff_leave.standing(LATER, LATER).exists()
    assert staff_leave.standing(DAY, DAY).exists()
    assert verbs() == ["colleague_sick", "colleague_better"]


def test_better_on_the_first_day_takes_the_report_back(eva, petra):
    staff_leave.report_sick(uuid7(), eva, first_day=DAY, by=petra, at=NOW)
    staff_leave.report_better(eva, back_on=DAY, by=petra, at=NOW)
    assert not staff_leave.standing(DAY, LATER).exists()


def test_the_group_of_the_next_shift_hears_of_it(eva, petra):
    """The pages of that group refresh; the event says nothing of illness but that she is away."""
    group = eva.roles.get().group
    RosterShift.objects.create(
        organisation=eva.organisation, employee=eva, group=group, day=LATER, starts_at=time(8),
        ends_at=time(17),
    )  # fmt: skip
    staff_leave.report_sick(uuid7(), eva, first_day=DAY, by=petra, at=NOW)
    event = Event.objects.get()
    assert (event.group_id, event.payload) == (group.pk, {"employee": str(eva.pk)})


def test_words_never_stand_in_the_record(eva):
    ask(eva, words="Mijn moeder wordt geopereerd")
    assert "moeder" not in str(Event.objects.get().payload)
