"""Rich text of news: cleaned by a library (nh3) to the few elements that a letter needs.

Cleaned when it is written and again when it is shown: a row that came in another way is no risk.
"""

import html
import re

import nh3

ELEMENTS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "a"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"https", "mailto", "tel"}
BREAKS = re.compile(r"</(?:p|li|h3|ul|ol)>|<br ?/?>")
SPACES = re.compile(r"[ \t]+")
CLEANER = nh3.Cleaner(
    tags=ELEMENTS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer nofollow",
    clean_content_tags={"script", "style", "title", "template"},
    strip_comments=True,
)
BARE = nh3.Cleaner(tags=set(), clean_content_tags={"script", "style", "title", "template"})


def clean(text: str) -> str:
    """Only our elements, and links that lead to https, mail or a phone. Cleaning again changes
    nothing."""
    return CLEANER.clean(text.replace("\0", "")).strip()


def plain(text: str) -> str:
    """The same words without elements, a line per paragraph: for mail, search and previews."""
    lines = BREAKS.sub("\n", clean(text))
    told = html.unescape(BARE.clean(lines))
    return "\n".join(filter(None, (SPACES.sub(" ", one).strip() for one in told.split("\n"))))


def of_plain(text: str) -> str:
    """Plain text as rich text: a paragraph per empty line."""
    parts = [html.escape(one.strip()) for one in re.split(r"\n\s*\n", text) if one.strip()]
    return clean("".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in parts))
