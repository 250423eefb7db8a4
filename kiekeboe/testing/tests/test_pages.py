"""Every page of the house, whoever reads it: safe headers, a sound form, nothing from elsewhere."""

import re
from html.parser import HTMLParser

import pytest

from kiekeboe.testing.crawling import everything, strangers
from kiekeboe.testing.visitors import verdict

pytestmark = pytest.mark.django_db
READERS = ("anonymous", "parent", "nobody", "caregiver", "tablet", "owner", "finance")
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
MUST = ("default-src 'none'", "frame-ancestors 'none'")
PAGE_MUST = ("base-uri 'none'", "form-action 'self'", "require-trusted-types-for 'script'",
             "report-uri /csp-report")  # fmt: skip
FIELDS = {"input", "select", "textarea"}
SILENT = {"hidden", "submit", "button", "image"}


class Sound(HTMLParser):
    """What a page must have to be read by everyone; `wrong` is what it lacks."""

    def __init__(self):
        super().__init__()
        self.lang, self.title, self.headings, self.wrong = "", "", 0, []
        self.labels, self.fields, self.ids, self.inside = set(), [], [], []
        self.unseen: list[bool] = []
        self.skip = self.main = self.status = False

    def handle_starttag(self, tag, pairs):
        told = dict(pairs)
        if tag not in {"input", "img", "meta", "link", "br", "hr", "path", "circle", "source"}:
            self.inside.append(tag)
            self.unseen.append("hidden" in told or tag == "template")
        if tag == "html":
            self.lang = told.get("lang", "")
        self.headings += tag == "h1" and not any(self.unseen)
        self.main |= tag == "main"
        self.status |= told.get("role") == "status" or "aria-live" in told
        self.skip |= tag == "a" and "skip" in (told.get("class") or "")
        if "id" in told and "template" not in self.inside:  # a piece is used when it is drawn
            self.ids.append(told["id"])
        if tag == "label":
            self.labels.add(told.get("for", ""))
        hidden = told.get("aria-hidden") == "true"  # for password managers only
        if tag in FIELDS and told.get("type") not in SILENT and not hidden:
            self.fields.append((told, "label" in self.inside))
        if tag == "img" and "alt" not in told:
            self.wrong.append(f"an image without alt: {told.get('src')}")
        if "style" in told or any(re.fullmatch("on(?!line)[a-z]+", n) for n in told):
            self.wrong.append(f"style or script in an attribute of <{tag}>")
        words = told.get("type") == "application/json"
        if tag == "script" and not (words or "src" in told or "nonce" in told):
            self.wrong.append("a script in the page")
        if tag == "style":
            self.wrong.append("a style in the page")

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside and self.inside.pop() != tag:
                self.unseen.pop()
            self.unseen.pop()

    def handle_data(self, data):
        if self.inside and self.inside[-1] == "title" and "svg" not in self.inside:
            self.title += data

    def faults(self):
        yield from self.wrong
        if self.lang not in {"nl", "en"}:
            yield f"lang is {self.lang!r}"
        if not self.title.strip():
            yield "no title"
        if self.headings != 1:
            yield f"{self.headings} main headings"
        if not (self.main and self.skip and self.status):
            yield f"main {self.main}, skip link {self.skip}, spoken place {self.status}"
        for told, wrapped in self.fields:
            named = told.get("id") in self.labels or "aria-label" in told
            if not (wrapped or named or "aria-labelledby" in told):
                yield f"a field without a label: {told.get('name')}"
        twice = {each for each in self.ids if self.ids.count(each) > 1}
        if twice:
            yield f"ids used twice: {sorted(twice)}"


@pytest.mark.parametrize("name", READERS)
def test_every_page_is_safe_sound_and_keeps_to_itself(name, visit):
    """S09 S47 S49 S57 S60 S82 U08 U20 U41 All pages and files that this visitor can get."""
    visitor = visit(name)
    wrong = [
        f"{page.address}: {fault}"
        for page in everything(visitor)
        for fault in faults(page, signed_in=name != "anonymous")
    ]
    assert not wrong, "\n".join(dict.fromkeys(wrong))


KNOWN = {"first_name", "last_name", "email", "phone", "street", "postcode", "town", "born_on"}
ABOUT_OTHERS = ("/family/", "/details/collector/", "/details/contact/")  # who is new to us


def test_a_parent_is_never_asked_what_we_know_already(visit):
    """U19 A form that asks for it shows what we know; a request does not ask for it at all."""
    asked, read = [], 0
    for page in everything(visit("parent")):
        here = page.address.split("?")[0]
        if not (page.is_page and here.startswith("/parent/")) or here.endswith(ABOUT_OTHERS):
            continue
        sound = Sound()
        sound.feed(page.text)
        read += bool(sound.fields)
        asked += [
            f"{page.address}: {told['name']}"
            for told, _ in sound.fields
            if told.get("name") in KNOWN and not told.get("value")
        ]
    assert read > 15
    assert asked == []


def faults(page, *, signed_in):
    response = page.response
    if response.status_code >= 500:
        yield f"broken ({response.status_code})"
    for header, value in SAFE.items():
        if response.get(header) != value:
            yield f"{header} is {response.get(header)!r}"
    policy = response.get("Content-Security-Policy", "")
    yield from (f"policy lacks {part}" for part in MUST if part not in policy)
    if "unsafe" in policy:
        yield "the policy allows what is unsafe"
    if "Permissions-Policy" not in response:
        yield "no Permissions-Policy"
    if page.is_page:
        yield from page_faults(page, signed_in)


def page_faults(page, signed_in):
    policy = page.response["Content-Security-Policy"]
    yield from (f"policy lacks {part}" for part in PAGE_MUST if part not in policy)
    kept = page.response.get("Cache-Control", "")
    if signed_in and not ("no-store" in kept or ("private" in kept and "no-cache" in kept)):
        yield f"Cache-Control is {kept!r}"
    yield from (f"points elsewhere: {to}" for to in strangers(page))
    sound = Sound()
    sound.feed(page.text)
    yield from sound.faults()
    if "Traceback" in page.text or "kiekeboe/" in re.sub(r"<[^>]+>", "", page.text):
        yield "tells of its inside"


@pytest.mark.parametrize("address", ["/nowhere/", "/static/nowhere.css", "/parent", "/office/x/"])
@pytest.mark.parametrize("name", ["anonymous", "owner"])
def test_errors_and_redirects_carry_the_same_headers(address, name, visit):
    """S09 S47 S49 S57"""
    response = visit(name).ask("GET", address)

    assert {name: response.get(name) for name in SAFE} == SAFE
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[::1]:x", "a b"])
def test_only_our_own_host_is_answered(host, visit):
    """S54"""
    response = visit("anonymous").ask("GET", "/sign-in/", HTTP_HOST=host)

    assert response.status_code == 400
    assert host not in response.content.decode()


TRAPS = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example",
    "javascript:alert(1)", "https:evil.example", "/%0d%0aLocation:https://evil.example",
    "http://localhost@evil.example/", "\thttps://evil.example",
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_nobody_is_sent_out_of_the_house(trap, visit, town):
    """S54 No question of any address makes us send somebody elsewhere."""
    sent = []
    for name in ("anonymous", "parent", "owner"):
        visitor = visit(name)
        for path in ("/sign-in/", "/sign-in/password/", "/language/", "/account/confirm/", "/",
                     "/account/preferences/", "/account/second-factor/"):  # fmt: skip
            for method in ("GET", "POST"):
                given = {"next": trap, "back": trap, "language": "en", "theme": "dark",
                         "email": town["noor"].account.email, "password": "x"}  # fmt: skip
                response = visitor.ask(method, path, given)
                to = response.get("Location", "/")
                if not re.match(r"/(?![/\\])", to) or re.search(r"[\s\x00]", to):
                    sent.append((name, method, path, to))
    assert sent == []


def test_nothing_of_the_house_is_for_search_engines(visit):
    """S82"""
    response = visit("anonymous").ask("GET", "/robots.txt")

    assert "Disallow: /" in response.content.decode().splitlines()


@pytest.mark.parametrize(
    "path", ["/admin/", "/metrics", "/.git/config", "/.env", "/api/", "/debug"]
)
def test_there_is_no_back_door(path, visit):
    """S82"""
    assert verdict(visit("owner").ask("GET", path)) == "not found"
