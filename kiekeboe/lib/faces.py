"""Faces drawn by code from a short recipe, so that a portrait need not be a photo of anyone.

A recipe is what a portrait column holds: `drawn:<body>-<hair>-<skin>-<shirt>-<ground>-<colour of
the hair>`, with six hexadecimal digits for a colour. It tells colours and a haircut and nothing
about a person; whoever may see the portrait gets the drawing inside the page, without a request.
"""

import re
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

# Face, shade (ears and neck), cheeks, mouth.
SKINS = {
    "a": ("F7D3B5", "EDB992", "EE8F7A", "8F4436"),
    "b": ("F3C3A3", "E4A57F", "EE8F7A", "8F4436"),
    "c": ("E5B185", "D0935F", "EE8F7A", "8F4436"),
    "d": ("D39B6A", "BA7F4C", "EE8F7A", "8F4436"),
    "e": ("A86C43", "8E5631", "D9765A", "3A1F16"),
    "f": ("7B4A2E", "633820", "D9765A", "3A1F16"),
}
CAP = "M22 37c-2-14 6-22 18-22s20 8 18 22c-2-6-5-9-8-10-6 2-15 2-21-1-4 2-6 6-7 11Z"
FRINGE = "M22 38c-2-14 6-22 18-22s20 8 18 22c-2-5-4-8-6-9-8 2-18 0-23-5-1 5-4 9-7 14Z"
ROUND = "M22 37c-2-14 6-22 18-22s20 8 18 22c-3-7-9-12-18-12s-15 5-18 12Z"
CURLS = "M16 27a9 9 0 1 1 18-7 9 9 0 0 1 11-1 9 9 0 0 1 18 8 8 8 0 0 1 1 12H16a8 8 0 0 1 0-12Z"
# Per haircut what lies behind the head and what lies on it.
HAIR = {
    "short": ("", CAP),
    "messy": (
        "",
        "M21 36c-3-13 4-20 10-21 1-2 4-4 7-3 1-1 5-2 7 0 9 1 17 8 14 24-2-5-3-8-6-10-2 2-5 1-7-1"
        "-2 3-7 3-9 0-2 3-6 3-8 1-5 2-7 5-8 10Z",
    ),
    "fluff": ("", "M27 26c3-5 8-8 13-8s10 3 13 8c-4-2-9-3-13-3s-9 1-13 3Z"),
    "tuft": (
        "",
        "M26 27c3-6 8-9 14-9s11 3 14 9c-4-3-8-4-11-4 0 2-2 3-4 1-4 0-9 1-13 3ZM39 19c-3-4-1-8 1-9"
        " 0 3 2 4 4 4-1 2-2 4-3 5Z",
    ),
    "swirl": ("", "M23 33c1-11 8-17 17-17s17 7 17 17c-3-4-7-7-11-8-1 3-6 4-8 1-5 0-11 2-15 7Z"),
    "bob": ("M20 40c-1-17 8-25 20-25s21 8 20 25c0 6-1 12-3 15H23c-2-3-3-9-3-15Z", FRINGE),
    "long": (
        "M19 40c-1-18 8-26 21-26s22 8 21 26c0 12 1 21 4 28H15c3-7 4-16 4-28Z",
        "M22 40c-2-15 6-24 18-24s20 9 18 24c-2-8-6-13-13-16-5 7-15 8-23 16Z",
    ),
    "bun": (
        "M32 13a8 8 0 1 1 16 0 8 8 0 0 1-16 0ZM21 40c-1-16 7-24 19-24s20 8 19 24v6H21Z",
        "M22 38c-1-13 6-21 18-21s19 8 18 21c-3-8-9-13-18-13s-15 5-18 13Z",
    ),
    "tails": ("M9 33a8 8 0 1 1 16 0 8 8 0 0 1-16 0ZM55 33a8 8 0 1 1 16 0 8 8 0 0 1-16 0Z", ROUND),
    "buns": ("M11 21a10 10 0 1 1 20 0 10 10 0 0 1-20 0ZM49 21a10 10 0 1 1 20 0 10 10 0 0 1-20 0Z",
             "M23 35c-1-12 6-19 17-19s18 7 17 19c-3-6-9-10-17-10s-14 4-17 10Z"),
    "curls": (CURLS, "M24 33c3-6 9-9 16-9s13 3 16 9c0-10-6-16-16-16s-16 6-16 16Z"),
    "scarf": (
        "M17 44c-2-20 9-30 23-30s25 10 23 30c-1 12 3 20 6 26H11c3-6 7-14 6-26Z",
        "M20 44c-2-18 7-27 20-27s22 9 20 27c-1-10-4-17-9-20-7-3-15-3-22 0-5 3-8 10-9 20Z"
        "M24 55c5 6 11 8 16 8s11-2 16-8c3 4 4 9 3 15H21c-1-6 0-11 3-15Z",
    ),
    "beard": (
        "",
        CAP + "M23 41c0 12 7 18 17 18s17-6 17-18c-2 6-6 8-9 8H32c-3 0-7-2-9-8Z",
    ),
}  # fmt: skip
SHAPE = f"(baby|child)-({'|'.join(HAIR)})-([a-f])" + "-([0-9A-F]{6})" * 3
RECIPE = re.compile(f"drawn:{SHAPE}")


def recipe(body: str, hair: str, skin: str, shirt: str, ground: str, colour: str) -> str:
    """The recipe of a face. `body` is baby or child (which is also any adult)."""
    made = f"drawn:{body}-{hair}-{skin}-{shirt}-{ground}-{colour}"
    if not RECIPE.fullmatch(made):
        raise ValueError(made)
    return made


@lru_cache(maxsize=512)
def draw(portrait: str) -> SafeString:
    """The face as an <svg> to put in a page; empty when this is not a recipe."""
    match = RECIPE.fullmatch(portrait or "")
    return mark_safe(_svg(*match.groups())) if match else mark_safe("")


def address(portrait: str) -> str:
    """Where the same drawing is as a picture, for who cannot put it in a page; empty for none."""
    return f"/faces/{portrait[6:]}.svg" if RECIPE.fullmatch(portrait or "") else ""


def _svg(body, hair, skin, shirt, ground, colour) -> str:
    face, shade, cheeks, mouth = SKINS[skin]
    behind, on_top = HAIR[hair]
    down = 2 if body == "baby" else 0  # a baby's eyes are lower and its head is rounder
    head = '<ellipse cx="40" cy="40" rx="18.5" ry="17.8"' if down else (
        '<ellipse cx="40" cy="39" rx="17.2" ry="18.4"'
    )  # fmt: skip
    back = f'<path fill="#{colour}" d="{behind}"/>' if behind else ""
    eyes, blush = 40 + down, 46 + down
    return (
        '<svg viewBox="6 7 68 68" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">'
        f'<path fill="#{ground}" d="M0 0h80v80H0Z"/>{back}'
        f'<path fill="#{shirt}" d="M11 84c0-15 12-23 29-23s29 8 29 23Z"/>'
        f'<path fill="#{shade}" d="M33 54h14v7c0 4-3 7-7 7s-7-3-7-7Z'
        f"M18 {42 - down // 2}a4.4 4.4 0 1 1 8.8 0 4.4 4.4 0 0 1-8.8 0Z"
        f'M53.2 {42 - down // 2}a4.4 4.4 0 1 1 8.8 0 4.4 4.4 0 0 1-8.8 0Z"/>'
        f'{head} fill="#{face}"/><path fill="#{colour}" d="{on_top}"/>'
        f'<circle cx="33" cy="{eyes}" r="2.2" fill="#2B1B24"/>'
        f'<circle cx="47" cy="{eyes}" r="2.2" fill="#2B1B24"/>'
        f'<g fill="#{cheeks}" opacity=".5"><ellipse cx="28.5" cy="{blush}" rx="3.6" ry="2.4"/>'
        f'<ellipse cx="51.5" cy="{blush}" rx="3.6" ry="2.4"/></g>'
        f'<path d="M35 {48 + down}c2.2 3.6 7.8 3.6 10 0" fill="none" stroke="#{mouth}"'
        ' stroke-width="2" stroke-linecap="round"/></svg>'
    )


@login_not_required
@require_safe
def picture(request, shape: str) -> HttpResponse:
    """GET /faces/<shape>.svg: a drawing of colours that were in the address; never changes."""
    drawing = draw(f"drawn:{shape}")
    if not drawing:
        raise Http404
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
