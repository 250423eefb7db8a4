"""The parent's surface on one screen."""

from django.urls import path, register_converter

from kiekeboe.portal.access import for_guardians
from kiekeboe.portal.converters import Iso
from kiekeboe.portal.views import consents, diary, messages, more, photos, planning, pwa, today

register_converter(Iso, "iso")
app_name = "portal"
CHILD = "children/<uuid:child_id>/"

urlpatterns = [
    path("sw.js", pwa.service_worker, name="service-worker"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    *for_guardians(
        [
            path("", today.index, name="index"),
            path(CHILD, today.show, name="today"),
            path(CHILD + "days/<iso:day>/", today.show, name="day"),
            path(CHILD + "days/<iso:day>/live/", today.live, name="day-live"),
            path(CHILD + "days/<iso:day>/from-home/", today.tell, name="from-home"),
            path(CHILD + "diary/", diary.index, name="diary"),
            path(CHILD + "consent/", consents.edit, name="consent"),
            path(CHILD + "readers/", more.readers, name="readers"),
            path(CHILD + "details/", more.details, name="details"),
            path("photos/", photos.index, name="photos"),
            path("photos/private-use/", photos.accept, name="photo-terms"),
            path("photos/<uuid:photo_id>/", photos.show, name="photo"),
            path("photos/<uuid:photo_id>/<int:size>/", photos.picture, name="picture"),
            path("planning/", planning.index, name="planning"),
            path("messages/", messages.index, name="messages"),
            path("more/", more.index, name="more"),
            path("more/notices/", more.notices, name="notices"),
            path("more/preferences/", more.preferences, name="preferences"),
            path("more/privacy/", more.privacy, name="privacy"),
            path("more/install-hint/", more.hide_install_hint, name="install-hint"),
            path("help/", more.help, name="help"),
        ]
    ),
]
