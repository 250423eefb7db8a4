"""Installing Kiekeboe on a phone: the manifest, and a service worker for the shell alone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.lib import installing

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
    """What a phone needs to install the portal."""
    words = _("The day of your child")
    return installing.manifest("/parent/", description=words, language=request.LANGUAGE_CODE)
