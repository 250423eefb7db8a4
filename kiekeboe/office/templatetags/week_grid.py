"""What the week grid and the roster ask: hours of the day, tones and short words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.planning import judged_words

register = template.Library()
register.filter("tone_of", judged_words.tone)
register.filter("hour", judged_words.clock)


@register.filter
def lacking(lack) -> str:
    """How many too few; ages that may not be together."""
    if not lack.needed.allowed:
        return _("not together")
    return ngettext("%d too few", "%d too few", lack.short) % lack.short


@register.filter
def hours(minutes) -> str:
    """Minutes as hours: 32 or 31:30."""
    if minutes is None:
        return "–"
    whole, rest = divmod(abs(minutes), 60)
    return f"{whole}:{rest:02d}" if rest else str(whole)


@register.filter
def short_time(clock) -> str:
    """8 or 8:30."""
    return f"{clock:%H:%M}".removeprefix("0").removesuffix(":00") or "0"


@register.filter
def item(mapping, key):
    """What a mapping holds under a key."""
    return mapping.get(key, "")


@register.filter
def short_hour(minutes) -> str:
    """Minutes of the day as 8 or 8:30."""
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes % 60 else str(minutes // 60)


@register.filter
def part_of(some, whole) -> int:
    """Percent of a whole, at most 100."""
    return min(100, round(100 * some / whole)) if whole else 0
