"""The planning of a group behind the desk: its week, its days, its steady faces."""

from datetime import time, timedelta

import pytest

from kiekeboe.lib.ids import uuid7
from kiekeboe.office.questions.week_warnings import uncovered
from kiekeboe.people.models import Qualification, Role
from kiekeboe.planning.models import ClosedDay, Request, SteadyFace, Stint
from kiekeboe.testing import make

DAY = make.DAY
PLAN = "/office/plan/"
MONDAY = DAY - timedelta(days=1)


@pytest.fixture
def eva(nursery):
    return make.caregiver(nursery.kikkers, first_name="Eva")


def week(who, group, day=DAY):
    return who.get(PLAN, {"group": group.pk, "day": day}).content.decode()


def one_day(who, group, day=DAY):
    return who.get(f"{PLAN}{group.pk}/", {"day": day}).content.decode()


def asks(child, **fields):
    told = {"day": DAY, "last_day": DAY} | fields
    told["last_day"] = max(told["day"], told["last_day"])
    return Request.objects.create(
        organisation=child.organisation, child=child, guardian=make.guardian([child]),
        group=child.placements.get().group, starts_at=time(8), ends_at=time(18),
        asked_at=make.at(6), **{"ask": "extra", "state": "requested"} | told,
    )  # fmt: skip


def all_day(eva, group, day=DAY):
    return make.shift(eva, group, day=day, starts_at=time(7, 30), ends_at=time(18, 30))


def test_the_week_shows_who_comes_and_what_is_needed(desk, nursery, eva):
    make.contract_day(nursery.noor)
    shown = week(desk.office, nursery.kikkers)
    assert "Noor" in shown
    assert "8–18" in shown
    assert "Te weinig" in shown
    assert "Er zijn kinderen, en er is niemand voor hen." in shown
    all_day(eva, nursery.kikkers)
    shown = week(desk.office, nursery.kikkers)
    assert "Te weinig" not in shown
    assert "Eva" in shown


def test_the_verdict_of_three_hours_stands_in_the_grid(desk, nursery, eva):
    """Four babies, the second colleague from ten: two hours short, which may be with an adult."""
    for _ in range(4):
        make.contract_day(make.child(nursery.kikkers))
    all_day(eva, nursery.kikkers)
    make.shift(make.caregiver(nursery.kikkers), nursery.kikkers, starts_at=time(10),
               ends_at=time(18, 30))  # fmt: skip
    riet = make.caregiver(nursery.kikkers, first_name="Riet")
    Qualification.objects.create(
        organisation=riet.organisation, employee=riet, kind="volunteer", first_day=make.LONG_AGO
    )
    assert "Eén collega alleen" in week(desk.office, nursery.kikkers)
    all_day(riet, nursery.kikkers)
    shown = week(desk.office, nursery.kikkers)
    assert "120 van 180 minuten minder collega’s. Dat mag." in shown
    assert "08:00–10:00" in shown
    assert "Eén collega alleen" not in shown


def test_one_who_is_enough_is_warned_of_four_eyes(desk, nursery, eva):
    make.contract_day(nursery.noor)
    all_day(eva, nursery.kikkers)
    shown = week(desk.office, nursery.kikkers)
    assert "Iemand moet deze collega zien of horen" in shown
    otters = make.group(nursery.here, name="Bevers")
    all_day(make.caregiver(otters), otters)
    assert "zien of horen" not in week(desk.office, nursery.kikkers)


def test_what_is_asked_stands_hatched_with_its_consequence(desk, nursery, eva):
    one = asks(nursery.noor)
    swap = asks(nursery.noor, ask="swap", day=DAY + timedelta(days=1), old_day=MONDAY,
                old_starts_at=time(8), old_ends_at=time(18))  # fmt: skip
    asks(nursery.noor, ask="leave", day=DAY + timedelta(days=2))
    asks(nursery.noor, day=DAY + timedelta(days=3), state="declined", decided_at=make.at(7))
    shown = week(desk.office, nursery.kikkers)
    assert f"/office/requests/{one.pk}/" in shown
    assert f"/office/requests/{swap.pk}/" in shown
    for words in ("Ruilt weg", "Ruilt hierheen", "Vrij gevraagd", "Past als er een collega bij"):
        assert words in shown
    all_day(eva, nursery.kikkers)
    assert "Past." in week(desk.office, nursery.kikkers)


def test_absence_extra_days_and_closed_days_have_their_own_look(desk, nursery):
    make.contract_day(nursery.noor)
    make.contract_day(nursery.noor, weekday=3)
    make.booking(nursery.noor, day=DAY + timedelta(days=2))
    make.absence(nursery.noor, first_day=DAY, last_day=DAY)
    ClosedDay.objects.create(
        organisation=nursery.organisation, location=nursery.here, day=DAY + timedelta(days=1),
        name="Studiedag",
    )  # fmt: skip
    shown = week(desk.office, nursery.kikkers)
    for words in ("Ziek", "Studiedag", "Dicht", "extra"):
        assert words in shown


def test_a_baby_without_a_steady_face_is_warned_of(desk, nursery, eva):
    make.contract_day(nursery.noor)
    baby = nursery.noor
    shown = week(desk.office, nursery.kikkers)
    assert "Voor Noor zijn geen vaste gezichten genoemd." in shown
    address = f"/office/children/{baby.pk}/faces/"
    sent = {"id": uuid7(), "employee": eva.pk, "first_day": make.LONG_AGO}
    for _ in range(2):
        assert desk.office.post(address, sent).status_code == 302
    assert SteadyFace.objects.get().employee == eva
    shown = week(desk.office, nursery.kikkers)
    assert "Noor ziet geen vast gezicht op di (Eva)." in shown
    all_day(eva, nursery.kikkers)
    assert "vast gezicht" not in week(desk.office, nursery.kikkers)


def face(child, colleague):
    return SteadyFace.objects.create(
        organisation=child.organisation, child=child, employee=colleague, first_day=make.LONG_AGO
    )


def test_too_many_steady_faces_are_warned_of(desk, nursery, eva):
    make.contract_day(nursery.noor)
    all_day(eva, nursery.kikkers)
    face(nursery.noor, eva)
    for _ in range(2):
        face(nursery.noor, make.caregiver(nursery.kikkers))
    shown = week(desk.office, nursery.kikkers)
    assert "Noor heeft 3 vaste gezichten; het mogen er 2 zijn." in shown


def test_a_steady_face_is_taken_away(desk, nursery, eva):
    one = face(nursery.noor, eva)
    address = f"/office/children/{nursery.noor.pk}/faces/"
    assert "Eva" in desk.office.get(address).content.decode()
    assert desk.office.get(f"{address}{one.pk}/ending/").status_code == 200
    desk.office.post(f"{address}{one.pk}/ending/")
    one.refresh_from_db()
    assert one.last_day is not None
    assert "Nog niemand is genoemd" in desk.office.get(address).content.decode()


def test_a_child_has_one_mentor_at_a_time(desk, nursery, eva):
    joris = make.caregiver(nursery.kikkers, first_name="Joris")
    address = f"/office/children/{nursery.noor.pk}/mentor/"
    for one in (eva, eva, joris):
        sent = {"employee": one.pk, "started_on": DAY}
        assert desk.manager.post(address, sent).status_code == 302
    open_ones = Role.objects.filter(child=nursery.noor, name="mentor", ended_on=None)
    assert open_ones.get().employee == joris
    assert desk.office.get(address).status_code == 404


def test_a_child_in_three_rooms_is_warned_of(desk, nursery, eva):
    make.contract_day(nursery.noor)
    for n, weekday in enumerate((3, 4)):
        group = make.group(nursery.here, name=f"Groep {n}")
        make.contract_day(nursery.noor, weekday=weekday, group=group)
    shown = week(desk.office, nursery.kikkers)
    assert "Noor is deze week in meer dan twee ruimtes." in shown


def test_nobody_with_first_aid_is_warned_of_where_certificates_are_kept(desk, nursery, eva):
    make.contract_day(nursery.noor)
    make.shift(eva, nursery.kikkers, starts_at=time(8), ends_at=time(16))
    joris = make.caregiver(nursery.kikkers, first_name="Joris")
    all_day(joris, nursery.kikkers)
    assert "EHBO" not in week(desk.office, nursery.kikkers)
    Qualification.objects.create(
        organisation=eva.organisation, employee=eva, kind="first_aid", first_day=make.LONG_AGO
    )
    assert "16:00–18:00: niemand met kinder-EHBO" in week(desk.office, nursery.kikkers)


def test_gaps_are_joined():
    assert uncovered([(8, 12), (12, 18)], [(9, 10)]) == [(8, 9), (10, 18)]
    assert uncovered([(8, 12)], [(7, 18)]) == []
    assert uncovered([], [(7, 18)]) == []


# one day


def test_a_day_per_quarter_hour_with_its_reason(desk, nursery, eva):
    for _ in range(4):
        make.contract_day(make.child(nursery.kikkers), starts_at=time(8), ends_at=time(17))
    all_day(eva, nursery.kikkers)
    shown = one_day(desk.office, nursery.kikkers)
    assert "08:00–17:00" in shown
    assert "Leeftijd 0 tot 1" in shown or "0 tot 1" in shown
    assert "telt voor" not in shown
    Qualification.objects.create(
        organisation=eva.organisation, employee=eva, kind="trainee", counts=50,
        first_day=make.LONG_AGO,
    )  # fmt: skip
    assert "telt voor 50%" in one_day(desk.office, nursery.kikkers)


def test_a_day_gone_by_shows_the_plan_and_what_really_was(desk, nursery, eva):
    """Planned were two colleagues; one came."""
    for _ in range(4):
        child = make.child(nursery.kikkers)
        make.contract_day(child)
        make.visit(child, arrived_at=make.at(7), left_at=make.at(15))
    all_day(eva, nursery.kikkers)
    all_day(make.caregiver(nursery.kikkers), nursery.kikkers)
    shown = one_day(desk.office, nursery.kikkers)
    assert "Zoals het was" in shown
    assert "Niemand heeft ingeklokt." in shown
    Stint.objects.create(
        organisation=eva.organisation, employee=eva, group=nursery.kikkers,
        started_at=make.at(5, 30), ended_at=make.at(16),
    )  # fmt: skip
    shown = one_day(desk.office, nursery.kikkers)
    assert "Echt aan het werk" in shown
    assert "09:00–17:00" in shown
    assert "Niemand heeft ingeklokt." not in shown
    assert "480 minuten te weinig collega’s. Er mogen er 180." in shown


def test_a_day_to_come_has_no_past(desk, nursery):
    assert "Zoals het was" not in one_day(desk.office, nursery.kikkers, DAY.replace(year=2030))


def test_out_of_school_care_is_judged_for_the_whole_location(desk, nursery):
    place = make.location(nursery.organisation, name="De Bron", care_type="after_school")
    vossen = make.group(place, name="Vossen", age_to_months=156)
    make.contract_day(make.child(vossen, born_on=DAY.replace(year=2020)))
    assert "Hele locatie" in week(desk.office, vossen)
    assert "Hele locatie, gepland" in one_day(desk.office, vossen)


# who sees it


def test_who_sees_children_sees_the_planning(desk, nursery):
    make.contract_day(nursery.noor)
    for who in (desk.owner, desk.manager, desk.finance, desk.inspector):
        assert "Noor" in week(who, nursery.kikkers)
        assert "Noor" not in one_day(who, nursery.kikkers)
    for who in (desk.caregiver, desk.trainee, desk.parent):
        assert who.get(PLAN).status_code == 404
        assert who.get(f"{PLAN}{nursery.kikkers.pk}/").status_code == 404


def test_a_group_out_of_reach_is_not_there(desk, nursery):
    """S04"""
    assert desk.manager.get(PLAN, {"group": nursery.otters.pk}).status_code == 404
    assert desk.manager.get(f"{PLAN}{nursery.otters.pk}/").status_code == 404
    abroad = nursery.away.placements.get().group
    assert desk.owner.get(PLAN, {"group": abroad.pk}).status_code == 404
    for who in (desk.finance, desk.inspector, desk.caregiver):
        assert who.get(f"/office/children/{nursery.noor.pk}/faces/").status_code == 404
    assert desk.manager.get(f"/office/children/{nursery.teun.pk}/faces/").status_code == 404
    colleagues = desk.manager.get(f"/office/children/{nursery.noor.pk}/faces/").content.decode()
    teuntje = make.caregiver(nursery.otters, first_name="Teuntje")
    assert "Teuntje" not in colleagues
    sent = {"id": uuid7(), "employee": teuntje.pk, "first_day": DAY}
    answer = desk.manager.post(f"/office/children/{nursery.noor.pk}/faces/", sent)
    assert answer.status_code == 422


@pytest.mark.parametrize("many", [1, 3])
def test_week_and_day_take_the_same_questions_for_one_and_for_three(
    desk, nursery, many, django_assert_num_queries
):
    for _ in range(many):
        child, colleague = make.child(nursery.kikkers), make.caregiver(nursery.kikkers)
        make.contract_day(child)
        make.visit(child, arrived_at=make.at(7), left_at=make.at(15))
        make.shift(colleague, nursery.kikkers)
        face(child, colleague)
        asks(child)
    told = {"group": nursery.kikkers.pk, "day": DAY}
    with django_assert_num_queries(20):
        desk.office.get(PLAN, told)
    with django_assert_num_queries(18):
        desk.office.get(f"{PLAN}{nursery.kikkers.pk}/", told)


@pytest.mark.parametrize("kind", ["sick", "leave"])
def test_why_a_child_is_away_is_for_who_may_read_medical_facts(desk, nursery, kind):
    """S12 To finance and the inspector every absence looks alike."""
    make.contract_day(nursery.noor, weekday=DAY.isoweekday())
    make.absence(nursery.noor, kind=kind, first_day=DAY, last_day=DAY)
    shown = {"sick": "Ziek", "leave": "Vrij"}[kind]

    assert f"</svg>{shown}</span>" in week(desk.manager, nursery.kikkers)
    for who in (desk.finance, desk.inspector):
        page = week(who, nursery.kikkers)
        assert f"</svg>{shown}</span>" not in page
        assert "Afwezig" in page
