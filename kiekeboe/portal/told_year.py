"""What the diary tells for a year book: the shared words of a year, and the days of being here.

Photos and the diary know nothing of each other; here both are known. A weekly piece, when there
is one, comes in as one more kind of `Written`.
"""

from kiekeboe.care import wording
from kiekeboe.care.day import Line
from kiekeboe.care.diary import COLUMNS
from kiekeboe.care.models import Entry, Visit
from kiekeboe.photos.book_making import Told, Written

TOLD = ("milestone", "activity", "particular")  # kinds that tell a story; the rest are counts


def told_year(relation, start, end, zone) -> Told:
    """Everything of [start, end) that may be read through this relation, oldest first."""
    entries = Entry.objects.shown_to(relation).filter(
        kind__in=TOLD, started_at__gte=start, started_at__lt=end
    )
    rows = entries.order_by("started_at", "id").values_list(*COLUMNS)
    written = (_written(Line._make(row)) for row in rows)
    return Told(tuple(one for one in written if one.text), frozenset(_days(relation, start, end)))


def _written(line) -> Written:
    told = wording.told(line, now=line.started_at)
    title = told.title if line.kind == "activity" else ""
    text = told.detail
    if line.kind == "milestone":
        title, text = told.title, "\n".join(filter(None, [told.detail, told.value]))
    return Written(f"{line.id}:{line.revision}", line.started_at, title, text)


def _days(relation, start, end):
    """Days of arrival, where the child is."""
    stays = Visit.objects.standing().filter(
        child=relation.child_id, arrived_at__gte=start, arrived_at__lt=end
    )
    for moment in stays.values_list("arrived_at", flat=True):
        yield moment.astimezone(start.tzinfo).date()
