"""The one way to write from a tablet: signed items in the order in which they were written."""

from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kiekeboe.events.models import Head
from kiekeboe.tablet import answers
from kiekeboe.tablet.items import keeping
from kiekeboe.tablet.items.reading import Unreadable, batch


@require_http_methods(["PUT"])
def put(request):
    """Carry out what was written, and answer each item by itself. Safe to send again."""
    device = request.caregiver.device
    try:
        sent, items = batch(request)
    except Unreadable as error:
        return answers.refusal(error.sentence)
    return answered(
        device, keeping.keep(items, device=device, sent=sent, heard=request.caregiver.at)
    )


def answered(device, told) -> JsonResponse:
    """What became of each, with our clock and how far our record is. Always 200: a status of the
    whole request would say something about the tablet."""
    head = Head.objects.filter(pk=device.organisation_id).values_list("sequence", flat=True)
    now = timezone.now().isoformat()
    return JsonResponse({"head": head.first() or 0, "now": now, "answers": told})
