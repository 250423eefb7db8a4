"""Locations, groups, colleagues, tablets, the policy, and the to-do lists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kiekeboe.accounts import pairing
from kiekeboe.accounts.models import Device, Invitation, Pairing
from kiekeboe.care.models import LogRule, SleepCheckRule
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.organisation.models import Group, Location
from kiekeboe.people.models import Employee, Role
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
LOCATION = {
    "name": "Beukenhof",
    "care_type": "daycare",
    "opens_at": "07:30",
    "closes_at": "18:30",
    "time_zone": "Europe/Amsterdam",
}
GROUP = {
    "name": "Uilen",
    "age_from_months": 0,
    "age_to_months": 24,
    "capacity": 12,
    "colour": 3,
}


def test_a_location_and_a_group_are_made_and_changed(desk):
    assert desk.owner.post(reverse("office:location-new"), LOCATION).status_code == 302
    location = Location.objects.get(name="Beukenhof")
    desk.owner.post(reverse("office:group-new", args=[location.pk]), GROUP)
    group = Group.objects.get(name="Uilen")
    desk.owner.post(reverse("office:group-edit", args=[group.pk]), GROUP | {"capacity": 9})
    group.refresh_from_db()
    assert group.capacity == 9
    verbs = ["location_added", "group_added", "group_changed"]
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == verbs


@pytest.mark.parametrize(
    ("page", "form", "wrong"),
    [
        ("location-new", LOCATION, {"closes_at": "07:00"}),
        ("location-new", LOCATION, {"name": "wilgenlaan"}),
        ("location-new", LOCATION, {"time_zone": "Europe/../Mars"}),
        ("group-new", GROUP, {"age_to_months": 0}),
        ("group-new", GROUP, {"age_from_months": 24}),
        ("group-new", GROUP, {"name": "kikkers"}),
        ("group-new", GROUP, {"capacity": 0}),
        ("group-new", GROUP, {"capacity": "veel"}),
        ("company-new", {"name": "BV"}, {"iban": "NL00BANK0123456789"}),
    ],
)
def test_what_does_not_fit_is_explained_at_its_field(desk, nursery, page, form, wrong):
    """U21"""
    ids = [nursery.here.pk] if page == "group-new" else []
    answer = desk.owner.post(reverse(f"office:{page}", args=ids), form | wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count('class="error"') == 1
    assert "autofocus" in text
    assert all(str(value) in text for value in wrong.values())


def test_a_group_with_children_is_not_ended_and_names_them(desk, nursery):
    address = reverse("office:group-ending", args=[nursery.kikkers.pk])
    answer = desk.owner.post(address, {"on": timezone.localdate()})
    assert answer.status_code == 422
    assert "Noor Bakkali" in answer.content.decode()
    empty = make.group(nursery.here)
    desk.owner.post(reverse("office:group-ending", args=[empty.pk]), {"on": timezone.localdate()})
    empty.refresh_from_db()
    assert empty.ended_on == timezone.localdate()


def colleague(nursery, **changed):
    return {
        "id": uuid7(),
        "first_name": "Eva",
        "last_name": "Smit",
        "email": "eva@example.test",
        "role": "caregiver",
        "group": nursery.kikkers.pk,
        "location": "",
        "started_on": timezone.localdate(),
    } | changed


def test_a_colleague_is_hired_with_a_role_and_a_pin(desk, nursery):
    desk.manager.post(reverse("office:colleague-new"), colleague(nursery))
    eva = Employee.objects.get(first_name="Eva")
    assert eva.roles.get().group == nursery.kikkers
    address = reverse("office:colleague-pin", args=[eva.pk])
    assert desk.manager.post(address, {"pin": "12345"}).status_code == 422
    assert desk.manager.post(address, {"pin": "48213"}).status_code == 302
    eva.refresh_from_db()
    assert eva.pin_hash
    assert "48213" not in eva.pin_hash


def test_a_manager_gives_no_role_above_their_own_and_none_elsewhere(desk, nursery):
    address = reverse("office:colleague-new")
    wishes = [
        {"role": "owner", "group": ""},
        {"role": "finance", "group": ""},
        {"role": "manager", "group": "", "location": ""},
        {"role": "manager", "group": "", "location": nursery.there.pk},
        {"group": nursery.otters.pk},
    ]
    for wish in wishes:
        assert desk.manager.post(address, colleague(nursery, **wish)).status_code == 422
    assert not Employee.objects.filter(first_name="Eva").exists()


def test_a_manager_cannot_change_an_owner(desk, nursery):
    owner = desk.people["owner"]
    make.role(owner, "caregiver", group=nursery.kikkers)
    for page in ("colleague-edit", "colleague-pin", "role-new"):
        answer = desk.manager.get(reverse(f"office:{page}", args=[owner.pk]))
        assert answer.status_code == 404
    assert desk.manager.get(reverse("office:colleague", args=[owner.pk])).status_code == 200


def test_the_last_owner_stays(desk):
    owner = desk.people["owner"]
    address = reverse("office:role-ending", args=[owner.pk, owner.roles.get().pk])
    assert desk.owner.post(address).status_code == 409
    assert Role.objects.get(employee=owner).ended_on is None


def test_a_role_that_is_taken_away_stops_at_once(desk):
    finance = desk.people["finance"]
    address = reverse("office:role-ending", args=[finance.pk, finance.roles.get().pk])
    assert desk.owner.post(address).status_code == 302
    assert desk.finance.get("/office/").status_code == 404


def test_a_tablet_is_paired_with_two_codes_and_revoked(desk, nursery):
    """A7"""
    form = {"group": nursery.kikkers.pk, "device_name": "Raam"}
    page = desk.manager.post(reverse("office:tablet-new"), form).content.decode()
    code = page[page.index('class="bigcode">') + 16 :].split("<")[0]
    waiting, _key = pairing.claim(code, timezone.now())
    address = reverse("office:pairing", args=[waiting.pk])
    assert desk.manager.post(address, {"tablet_code": "XXXX"}).status_code == 422
    shown = Pairing.objects.get(pk=waiting.pk).tablet_code
    assert desk.manager.post(address, {"tablet_code": shown}).status_code == 302
    device = Device.objects.get(name="Raam")
    desk.manager.post(reverse("office:tablet-revoke", args=[device.pk]))
    device.refresh_from_db()
    assert device.revoked_at


def test_a_tablet_of_another_location_cannot_be_revoked(desk, nursery):
    device = make.device(nursery.otters)
    address = reverse("office:tablet-revoke", args=[device.pk])
    assert desk.manager.post(address).status_code == 404


def test_a_parent_is_invited_again_and_the_invitation_taken_back(desk, nursery):
    """A2"""
    father = make.guardian([nursery.noor], email="bilal@example.test")
    father.account = None
    father.save()
    send = reverse("office:invitation-send", args=[father.pk])
    for _again in range(2):
        assert desk.office.post(send).status_code == 302
    invitation = Invitation.objects.get(guardian=father)
    assert "bilal@example.test" in desk.office.get(reverse("office:invitations")).content.decode()
    desk.office.post(reverse("office:invitation-revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_a_parent_of_another_location_is_not_invited(desk, nursery):
    other = make.guardian([nursery.teun], email="x@example.test")
    other.account = None
    other.save()
    address = reverse("office:invitation-send", args=[other.pk])
    assert desk.manager.post(address).status_code == 404
    assert not Invitation.objects.exists()


def test_the_policy_of_a_group_wins_and_says_so(desk, nursery):
    """B5"""
    desk.manager.post(
        reverse("office:policy", args=[nursery.here.pk]),
        {"nappy_12": "offered", "food_12": "offered"},
    )
    group = reverse("office:policy-group", args=[nursery.kikkers.pk])
    desk.manager.post(group, {"nappy_12": "required"})
    assert LogRule.objects.filter(group=None).count() == 2
    assert LogRule.objects.get(group=nursery.kikkers).until_month == 48
    page = desk.manager.get(group)
    assert page.status_code == 200
    child = reverse("office:policy-child", args=[nursery.noor.pk])
    desk.manager.post(child, {"nappy_0": "hidden"})
    assert LogRule.objects.get(child=nursery.noor).level == "hidden"
    desk.manager.post(group, {})
    assert not LogRule.objects.filter(group=nursery.kikkers).exists()


def test_sleep_checks_are_set_per_age(desk, nursery):
    """B6"""
    address = reverse("office:sleep-checks", args=[nursery.here.pk])
    assert desk.manager.post(address, {"from_0": "1"}).status_code == 422
    desk.manager.post(address, {"from_0": "10", "from_12": "20", "from_48": ""})
    rows = SleepCheckRule.objects.order_by("from_month").values_list("from_month", "minutes")
    assert list(rows) == [(0, 10), (12, 20), (48, None)]


def test_a_visit_closed_by_the_clock_waits_until_it_is_confirmed(desk, nursery):
    """B3"""
    left = timezone.now() - timedelta(hours=30)
    left = left.replace(hour=16, minute=0, second=0, microsecond=0)
    visit = make.visit(
        nursery.noor,
        arrived_at=left - timedelta(hours=8),
        left_at=left,
        closed_by_clock_at=left,
    )
    assert "Noor Bakkali" in desk.manager.get(reverse("office:attendance")).content.decode()
    address = reverse("office:visit", args=[visit.pk])
    assert desk.finance.get(address).status_code == 404
    wrong = desk.manager.post(address, {"arrived": "12:00", "left": "11:00"})
    assert wrong.status_code == 422
    assert desk.manager.post(address, {"arrived": "08:00", "left": "16:30"}).status_code == 302
    desk.manager.get("/office/")  # says that it is done, once
    assert "Noor Bakkali" not in desk.manager.get(reverse("office:attendance")).content.decode()


@pytest.mark.parametrize("children", [1, 3])
def test_today_costs_the_same_for_one_and_for_three_children(
    desk, nursery, children, django_assert_num_queries
):
    make.contract_day(nursery.noor, weekday=timezone.localdate().isoweekday())
    for _more in range(children - 1):
        child = make.child(nursery.kikkers)
        make.contract_day(child, weekday=timezone.localdate().isoweekday())
        make.guardian([child])
    desk.owner.get("/office/")
    with django_assert_num_queries(35):
        desk.owner.get("/office/")


def test_the_rights_page_is_the_table(desk):
    """A4"""
    from kiekeboe.people.rights import TABLE

    page = desk.owner.get(reverse("office:rights")).content.decode()
    assert page.count('class="icon" viewBox') >= sum(len(rights) for rights in TABLE.values())
