"""Rich text of news: cleaned by a library (nh3) to the few elements that a letter needs.

Cleaned when it is written and again when it is shown: a row that came in another way is no risk.
"""

import html
import re
from html.parser import HTMLParser

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


MARKS = (
    (re.compile(r"\*\*(\S(?:.*?\S)?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w/])_(\S(?:.*?\S)?)_(?!\w)"), r"<em>\1</em>"),
    (
        re.compile(r"(?<![\"'>])\bhttps://[^\s<>\"']+[^\s<>\"'.,;:!?)]"),
        r'<a href="\g<0>">\g<0></a>',
    ),
)


def of_marks(text: str) -> str:
    """Text as people type it, as rich text: an empty line begins a paragraph, a line with `## ` is
    a heading, lines with `- ` are a list, `**so**` is bold and `_so_` slanted, and an address of a
    page becomes a link."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return clean("".join(_part(part.strip().split("\n")) for part in parts if part.strip()))


def _part(lines: list[str]) -> str:
    told, items, words = [], [], []
    for line in lines:
        if line.startswith(("- ", "* ")):
            items.append(f"<li>{_marked(line[2:])}</li>")
        elif line.startswith("## "):
            told.append(f"<h3>{_marked(line[3:])}</h3>")
        else:
            words.append(_marked(line))
    told += [f"<p>{'<br>'.join(words)}</p>"] if words else []
    return "".join(told + ([f"<ul>{''.join(items)}</ul>"] if items else []))


def _marked(line: str) -> str:
    told = html.escape(line.strip())
    for mark, element in MARKS:
        told = mark.sub(element, told)
    return told


OPENS = {"h3": "## ", "li": "- ", "strong": "**", "b": "**", "em": "_", "i": "_"}
CLOSES = {
    "p": "\n\n", "h3": "\n\n", "ul": "\n", "ol": "\n", "li": "\n",
    "strong": "**", "b": "**", "em": "_", "i": "_",
}  # fmt: skip


class _Marks(HTMLParser):
    def __init__(self):
        super().__init__()
        self.told: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.told.append("\n" if tag == "br" else OPENS.get(tag, ""))

    def handle_endtag(self, tag):
        self.told.append(CLOSES.get(tag, ""))

    def handle_data(self, data):
        self.told.append(data)


def marks_of(body: str) -> str:
    """Rich text as somebody would have typed it, to be changed in a plain box."""
    reader = _Marks()
    reader.feed(clean(body))
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.told)).strip()
