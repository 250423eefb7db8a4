"""The headers that keep browsers safe, on every answer: pages, errors, files and redirects.

One middleware, outermost, so that nothing leaves without them. A page that has an inline import map
asks for `request.csp_nonce`; only then a nonce is made and named in the policy.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Names of the Trusted Types policies our own scripts may make; everything else is refused.
TRUSTED_TYPES = "kiekeboe"
POLICY = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; frame-src 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; "
    f"trusted-types {TRUSTED_TYPES}; report-uri /csp-report"
)
WITHOUT_NONCE = POLICY.format(nonce="")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), "
        "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), "
        "payment=(), serial=(), usb=()"
    ),
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
}
HSTS = f"max-age={int(timedelta(days=730).total_seconds())}; includeSubDomains"
# For the few answers that are given without Django (live streams, a body that is too large).
BARE_HEADERS = [
    (name.lower().encode(), value.encode())
    for name, value in {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        **({"Strict-Transport-Security": HSTS} if settings.SECURE else {}),
    }.items()
]


class Nonce:
    """A number used once, made when a template first asks for it."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = ""

    def __str__(self) -> str:
        if not self.value:
            self.value = secrets.token_urlsafe(16)
        return self.value


def headers(get_response: Callable) -> Callable:
    """Middleware: put the headers of the house on every answer that does not set its own."""
    always = ALWAYS | ({"Strict-Transport-Security": HSTS} if settings.SECURE else {})

    def middleware(request: HttpRequest) -> HttpResponse:
        nonce = Nonce()
        request.csp_nonce = nonce  # type: ignore[attr-defined]  # for the templates
        response = get_response(request)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault(
            "Content-Security-Policy",
            POLICY.format(nonce=f" 'nonce-{nonce.value}'") if nonce.value else WITHOUT_NONCE,
        )
        # What is made for one person is kept by nobody: not by a proxy, not on a shared tablet.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
