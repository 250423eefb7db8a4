"""Reading the consent answers of children into the pure rule."""

from collections import defaultdict

from kiekeboe.people.models import Consent
from kiekeboe.photos.consent import OWN, TOGETHER, Allowed, allowed, combine, may_publish
from kiekeboe.planning.models import Placement


def consents_of(child_ids, day) -> dict[object, Allowed]:
    """What the parents of each of these children allow on `day`. One query."""
    answers = defaultdict(list)
    rows = Consent.objects.counting_on(day).filter(child__in=child_ids, purpose__in=[OWN, TOGETHER])
    for child, purpose, yes in rows.values_list("child", "purpose", "allowed"):
        answers[child].append((purpose, yes))
    return {child: allowed(answers[child]) for child in child_ids}


def purposes_of(child_ids, day) -> dict[object, frozenset[str]]:
    """The purposes that the parents of each of these children allow on `day`. One query."""
    answers = defaultdict(list)
    rows = Consent.objects.counting_on(day).filter(child__in=child_ids)
    for child, purpose, yes in rows.values_list("child", "purpose", "allowed"):
        answers[child, purpose].append(yes)
    allowing = defaultdict(set)
    for (child, purpose), given in answers.items():
        if combine(given):
            allowing[child].add(purpose)
    return {child: frozenset(allowing[child]) for child in child_ids}


def publishable(purpose, child_ids, day) -> bool:
    """Whether a photo with these children on it may be used for `purpose` on `day`. Two queries."""
    here = Placement.objects.in_force(day).filter(child__in=child_ids)
    placed = set(here.values_list("child", flat=True))
    return may_publish(purpose, child_ids, purposes_of(child_ids, day), placed)
