"""What every answer carries, what the log keeps silent about, and how small a page becomes."""

import gzip
import json
import logging
import re

import brotli
import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import engines
from django.urls import path

from kiekeboe.lib import logs
from kiekeboe.lib.reports import csp_report

PAGE = "<p>Een dag vol zand en boeken.</p>" * 200


@login_not_required
def page(request):
    return HttpResponse(PAGE)


@login_not_required
def with_nonce(request):
    words = "<script nonce='{{ request.csp_nonce }}'></script>"
    return HttpResponse(engines["django"].from_string(words).render({}, request))


@login_not_required
def broken(request, key=""):
    raise RuntimeError(f"mother@example.test {key}")


@login_not_required
def nowhere(request):
    raise Http404


@login_not_required
def elsewhere(request):
    return HttpResponseRedirect("/page")


@login_not_required
def keeps_its_own(request):
    return JsonResponse({}, headers={"Cache-Control": "private, max-age=60"})


urlpatterns = [
    path("page", page),
    path("nonce", with_nonce),
    path("broken/<str:key>/", broken),
    path("nowhere", nowhere),
    path("elsewhere", elsewhere),
    path("own", keeps_its_own),
    path("csp-report", csp_report),
]
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.fixture(autouse=True)
def these_routes(settings, client):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False


@pytest.mark.parametrize(
    "where", ["/page", "/nowhere", "/elsewhere", "/broken/x/", "/none", "/own"]
)
def test_every_answer_is_safe_also_errors_and_redirects(client, where):
    """S47, S49, S82"""
    answer = client.get(where)
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    policy = answer.headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'",
                 "form-action 'self'", "report-uri /csp-report",
                 "require-trusted-types-for 'script'"):  # fmt: skip
        assert rule in policy
    assert "unsafe" not in policy
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_over_https_the_browser_is_told_to_stay_there(settings, client):
    """S49"""
    from kiekeboe.lib.headers import headers

    settings.SECURE = True
    answer = headers(lambda request: HttpResponse())(type("Request", (), {})())
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]


def test_a_nonce_is_new_in_every_page_and_named_in_its_policy(client):
    """S47"""
    nonces = []
    for _ in range(2):
        answer = client.get("/nonce")
        (nonce,) = re.findall(r"nonce='([\w-]{20,})'", answer.text)
        assert f"script-src 'self' 'nonce-{nonce}';" in answer.headers["Content-Security-Policy"]
        nonces.append(nonce)
    assert len(set(nonces)) == 2


def test_pages_are_kept_by_nobody_unless_they_say_so(client):
    """S09"""
    assert client.get("/page").headers["Cache-Control"] == "no-store"
    assert client.get("/own").headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize(("accepts", "opened"), [("br, gzip", brotli.decompress),
                                                 ("gzip", gzip.decompress)])  # fmt: skip
def test_a_page_is_sent_small(client, accepts, opened):
    answer = client.get("/page", headers={"accept-encoding": accepts})
    assert opened(answer.content).decode() == PAGE
    assert len(answer.content) == int(answer.headers["Content-Length"]) < len(PAGE) / 10
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_whoever_knows_no_compression_gets_the_page_as_it_is(client):
    answer = client.get("/page")
    assert answer.text == PAGE
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_request_has_a_number(client):
    """O27"""
    assert client.get("/page", headers={"x-request-id": "proxy-0001"}).headers["X-Request-ID"] == (
        "proxy-0001"
    )
    assert re.fullmatch(r"\w{32}", client.get("/page").headers["X-Request-ID"])
    forged = client.get("/page", headers={"x-request-id": 'x" onload="'})
    assert re.fullmatch(r"\w{32}", forged.headers["X-Request-ID"])


def test_the_log_tells_the_route_and_nothing_personal(client, caplog):
    """S65: the address holds a key, the exception quotes a mother."""
    caplog.set_level(logging.DEBUG)
    client.get("/broken/kM3x9vQpLw7RzT2bYc5N/?name=Sanne")
    lines = [logs.JsonLines().format(record) for record in caplog.records]
    told = [json.loads(line) for line in lines if "kiekeboe.requests" in line]
    assert [(each["route"], each["status"]) for each in told] == [("broken/<str:key>/", 500)]
    for secret in ("kM3x9vQpLw7RzT2bYc5N", "mother@", "Sanne"):
        assert secret not in "".join(lines)
    assert any('"exception": "RuntimeError"' in line for line in lines)


def test_what_a_browser_refused_is_noted_without_addresses(client, caplog):
    """S47"""
    report = {"csp-report": {"effective-directive": "img-src", "blocked-uri": "https://x.test/a"}}
    answer = client.post("/csp-report", json.dumps(report), content_type="application/csp-report")
    assert answer.status_code == 204
    assert [record.getMessage() for record in caplog.records if record.name == "kiekeboe.csp"] == [
        "refused by the content policy: img-src"
    ]
    for nonsense in (b"\xff", b"[]", b'{"csp-report": 3}', b"x" * 9000):
        sent = client.post("/csp-report", nonsense, content_type="application/csp-report")
        assert sent.status_code == 204


@pytest.mark.django_db
def test_anybody_may_ask_whether_the_house_is_well(client, django_assert_max_num_queries):
    """O08: also by a name we do not know, since a load balancer asks by number."""
    assert client.get("/healthz", headers={"host": "10.0.0.1"}).content == b"ok\n"
    with django_assert_max_num_queries(4):
        answer = client.get("/readyz", headers={"host": "10.0.0.1"})
    assert (answer.status_code, answer.json()) == (
        200,
        {"disk": True, "migrations": True, "work": True, "database": True},
    )


@pytest.mark.django_db
def test_a_house_that_lacks_a_migration_is_not_ready(client):
    """O08"""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)
