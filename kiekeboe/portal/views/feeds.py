"""The calendar of a guardian in an own calendar app: the address, and what stands there."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kiekeboe.planning import feeds
from kiekeboe.portal.access import family_of
from kiekeboe.portal.feeds import etag_of, told_to, written
from kiekeboe.portal.pages import show as show_page


@require_http_methods(["GET", "POST"])
def show(request):
    """The private address, or a button that makes one."""
    relation = request.family.guardianships[0]
    if request.method == "POST":
        now = timezone.now()
        feeds.open_feed(
            relation.guardian, language=get_language() or "nl",
            by=request.family.actor_for(relation, now), at=now,
        )  # fmt: skip
        return redirect("portal:feed")
    feed = feeds.opened(relation.guardian)
    path = f"/calendar/{feeds.key_of(feed)}.ics" if feed else ""
    return show_page(
        request, "planning/feed", "planning", feed=feed,
        address=request.build_absolute_uri(path) if feed else "",
        opens=f"webcal://{request.get_host()}{path}" if feed else "",
        switch_to=lambda one: f"/parent/planning/?child={one.child_id}",
    )  # fmt: skip


@require_POST
def close(request):
    """The address stops; who still has it finds nothing."""
    relation, now = request.family.guardianships[0], timezone.now()
    if feed := feeds.opened(relation.guardian):
        feeds.close_feed(feed, by=request.family.actor_for(relation, now), at=now)
    return redirect("portal:feed")


@login_not_required
@require_safe
def calendar(request, key):
    """The calendar itself, for an app without a session. What is not open is not there."""
    feed = feeds.by_key(key)
    family = _family_of(feed)
    today = timezone.localdate()
    with translation.override(feed.language):
        lines = told_to(feed.guardian, family, today)
        tag = etag_of(lines, feed.language)
        if request.headers.get("If-None-Match") == tag:
            response = HttpResponseNotModified()
        else:
            response = HttpResponse(
                written(lines, feed.pk, feed.made_at), content_type="text/calendar; charset=utf-8"
            )
    feeds.seen(feed, today)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _family_of(feed):
    """The children of whom this guardian may see the planning today, or 404."""
    if feed is None:
        raise Http404
    family = family_of(feed.guardian.account).parental().through(feed.guardian_id)
    if not family.guardianships:
        raise Http404
    return family
