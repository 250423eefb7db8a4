"""Reading everything that a visitor can get: every address of one's own, and every link from it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

from kiekeboe.testing.matrix import KEYS, comes_in
from kiekeboe.testing.routes import address, routes
from kiekeboe.testing.town import CHILDREN
from kiekeboe.testing.visitors import Visitor

MOST = 12  # pages per route that are found by links: days and months go on and on


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in {"href", "src", "action", "hx-get", "from"} and value:
                self.found.append(value)


@dataclass
class Page:
    address: str
    response: object
    text: str = field(repr=False, default="")

    @property
    def is_page(self) -> bool:
        return "text/html" in self.response.get("Content-Type", "") and "<html" in self.text


def everything(visitor: Visitor) -> Iterator[Page]:
    """Every page, part and file that this visitor gets with GET, each address once.

    Begins at every route the visitor may enter, about every child (in reach or not), and follows
    links. Links outside the house are not followed; they are told by `strangers`.
    """
    waiting = list(dict.fromkeys(doors(visitor)))
    seen, followed = set(waiting), Counter()
    while waiting:
        page = read(visitor, waiting.pop(0))
        yield page
        for link in links(page) if page.is_page else ():
            route = route_of(link)
            if link not in seen and followed[route] < MOST:
                seen.add(link)
                followed[route] += 1
                waiting.append(link)


def route_of(link: str) -> str:
    try:
        return resolve(urlsplit(link).path).route
    except Resolver404:
        return "nowhere"


def read(visitor: Visitor, to: str) -> Page:
    response = visitor.ask("GET", to)
    is_text = "image" not in response.get("Content-Type", "")
    content = b"" if response.streaming else response.content
    return Page(to, response, content.decode(errors="replace") if is_text else "")


def doors(visitor: Visitor) -> Iterator[str]:
    for route in routes():
        if route.name.startswith("story:") or route.name in KEYS:
            continue
        if comes_in(visitor.name, route.name):
            for child in CHILDREN if route.about else CHILDREN[:1]:
                yield address(route, visitor.town[child])


def links(page: Page) -> list[str]:
    parser = Links()
    parser.feed(page.text)
    found = []
    for link in parser.found:
        parts = urlsplit(urljoin(page.address, link))
        inside = not parts.netloc and parts.scheme in {"", "http", "https"}
        if inside and not parts.path.startswith(("/static/", "/live/", "/demo/")):
            found.append(parts._replace(fragment="").geturl())
    return found


def strangers(page: Page) -> list[str]:
    """Addresses in a page that lie outside the house."""
    parser = Links()
    parser.feed(page.text)
    return [link for link in parser.found if urlsplit(link).netloc]
