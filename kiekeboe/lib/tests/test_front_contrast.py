"""Every pair of colours that the tokens promise, measured in both themes and on each surface."""

import re
from itertools import product

import pytest

from kiekeboe.lib import bundles

TONES = ("ok", "warn", "stop", "info", "wait")
DEFINITION = re.compile(r"--([\w-]+):\s*(light-dark\([^;]*\));")
COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")

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
    found: dict[str, tuple[str, str]] = {}
    for selector, block in blocks("css/tokens.css"):
        if "data-surface" in selector and f'"{surface}"' not in selector:
            continue
        for name, value in DEFINITION.findall(block):
            parts = COLOUR.findall(value)
            if len(parts) == 2:
                found[name] = (parts[0], parts[1])
    return found


def blocks(sheet: str) -> list[tuple[str, str]]:
    """Selector and declarations, without what is only for who asks for more contrast."""
    text = re.sub(r"/\*.*?\*/", "", bundles.read(sheet), flags=re.S)
    text = text.split("@media (prefers-contrast")[0]
    return re.findall(r"([^{}]+)\{([^{}]*)\}", text)


def kinds(surface: str) -> dict[str, dict[str, tuple[str, str]]]:
    """The colours of each kind and each group, by the name that sets them."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for selector, block in blocks("css/kinds.css"):
        if "data-surface" in selector and f'"{surface}"' not in selector:
            continue
        for who in re.findall(r'data-(?:kind|colour)="\w+"', selector):
            for name, value in DEFINITION.findall(block):
                found.setdefault(who, {})[name] = tuple(COLOUR.findall(value))
    return found


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2.2) of `#rgb` or `#rrggbb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000", "#ffffff") == pytest.approx(21, abs=0.01)


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
        f"{who}: {pair[0]} on {pair[1]}": round(found, 2)
        for who, own in kinds(surface).items()
        for pair in KINDS
        if (found := contrast((known | own)[pair[0]][theme], (known | own)[pair[1]][theme]))
        < pair[least]
    }

    assert weak == {}
    assert len(kinds(surface)) == 18
