"""What the group asks to bring, ticked off by a parent (B8)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from kiekeboe.chat import bringing
from kiekeboe.chat.models import PleaseBring
from kiekeboe.portal.access import child_of


@require_POST
def tick_off(request, child_id, asked_id):
    """It is there. Twice changes nothing."""
    relation = child_of(request, child_id)
    asked = PleaseBring.objects.of_relations([relation]).filter(pk=asked_id).first()
    if asked is None:
        raise Http404
    now = timezone.now()
    bringing.tick_off(asked, by=request.family.actor_for(relation, now), at=now)
    return redirect("portal:today", child_id)
