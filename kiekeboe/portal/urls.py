"""The parent's surface on one screen."""

from django.urls import path, register_converter

from kiekeboe.portal import development_urls, money_urls, paper_urls
from kiekeboe.portal.access import for_family, for_guardians
from kiekeboe.portal.converters import Iso
from kiekeboe.portal.views import (
    absences,
    announcements,
    asking,
    books,
    bringing,
    bytes,
    consents,
    contracts,
    diary,
    downloads,
    family,
    feeds,
    messages,
    more,
    occasions,
    phone,
    photos,
    planning,
    profile,
    pushing,
    pwa,
    reactions,
    today,
    wishes,
    year,
)

register_converter(Iso, "iso")
app_name = "portal"
CHILD = "children/<uuid:child_id>/"

urlpatterns = [
    path("sw.js", pwa.service_worker, name="service-worker"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    # the diary and the photos: also for relatives whom a parent invited
    *for_family(
        [
            path("", today.index, name="index"),
            path(CHILD, today.show, name="today"),
            path(CHILD + "days/<iso:day>/", today.show, name="day"),
            path(CHILD + "days/<iso:day>/live/", today.live, name="day-live"),
            path("counts/", messages.counts, name="counts"),
            path(CHILD + "diary/", diary.index, name="diary"),
            path(CHILD + "diary/file/", diary.file, name="diary-file"),
            path("photos/", photos.index, name="photos"),
            path(CHILD + "books/", books.index, name="books"),
            path(CHILD + "books/<int:year>/file/", books.file, name="book-file"),
            path(CHILD + "books/<int:year>/cover/", books.cover, name="book-cover"),
            path(
                CHILD + "entries/<uuid:entry_id>/reactions/",
                reactions.entry,
                name="entry-reactions",
            ),
            path(
                CHILD + "photos/<uuid:photo_id>/reactions/", reactions.photo, name="photo-reactions"
            ),
            path("photos/private-use/", photos.accept, name="photo-terms"),
            path("photos/download/", downloads.many, name="photos-download"),
            path("photos/<uuid:photo_id>/", photos.show, name="photo"),
            path("photos/<uuid:photo_id>/download/", downloads.one, name="photo-download"),
            path("photos/<uuid:photo_id>/favourite/", photos.favourite, name="photo-favourite"),
            path("photos/<uuid:photo_id>/report/", photos.report, name="photo-report"),
            path("photos/<uuid:photo_id>/<int:size>/", bytes.picture, name="picture"),
            path("photos/<uuid:photo_id>/film/", bytes.film, name="film"),
            path("photos/standing/", pwa.standing, name="standing"),
            path("more/", more.index, name="more"),
            path("more/notices/", more.notices, name="notices"),
            path("more/preferences/", wishes.preferences, name="preferences"),
            path("more/push/", pushing.subscription, name="push"),
            path("more/privacy/", more.privacy, name="privacy"),
            path("more/install-hint/", more.hide_install_hint, name="install-hint"),
            path("help/", more.help, name="help"),
            path("help/photos/", consents.rules, name="photo-rules"),
        ]
    ),
    *for_guardians(
        [
            path("more/phone/", phone.index, name="phone"),
            path("more/address/", profile.address, name="address"),
            path("more/address/withdrawal/", profile.stay, name="address-withdrawal"),
            path(CHILD + "bring/<uuid:asked_id>/", bringing.tick_off, name="bring"),
            path(CHILD + "family/", family.index, name="family"),
            path(CHILD + "family/<uuid:relative_id>/", family.change, name="relative"),
            path(CHILD + "days/<iso:day>/from-home/", today.tell, name="from-home"),
            path(CHILD + "consent/", consents.edit, name="consent"),
            path(CHILD + "readers/", more.readers, name="readers"),
            path(CHILD + "details/", profile.details, name="details"),
            path(CHILD + "details/<slug:about>/", profile.change, name="details-change"),
            path(
                CHILD + "details/<uuid:wanted_id>/withdrawal/",
                profile.withdraw,
                name="details-withdrawal",
            ),
            path("planning/", planning.index, name="planning"),
            path("planning/calendar/", feeds.show, name="feed"),
            path("planning/calendar/closing/", feeds.close, name="feed-closing"),
            path(CHILD + "plan/<iso:day>/", planning.day, name="plan-day"),
            path(CHILD + "year/", year.show, name="year"),
            path(CHILD + "sick/", absences.sick, name="sick"),
            path(CHILD + "illness/", absences.illness, name="illness"),
            path(CHILD + "better/", absences.better, name="better"),
            path(CHILD + "leave/", absences.leave, name="leave"),
            path(CHILD + "extra/", asking.extra, name="extra"),
            path(CHILD + "swap/", asking.swap, name="swap"),
            path(CHILD + "contract/", contracts.show, name="contract"),
            path(CHILD + "contract/days/", contracts.days, name="contract-days"),
            path(CHILD + "contract/end/", contracts.end, name="contract-end"),
            path(
                "contract-changes/<uuid:change_id>/withdrawal/",
                contracts.withdraw,
                name="contract-withdrawal",
            ),
            path("occasions/", occasions.index, name="occasions"),
            path("occasions/<uuid:occasion_id>/", occasions.show, name="occasion"),
            path("occasions/<uuid:occasion_id>/coming/", occasions.coming, name="coming"),
            path("occasions/<uuid:occasion_id>/talk/", occasions.talk, name="talk"),
            path("requests/<uuid:request_id>/", asking.show, name="request"),
            path("requests/<uuid:request_id>/act/", asking.act, name="request-act"),
            path("news/", announcements.index, name="announcements"),
            path("news/<uuid:news_id>/", announcements.item, name="announcement"),
            path(
                "news/<uuid:news_id>/files/<uuid:attachment_id>/",
                announcements.file,
                name="announcement-file",
            ),
            path("messages/", messages.index, name="messages"),
            path("messages/group/<uuid:child_id>/", messages.group, name="conversation-group"),
            path(
                "messages/office/<uuid:organisation_id>/",
                messages.office,
                name="conversation-office",
            ),
            path("messages/<uuid:thread_id>/", messages.thread, name="conversation"),
            path("messages/<uuid:thread_id>/seen/", messages.seen, name="conversation-seen"),
            path(
                "messages/<uuid:thread_id>/files/<uuid:attachment_id>/",
                messages.file,
                name="conversation-file",
            ),
            path(
                "messages/<uuid:thread_id>/<uuid:message_id>/",
                messages.edit,
                name="conversation-message",
            ),
        ]
    ),
    *for_guardians(money_urls.urlpatterns),
    *for_guardians(paper_urls.urlpatterns),
    *for_guardians(development_urls.urlpatterns),
]
