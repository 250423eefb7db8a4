"""What a browser needs to keep the page of the group on the tablet: a worker and a manifest."""

import json
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.lib import bundles, installing
from kiekeboe.tablet.access import open_to_tablets

FILES = (
    "css/tablet.css",
    "js/tablet.js",
    "fonts/figtree.woff2",
    "fonts/figtree-ext.woff2",
    "img/icon.svg",
    "img/icon-180.png",
    "vendor/tiny-face-detector.bin",  # loaded when the first photo is taken, but kept before
)


@open_to_tablets
@require_GET
def worker(request):
    """The service worker. Its text changes with the page it keeps: then browsers fetch both."""
    words = {"version": version(), "files": json.dumps([static(name) for name in FILES])}
    return HttpResponse(
        render_to_string("tablet/sw.js", words),
        content_type="text/javascript",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/group/"},
    )


@open_to_tablets
@require_GET
def faces(request):
    """The script that counts faces in a worker. It stands under /group/, because only there the
    tablet finds it without internet."""
    return HttpResponse(
        faces_script(), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@cache
def faces_script() -> str:
    return bundles.script("js/faces.js")


@open_to_tablets
@require_GET
def manifest(request):
    """What a tablet needs to install the group app."""
    words = _("The day of the group")
    return installing.manifest("/group/", description=words, language=request.LANGUAGE_CODE)


@cache
def version() -> str:
    """A name for this build of the page: of its words in every language and of its files."""
    from kiekeboe.tablet.views.board import shell

    seen = sha256(json.dumps([static(name) for name in FILES]).encode() + faces_script().encode())
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            seen.update(render_to_string("tablet/shell.html", shell()).encode())
    return seen.hexdigest()[:16]
