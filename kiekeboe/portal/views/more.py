"""The door to the rest: news, wishes, own data, who looked, privacy, help."""

from datetime import time

from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.lib.pushes import public_key
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.notifications.outbox import ALWAYS, channels_of
from kiekeboe.notifications.quiet import keep_quiet, quiet_hours
from kiekeboe.people.models import Collector
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.news import told
from kiekeboe.portal.pages import HIDE_INSTALL_HINT
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.readers import readers_of

NEWS_SHOWN = 60
FOR_RELATIVES = {Kind.PHOTO, Kind.BOOK, Kind.DAY_SUMMARY, Kind.REPORT}
OF_THE_ACCOUNT = {Kind.NEW_DEVICE, Kind.ACCOUNT}


@require_GET
def index(request):
    """Everything that is not today, a photo, the planning or a message."""
    hint = HIDE_INSTALL_HINT not in request.COOKIES
    return show_page(
        request, "more/index", "more", install_hint=hint,
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


@require_http_methods(["GET", "POST"])
def preferences(request):
    """Which news through which channel, and when the phone is silent (G2, G3)."""
    kinds, refused = _kinds_for(request.family), ""
    if request.method == "POST":
        _keep(request.user, kinds, set(request.POST.getlist("wanted")))
        if _kept_quiet(request):
            return redirect("/parent/more/preferences/?saved=1")
        refused = _("Write the time as 19:00.")
    wanted = channels_of(request.user.pk)
    rows = [{"label": kind.label, "channels": _channels(kind, wanted[kind])} for kind in kinds]
    return show_page(
        request, "more/preferences", "more", status=422 if refused else 200, kinds=rows,
        saved="saved" in request.GET, refused=refused, push_key=public_key(),
        quiet=quiet_hours(request.user),
    )  # fmt: skip


def _channels(kind, wanted):
    return [
        {
            "value": f"{kind.value}:{channel.value}",
            "label": channel.label,
            "on": channel.value in wanted,
            "fixed": (kind, channel) in ALWAYS,
        }
        for channel in Channel
    ]


def _kept_quiet(request) -> bool:
    """Keep the quiet hours that were sent; False when one of them is no time."""
    given = [request.POST.get(name) for name in ("quiet_from", "quiet_until")]
    if given == [None, None]:
        return True
    try:
        starts, ends = (time.fromisoformat(one or "") for one in given)
    except ValueError:
        return False
    keep_quiet(request.user, starts.replace(tzinfo=None), ends.replace(tzinfo=None))
    return True


def _kinds_for(family):
    """The kinds of news that this account can get at all."""
    if family.parental().guardianships:
        return list(Kind)
    return [kind for kind in Kind if kind in FOR_RELATIVES | OF_THE_ACCOUNT]


@transaction.atomic
def _keep(account, kinds, wanted):
    for kind in kinds:
        for channel in Channel:
            if (kind, channel) not in ALWAYS:
                Preference.objects.update_or_create(
                    account=account,
                    kind=kind.value,
                    channel=channel.value,
                    defaults={"wanted": f"{kind.value}:{channel.value}" in wanted},
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
def details(request, child_id):
    """What we know of this child, and of the parent who reads it. Nothing of the other parent."""
    relation = child_of(request, child_id)
    allowed = Collector.objects.allowed_on(today_of(relation)).filter(child=child_id)
    return show_page(
        request,
        "more/details",
        "more",
        child=relation,
        allergies=list(relation.child.allergies.filter(ended_on=None)),
        collectors=list(allowed),
        household=relation.guardian.household,
        switch_to=lambda one: f"/parent/children/{one.child_id}/details/",
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
