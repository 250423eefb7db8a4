"""The map of the group app. Addresses are nouns; ids are chosen by the tablet."""

from django.urls import path

from kiekeboe.tablet.access import for_caregivers
from kiekeboe.tablet.views import (
    board,
    children,
    entries,
    items,
    keeping,
    lists,
    looks,
    pairing,
    photos,
    turns,
    visits,
)

app_name = "tablet"

open_pages = [
    path("sw.js", keeping.worker, name="service-worker"),
    path("manifest.webmanifest", keeping.manifest, name="manifest"),
    path("pair/", pairing.pair, name="pair"),
    path("pair/waiting/", pairing.waiting, name="pair-waiting"),
]

urlpatterns = open_pages + for_caregivers(
    [
        path("", board.show, name="board"),
        path("turn/", turns.begin, name="turn"),
        path("turn/resume/", turns.resume, name="turn-resume"),
        path("turn/end/", turns.end, name="turn-end"),
        path("items/", items.put, name="items"),
        path("entries/", entries.put, name="entries"),
        path("entries/<uuid:id>/", entries.entry, name="entry"),
        path("entries/<uuid:id>/restored/", entries.restore, name="entry-restored"),
        path("entries/<uuid:id>/waking/", entries.waking, name="entry-waking"),
        path("visits/", visits.arrive, name="visits"),
        path("visits/leaving/", visits.leave, name="visits-leaving"),
        path("visits/<uuid:id>/", visits.undo_arrival, name="visit"),
        path("visits/<uuid:id>/bringer/", visits.bringer, name="visit-bringer"),
        path("visits/<uuid:id>/leaving/", visits.undo_leaving, name="visit-leaving"),
        path("visits/<uuid:id>/times/", visits.correct, name="visit-times"),
        path("looks/", looks.put, name="looks"),
        path("notes/<uuid:id>/seen/", looks.see_note, name="note-seen"),
        path("children/<uuid:id>/", children.show, name="child"),
        path("photos/", photos.index, name="photos"),
        path("photos/<uuid:id>/", photos.photo, name="photo"),
        path("photos/<uuid:id>/<int:longest>/", photos.content, name="photo-content"),
        path("corrections/", lists.corrections, name="corrections"),
        path("settings/", lists.settings, name="settings"),
    ]
)
