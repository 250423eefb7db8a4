"""A photo in a conversation, as the view found it for this parent."""

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def photo_in_talk(context, photo):
    """The picture, or None when this parent may not see it (any more)."""
    return context["photos"].get(photo)
