"""Reading the consent answers of children into the pure rule."""

from collections import defaultdict

from kiekeboe.people.models import Consent
from kiekeboe.photos.consent import OWN, TOGETHER, Allowed, allowed


def consents_of(child_ids, day) -> dict[object, Allowed]:
    """What the parents of each of these children allow on `day`. One query."""
    answers = defaultdict(list)
    rows = Consent.objects.counting_on(day).filter(child__in=child_ids, purpose__in=[OWN, TOGETHER])
    for child, purpose, yes in rows.values_list("child", "purpose", "allowed"):
        answers[child].append((purpose, yes))
    return {child: allowed(answers[child]) for child in child_ids}
