"""Logs as JSON lines on stdout, with the number of the request and without anything personal.

A request is told by its route, never by its address: an address holds ids and invitation tokens.
An exception is told by its class and its lines of code, never by its message: the database quotes
the value it refused.
"""

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from kiekeboe.lib.ids import uuid7

request_id: ContextVar[str] = ContextVar("request_id", default="")
requests = logging.getLogger("kiekeboe.requests")
GIVEN = re.compile(r"[0-9A-Za-z._-]{8,64}")
MASKS = [
    (re.compile(r"[^\s@'\"<>]+@[^\s@'\"<>]+"), "[address]"),
    (re.compile(r"[A-Za-z0-9_-]{20,}"), "[token]"),
    (re.compile(r"(?<![\w.])/[^\s'\"]+"), "[path]"),
]


class JsonLines(logging.Formatter):
    """One event of the log on one line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": request_id.get(),
        }
        if fields := getattr(record, "fields", None):
            line |= fields
        else:
            line["message"] = masked(record.getMessage())
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["lines"] = [
                f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps({name: value for name, value in line.items() if value != ""})


def masked(text: str) -> str:
    """The text without mail addresses, tokens, ids and paths."""
    for pattern, word in MASKS:
        text = pattern.sub(word, text)
    return text


def told(get_response: Callable) -> Callable:
    """Middleware: number the request, and tell in one line how it went."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        number = given if GIVEN.fullmatch(given) else uuid7().hex
        key = request_id.set(number)
        began = time.perf_counter()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = number
            tell(request, response, time.perf_counter() - began)
            return response
        finally:
            request_id.reset(key)

    return middleware


def tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    fields = {
        "message": "request",
        "method": request.method,
        "route": match.route if match else "",
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    quiet = not match and response.status_code < 400  # a static file
    requests.log(logging.DEBUG if quiet else logging.INFO, "request", extra={"fields": fields})


def configuration(level: str, *, readable: bool) -> dict:
    """Django's LOGGING; `readable` is for the tests, where pytest shows the records itself."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "kiekeboe.lib.logs.JsonLines"}},
        "handlers": {
            "stdout": {"class": "logging.StreamHandler", "stream": sys.stdout, "formatter": "json"}
        },
        "root": {"handlers": [] if readable else ["stdout"], "level": level},
        "loggers": {
            # Its own lines name the path; ours say the same with the route.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR", "propagate": False},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
