"""One style sheet and one script per surface, put together when static files are collected.

There is no bundler to install: sources stay small files that browsers could load as they are.
Style sheets name their pieces with `@import url("…") layer(…);`. Modules import by path under
static/ (`import { refresh } from "js/lib/partial"`), export by name, and are wrapped in
functions here, so that a page costs one request for each kind.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

import lightningcss
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# The oldest browsers in which everything must work.
BROWSERS = ["chrome 109", "edge 109", "firefox 115", "safari 16.4", "ios_saf 16.4"]
CSS_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w.]+)\))?;\s*')
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
JS_IMPORT = re.compile(r'^import (?:(?:\{([^}]*)\}|(\w+)|\* as (\w+)) from )?"([^"]+)";?\s*$', re.M)
JS_EXPORT = re.compile(
    r"^export (?:(default) (\w+);?|(?:async )?(?:function|class|const|let) (\w+))", re.M
)
JS_LIST = re.compile(r"^export \{([\w\s,]*)\};?\s*$", re.M)

Read = Callable[[str], str]


def read(name: str) -> str:
    """The source of a static file, from where it was written."""
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    with open(found, encoding="utf-8") as file:
        return file.read()


def style(name: str, read: Read = read) -> str:
    """A style sheet with everything it imports, small, and in words that older browsers know.

    Nesting, `light-dark()` and the like are written out for tablets of five years ago (U39).
    """
    return lightningcss.process_stylesheet(_joined(name, read), name, browsers_list=BROWSERS)


def _joined(name: str, read: Read) -> str:
    folder = PurePosixPath(name).parent

    def inlined(match: re.Match) -> str:
        inner = _joined(str(folder / match[1]), read)
        return f"@layer {match[2]}{{{inner}}}" if match[2] else inner

    return CSS_IMPORT.sub(inlined, CSS_COMMENT.sub("", read(name)))


def script(name: str, read: Read = read) -> str:
    """A module with everything it imports, each once, in the order in which they are needed."""
    order: list[str] = []
    _collect(name, read, order, [])
    numbers = {one: number for number, one in enumerate(order)}
    return "".join(_wrapped(one, read, numbers) for one in order)


def _collect(name: str, read: Read, order: list[str], above: list[str]) -> None:
    if name in above:
        raise ValueError(f"{name} imports itself through {' → '.join(above)}")
    for match in JS_IMPORT.finditer(read(name)):
        _collect(_path(match[4]), read, order, [*above, name])
    if name not in order:
        order.append(name)


def _path(specifier: str) -> str:
    return specifier if specifier.endswith(".js") else f"{specifier}.js"


def _wrapped(name: str, read: Read, numbers: dict[str, int]) -> str:
    source = read(name)
    given = _exports(source)

    def imported(match: re.Match) -> str:
        module = f"m{numbers[_path(match[4])]}"
        if match[1]:
            names = re.sub(r"(\w+) as (\w+)", r"\1: \2", match[1])
            return f"const {{{names}}} = {module};"
        if match[3]:
            return f"const {match[3]} = {module};"
        return f"const {match[2]} = {module}.default;" if match[2] else ""

    body = JS_IMPORT.sub(imported, source)
    body = re.sub(r"export default \w+;?\s*$", "", body)
    body = JS_LIST.sub("", body)
    body = re.sub(r"^export (?=(?:async )?(?:function|class|const|let) )", "", body, flags=re.M)
    body = re.sub(r"^//# sourceMappingURL=.*$", "", body, flags=re.M)
    return f"const m{numbers[name]} = (() => {{\n{body}\nreturn {{{given}}};\n}})();\n"


def _exports(source: str) -> str:
    named = [match[3] for match in JS_EXPORT.finditer(source) if match[3]]
    named += [one for listed in JS_LIST.findall(source) for one in re.findall(r"\w+", listed)]
    default = re.findall(r"export default (\w+);?\s*$", source)
    return ", ".join([*named, *(f"default: {one}" for one in default)])


def entries(names) -> dict[str, Callable]:
    """The files that a page loads: css/<surface>.css and js/<surface>.js."""
    makers = {"css": style, "js": script}
    return {
        name: makers[name.split("/")[0]]
        for name in names
        if re.fullmatch(r"(css|js)/(portal|album|wishes|talk|tablet|office|door)\.(css|js)", name)
    }


class Made(Storage):
    """Hands the bundles out as if they were source files."""

    def __init__(self, content: dict[str, str]) -> None:
        self.content = content

    def _open(self, name, mode="rb"):
        return ContentFile(self.content[name].encode())


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Makes the bundles first; then names all files after their content and compresses them."""

    def post_process(self, paths, dry_run=False, **options):
        content = {name: make(name) for name, make in entries(paths).items()}
        made = Made(content)
        bundled = {name: (made, name) for name in content}
        yield from super().post_process(paths | bundled, dry_run, **options)
