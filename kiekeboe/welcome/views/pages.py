"""Pages that are open to all: help, privacy, and what machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.welcome import doors
from kiekeboe.welcome.addresses import safe_next
from kiekeboe.welcome.forms import PreferencesForm

THEME_COOKIE = "theme"
KEPT = timedelta(days=365)


@login_not_required
@require_GET
def privacy(request):
    return doors.show(request, "pages/privacy")


@login_not_required
@require_GET
def accessibility(request):
    return doors.show(request, "pages/accessibility")


@login_not_required
@require_POST
def language(request):
    """Switch the language at the door, and the account's when somebody is signed in."""
    form = PreferencesForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["language"]:
        raise Http404
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return keep_choice(redirect(safe_next(request, "/")), language=chosen)


def keep_choice(response, language="", theme=""):
    """Keep language and theme on this browser, for pages without a sign-in."""
    chosen = {settings.LANGUAGE_COOKIE_NAME: language, THEME_COOKIE: theme}
    for name, value in chosen.items():
        if value:
            response.set_cookie(
                name, value, max_age=KEPT, secure=settings.SECURE, httponly=True, samesite="Lax"
            )
    return response


@login_not_required
@require_GET
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_GET
def security_txt(request):
    """RFC 9116: where to tell about a leak."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.ORIGIN}/.well-known/security.txt",
        f"Policy: {settings.ORIGIN}/help/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_GET
def change_password(request):
    return redirect("welcome:password")
