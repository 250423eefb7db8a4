"""Documents in reach of the desk: which, what runs out, and who did not agree yet."""

from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kiekeboe.documents import filing, sight
from kiekeboe.documents.models import Reading, Version
from kiekeboe.people.models import Guardian
from kiekeboe.planning.models import Placement

SOON = timedelta(days=60)
WHAT = {
    "": _("All documents"),
    "runs_out": _("Runs out soon"),
    "agreement": _("Asks parents to agree"),
    "withdrawn": _("Taken back"),
}


def listed(member, *, where="", what=""):
    """Documents with the number of their version, and how many read it or agreed with it.
    `where` is the id of a location, `what` a key of WHAT."""
    rows = sight.of_colleague(member)
    rows = rows.filter(withdrawn_at__isnull=what != "withdrawn")
    if where:
        rows = rows.filter(Q(location=where) | Q(group__location=where) | _child_at(where))
    if what == "runs_out":
        rows = rows.filter(expires_on__lte=member.day + SOON).order_by("expires_on", "title")
    else:
        rows = rows.order_by("-published_at", "-pk")
    if what == "agreement":
        rows = rows.filter(asks_agreement=True)
    return rows.select_related("location", "group", "child").annotate(
        number=Subquery(_numbers()), added=Subquery(_numbers("kept_at")),
        read=_many(), agreed=_many(agreed_at__isnull=False),
    )  # fmt: skip


def _child_at(where) -> Q:
    """About a child that has a place there."""
    placed = Placement.objects.filter(group__location=where, ended_on=None)
    return Q(child__in=placed.values("child"))


def _numbers(what="number"):
    rows = Version.objects.filter(document=OuterRef("pk")).order_by()
    return rows.values("document").annotate(last=Max(what)).values("last")


def _many(**more):
    """How many read the version that stands."""
    rows = Reading.objects.filter(
        version__document=OuterRef("pk"), version__number=OuterRef("number"), **more
    )
    return Subquery(rows.order_by().values("version__document").annotate(n=Count("pk")).values("n"))


def is_running_out(document, day) -> bool:
    """Whether it has to be renewed soon, or had to be."""
    return bool(document.expires_on and document.expires_on <= day + SOON)


def who_read(member, document) -> tuple[list[Reading], list[Guardian]]:
    """(who read the version that stands, who still has to), as far as this member reaches."""
    readings = filing.latest(document).readings.select_related("guardian").order_by("-read_at")
    waits = [] if document.withdrawn_at else filing.silent(document, member.day)
    if member.everywhere:
        return list(readings), waits
    mine = set(member.guardians.values_list("pk", flat=True))
    return (
        [one for one in readings if one.guardian_id in mine],
        [one for one in waits if one.pk in mine],
    )
