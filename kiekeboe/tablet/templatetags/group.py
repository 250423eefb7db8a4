"""What a page of the group needs to speak by itself."""

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString

from kiekeboe.tablet.words import spoken

register = template.Library()


@register.simple_tag
def group_words() -> SafeString:
    """The sentences of the tablet, for pages that the server draws."""
    return json_script(spoken(), "words")
