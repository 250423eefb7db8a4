"""Where the office follows the development of children."""

from django.urls import path

from kiekeboe.office.views import development, growth, observations, pieces, talks

CHILD = "children/<uuid:child_id>/development/"
SEEN = "development/observations/<uuid:observation_id>/"
TALK = "development/talks/<uuid:talk_id>/"

patterns = [
    path("development/", development.index, name="development"),
    path("development/rules/", development.rules, name="development-rules"),
    path("pieces/", pieces.index, name="pieces"),
    path("pieces/<uuid:piece_id>/", pieces.show, name="piece"),
    path("pieces/<uuid:piece_id>/back/", pieces.back, name="piece-back"),
    path("pieces/rules/<uuid:location_id>/", pieces.rule, name="piece-rule"),
    path(CHILD, development.of_child, name="child-development"),
    path(CHILD + "observations/new/", observations.new, name="observation-new"),
    path(SEEN, observations.edit, name="observation"),
    path(SEEN + "sharing/", observations.share, name="observation-sharing"),
    path(SEEN + "withdrawal/", observations.withdraw, name="observation-withdrawal"),
    path(CHILD + "talks/new/", talks.new, name="development-talk-new"),
    path(TALK, talks.show, name="development-talk"),
    path(TALK + "paper/", talks.paper, name="development-talk-paper"),
    path(TALK + "words/", talks.edit, name="development-talk-words"),
    path(TALK + "invitation/", talks.invite, name="development-talk-invitation"),
    path(TALK + "sharing/", talks.share, name="development-talk-sharing"),
    path(TALK + "dropping/", talks.drop, name="development-talk-dropping"),
    path(TALK + "agreements/", talks.hold, name="development-talk-agreements"),
    path(CHILD + "measurements/new/", growth.new, name="measurement-new"),
    path(
        "development/measurements/<uuid:measurement_id>/withdrawal/",
        growth.withdraw,
        name="measurement-withdrawal",
    ),
]
