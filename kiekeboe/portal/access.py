"""Who comes in at the parent's surface, and what the request then carries.

Reach before rights: every view starts from `request.family`. An account without a child today
finds nothing here, and a child out of reach does not exist (404).
"""

from functools import wraps
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.http import Http404
from django.utils import timezone

from kiekeboe.chat.models import PleaseBring
from kiekeboe.development.models import Piece
from kiekeboe.lib.prepared import Prepared
from kiekeboe.notifications.models import Channel, Kind, Notice
from kiekeboe.people.families import Family
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.models import Validity

TALK = (Kind.MESSAGE, Kind.NEWS)  # what the tab of messages counts
PLACED = {
    "group_id": "group_id",
    "group_name": "group__name",
    "location_id": "group__location_id",
    "location_name": "group__location__name",
    "location_phone": "group__location__phone",
    "location_email": "group__location__email",
    "opens_at": "group__location__opens_at",
    "closes_at": "group__location__closes_at",
    "time_zone": "group__location__time_zone",
}


def for_family(urlpatterns):
    """The door of the portal: each view gets `request.family`, or nobody comes in.

    Behind this one are the diary and the photos, for relatives too (A6).
    """
    return _behind(urlpatterns, lambda family: family)


def for_guardians(urlpatterns):
    """The door to all the rest: children of whom the account is only a relative do not exist."""
    return _behind(urlpatterns, Family.parental)


def _behind(urlpatterns, narrowed):
    for pattern in urlpatterns:
        pattern.callback = _at_the_door(pattern.callback, narrowed)
    return urlpatterns


def _at_the_door(view, narrowed):
    @wraps(view)
    def through_the_door(request, *args, **kwargs):
        if request.user.is_authenticated:
            origin = request.META.get("REMOTE_ADDR", "")
            request.reach = family_of(request.user, origin=origin)  # also what is read along
            request.family = narrowed(request.reach)
            if not request.family.guardianships:
                raise Http404
        return view(request, *args, **kwargs)

    return through_the_door


def family_of(account, *, day=None, origin="") -> Family:
    """The family with each child's group and location, the number of unread notices, and under
    which number addresses of photos are signed.

    One query. Takes the placement of `day`; a child without one keeps its empty place.
    """
    day = day or timezone.localdate()
    return Family(tuple(_RELATIONS(account=account.pk, day=day)), day, origin)


def _relations(account, day):
    placement = FilteredRelation(
        "child__placements",
        condition=Q(child__placements__started_on__lte=day)
        & (Q(child__placements__ended_on=None) | Q(child__placements__ended_on__gte=day)),
    )
    notices = Notice.objects.filter(
        account=OuterRef("guardian__account"), channel=Channel.APP, read_at=None, dropped_at=None
    )
    # What was told about a child counts only while the child is theirs.
    theirs = Guardianship.objects.in_force(day).filter(
        guardian__account=OuterRef("account"), child=OuterRef("child")
    )
    notices = notices.filter(Q(child=None) | Exists(theirs))
    known = {f"at_{name}": F(f"placed__{path}") for name, path in PLACED.items()}
    bring = PleaseBring.objects.standing().filter(child=OuterRef("child"))
    pieces = Piece.objects.published().filter(child=OuterRef("child"))
    validity = Validity.objects.filter(pk=OuterRef("organisation")).values("number")
    known |= {
        "talked": _many(notices.filter(kind__in=TALK)),
        "unread": _many(notices.exclude(kind__in=TALK)),
        "validity": Subquery(validity),
        "pieces": _many(pieces, "child"),
        "asked": _many(bring, "child"),
    }
    return Family.asked(account, day).annotate(placed=placement, **known)


def _many(rows, per="account") -> Subquery:
    """How many there are, in the same question."""
    return Subquery(rows.order_by().values(per).annotate(many=Count("pk")).values("many"))


_RELATIONS = Prepared(_relations, account=models.UUIDField(), day=models.DateField())


def child_of(request, child_id):
    """The relation to a child of this family, or 404."""
    relation = request.family.relation_to(child_id)
    if relation is None:
        raise Http404
    return relation


def zone_of(relation) -> ZoneInfo:
    """The time zone of the child's location."""
    return ZoneInfo(relation.at_time_zone or timezone.get_default_timezone_name())


def today_of(relation, now=None):
    """Today, where the child is."""
    return (now or timezone.now()).astimezone(zone_of(relation)).date()
