"""What a location organises, with who comes (E11)."""

from datetime import timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from kiekeboe.planning.models import Occasion, SignUp

LATELY = timedelta(days=60)


def in_reach(member):
    return Occasion.objects.filter(
        organisation=member.organisation, location__in=member.locations
    ).select_related("location", "group")


def listed(member, now):
    """(to come, lately), each with how many people come and how many talks are taken. Two
    questions."""
    coming = SignUp.objects.filter(occasion=OuterRef("pk"), slot=None, cancelled_at=None)
    total = coming.order_by().values("occasion").annotate(total=Sum("people")).values("total")
    taken = Q(slots__sign_ups__isnull=False, slots__sign_ups__cancelled_at=None)
    rows = in_reach(member).annotate(
        people=Coalesce(Subquery(total, output_field=IntegerField()), 0),
        talks=Count("slots", distinct=True),
        taken=Count("slots", filter=taken, distinct=True),
    )
    ahead = rows.filter(ends_at__gt=now).order_by("starts_at", "id")
    gone = rows.filter(ends_at__lte=now, ends_at__gt=now - LATELY).order_by("-starts_at", "id")
    return list(ahead), list(gone)


def who_comes(one: Occasion) -> list[SignUp]:
    """Families that come, by name; talks apart."""
    rows = one.sign_ups.filter(slot=None, cancelled_at=None).select_related("guardian")
    return list(rows.order_by("guardian__first_name", "guardian__last_name"))


def talks_of(one: Occasion) -> list[dict]:
    """Every talk in order, with who has it. Two questions."""
    slots = list(one.slots.select_related("employee").order_by("employee", "starts_at"))
    standing = one.sign_ups.filter(slot__isnull=False, cancelled_at=None)
    held = {row.slot_id: row for row in standing.select_related("child", "guardian")}
    rows = [{"slot": slot, "talk": held.get(slot.pk)} for slot in slots]
    return sorted(rows, key=lambda row: (str(row["slot"].employee), row["slot"].starts_at))
