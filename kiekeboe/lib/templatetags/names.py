"""Names in a row, as people say them."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def listed(names) -> str:
    """Eva, Latifa and Joris; each name once."""
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
