"""The whole map: one line per surface."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
