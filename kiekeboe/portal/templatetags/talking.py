"""What this family said to a photo, for the piece under it."""

from django import template
from django.utils import timezone

from kiekeboe.care.reacting import said_to
from kiekeboe.portal.timeline import Talk

register = template.Library()


@register.simple_tag(takes_context=True)
def talk_about(context, photo) -> Talk:
    """The talk about a picture of an own child (`photo.child`). One query."""
    relation = context["request"].family.relation_to(photo.child)
    said = said_to(relation, [photo.id], now=timezone.now())[photo.id]
    address = f"/parent/children/{photo.child}/photos/{photo.id}/reactions/"
    return Talk(photo.id, address, photo.alt, said)
