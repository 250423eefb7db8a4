"""The map of the group app. Addresses are nouns; ids are chosen by the tablet."""

from django.urls import path

from kiekeboe.tablet.access import for_caregivers
from kiekeboe.tablet.views import (
    board,
    bringing,
    children,
    development,
    documents,
    items,
    keeping,
    lists,
    messages,
    pairing,
    photos,
    pieces,
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
        path("children/<uuid:id>/development/", development.index, name="development"),
        path("children/<uuid:id>/talk/", development.talk, name="development-talk"),
        path(
            "observations/<uuid:observation_id>/withdrawal/",
            development.withdraw,
            name="observation-withdrawal",
        ),
        path("photos/", photos.index, name="photos"),
        path("photos/<uuid:id>/", photos.photo, name="photo"),
        path("photos/<uuid:id>/<int:longest>/", photos.content, name="photo-content"),
        path("photos/<uuid:id>/film/", photos.content, name="film-content"),
        path("messages/", messages.index, name="messages"),
        path("messages/see/<slug:kind>/<uuid:id>/", messages.see, name="message-see"),
        path("messages/children/<uuid:child_id>/", messages.open_one, name="talk-open"),
        path("messages/<uuid:thread_id>/", messages.thread, name="talk"),
        path("messages/<uuid:thread_id>/hand-over/", messages.hand_over, name="talk-hand-over"),
        path(
            "messages/<uuid:thread_id>/files/<uuid:attachment_id>/", messages.file, name="talk-file"
        ),
        path(
            "messages/<uuid:thread_id>/<uuid:message_id>/change/",
            messages.change,
            name="talk-change",
        ),
        path(
            "messages/<uuid:thread_id>/<uuid:message_id>/delete/",
            messages.delete,
            name="talk-delete",
        ),
        path("bring/", bringing.index, name="bring"),
        path("bring/<uuid:asked_id>/", bringing.done, name="bring-done"),
        path("pieces/", pieces.index, name="pieces"),
        path("pieces/<uuid:batch>/drop/", pieces.drop, name="piece-drop"),
        path("pieces/<uuid:batch>/back/", pieces.back, name="piece-back"),
        path("documents/", documents.index, name="documents"),
        path("documents/<uuid:document_id>/", documents.show, name="document"),
        path(
            "documents/<uuid:document_id>/pages/<int:page_number>/",
            documents.page,
            name="document-page",
        ),
        path("corrections/", lists.corrections, name="corrections"),
        path("settings/", lists.settings, name="settings"),
    ]
)
