import hashlib
import subprocess
import tomllib
from pathlib import Path

import brotli
import pytest

from kiekeboe.lib import bundles

ROOT = Path(__file__).resolve().parents[3]
SURFACES = ("portal", "tablet", "office", "door")


def files(**sources):
    named = {name.replace("__", "/") + ".js": text for name, text in sources.items()}
    return named.__getitem__


@pytest.mark.parametrize("surface", SURFACES)
def test_the_style_sheet_of_a_surface_is_light(surface):
    sheet = bundles.style(f"css/{surface}.css")

    assert "@import" not in sheet
    assert len(brotli.compress(sheet.encode(), quality=11)) <= 11 * 1024


# What browsers of five years ago do not know.
TOO_NEW = ("oklch(", "color-mix(", "light-dark(", "@starting-style", "@scope", "subgrid", " & ")


@pytest.mark.parametrize("surface", SURFACES)
def test_a_style_sheet_says_nothing_that_an_old_tablet_does_not_know(surface):
    """U39"""
    sheet = bundles.style(f"css/{surface}.css")

    assert [words for words in TOO_NEW if words in sheet] == []
    assert "--lightningcss-dark" in sheet  # the dark theme is still there


def test_new_words_of_style_are_written_out():
    """U39"""
    sheet = ".a { color: light-dark(#111, #eee); .b { inset: 0; } &:hover { margin: 0 } }"

    lowered = bundles.style("css/a.css", lambda _name: sheet)

    assert "light-dark" not in lowered
    assert ".a .b{" in lowered
    assert ".a:hover{" in lowered


# Methods that are younger than Chromium 109 and WebKit 16.4.
YOUNGER = (
    "toSorted", "toReversed", "toSpliced", "groupBy", "withResolvers", "fromAsync", "canParse",
    "AbortSignal.any", "isSubsetOf", ".union(", ".intersection(", "startViewTransition",
    "checkVisibility", "showPopover", "Temporal.", "scheduler.", "moveBefore", "Promise.try",
)  # fmt: skip


@pytest.mark.parametrize("surface", SURFACES)
def test_a_script_calls_nothing_that_an_old_tablet_does_not_know(surface):
    """U39"""
    script = bundles.script(f"js/{surface}.js")

    assert [name for name in YOUNGER if name in script] == []


@pytest.mark.parametrize(
    ("surface", "limit"), [("portal", 35), ("tablet", 70), ("office", 35), ("door", 35)]
)
def test_the_script_of_a_surface_is_light(surface, limit):
    script = bundles.script(f"js/{surface}.js")

    assert len(brotli.compress(script.encode(), quality=11)) <= limit * 1024


def test_a_module_is_wrapped_once_however_often_it_is_imported():
    read = files(
        js__a='import { b } from "js/b"\nimport { c as see } from "js/c"\nconsole.log(b, see)\n',
        js__b='import { c } from "js/c"\nexport const b = c + 1\n',
        js__c="export const c = 1\n",
    )

    script = bundles.script("js/a.js", read)

    assert script.count("const c = 1") == 1
    assert "import" not in script
    assert "export" not in script


def test_a_module_may_list_at_its_end_what_it_exports():
    read = files(
        js__a='import { one } from "js/b"\nconsole.log(one)\n',
        js__b="const one = 1\nconst two = 2\nexport { one, two };\n",
    )

    script = bundles.script("js/a.js", read)

    assert "export" not in script
    assert "return {one, two};" in script


def test_a_module_may_be_imported_as_a_whole():
    sources = {
        "js/a.js": 'import * as b from "js/b"\nglobalThis.said = b.hello()\n',
        "js/b.js": "export const hello = () => 1\n",
    }

    made = bundles.script("js/a.js", sources.__getitem__)

    assert "const b = m0;" in made
    assert "return {hello};" in made


def test_a_circle_of_modules_is_refused():
    read = files(js__a='import "js/b"\n', js__b='import "js/a"\n')

    with pytest.raises(ValueError, match=r"js/a\.js imports itself"):
        bundles.script("js/a.js", read)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_bundle_is_good_javascript(surface, tmp_path):
    node = subprocess.run(["which", "node"], capture_output=True, text=True).stdout.strip()
    if not node:
        pytest.skip("node is not here; the journeys load the bundles in a real browser")
    file = tmp_path / "bundle.mjs"
    file.write_text(bundles.script(f"js/{surface}.js"))

    assert subprocess.run([node, "--check", file], capture_output=True).stderr == b""


def test_files_of_others_are_the_ones_we_took_over():
    """S76"""
    listed = tomllib.loads((ROOT / "vendor.toml").read_text())

    wrong = [
        one["path"]
        for one in listed["file"]
        if hashlib.sha256((ROOT / one["path"]).read_bytes()).hexdigest() != one["sha256"]
    ]

    assert wrong == []
    assert len([one for one in listed["file"] if one["path"].endswith(".js")]) <= 3
