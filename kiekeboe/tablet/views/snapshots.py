"""What the tablet keeps of its groups; 304 when it has that already."""

import json
from hashlib import blake2s

from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils import translation
from django.views.decorators.http import require_GET

from kiekeboe.care.snapshots import head_of
from kiekeboe.tablet import snapshot


@require_GET
def show(request):
    """The snapshot of this tablet, for whoever is at it.

    The tag holds the newest event of the organisation, so everything that changes what is told
    must be recorded as an event, and the second until which the clock alone changes nothing.
    """
    caregiver = request.caregiver
    head, language = head_of(caregiver.organisation_id), translation.get_language()
    name = _name(caregiver, head, language)
    known, until = _told_before(request)
    if known == name and caregiver.at.timestamp() < until:
        return HttpResponseNotModified(headers={"ETag": f'W/"{known}.{until}"'})
    told = snapshot.of(caregiver, language=language, head=head)
    until = snapshot.good_until(told, caregiver.at)
    told["csrf"] = get_token(request)
    return HttpResponse(
        json.dumps(told, separators=(",", ":"), ensure_ascii=False),
        content_type="application/json",
        headers={"ETag": f'W/"{name}.{until}"'},
    )


show.asked_by_script = True  # a tablet that is not paired hears 404, and is not shown a page


def _name(caregiver, head, language) -> str:
    """Short and the same as long as the answer is, but for the clock."""
    device, turn = caregiver.device, caregiver.turn
    who = (turn.employee_id, turn.pin_at) if turn else ()
    seen = (snapshot.VERSION, head, caregiver.day, device.pk, device.group_id, who, language)
    return blake2s(repr(seen).encode(), digest_size=12).hexdigest()


def _told_before(request) -> tuple[str, int]:
    """The name and the second in the tag that the tablet sends along."""
    tag = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
    name, _dot, until = tag.partition(".")
    return name, int(until) if until.isascii() and until.isdigit() else 0
