"""The whole map: one line per surface."""

from django.conf import settings
from django.urls import include, path

from kiekeboe.lib import faces
from kiekeboe.lib.reports import csp_report
from kiekeboe.portal.views.bytes import signed
from kiekeboe.portal.views.feeds import calendar

handler500 = "kiekeboe.lib.errors.broken"

urlpatterns = [
    path("calendar/<str:key>.ics", calendar, name="calendar-feed"),
    path("csp-report", csp_report, name="csp-report"),
    path("faces/<str:shape>.svg", faces.picture, name="face"),
    path("group/", include("kiekeboe.tablet.urls")),
    path("help/", include("kiekeboe.help.urls")),
    path("office/", include("kiekeboe.office.urls")),
    path("parent/", include("kiekeboe.portal.urls")),
    path("photos/<path:tail>", signed, name="signed-photo"),
    path("", include("kiekeboe.welcome.urls")),
]

if settings.MODE == "demo":
    # Opens tablets with one click and tells passwords: in production these addresses do not exist.
    urlpatterns.insert(0, path("demo/", include("kiekeboe.story.urls")))
