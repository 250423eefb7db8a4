"""S38: one rule, one place. On any family, the pure rule, the database and the bytes agree."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as house
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiekeboe.accounts.models import User
from kiekeboe.photos.consent import verdict
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Photo
from kiekeboe.portal.access import family_of
from kiekeboe.portal.views import bytes as bytes_view
from kiekeboe.testing import make

# Who touches a photo outside photos/, and by which word of the rule each of them asks.
USERS = {
    "care/reacting.py": "shown_to",
    "notifications/outbox.py": "shown_to",
    "office/questions/reports.py": "still_allowed",
    "portal/pictures.py": "shown_to",
    "tablet/views/photos.py": "still_allowed",
    "tablet/items/photos.py": "sharing",  # takes a photo in; asks untaggable before it keeps one
    "story/snapshots.py": "book.put",  # writes the demo; the story's tests ask the rule
}
TOUCHES = re.compile(
    r"photos\.models import[^\n]*\b(Photo|Appearance|Rendition)\b"
    r"|photos\.models import \([^)]*\b(Photo|Appearance|Rendition)\b"
    r"|get_model\(\"photos\""
)
RULE = re.compile(r"shown_to|still_allowed|publishable|pictures\(|receivers|verdict")


def users() -> dict[str, str]:
    root = Path(house.BASE)
    found = {}
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        inside = {"photos", "testing", "bench"} & {name.split("/")[0]}
        if inside or "/tests/" in name or "/migrations/" in name:
            continue
        if TOUCHES.search(text := path.read_text()):
            found[name] = text
    return found


def test_whoever_touches_a_photo_asks_the_rule():
    """S38 A new place that shows or sends a photo goes through the one rule, or is refused here."""
    wrong = [
        name
        for name, text in users().items()
        if not (RULE.search(text) or (name in USERS and USERS[name] in text))
    ]
    assert not wrong, f"does not ask photos/consent.py or PhotoQuerySet: {wrong}"


def test_the_list_of_who_touches_a_photo_is_not_out_of_date():
    assert set(USERS) <= set(users())


ANSWER = st.sampled_from([True, False, None])
# own and together as first said, as said later (None: never changed), and what the adult is
ADULT = st.fixed_dictionaries(
    {
        "first": st.tuples(ANSWER, ANSWER),
        "later": st.tuples(ANSWER, ANSWER),
        "authority": st.booleans(),
        "is": st.sampled_from(["parent", "parent", "parent", "blocked", "ended", "relative"]),
        "reads": st.booleans(),
    }
)
GRAPH = st.fixed_dictionaries(
    {
        "children": st.lists(st.lists(ADULT, min_size=1, max_size=3), min_size=1, max_size=4),
        "tags": st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True),
        "withdrawn": st.booleans(),
    }
)
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def front(settings):
    """The bytes themselves are left to a server in front: the test has no files."""
    settings.ACCEL_REDIRECT = "/kept"


@pytest.mark.django_db
@pytest.mark.usefixtures("front")
@settings(max_examples=100, **QUIET)
@given(graph=GRAPH)
def test_no_photo_reaches_anyone_whom_the_rule_does_not_name(graph):
    """S38"""
    compare(graph)


@pytest.mark.deep
@pytest.mark.django_db
@pytest.mark.usefixtures("front")
@settings(max_examples=10_000, **QUIET)
@given(graph=GRAPH)
def test_no_photo_reaches_anyone_whom_the_rule_does_not_name_ten_thousand_times(graph):
    """S38"""
    compare(graph)


def compare(graph):
    analyse()
    group = make.group()
    relations, children = [], []
    for adults in graph["children"]:
        child = make.child(group)
        children.append(child)
        relations += adults_of(child, adults)
    tagged = [children[one] for one in {number % len(children) for number in graph["tags"]}]
    photo = make.photo(tagged, withdrawn_at=make.at(12) if graph["withdrawn"] else None)
    consents = consents_of([child.pk for child in children], timezone.localdate())
    ids = [child.pk for child in tagged]
    for relation in relations:
        says = verdict(relation.child_id, ids, consents, withdrawn=graph["withdrawn"]).shown
        mine = relation.guardian.guardianships_on(timezone.localdate())
        may = says and mine.exists()
        assert (
            Photo.objects.shown_to(mine, timezone.localdate()).filter(pk=photo.pk).exists() == may
        )
        assert is_handed_over(relation.guardian, photo) == may


def analyse():
    """What the database does by itself between two transactions: all examples are in one, and a
    planner that believes the tables to be empty takes minutes for a question of a millisecond."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_guardianship, people_consent, photos_appearance")


def adults_of(child, adults):
    """The relations of a child, with what each adult said at nine and said again at ten."""
    made = []
    for adult in adults:
        parents = [one for one in made if one.has_authority]
        if adult["is"] == "relative" and parents:
            relation = make.relative(child, parents[0].guardian, account=account())
        else:
            who = make.guardian(
                [child], has_authority=adult["authority"], receives_updates=adult["reads"],
                account=account(),
            )  # fmt: skip
            relation = who.guardianships.get()
        for hour, (own, together) in ((5, adult["first"]), (6, adult["later"])):
            make.consent(
                child, guardian=relation.guardian, own=own, together=together, now=make.at(hour)
            )
        at_an_end(relation, adult["is"])
        made.append(relation)
    return made


def at_an_end(relation, how):
    if how == "blocked":
        relation.block(by=relation.guardian.actor(), at=make.at(8))
    elif how == "ended":
        relation.end(
            on=timezone.localdate() - timedelta(days=1), by=relation.guardian.actor(), at=make.at(8)
        )


def is_handed_over(guardian, photo) -> bool:
    """Whether the portal's own view gives this guardian the bytes: 200, or not found."""
    request = RequestFactory().get(f"/parent/photos/{photo.pk}/400/")
    request.family = family_of(guardian.account)
    try:
        return bytes_view.picture(request, photo.pk, 400).status_code == 200
    except Http404:
        return False


def account():
    """An account without the cost of a password."""
    return User.objects.create(email=f"{uuid4().hex}@example.test", name="Ouder")
