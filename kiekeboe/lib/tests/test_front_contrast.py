"""Every pair of colours that tokens.css promises, measured in both themes and on each surface."""

import math
import re
from itertools import product

import pytest

from kiekeboe.lib import bundles

TONES = ("ok", "warn", "stop", "info", "wait")
DEFINITION = re.compile(r"--([\w-]+):\s*(light-dark\([^;]*\));")
COLOUR = re.compile(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+|var\(--hue\))\)")
HUES = range(0, 360, 6)  # a kind or a group may have any hue

# (text or shape, ground, the least contrast for parents and office, and in the sun of the group)
TEXT = [(ink, ground, 4.5, 7.0) for ink, ground in product(("ink", "ink-2"), ("paper", "surface"))]
TEXT += [("ink", "surface-2", 4.5, 7.0), ("ink", "surface-3", 4.5, 7.0)]
TEXT += [("ink-2", "surface-2", 4.5, 7.0), ("ink-2", "surface-3", 4.5, 7.0)]
TEXT += [("on-brand", "brand", 4.5, 7.0), ("on-brand", "brand-hover", 4.5, 7.0)]
TEXT += [("brand-ink", ground, 4.5, 7.0) for ground in ("paper", "surface", "brand-tint")]
TEXT += [("on-butter", "butter", 7.0, 7.0), ("butter-ink", "butter-tint", 4.5, 7.0)]
TEXT += [(f"{tone}-ink", f"{tone}-tint", 4.5, 7.0) for tone in TONES]
TEXT += [(f"{tone}-ink", "surface", 4.5, 7.0) for tone in TONES]
TEXT += [(f"on-{tone}", f"{tone}-solid", 4.5, 7.0) for tone in TONES]
# In the group amber carries words at 7, so it cannot be an edge as well: --warn-edge is.
SHAPES = [(f"{tone}-solid", "surface", 3.0, 3.0) for tone in TONES if tone != "warn"]
SHAPES += [("line-strong", g, 3.0, 3.0) for g in ("paper", "surface", "surface-2")]
KINDS = [("kind-ink", "kind-tint", 4.5, 7.0), ("kind-ink", "surface", 4.5, 7.0)]
KINDS += [("kind-solid", "surface", 3.0, 3.0)]


def colours(surface: str) -> dict[str, tuple[str, str]]:
    """Each colour as its light and dark value, with what this surface sets anew."""
    sheet = re.sub(r"/\*.*?\*/", "", bundles.read("css/tokens.css"), flags=re.S)
    sheet = sheet.split("@media (prefers-contrast")[0]
    found: dict[str, tuple[str, str]] = {}
    for selector, block in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        if "data-surface" in selector and f'"{surface}"' not in selector:
            continue
        for name, value in DEFINITION.findall(block):
            parts = [match[0] for match in COLOUR.finditer(value)]
            if len(parts) == 2:
                found[name] = (parts[0], parts[1])
    return found


def luminance(colour: str, hue: float = 0) -> float:
    """The relative luminance (WCAG 2.2) of an `oklch()` colour, clipped to sRGB like a screen."""
    light, chroma, angle = (float(x) for x in COLOUR.match(at(colour, hue)).groups())
    a, b = (chroma * turn(math.radians(angle)) for turn in (math.cos, math.sin))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def at(colour: str, hue: float) -> str:
    return colour.replace("var(--hue)", str(hue))


def contrast(one: str, other: str, hue: float = 0) -> float:
    light, dark = sorted((luminance(one, hue), luminance(other, hue)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("oklch(0 0 0)", "oklch(1 0 0)") == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("surface", ["parent", "group", "office"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_and_shapes_stand_out(surface, theme):
    """U11: text at least 4.5, in the group app 7, controls and meaningful shapes 3."""
    known = colours(surface)
    least = 3 if surface == "group" else 2

    weak = {
        f"{pair[0]} on {pair[1]}": round(found, 2)
        for pair in TEXT + SHAPES
        if (found := contrast(known[pair[0]][theme], known[pair[1]][theme])) < pair[least]
    }

    assert weak == {}


@pytest.mark.parametrize(
    ("surface", "name"),
    [("parent", "warn-solid"), ("office", "warn-solid"), ("group", "warn-edge")],
)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_amber_edges_stand_out(surface, name, theme):
    """U11"""
    known = colours(surface)

    assert contrast(known[name][theme], known["surface"][theme]) >= 3


@pytest.mark.parametrize("surface", ["parent", "group"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_hue_of_a_kind_or_a_group_stands_out(surface, theme):
    """U11"""
    known = colours(surface)
    least = 3 if surface == "group" else 2

    weak = {
        f"{pair[0]} on {pair[1]}, hue {hue}": round(found, 2)
        for pair in KINDS
        for hue in HUES
        if (found := contrast(known[pair[0]][theme], known[pair[1]][theme], hue)) < pair[least]
    }

    assert weak == {}
