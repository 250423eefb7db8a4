"""The words of the house: every text in templates and code, and what it is in Dutch."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import templatize

from kiekeboe.lib.translations import entries

PACKAGE = Path(__file__).resolve().parent.parent
SINGLE = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
BOTH = {"npgettext", "npgettext_lazy"}
HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without elements and with a word for what is filled in."""
    plain = TAG.sub("", HOLDER.sub("x", text))
    return [part for part in re.split(r"(?<=[.!?…:])\s+|\n", plain) if part.strip()]


@dataclass(frozen=True)
class Words:
    """A text to translate, with its context and plural, and where it stands."""

    msgid: str
    context: str = ""
    plural: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.msgid


@dataclass(frozen=True)
class Translation:
    msgid: str
    context: str
    plural: str
    dutch: tuple[str, ...]
    fuzzy: bool
    place: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.msgid


def sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE).parts
        if {"tests", "testing", "migrations"} & set(inside):
            continue
        if path.suffix == ".py" or (
            path.suffix in {".html", ".txt", ".js"} and "templates" in inside
        ):
            yield path


def spoken() -> Iterator[Words]:
    """Every text that the code or a template asks to be translated."""
    for path in sources():
        place = str(path.relative_to(PACKAGE.parent))
        text = path.read_text()
        if path.suffix != ".py":
            text = "\n".join(calls_of_template(templatize(text)))
        yield from calls(text, place)


CALL = re.compile(r"(?<!\w)(n?p?gettext)\(")


def calls_of_template(python_like: str) -> Iterator[str]:
    """The calls in what Django makes of a template; what stands between them is no Python."""
    for found in CALL.finditer(python_like):
        depth, end, quote = 0, found.end() - 1, ""
        while True:
            letter = python_like[end]
            if quote:
                if letter == "\\":
                    end += 1
                elif letter == quote:
                    quote = ""
            elif letter in "\"'":
                quote = letter
            elif letter in "()":
                depth += 1 if letter == "(" else -1
            end += 1
            if depth == 0:
                break
        call = python_like[found.start() : end].replace("\n", " ")
        yield (
            call.replace(" u'", " '").replace("(u'", "('").replace('(u"', '("').replace(',u"', ',"')
        )


def calls(text: str, place: str) -> Iterator[Words]:
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        texts = [each.value for each in call.args[:3] if is_text(each)]
        where = f"{place}:{call.lineno}"
        if name in SINGLE and texts:
            yield Words(texts[0], place=where)
        elif name in PLURAL and len(texts) > 1:
            yield Words(texts[0], plural=texts[1], place=where)
        elif name in CONTEXT and len(texts) > 1:
            yield Words(texts[1], context=texts[0], place=where)
        elif name in BOTH and len(texts) > 2:
            yield Words(texts[1], context=texts[0], plural=texts[2], place=where)


def is_text(node) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("**/locale/nl/LC_MESSAGES/django.po"))


def translations() -> Iterator[Translation]:
    """Every entry of every Dutch catalogue."""
    for path in catalogues():
        for known, fuzzy in entries(path.read_text()):
            if known.get("msgid"):
                yield Translation(
                    known["msgid"],
                    known.get("msgctxt", ""),
                    known.get("msgid_plural", ""),
                    tuple(words for name, words in known.items() if name.startswith("msgstr")),
                    fuzzy,
                    str(path.relative_to(PACKAGE.parent)),
                )
