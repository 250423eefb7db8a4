"""Whose parents receive a photo, in words for the caregiver: who is named, never what they said."""

from django.utils.translation import gettext as _

from kiekeboe.people.models import Child
from kiekeboe.photos import consent
from kiekeboe.photos.consent import Why


def verdicts(children, consents) -> dict:
    """Per tagged child whether the parents receive the photo, with the reason when not."""
    rows = Child.objects.filter(pk__in=children).values_list("pk", "first_name")
    names = dict(rows.order_by("first_name"))
    blocked = consent.untaggable(children, consents)
    told = [_told(child, children, consents, names) for child in names]
    return {
        "families": 0 if blocked else sum(one["shown"] for one in told),
        "blocked": _blocked(blocked, names),
        "children": told,
    }


def _told(child, children, consents, names):
    verdict = consent.verdict(child, children, consents)
    return {
        "id": str(child),
        "title": _("Parents of %(name)s") % {"name": names[child]},
        "shown": verdict.shown,
        "answer": _("Yes") if verdict.shown else _("No"),
        "why": _why(verdict, names),
    }


def _why(verdict, names):
    if verdict.why == Why.OTHER_REFUSED:
        listed = ", ".join(names[one] for one in verdict.because_of)
        return _("%(names)s: only for their own parents") % {"names": listed}
    return _("They do not want photos") if verdict.why == Why.OWN_REFUSED else ""


def _blocked(blocked, names):
    if not blocked:
        return ""
    return _("%(names)s may not be in photos.") % {
        "names": ", ".join(names[one] for one in names if one in blocked)
    }
