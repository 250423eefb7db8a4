"""The diary: all days of one child, to search and to filter, with weeks in a picture."""

from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from kiekeboe.care import kinds, wording
from kiekeboe.care.day import Day, Planning
from kiekeboe.care.diary import lines_of, weeks_of
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.charts import charts_of
from kiekeboe.portal.days import told_line
from kiekeboe.portal.hero import long_date
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.timeline import markup

PER_PAGE = 60
LONGEST_QUESTION = 80


@require_GET
def index(request, child_id):
    """Every shared entry, newest day first."""
    relation = child_of(request, child_id)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("kind", "")
    offered = OFFERED_TO_RELATIVES if relation.is_relative else OFFERED
    kind = kind if kind in offered else ""
    page = Paginator(lines_of(relation, kind=kind, asked=asked), PER_PAGE).get_page(
        request.GET.get("page")
    )
    zone = zone_of(relation)
    weeks = weeks_of(child_id, until=today_of(relation), zone=zone) if not asked else []
    return show_page(
        request,
        "diary/index",
        "today",
        child=relation,
        days=_days(page.object_list, zone, relation),
        page=page,
        asked=asked,
        kind=kind,
        query=urlencode({"q": asked, "kind": kind}) + "&",
        kinds=[(name, wording.say(kinds.get(name).label)) for name in offered],
        charts=charts_of(weeks) if weeks else [],
        switch_to=lambda one: f"/parent/children/{one.child_id}/diary/",
    )


OFFERED = tuple(kind.name for kind in kinds.ALL if not kind.staff_only)
OFFERED_TO_RELATIVES = tuple(name for name in OFFERED if name not in kinds.MEDICAL)


def _days(lines, zone, relation):
    """The lines of a page by day, in words."""
    voice = Day(today_of(relation), timezone.now(), zone, (), (), {}, Planning())
    days = []
    for day, same in groupby(lines, lambda line: line.started_at.astimezone(zone).date()):
        days.append(
            {
                "title": long_date(day),
                "url": f"/parent/children/{relation.child_id}/days/{day.isoformat()}/",
                "moments": mark_safe("".join(markup(told_line(voice, line)) for line in same)),
            }
        )
    return days
