"""When something was, as people say it: today, yesterday, or the date."""

from datetime import timedelta

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def recent(moment) -> str:
    """today, 22:39 · yesterday, 07:50 · 14 April, 09:12 · 14 April 2025, 09:12"""
    local, today = timezone.localtime(moment), timezone.localdate()
    if local.date() == today:
        day = _("today")
    elif local.date() == today - timedelta(days=1):
        day = _("yesterday")
    else:
        day = formats.date_format(local, "j F" if local.year == today.year else "j F Y")
    return f"{day}, {local:%H:%M}"
