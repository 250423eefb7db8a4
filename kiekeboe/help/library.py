"""The articles of the help centre: one task each, in Dutch and in English (N1).

An article is a file `articles/<slug>.<language>.md`. Its first line is the title, then come
lines of `key: value` up to the first empty line, and then the text in Markdown. Our own files
are the only source; HTML in them is not taken over.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

ARTICLES = Path(__file__).with_name("articles")
FILMS = Path(__file__).with_name("static") / "help" / "films"
LANGUAGES = ("nl", "en")
PARENTS, CAREGIVERS, OFFICE = "parents", "caregivers", "office"
AUDIENCES = (PARENTS, CAREGIVERS, OFFICE)
TITLE, KEYWORDS, TEXT = 9, 5, 1  # what a word weighs where it is found
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Article:
    slug: str
    language: str
    title: str
    audience: str
    order: int
    keywords: str  # other words that people look for
    film: str  # the name of a film, or ""
    seen: str  # what its picture shows, for who cannot see it; "" without a picture
    html: str
    plain: str

    @property
    def films(self) -> str:
        """Where its film, captions and first picture stand among the static files, less the end."""
        return f"help/films/{self.film}.{self.language}"

    @property
    def picture(self) -> str:
        """Where its picture stands among the static files."""
        return f"help/pictures/{self.slug}.{self.language}.webp"

    @property
    def transcript(self) -> list[str]:
        """What the film tells, a caption a line."""
        blocks = (FILMS / f"{self.film}.{self.language}.vtt").read_text(encoding="utf-8")
        return [each.split("\n", 1)[1] for each in blocks.strip().split("\n\n")[1:]]

    @property
    def summary(self) -> str:
        """The first sentence."""
        return self.plain.split("\n", 1)[0]


def read(path: Path) -> Article:
    """One file. Raises ValueError when its head is not whole."""
    slug, language = path.name.split(".")[:2]
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    title, *lines = head.splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    if not title.startswith("# ") or told["for"] not in AUDIENCES or language not in LANGUAGES:
        raise ValueError(path.name)
    return Article(
        slug, language, title[2:], told["for"], int(told["order"]), told.get("words", ""),
        told.get("film", ""), told.get("picture", ""),
        MarkdownIt("commonmark", {"html": False}).render(body), _plain(body),
    )  # fmt: skip


def _plain(body: str) -> str:
    """The words alone, a line for each paragraph or step."""
    bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", body)
    lines = (re.sub(r"^(\d+\.|[-#>]+)\s+|[*`]", "", one).strip() for one in bare.splitlines())
    return "\n".join(filter(None, lines))


@cache
def articles(language: str) -> tuple[Article, ...]:
    """All articles in a language, in the order in which they are shown."""
    language = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
    found = map(read, ARTICLES.glob(f"*.{language}.md"))
    return tuple(sorted(found, key=lambda one: (AUDIENCES.index(one.audience), one.order)))


def article(slug: str, language: str) -> Article | None:
    return next((one for one in articles(language) if one.slug == slug), None)


def search(asked: str, among: Iterable[Article]) -> list[Article]:
    """The articles that hold every word that was asked, or its beginning, the best first."""
    words = _words(asked)[:8]
    weighed = [(_weight(words, one), one) for one in among] if words else []
    found = [(weight, one) for weight, one in weighed if weight]
    return [one for weight, one in sorted(found, key=lambda pair: -pair[0])]


def _weight(words: list[str], one: Article) -> int:
    """0 when a word is nowhere."""
    places = (
        (_words(one.title), TITLE),
        (_words(one.keywords), KEYWORDS),
        (_words(one.plain), TEXT),
    )
    each = [
        sum(weight for held, weight in places if any(has.startswith(word) for has in held))
        for word in words
    ]
    return sum(each) if all(each) else 0


def _words(text: str) -> list[str]:
    """Words without accents or capitals."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(one for one in bare if not unicodedata.combining(one)))
