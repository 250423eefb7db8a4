"""The diary: all days of one child, to search and to filter, with weeks in a picture."""

from collections import defaultdict
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.care import diary_paper, kinds, wording
from kiekeboe.care.day import Day, Planning
from kiekeboe.care.diary import Period, lines_of, weeks_of
from kiekeboe.portal import weeks as weekly
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.charts import charts_of
from kiekeboe.portal.days import told_line
from kiekeboe.portal.hero import long_date
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.timeline import markup
from kiekeboe.portal.views.invoices import as_file

PER_PAGE = 60
LONGEST_QUESTION = 80


@require_GET
def file(request, child_id):
    """A period as a PDF to keep. That it was taken is written down."""
    relation = child_of(request, child_id)
    period = Period(_day(request, "from"), _day(request, "until"))
    if not diary_paper.is_printable(period):
        return index(request, child_id, status=422)
    now = timezone.now()
    zone = zone_of(relation)
    pdf = diary_paper.hand_over(
        relation, period, zone=zone, language=get_language(),
        by=request.family.actor_for(relation, now), at=now,
        **weekly.on_paper(relation, request.family, period, zone, today=today_of(relation)),
    )  # fmt: skip
    return as_file(pdf, _("Diary of %(name)s") % {"name": relation.child.first_name})


@require_GET
def index(request, child_id, status=200):
    """Every shared entry, newest day first."""
    relation = child_of(request, child_id)
    offered = OFFERED_TO_RELATIVES if relation.is_relative else OFFERED
    asked, kind, period = _question(request, offered)
    zone = zone_of(relation)
    pieces = weekly.in_diary(relation, asked, period) if kind in ("", WEEK) else []
    found = lines_of(relation, zone=zone, kind=kind, asked=asked, period=period)
    page = Paginator(pieces if kind == WEEK else found, PER_PAGE).get_page(request.GET.get("page"))
    many = _weeks(request)
    weeks = weeks_of(child_id, until=today_of(relation), zone=zone, many=many)
    return show_page(
        request,
        "diary/index",
        "today",
        child=relation,
        days=_of_weeks(page.object_list, relation)
        if kind == WEEK
        else _days(page, zone, relation, pieces),
        page=page,
        asked=asked,
        kind=kind,
        period=period,
        query=urlencode({"q": asked, "kind": kind, **_days_asked(period)}) + "&",
        kinds=[
            *((name, wording.say(kinds.get(name).label)) for name in offered),
            (WEEK, _("Weekly pieces")),
        ],
        charts=[] if asked else charts_of(weeks),
        spans=SPANS,
        weeks=many,
        refused=status != 200,
        status=status,
        switch_to=lambda one: f"/parent/children/{one.child_id}/diary/",
    )


OFFERED = tuple(kind.name for kind in kinds.ALL if not kind.staff_only)
OFFERED_TO_RELATIVES = tuple(name for name in OFFERED if name not in kinds.MEDICAL)


SPANS = (4, 8, 12)
WEEK = "week"  # asks for the weekly pieces alone


def _question(request, offered):
    """The word, the kind and the period that were asked for; nonsense counts as not asked."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("kind", "")
    period = Period(_day(request, "from"), _day(request, "until"))
    return asked, kind if kind in (*offered, WEEK) else "", period


def _day(request, name):
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if SOME_YEARS[0] <= day.year <= SOME_YEARS[1] else None


SOME_YEARS = (2000, 2100)


def _days_asked(period) -> dict:
    asked = {"from": period.first, "until": period.last}
    return {name: day.isoformat() for name, day in asked.items() if day}


def _weeks(request) -> int:
    asked = request.GET.get("weeks", "")
    return next((many for many in SPANS if str(many) == asked), 8)


def _days(page, zone, relation, pieces):
    """The lines of a page by day, in words, and the pieces that came out on these days.

    A piece stands on one page, also when the lines of its day go on over two.
    """
    voice = Day(today_of(relation), timezone.now(), zone, (), (), {}, Planning())

    def day_of(line):
        return line.started_at.astimezone(zone).date()

    told = {
        day: mark_safe("".join(markup(told_line(voice, line)) for line in same))
        for day, same in groupby(page.object_list, day_of)
    }
    beside = defaultdict(list)
    for one in _of_page(pieces, page, day_of):
        beside[one.day].append(one)
    return [
        _day_shown(relation, day, told.get(day, ""), beside[day])
        for day in sorted(told.keys() | beside.keys(), reverse=True)
    ]


def _of_page(pieces, page, day_of):
    """Those from the first day of this page down to that of the next; all before it on the last."""
    lines = page.object_list
    if pieces and page.number > 1:
        pieces = [one for one in pieces if one.day <= day_of(lines[0])]
    if pieces and page.has_next():
        (following,) = page.paginator.object_list[page.end_index() : page.end_index() + 1]
        pieces = [one for one in pieces if one.day > day_of(following)]
    return pieces


def _of_weeks(pieces, relation):
    by_day = groupby(pieces, lambda one: one.day)
    return [_day_shown(relation, day, "", list(same)) for day, same in by_day]


def _day_shown(relation, day, moments, pieces) -> dict:
    return {
        "title": long_date(day),
        "url": f"/parent/children/{relation.child_id}/days/{day.isoformat()}/",
        "moments": moments,
        "pieces": pieces,
    }
