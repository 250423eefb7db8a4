"""News in the app in one sentence, with where to read on."""

from django.utils.translation import gettext as _

from kiekeboe.notifications.bills import late_source
from kiekeboe.notifications.models import Kind
from kiekeboe.portal.access import zone_of

ICONS = {
    Kind.PHOTO: "images",
    Kind.BOOK: "book-open",
    Kind.DAY_SUMMARY: "sun",
    Kind.CONSENT: "camera",
    Kind.FAMILY: "users-round",
    Kind.REPORT: "flag",
    Kind.REQUEST: "calendar-days",
    Kind.OCCASION: "calendar-days",
    Kind.CLOSED: "calendar-x",
    Kind.SICK: "thermometer",
    Kind.MESSAGE: "message-circle",
    Kind.NEWS: "megaphone",
    Kind.BRING: "backpack",
    Kind.DOCUMENT: "file-text",
    Kind.INVOICE: "receipt-euro",
    Kind.TALK: "sprout",
    Kind.WEEK: "notebook-pen",
    Kind.UNSEEN: "eye-off",
    Kind.NEW_DEVICE: "smartphone",
    Kind.ACCOUNT: "shield-check",
}


def told(notice, family) -> dict:
    """One notice, ready to be shown."""
    relation = family.relation_to(notice.child_id) or family.guardianships[0]
    name = notice.child.first_name if notice.child else ""
    base = f"/parent/children/{notice.child_id}/"
    day = notice.made_at.astimezone(zone_of(relation)).date()
    words, url = {
        Kind.PHOTO: (_("There is a new photo of %(name)s"), f"{base}days/{day.isoformat()}/"),
        Kind.BOOK: (
            _("The photo book of %(name)s is ready"),
            f"{base}books/",
        ),
        Kind.DAY_SUMMARY: (
            _("This is how the day of %(name)s went"),
            f"{base}days/{day.isoformat()}/",
        ),
        Kind.CONSENT: (_("An answer about photos of %(name)s changed"), f"{base}consent/"),
        Kind.FAMILY: (_("Somebody was added to the family of %(name)s"), f"{base}family/"),
        Kind.REPORT: (_("We looked at the photo you reported"), "/parent/photos/"),
        Kind.REQUEST: (
            _("There is an answer to your request for %(name)s"),
            f"/parent/requests/{notice.subject_id}/",
        ),
        Kind.OCCASION: (
            _("There is news about an activity"),
            f"/parent/occasions/{notice.subject_id}/",
        ),
        Kind.CLOSED: (_("There is news about days on which we are closed"), "/parent/planning/"),
        Kind.SICK: (
            (_("There is an illness in the group of %(name)s"), f"{base}illness/")
            if notice.subject_id
            else (_("Is %(name)s still sick?"), f"{base}better/")
        ),
        Kind.MESSAGE: (_("There is a message for you"), f"/parent/messages/{notice.subject_id}/"),
        Kind.NEWS: (_("There is news from the nursery"), f"/parent/news/{notice.subject_id}/"),
        Kind.BRING: (_("The group asks you to bring something for %(name)s"), base),
        Kind.DOCUMENT: (_("There is a document for you"), "/parent/documents/"),
        Kind.INVOICE: _invoice(notice),
        Kind.TALK: (
            _("There is a talk about %(name)s to read or prepare"),
            f"{base}development/talks/{notice.subject_id}/",
        ),
        Kind.WEEK: (
            _("Read how the week of %(name)s went"),
            f"{base}days/{day.isoformat()}/",
        ),
        Kind.UNSEEN: (_("Something a family sent was not seen yet"), "/office/messages/"),
        Kind.NEW_DEVICE: (_("You signed in on a new device"), "/account/"),
        Kind.ACCOUNT: (_("How you sign in has changed"), "/account/"),
    }[Kind(notice.kind)]
    return {
        "title": words % {"name": name},
        "url": url,
        "icon": ICONS[Kind(notice.kind)],
        "at": notice.made_at,
        "is_new": notice.read_at is None,
    }


def _invoice(notice) -> tuple[str, str]:
    if notice.subject_id is None:
        return _("There is an invoice for you"), "/parent/invoices/"
    late = notice.source == late_source(notice.subject_id)
    words = _("An invoice is not paid yet") if late else _("There is an invoice for you")
    return words, f"/parent/invoices/{notice.subject_id}/"


def pushed_words() -> dict[str, str]:
    """What a phone shows for each kind of news, also on a locked screen: so without a name."""
    return {
        Kind.PHOTO: _("There is a new photo."),
        Kind.BOOK: _("A photo book is ready."),
        Kind.DAY_SUMMARY: _("Read how the day went."),
        Kind.CONSENT: _("An answer about photos changed."),
        Kind.FAMILY: _("Somebody was added to your family."),
        Kind.REPORT: _("There is an answer about a photo."),
        Kind.REQUEST: _("There is an answer to your request."),
        Kind.OCCASION: _("There is news about an activity."),
        Kind.CLOSED: _("There is news about days on which we are closed."),
        Kind.SICK: _("There is news about illness."),
        Kind.MESSAGE: _("There is a message for you."),
        Kind.NEWS: _("There is news from the nursery."),
        Kind.BRING: _("The group asks you to bring something."),
        Kind.DOCUMENT: _("There is a document for you."),
        Kind.INVOICE: _("There is an invoice for you."),
        Kind.TALK: _("There is a talk to read or prepare."),
        Kind.WEEK: _("Read how the week went."),
        Kind.UNSEEN: _("Something a family sent was not seen yet."),
        Kind.NEW_DEVICE: _("You signed in on a new device."),
        Kind.ACCOUNT: _("How you sign in has changed."),
        "several": _("There is news for you."),
    }
