"""Photos that a parent does not trust and nobody looked at yet (C8)."""

from kiekeboe.photos.models import Photo, Report


def waiting(member):
    """Open reports on photos of groups in reach, the oldest first. Three queries."""
    asked = Report.objects.filter(
        organisation=member.organisation,
        settled_at=None,
        photo__group__in=member.groups,
    )
    rows = asked.select_related("photo__group__location", "photo__author", "guardian")
    return rows.prefetch_related("photo__appearances__child").order_by("reported_at", "id")


def viewable(member):
    """Photos the office may look at: reported, still standing, and allowed to be there at all."""
    open_ones = waiting(member).values("photo").order_by()
    return Photo.objects.standing().still_allowed(member.day).filter(pk__in=open_ones)
