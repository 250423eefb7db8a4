"""Where parents follow the development of their child."""

from django.urls import path

from kiekeboe.portal.views import development

CHILD = "children/<uuid:child_id>/development/"
TALK = CHILD + "talks/<uuid:talk_id>/"

urlpatterns = [
    path(CHILD, development.index, name="development"),
    path(CHILD + "growth/", development.growth, name="growth"),
    path(TALK, development.show, name="development-talk"),
    path(TALK + "file/", development.file, name="development-talk-file"),
    path(TALK + "part/", development.write, name="development-part"),
    path(TALK + "reading/", development.read, name="development-reading"),
]
