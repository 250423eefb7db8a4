"""Who of the staff looks in a file is written down, once, and the parents see it."""

import pytest
from django.urls import reverse

from kiekeboe.events.models import Event
from kiekeboe.live.news import LOOKING
from kiekeboe.testing.matrix import REACH, comes_in
from kiekeboe.testing.visitors import VISITORS, verdict

pytestmark = pytest.mark.django_db
SENSITIVE = ("office:child", "office:family", "office:planning", "office:consent",
             "office:health", "office:log", "tablet:child")  # fmt: skip


def looks(child):
    return Event.objects.about(child).filter(verb__in=LOOKING)


@pytest.mark.parametrize("route", SENSITIVE)
@pytest.mark.parametrize("name", VISITORS)
def test_a_look_in_a_file_is_written_down_once(route, name, visit, town):
    """S61 By whom, on which device, from where; nothing for who did not get in."""
    child, visitor = town["noor"].child, visit(name)
    keyword = "id" if route == "tablet:child" else "child_id"
    address = reverse(route, kwargs={keyword: child.pk})
    before = looks(child).count()
    with visitor.traceless():
        response = visitor.client.get(address)
        new = list(looks(child)[: looks(child).count() - before])

    gets_in = comes_in(name, route) and "noor" in REACH.get(name, ())
    # A trainee's card holds neither medical nor family data, so it is no file.
    is_read = gets_in and not (route == "tablet:child" and name == "trainee")
    assert (verdict(response) == "in") == gets_in
    assert len(new) == int(is_read)
    if is_read:
        assert (new[0].person_id is not None, new[0].organisation_id) == (
            True,
            child.organisation_id,
        )
        assert new[0].device_id if route == "tablet:child" else new[0].origin


def test_parents_see_who_looked(visit, town):
    """S64 As many lines as looks, with the names of who looked."""
    child = town["noor"].child
    owner, caregiver, parent = visit("owner"), visit("caregiver"), visit("parent")
    tabs = ("office:child", "office:health", "office:log")
    for route in tabs:
        owner.client.get(reverse(route, args=[child.pk]))
    caregiver.client.get(reverse("tablet:child", args=[child.pk]))

    page = parent.client.get(reverse("portal:readers", args=[child.pk])).content.decode()

    assert looks(child).count() == len(tabs) + 1
    assert page.count(str(town.staff["owner"])) == len(tabs)
    assert page.count(str(town["noor"].caregiver)) == 1
