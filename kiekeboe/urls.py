"""The whole map: one line per surface."""

from django.urls import include, path

from kiekeboe.lib.reports import csp_report

urlpatterns = [
    path("csp-report", csp_report, name="csp-report"),
    path("", include("kiekeboe.welcome.urls")),
]
