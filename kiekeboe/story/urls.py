"""Only in demo mode: kiekeboe/urls.py leaves these out everywhere else."""

from django.urls import path

from kiekeboe.story import views

app_name = "story"

urlpatterns = [
    path("", views.show, name="cast"),
    path("letters/", views.letters, name="letters"),
    path("tablets/<uuid:id>/", views.open_tablet, name="tablet"),
]
