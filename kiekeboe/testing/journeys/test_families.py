"""Typical families, one shared photo each: every album shows exactly what the table says."""

import pytest

from kiekeboe.testing.journeys.auditing import faults

pytestmark = pytest.mark.journey

SHARE = """
from django.utils import timezone
from kiekeboe.people.models import Child
from kiekeboe.testing import make
from kiekeboe.photos.models import Photo
for caption, names in {shots!r}:
    if not Photo.objects.filter(caption=caption).exists():
        children = [Child.objects.get(first_name=name, placements__group__name="Kikkers",
                    organisation__name__isnull=False) for name in names]
        make.photo(children, taken_at=timezone.now(), caption=caption,
                   author=Photo.objects.filter(group=children[0].placements.first().group)
                   .first().author)
"""
# Saar: yes to both. Finn: only for the own family. Mees: yes to both, of parents who live apart.
SHOTS = (
    ("saar alleen", ("Saar",)),
    ("finn alleen", ("Finn",)),
    ("saar en mees", ("Saar", "Mees")),
    ("saar en finn", ("Saar", "Finn")),
)


@pytest.fixture
def shared(nursery):
    nursery.house.script(SHARE.format(shots=SHOTS))
    return nursery


def child_of(nursery, parent):
    return nursery.person(parent)["children"][0]["id"]


def album(page, child) -> set[str]:
    page.goto(f"/parent/photos/?child={child}")
    shown = page.content()
    return {caption for caption, _ in SHOTS if caption in shown}


def answer(page, child, purpose, words):
    page.goto(f"/parent/children/{child}/consent/")
    page.locator(f"form#{purpose}").get_by_role("button", name=words).click()
    page.locator(f"form#{purpose} .receipt").wait_for()


def test_each_family_sees_what_the_table_says_and_a_no_holds_at_once(shared):
    """S38 Both yes, own only, none; and parents who live apart and answer differently."""
    floor, iris, cheryl, lieke, daniel = (
        shared.parent(name) for name in ("Floor", "Iris", "Cheryl", "Lieke", "Daniel")
    )
    saar, finn, mees = (child_of(shared, name) for name in ("Floor", "Iris", "Lieke"))
    assert album(floor, saar) == {"saar alleen", "saar en mees"}
    assert album(iris, finn) == {"finn alleen", "saar en finn"}
    assert album(cheryl, child_of(shared, "Cheryl")) == set()
    assert album(lieke, mees) == album(daniel, mees) == {"saar en mees"}

    answer(daniel, mees, "group_portal", "Liever niet")
    assert album(floor, saar) == {"saar alleen"}
    assert album(lieke, mees) == {"saar en mees"}
    lieke.goto(f"/parent/children/{mees}/consent/")
    assert "Daniel zei: liever niet" in lieke.content()
    assert "Bakkersteeg" not in lieke.content()
    answer(daniel, mees, "group_portal", "Ja, dat mag")


def test_the_questions_are_for_everyone(shared):
    """U01 U11 Three taps from today to an answer."""
    page = shared.parent("Floor")
    child = child_of(shared, "Floor")
    found = []
    for address in (f"/parent/children/{child}/consent/", "/parent/help/photos/"):
        page.goto("about:blank")  # the shared photos of this test have no files
        page.problems.clear()
        page.goto(address)
        found += [f"{address}: {one}" for one in faults(page, least=44)]
    assert not found, "\n".join(found)


def test_the_office_asks_prints_and_lists_for_everyone(shared):
    owner = next(one for one in shared.cast["people"] if "owner" in one["roles"])
    page = shared.office(owner["name"].split()[0])
    child = child_of(shared, "Floor")
    found = []
    for path in ("consents/", "consents/paper/", "reports/", f"children/{child}/consent/intake/",
                 f"children/{child}/consent/paper/"):  # fmt: skip
        page.goto(f"/office/{path}")
        found += [f"{path}: {one}" for one in faults(page, least=24)]
    assert not found, "\n".join(found)
