"""Every route, every visitor, one's own and somebody else's: the table of access holds."""

import re

import pytest

from kiekeboe.testing import matrix, visitors
from kiekeboe.testing.routes import Route, address, routes
from kiekeboe.testing.town import CHILDREN
from kiekeboe.testing.visitors import Visitor, verdict

pytestmark = pytest.mark.django_db
ROUTES = {route.name: route for route in routes() if not route.name.startswith("story:")}
METHODS = {"GET", "POST", "PUT", "DELETE"}
INSIDERS = {"tablet": "caregiver", "portal": "parent", "office": "owner", "welcome": "parent"}
WAY = "way of asking"  # the page is there, or not, for who asks in its own way: tells nothing


def test_every_route_is_in_the_table_and_every_line_has_its_route():
    """S01"""
    assert ROUTES.keys() == matrix.MATRIX.keys()


def test_every_visitor_is_in_the_table():
    """S02 Fourteen kinds of visitor at least."""
    assert set(visitors.VISITORS) == matrix.EVERYONE
    assert len(visitors.VISITORS) >= 14


@pytest.fixture(scope="module")
def ways(town, django_db_blocker) -> dict[str, set[str]]:
    """How each route may be asked, as its insiders are told."""
    told = {}
    with django_db_blocker.unblock():
        insiders = {space: Visitor(name, town) for space, name in INSIDERS.items()}
        for route in ROUTES.values():
            insider = insiders.get(route.name.split(":")[0], insiders["welcome"])
            response = insider.ask("OPTIONS", address(route, town["noor"]))
            told[route.name] = set(response.get("Allow", "").split(", ")) & METHODS or METHODS
    return told


@pytest.mark.parametrize("name", visitors.VISITORS)
def test_a_visitor_finds_what_the_table_says_and_nothing_else(name, visit, ways):
    """S01 S02 S04 S25"""
    visitor = visit(name)
    wrong = [
        problem
        for route in ROUTES.values()
        for method in sorted(ways[route.name])
        for problem in problems_at(route, method, visitor, name)
    ]
    assert not wrong, "\n".join(wrong)


def problems_at(route: Route, method: str, visitor: Visitor, name: str):
    for child, to, expected in expectations(route, visitor.town, name, method):
        found = verdict(visitor.ask(method, to))
        if found == "door" and matrix.MATRIX[route.name] == "open":
            continue  # an open page may send on to where one signs in
        if found not in (expected, WAY):
            yield f"{method} {route.name} of {child}: {found}, should be {expected}"


def expectations(route, town, name, method):
    """(whose, address, what is to be answered) for one visitor at one route."""
    enters = matrix.comes_in(name, route.name)
    families = CHILDREN if enters else ("noor", "luna")
    for child in families if route.about else ("noor",):
        to = address(route, town[child])
        if not enters:
            yield child, to, matrix.at_the_door(name, route.name, method)
        elif (route.name, method) in matrix.NEW_ID or route.name in matrix.NOT_YET:
            continue
        elif not route.about or route.name in matrix.KEYS or reached(route, name, child):
            yield child, to, "in"
        else:
            yield child, to, "not found"


def reached(route, name, child):
    """Whether a visitor may see this of that child, or of its location."""
    if route.name in matrix.OF_THE_LOCATION:
        return bool(matrix.REACH[name] & matrix.SAME_LOCATION.get(child, {child}))
    return matrix.reaches(name, child)


@pytest.mark.parametrize("name", [name for name in visitors.VISITORS if name in matrix.REACH])
def test_what_is_out_of_reach_looks_like_what_does_not_exist(name, visit, ways):
    """S02 S37 To the letter, but for tokens that differ at every request."""
    visitor, wrong = visit(name), []
    for route in ROUTES.values():
        if not (route.about and matrix.comes_in(name, route.name)) or route.name in matrix.KEYS:
            continue
        for method in sorted(ways[route.name]):
            nowhere = answer(visitor, method, address(route, None))
            wrong += [
                f"{method} {route.name} of {child}"
                for child in CHILDREN
                if not reached(route, name, child)
                and (route.name, method) not in matrix.NEW_ID
                and answer(visitor, method, address(route, visitor.town[child])) != nowhere
            ]
    assert not wrong, "\n".join(wrong)


TOKENS = re.compile(r"[0-9A-Za-z_-]{40,}|nonce-[^'\"]+")
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def answer(visitor, method, to):
    """All that an answer tells: status, headers, words; not the address that was asked itself."""
    response = visitor.ask(method, to)
    said = TOKENS.sub("", response.content.decode(errors="replace"))
    headers = {
        name: UUIDS.sub("", TOKENS.sub("", told))
        for name, told in response.headers.items()
        if name != "X-Request-ID"
    }
    return response.status_code, headers, UUIDS.sub("", said)
