"""The manifest with which a browser installs a surface as an app on a phone or a tablet."""

from django.http import JsonResponse
from django.templatetags.static import static

GROUND, INK = "#fcf6f5", "#721f48"


def manifest(start: str, *, description: str, language: str) -> JsonResponse:
    """Name, colours and icons; `start` is the address that opens and everything under it."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    answer = JsonResponse(
        {
            "id": start,
            "name": "Kiekeboe",
            "short_name": "Kiekeboe",
            "description": description,
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "background_color": GROUND,
            "theme_color": INK,
            "lang": language,
            "icons": icons,
        }
    )
    answer["Content-Type"] = "application/manifest+json"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
