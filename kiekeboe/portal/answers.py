"""The consent questions of one child, as one parent sees them (C1, C2)."""

from django.utils.translation import gettext as _

from kiekeboe.people.models import Consent, Purpose
from kiekeboe.photos.consent import combine

WORDING = "2026-1"  # goes up when a question is asked in other words
TWO = (Purpose.OWN_PORTAL, Purpose.GROUP_PORTAL)


def questions_of(relation, day) -> list[dict]:
    """Each purpose with my answer, those of the other parents, and what holds. One query."""
    name = relation.child.first_name
    current = list(
        Consent.objects.counting_on(day)
        .filter(child=relation.child_id)
        .values_list("purpose", "guardian", "guardian__first_name", "allowed")
    )
    made = []
    for purpose in Purpose:
        answers = [row[1:] for row in current if row[0] == purpose]
        mine = next((yes for who, _name, yes in answers if who == relation.guardian_id), None)
        others = [(who, yes) for key, who, yes in answers if key != relation.guardian_id]
        holds = combine(yes for _key, _who, yes in answers)
        made.append(
            {
                "purpose": purpose.value,
                "question": _questions()[purpose][0] % {"name": name},
                "explained": _questions()[purpose][1] % {"name": name},
                "mine": {True: "yes", False: "no", None: ""}[mine],
                "holds": holds,
                "stricter": mine is True and not holds,
                "no_by": [who for who, yes in others if not yes],
                "answered": bool(answers),
                "two": purpose in TWO,
            }
        )
    return made


def history_of(relation) -> list[dict]:
    """Every answer ever given for this child, newest first. One query."""
    rows = (
        Consent.objects.filter(child=relation.child_id)
        .order_by("-answered_at", "-id")
        .values_list(
            "purpose", "allowed", "answered_at", "guardian__first_name", "wording",
            "answered_by_kind",
        )
    )  # fmt: skip
    return [
        {
            "purpose": _short()[purpose],
            "allowed": allowed,
            "at": at,
            "who": who,
            "wording": wording,
            "by_office": kind == "office",
        }
        for purpose, allowed, at, who, wording, kind in rows
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


def _questions():
    return {
        Purpose.OWN_PORTAL: (
            _("May we take photos of %(name)s for your own family?"),
            _(
                "You see them only here, in your own Kiekeboe. Does one of you say no? "
                "Then we take no photos of %(name)s."
            ),
        ),
        Purpose.GROUP_PORTAL: (
            _("May %(name)s be in photos with other children?"),
            _(
                "Then the parents of those children see that photo too. They may not put it on "
                "the internet. That holds for you as well."
            ),
        ),
        Purpose.LOCATION: (
            _("May a photo of %(name)s hang in our building?"),
            _("Everyone who comes in sees it. We take it down when %(name)s leaves."),
        ),
        Purpose.WEBSITE: (_("May %(name)s be on our website?"), _("Everyone can see it there.")),
        Purpose.SOCIAL_MEDIA: (
            _("May %(name)s be on our social media?"),
            _("Everyone can see and share it there."),
        ),
        Purpose.NEWSLETTER: (
            _("May %(name)s be in our newsletter?"),
            _("All parents of our organisation receive it."),
        ),
        Purpose.TRAINING: (
            _("May we film %(name)s to train our colleagues?"),
            _("Only our colleagues watch it. We remove it after the training."),
        ),
        Purpose.PRESS: (
            _("May %(name)s be in the newspaper?"),
            _("Everyone can read it. We tell you before it happens."),
        ),
    }
