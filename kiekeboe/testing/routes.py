"""Every address of the house, and what its ids can point at."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from kiekeboe.testing.town import NOWHERE

# What stands in an address and points at nothing of a family.
PLAIN = {
    "size": 400,
    "year": 2026,
    "longest": 400,
    "place": 1,
    "version": 1,
    "page_number": 1,
    "purpose": "own_portal",
    "kind": "sleep",
    "slug": "sign-in",
    "about": "feeding",
    "shape": "child-short-a-112233-112233-112233",
}
# An id in the question of an address instead of in its path: what it points at.
QUESTIONS = {
    "portal:photos": "child",
    "portal:planning": "child",
    "office:today": "location",
    "office:roster": "location",
    "office:occupancy": "location",
    "office:plan": "group",
}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def about(self) -> tuple[str, ...]:
        """The parameters that point at something of somebody."""
        here = (name for name in self.parameters if name not in PLAIN and name != "day")
        return (*here, QUESTIONS[self.name]) if self.name in QUESTIONS else tuple(here)


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver, space, prefix) -> Iterator[Route]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            names = tuple(each.pattern.converters)
            name = f"{space}:{each.name}" if space else str(each.name)
            yield Route(name, path, names)
        else:
            yield from _walk(each, each.namespace or space, path)


def address(route: Route, family) -> str:
    """The address of a route about this family; `family` None points at what is not there."""
    values = {name: value(route, name, family) for name in route.parameters}
    return reverse(route.name, kwargs=values) + question(route, family)


def question(route: Route, family) -> str:
    """The part after the question mark, for routes that name their subject there."""
    if route.name not in QUESTIONS:
        return ""
    thing = getattr(family, QUESTIONS[route.name], None)
    return f"?{QUESTIONS[route.name]}={thing.pk if thing else NOWHERE}"


def value(route: Route, name: str, family):
    if name in PLAIN:
        return PLAIN[name]
    if name == "day":
        return timezone.localdate()
    if name == "pk":
        return 999_999
    if family is None:
        return "a" * 43 if name == "key" else NOWHERE
    return found(route, name, family)


def found(route: Route, name: str, family):
    """Where an id of this name leads for one family."""
    if route.name.startswith("tablet:"):
        word = route.pattern.removeprefix("group/").split("/")[0]
        things = {
            "children": family.child,
            "photos": family.photo,
        }
        if word in things:
            return things[word].pk
    if name == "guardian_id" and route.name == "office:invitation-send":
        return family.invited.pk
    if name == "guardian_id" and route.name == "office:reminder":
        return family.invited.pk
    if name == "key":
        return family.key if "welcome/" in route.pattern else "a" * 43
    things = {
        "child_id": family.child,
        "relation_id": family.relation,
        "relative_id": family.relative,
        "entry_id": family.entry,
        "guardian_id": family.parent,
        "allergy_id": family.allergy,
        "employee_id": family.caregiver,
        "role_id": family.role,
        "location_id": family.location,
        "group_id": family.group,
        "company_id": family.company,
        "invitation_id": family.invitation,
        "pairing_id": family.pairing,
        "device_id": family.device,
        "visit_id": family.left,
        "photo_id": family.photo,
        "muster_id": family.muster,
        "report_id": family.report,
        "shift_id": family.shift,
        "leave_id": family.leave,
        "occasion_id": family.occasion,
        "change_id": family.change,
        "wanted_id": family.wanted,
        "face_id": family.face,
        "qualification_id": family.qualification,
    }
    return things[name].pk if name in things else NOWHERE
