"""Which news through which channel, for all children or for one, and when the phone is silent."""

from datetime import time
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.lib.pushes import public_key
from kiekeboe.notifications.models import Channel, Kind
from kiekeboe.notifications.quiet import keep_quiet, quiet_hours
from kiekeboe.notifications.wishes import ABOUT_A_CHILD, ALWAYS, FOR_STAFF, channels_of, keep
from kiekeboe.portal.access import child_of
from kiekeboe.portal.pages import show as show_page

PAGE = "/parent/more/preferences/"
FOR_RELATIVES = {Kind.PHOTO, Kind.BOOK, Kind.DAY_SUMMARY, Kind.REPORT, Kind.WEEK}
OF_THE_ACCOUNT = {Kind.NEW_DEVICE, Kind.ACCOUNT}


@require_http_methods(["GET", "POST"])
def preferences(request):
    """With `child` in the address: the choice for that child alone (G2, G3, U34)."""
    relation = _chosen_child(request)
    child = relation and relation.child_id
    kinds, refused = _kinds_for(request.family, relation), ""
    if request.method == "POST":
        keep(request.user, kinds, _sent(request), child=child)
        if _kept_quiet(request):
            return redirect(f"{PAGE}?saved=1" + (f"&child={child}" if child else ""))
        refused = _("Write the time as 19:00.")
    wanted = channels_of(request.user.pk, child)
    rows = [{"label": kind.label, "channels": _channels(kind, wanted[kind])} for kind in kinds]
    return show_page(
        request, "more/preferences", "more", status=422 if refused else 200, kinds=rows,
        saved="saved" in request.GET, refused=refused, push_key=public_key(),
        quiet=quiet_hours(request.user), about=relation, choices=_choices(request.family, child),
        child=relation, switch_to=_to_child if relation else None,
    )  # fmt: skip


def _to_child(relation) -> str:
    return f"{PAGE}?child={relation.child_id}"


def _chosen_child(request):
    given = request.GET.get("child")
    if not given:
        return None
    try:
        return child_of(request, UUID(given))
    except ValueError as problem:
        raise Http404 from problem


def _choices(family, child) -> list[dict]:
    """All children, and each of them; nothing to choose for who has one."""
    relations = family.guardianships
    if len({one.child_id for one in relations}) < 2:
        return []
    each = {one.child_id: one.child.first_name for one in relations}
    return [{"label": _("All children"), "url": PAGE, "current": child is None}] + [
        {"label": name, "url": f"{PAGE}?child={pk}", "current": pk == child}
        for pk, name in each.items()
    ]


def _kinds_for(family, relation) -> list[Kind]:
    """The kinds of news that this account can get at all, about this child or any."""
    if relation:
        seen = FOR_RELATIVES if relation.is_relative else set(Kind)
        return [kind for kind in ABOUT_A_CHILD if kind in seen]
    if family.parental().guardianships:
        return [kind for kind in Kind if kind not in FOR_STAFF]
    return [kind for kind in Kind if kind in FOR_RELATIVES | OF_THE_ACCOUNT]


def _sent(request) -> set[tuple[str, str]]:
    pairs = (one.partition(":") for one in request.POST.getlist("wanted"))
    return {(kind, channel) for kind, _colon, channel in pairs}


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
