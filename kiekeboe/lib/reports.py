"""Browsers report here what our content policy refused; the log hears the rule, no address."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kiekeboe.lib.told import read_json

log = logging.getLogger("kiekeboe.csp")
LARGEST = 8192


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Note the refused directive. Anyone may send anything here, so little of it is kept."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
        log.warning("refused by the content policy: %s", directive(request.body))
    return HttpResponse(status=204)


def directive(body: bytes) -> str:
    try:
        report = read_json(body)["csp-report"]
        return str(report.get("effective-directive") or report["violated-directive"])[:60]
    except (ValueError, KeyError, TypeError, AttributeError):
        return "unreadable"
