"""What a location agrees about chat, from which day on."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiekeboe.chat import agreeing, opening
from kiekeboe.chat.models import ChatPolicy
from kiekeboe.chat.policy import Mode, Policy, holding
from kiekeboe.events.actors import Kind
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
URGENT = Policy(
    since=make.DAY, mode=Mode.URGENT_ONLY, text_nl="Alleen bij spoed.", opens_at=time(9),
    closes_at=time(15), weekdays=frozenset({1, 2}), unseen_hours=2,
)  # fmt: skip


@pytest.fixture
def place():
    return make.location()


def agree(place, told, **more):
    by = make.office_member(place.organisation).actor(Kind.OFFICE)
    agreeing.set_policy(place, told, day=make.DAY, by=by, at=make.at(8), **more)


def on(place, day):
    return holding(opening.policies_of(place), day)


def test_what_was_agreed_comes_back_as_it_was(place):
    for _ in range(2):
        agree(place, URGENT)
    assert on(place, make.DAY) == URGENT
    assert opening.house_of(place).policies == (URGENT,)
    assert Event.objects.filter(verb="chat_policy_set").count() == 1


def test_regular_until_a_day_gives_back_what_held_before(place):
    agree(place, URGENT)
    holiday = Policy(since=make.DAY + 5 * DAY, mode=Mode.REGULAR)
    for _ in range(2):
        agree(place, holiday, until=make.DAY + 9 * DAY)
    modes = [on(place, make.DAY + n * DAY).mode for n in (4, 5, 9, 10)]
    assert modes == [Mode.URGENT_ONLY, Mode.REGULAR, Mode.REGULAR, Mode.URGENT_ONLY]
    back = on(place, make.DAY + 10 * DAY)
    assert back == replace(URGENT, since=make.DAY + 10 * DAY)
    assert Event.objects.filter(verb="chat_policy_set").count() == 2


def test_what_was_planned_inside_it_holds_after_it(place):
    agree(place, replace(URGENT, since=make.DAY + 7 * DAY))
    agree(place, Policy(since=make.DAY), until=make.DAY + 9 * DAY)
    assert on(place, make.DAY + 8 * DAY).mode == Mode.REGULAR
    assert on(place, make.DAY + 10 * DAY).mode == Mode.URGENT_ONLY


def test_what_held_yesterday_held(place):
    with pytest.raises(agreeing.OverAlready):
        agree(place, replace(URGENT, since=make.DAY - DAY))
    with pytest.raises(agreeing.OverAlready):
        agree(place, URGENT, until=make.DAY - DAY)
    assert not ChatPolicy.objects.exists()


def test_a_policy_is_of_one_location(place):
    agree(place, URGENT)
    other = make.location(place.organisation)
    assert on(other, make.DAY).mode == Mode.REGULAR


def test_texts_to_start_from(place):
    owner, id = place.organisation, uuid7()
    by = make.office_member(owner).actor(Kind.OFFICE)

    def write(id, title, location=None):
        return agreeing.write_template(
            id, location=location, title=title, text_nl="Kam even.", by=by, at=make.at(8)
        )

    everywhere, here = write(id, "Luizen"), write(uuid7(), "Regen", place)
    write(uuid7(), "Elders", make.location(owner))
    assert write(id, "Luizen!") == everywhere
    assert [one.title for one in agreeing.templates_for(owner.pk, place)] == ["Luizen!", "Regen"]
    agreeing.withdraw_template(here, by=by, at=make.at(9))
    agreeing.withdraw_template(here, by=by, at=make.at(10))
    assert [one.title for one in agreeing.templates_for(owner.pk, place)] == ["Luizen!"]
    verbs = [one.verb for one in Event.objects.filter(subject_type="notetemplate")]
    assert sorted(verbs) == ["note_template_changed", *["note_template_withdrawn"] * 1,
                             *["note_template_written"] * 3]  # fmt: skip


def test_a_colleague_is_away_and_says_who_answers(place):
    petra, omar = make.employee(place.organisation), make.employee(place.organisation)
    told = {"employee": petra, "instead": omar, "first_day": make.DAY, "last_day": make.DAY + DAY}
    id = uuid7()
    for hour in (8, 9):
        away = agreeing.be_away(id, **told, by=petra.actor(), at=make.at(hour))
    assert opening.away_on([petra.pk], make.DAY + DAY)[petra.pk].instead == omar
    assert opening.away_on([petra.pk, omar.pk], make.DAY + 2 * DAY) == {}
    for hour in (10, 11):
        agreeing.be_back(away, by=petra.actor(), at=make.at(hour))
    assert opening.away_on([petra.pk], make.DAY) == {}
    assert Event.objects.filter(subject_type="outofoffice").count() == 2
