"""Installing Kiekeboe on a phone: the manifest, and a service worker for the shell alone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

WORKER = """// Keeps the shell only: style, script, letters, icons. Never a page, never a photo.
const SHELL = "shell-1"
addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
addEventListener("fetch", (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || address.origin !== location.origin) return
  if (!address.pathname.startsWith("/static/")) return
  event.respondWith(kept(request))
})
async function kept(request) {
  const shell = await caches.open(SHELL)
  const known = await shell.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) shell.put(request, answer.clone())
  return answer
}
"""


@login_not_required
@require_GET
def service_worker(request):
    """The worker of the portal. Signing out clears it with the rest (Clear-Site-Data)."""
    return HttpResponse(
        WORKER,
        content_type="text/javascript",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/parent/"},
    )


@login_not_required
@require_GET
def manifest(request):
    """Name, colours and icons of the installed app."""
    icons = [
        {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    answer = JsonResponse(
        {
            "id": "/parent/",
            "name": "Kiekeboe",
            "short_name": "Kiekeboe",
            "description": _("The day of your child"),
            "start_url": "/parent/",
            "scope": "/parent/",
            "display": "standalone",
            "background_color": "#fcf6f5",
            "theme_color": "#721f48",
            "lang": request.LANGUAGE_CODE,
            "icons": icons,
        }
    )
    answer["Content-Type"] = "application/manifest+json"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
