"""Icons and the mark, drawn inside the page: no request, no font, one colour with the text."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ICONS = Path(__file__).resolve().parent.parent / "icons"
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)
DRAWINGS = Path(__file__).resolve().parent.parent / "drawings"


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """The Lucide icon of this name, hidden from screen readers: the words stand beside it."""
    paths = DRAWING.search((ICONS / f"{name}.svg").read_text())
    assert paths, name
    sized = f' data-size="{size}"' if size else ""
    return mark_safe(
        f'<svg class="icon"{sized} viewBox="0 0 24 24" aria-hidden="true">{paths[1]}</svg>'
    )


@register.simple_tag
@cache
def drawing(name: str) -> SafeString:
    """One of our own drawings (mark, peek, door), hidden from screen readers."""
    return mark_safe((DRAWINGS / f"{name}.svg").read_text().strip())
