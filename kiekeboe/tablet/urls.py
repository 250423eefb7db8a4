"""The map of the group app. Addresses are nouns; ids are chosen by the tablet."""

from django.urls import path

from kiekeboe.tablet.access import for_caregivers
from kiekeboe.tablet.views import (
    board,
    children,
    items,
    keeping,
    lists,
    pairing,
    photos,
    snapshots,
    turns,
)

app_name = "tablet"

open_pages = [
    path("sw.js", keeping.worker, name="service-worker"),
    path("faces.js", keeping.faces, name="faces"),
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("pair/", pairing.pair, name="pair"),
    path("pair/waiting/", pairing.waiting, name="pair-waiting"),
]

urlpatterns = open_pages + for_caregivers(
    [
        path("", board.show, name="board"),
        path("snapshot/", snapshots.show, name="snapshot"),
        path("turn/", turns.begin, name="turn"),
        path("turn/resume/", turns.resume, name="turn-resume"),
        path("turn/end/", turns.end, name="turn-end"),
        path("items/", items.put, name="items"),
        path("children/<uuid:id>/", children.show, name="child"),
        path("photos/", photos.index, name="photos"),
        path("photos/<uuid:id>/", photos.photo, name="photo"),
        path("photos/<uuid:id>/<int:longest>/", photos.content, name="photo-content"),
        path("photos/<uuid:id>/film/", photos.content, name="film-content"),
        path("corrections/", lists.corrections, name="corrections"),
        path("settings/", lists.settings, name="settings"),
    ]
)
