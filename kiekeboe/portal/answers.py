"""The consent questions of one child, as one parent sees them (C1, C2)."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kiekeboe.people import wordings
from kiekeboe.people.models import Consent, Guardianship, Purpose
from kiekeboe.photos.consent import combine

TWO = (Purpose.OWN_PORTAL, Purpose.GROUP_PORTAL)


def questions_of(relation, day) -> list[dict]:
    """Each purpose with my answer, those of the other parents, and what holds. One query."""
    current = list(
        Consent.objects.counting_on(day)
        .filter(child=relation.child_id)
        .order_by("answered_at")
        .values_list("purpose", "guardian", "guardian__first_name", "allowed")
    )
    return [
        _question(purpose, relation, [row[1:] for row in current if row[0] == purpose])
        for purpose in Purpose
    ]


def _question(purpose, relation, answers) -> dict:
    mine = next((yes for who, _name, yes in answers if who == relation.guardian_id), None)
    others = [(name, yes) for who, name, yes in answers if who != relation.guardian_id]
    asked = wordings.wording(purpose, spoken(), relation.child.first_name)
    return {
        "purpose": purpose.value,
        "question": asked.question,
        "explained": asked.explained,
        "mine": {True: "yes", False: "no", None: ""}[mine],
        "holds": combine(yes for _who, _name, yes in answers),
        "no_by": [name for name, yes in others if not yes],
        "yes_by": [name for name, yes in others if yes],
        "answered": bool(answers),
        "two": purpose in TWO,
    }


def spoken() -> str:
    """The language in which the questions stand on this page."""
    language = (get_language() or "en")[:2]
    return language if language in wordings.LANGUAGES else "en"


def history_of(relation, day) -> list[dict]:
    """Every answer of this parent and of the others with authority, newest first. Two queries.

    How and through whom the other household answered is theirs: only what it said, and when.
    """
    authority = Guardianship.objects.with_authority(day).filter(child=relation.child_id)
    voices = {relation.guardian_id, *authority.values_list("guardian", flat=True)}
    rows = Consent.objects.filter(child=relation.child_id, guardian__in=voices)
    return [
        {
            "purpose": _short()[one.purpose],
            "allowed": one.allowed,
            "at": one.answered_at,
            "who": one.guardian.first_name,
            "wording": one.wording,
            "said": one.said,
            "by_office": mine and one.answered_by_kind == "office",
            "channel": one.get_channel_display() if mine else "",
        }
        for one in rows.select_related("guardian").order_by("-answered_at", "-id")
        for mine in [one.guardian_id == relation.guardian_id]
    ]


def _short():
    return {
        Purpose.OWN_PORTAL: _("For your own family"),
        Purpose.GROUP_PORTAL: _("With other children"),
        Purpose.LOCATION: _("On the wall of our building"),
        Purpose.WEBSITE: _("On our website"),
        Purpose.SOCIAL_MEDIA: _("On social media"),
        Purpose.NEWSLETTER: _("In our newsletter"),
        Purpose.TRAINING: _("Films to learn from"),
        Purpose.PRESS: _("In the newspaper"),
    }
