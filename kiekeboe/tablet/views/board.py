"""The board of the group, whole or the part that refreshes."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiekeboe.tablet import boards, reading


@require_GET
def show(request):
    """Who is here, who sleeps, who is expected. Without a PIN it is for reading only."""
    group = _group(request)
    context = boards.page(request.caregiver, group)
    refresh = request.headers.get("X-Partial") == "live"
    return render(request, "tablet/_board.html" if refresh else "tablet/board.html", context)


def _group(request):
    """The one group to show, out of those in reach; empty shows all."""
    asked = request.GET.get("group")
    if not asked:
        return None
    group = reading.uuid(asked)
    if group is None or group not in request.caregiver.group_ids:
        raise Http404
    return group
