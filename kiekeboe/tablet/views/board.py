"""The page of the group: words, drawings and empty pieces. The tablet fills it by itself."""

from functools import cache

import brotli
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_GET

from kiekeboe.care import kinds, wording
from kiekeboe.lib.templatetags.pictures import icon
from kiekeboe.tablet.words import spoken

# Drawings that a script chooses by name; all others stand in the templates.
DRAWN = (
    "cake", "calendar-x", "camera", "camera-off", "check", "circle-check",
    "circle-question-mark", "clock", "crop", "eye",
    "eye-off", "heart", "house", "id-card", "info", "log-in", "log-out", "pencil", "siren",
    "sparkles", "sun", "thermometer", "trash-2", "tree-palm", "triangle-alert", "users-round",
)  # fmt: skip


@require_GET
def show(request):
    """The same bytes for every paired tablet of one language and hand: nobody is in it (S59).

    They are made once, so they are also made as small as can be, once.
    """
    hand = "left" if request.COOKIES.get("hand") == "left" else "right"
    language = translation.get_language()
    if "br" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(_page(language, hand))
    return HttpResponse(
        _small(language, hand),
        headers={"Content-Encoding": "br", "Vary": "Accept-Encoding"},
    )


@cache
def _small(language: str, hand: str) -> bytes:
    return brotli.compress(_page(language, hand).encode(), quality=11)


@cache
def _page(language: str, hand: str) -> str:
    with translation.override(language):
        return render_to_string("tablet/shell.html", shell(hand))


def shell(hand: str = "right") -> dict:
    """What the page holds before a tablet fills it, in the language of now."""
    return {
        "hand": hand,
        "words": spoken(),
        "kinds": _kinds(),
        "icons": {name: str(icon(name)) for name in DRAWN},
    }


def _kinds() -> dict:
    """Every kind with its fields, in the order of the dock."""
    return {
        name: form | {"icon": str(icon(form["icon"])), "place": place,
                      "confirms": kinds.get(name).confirms}
        for place, (name, form) in enumerate(wording.forms_json().items())
    }  # fmt: skip
