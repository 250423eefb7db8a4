"""The door to the rest: news, wishes, own data, who looked, privacy, help."""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.notifications.models import Channel, Notice
from kiekeboe.portal.access import child_of
from kiekeboe.portal.money import sees_money
from kiekeboe.portal.news import told
from kiekeboe.portal.pages import HIDE_INSTALL_HINT
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.readers import readers_of
from kiekeboe.portal.views.wishes import FOR_RELATIVES

NEWS_SHOWN = 60


@require_GET
def index(request):
    """Everything that is not today, a photo, the planning or a message."""
    hint = HIDE_INSTALL_HINT not in request.COOKIES
    return show_page(
        request, "more/index", "more", install_hint=hint,
        money=any(sees_money(one) for one in request.family.guardianships),
        parent=not all(one.is_relative for one in request.family.guardianships),
        relations=[
            {
                "child": one.child,
                "base": f"/parent/children/{one.child_id}/",
                "relative": one.is_relative,
            }
            for one in request.family.guardianships
        ],
    )  # fmt: skip


@require_POST
def hide_install_hint(request):
    """The hint is shown until it is closed once, and never stands in the way (U38)."""
    response = redirect("portal:more")
    response.set_cookie(
        HIDE_INSTALL_HINT, "1", max_age=366 * 86400, secure=request.is_secure(), samesite="Lax"
    )
    return response


@require_http_methods(["GET", "POST"])
def notices(request):
    """News in the app, newest first. POST marks everything read that was shown."""
    full = [one.child_id for one in request.family.parental().guardianships]
    along = [one.child_id for one in request.family.guardianships if one.is_relative]
    mine = Notice.objects.filter(
        Q(child=None) | Q(child__in=full) | Q(child__in=along, kind__in=FOR_RELATIVES),
        account=request.user,
        channel=Channel.APP,
        dropped_at=None,
    )
    if request.method == "POST":
        mine.filter(read_at=None).update(read_at=timezone.now())
        return redirect("portal:notices")
    rows = mine.select_related("child").order_by("-made_at")[:NEWS_SHOWN]
    return show_page(
        request, "more/notices", "more", news=[told(one, request.family) for one in rows]
    )


@require_GET
def readers(request, child_id):
    """Who of the staff looked in the file of this child (S64)."""
    relation = child_of(request, child_id)
    return show_page(
        request,
        "more/readers",
        "more",
        child=relation,
        readers=readers_of(child_id),
        switch_to=lambda one: f"/parent/children/{one.child_id}/readers/",
    )


@require_GET
def privacy(request):
    """What is kept, for how long and who may see it, in plain words."""
    return show_page(request, "more/privacy", "more")


@require_GET
def help(request):
    """Questions that parents ask, and whom to reach."""
    return show_page(request, "more/help", "more", places=_places(request.family))


def _places(family):
    """Each location of the family once."""
    return {one.at_location_id or one.organisation_id: one for one in family.guardianships}.values()
