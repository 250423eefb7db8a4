"""Who hears of what happened: from an event to the people it is news for."""

from dataclasses import replace

from kiekeboe.notifications import mentoring, papers, talk
from kiekeboe.notifications.models import Kind
from kiekeboe.notifications.news import (
    News,
    about_each,
    day_of_child,
    once_each,
    relations_with_account,
)
from kiekeboe.people.models import ProfileChange
from kiekeboe.photos.consent import receivers
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Report
from kiekeboe.planning.models import ContractChange, Request, SignUp


def of(event, children) -> list[News]:
    """The news in an event about these children; most events are no news for anybody."""
    tell = _TELLERS.get(event.verb)
    return tell(event, children) if tell else []


def _photo(event, children):
    """Only for those whom the consent rule names, at this moment."""
    day, relations = relations_with_account(event, children)
    shown = receivers(children, consents_of(children, day))
    return about_each(event, Kind.PHOTO, relations.filter(child__in=shown, receives_updates=True))


def _book(event, children):
    """Only whoever asked for it."""
    _, relations = relations_with_account(event, children)
    return about_each(event, Kind.BOOK, relations.filter(guardian=event.person_id))


def _day_summary(event, children):
    """One message per child and day (G5), however often it went home that day."""
    day, relations = relations_with_account(event, children)
    news = about_each(event, Kind.DAY_SUMMARY, relations.filter(receives_updates=True))
    return [replace(one, source=day_of_child(one.child, day)) for one in news]


def _consent(event, children):
    """The other parents with authority hear that an answer changed; the one who gave it knows."""
    _, relations = relations_with_account(event, children)
    others = relations.filter(has_authority=True).exclude(guardian=event.person_id)
    return about_each(event, Kind.CONSENT, others)


def _family(event, children):
    """Guardians who were there already; the new one gets an invitation instead, and who invited
    a relative or asked for a collector knows. Relatives do not hear who else is in the family."""
    _, relations = relations_with_account(event, children)
    others = relations.parental().exclude(guardian=event.person_id)
    others = others.exclude(guardian=event.payload.get("guardian"))
    return about_each(event, Kind.FAMILY, others.exclude(pk=event.subject_id))


def _report(event, _children):
    """The parent who reported a photo hears what staff decided, while the child is theirs."""
    report = Report.objects.select_related("guardian").get(pk=event.subject_id)
    if event.payload["outcome"] == Report.Outcome.TAKEN_BACK:
        return []
    on_it = report.photo.appearances.values_list("child", flat=True)
    _, relations = relations_with_account(event, on_it)
    theirs = relations.filter(guardian=report.guardian_id, receives_updates=True)
    return about_each(event, Kind.REPORT, theirs.order_by("child__first_name", "pk")[:1])


def _request(event, children):
    """Who asked for a day hears of every change that somebody else, or the clock, made to it."""
    asked = Request.objects.filter(pk=event.subject_id).values_list("guardian", flat=True)
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(guardian__in=asked).exclude(guardian=event.person_id)
    return about_each(event, Kind.REQUEST, theirs)


def _occasion(event, children):
    """Every family for whom it is, once; not who only reads along."""
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(receives_updates=True)
    return once_each(about_each(event, Kind.OCCASION, theirs))


def _who_comes(event, children):
    """Only who signed up for it: it moved, or does not go on."""
    coming = SignUp.objects.filter(occasion=event.subject_id, cancelled_at=None)
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(guardian__in=coming.values("guardian"))
    return once_each(about_each(event, Kind.OCCASION, theirs))


def _sign_up(event, children):
    """The one family that comes, unless it did this itself."""
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(guardian=event.payload["guardian"])
    return once_each(about_each(event, Kind.OCCASION, theirs.exclude(guardian=event.person_id)))


def _closed(event, children):
    """Every family with a place there, once, however many days and children."""
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(receives_updates=True)
    return once_each(about_each(event, Kind.CLOSED, theirs))


def _contract_change(event, children):
    """Who asked for another contract hears how it was answered."""
    asked = ContractChange.objects.filter(pk=event.subject_id).values_list("guardian", flat=True)
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(guardian__in=asked).exclude(guardian=event.person_id)
    return about_each(event, Kind.REQUEST, theirs)


def _profile_change(event, children):
    """Only who asked hears how the office answered, while the child is theirs."""
    asked = ProfileChange.objects.filter(pk=event.subject_id).values_list("guardian", flat=True)
    _, relations = relations_with_account(event, children)
    theirs = relations.parental().filter(guardian__in=asked, has_authority=True)
    return about_each(event, Kind.REQUEST, theirs.exclude(guardian=event.person_id))


def _infection(event, children):
    """Every family of the group, once, and no child is named."""
    _, relations = relations_with_account(event, children)
    return once_each(about_each(event, Kind.SICK, relations.parental()))


def _how_it_goes(event, children):
    """Who tells when the child comes again. Without a subject: it leads to the child itself."""
    _, relations = relations_with_account(event, children)
    news = about_each(event, Kind.SICK, relations.parental().filter(receives_updates=True))
    return [replace(one, subject=None) for one in news]


_TELLERS = {
    "days_closed": _closed,
    "day_opened": _closed,
    "infection_told": _infection,
    "asked_how_it_goes": _how_it_goes,
    "occasion_published": _occasion,
    "occasion_moved": _who_comes,
    "occasion_cancelled": _who_comes,
    "sign_up_reminded": _sign_up,
    "sign_up_withdrawn": _sign_up,
    "contract_change_approved": _contract_change,
    "contract_change_declined": _contract_change,
    "profile_change_approved": _profile_change,
    "profile_change_declined": _profile_change,
    "request_approved": _request,
    "request_declined": _request,
    "request_expired": _request,
    "request_cancelled": _request,
    "place_offered": _request,
    "day_proposed": _request,
    "photo_shared": _photo,
    "book_made": _book,
    "checked_out": _day_summary,
    "closed_by_clock": _day_summary,
    "consent_given": _consent,
    "consent_refused": _consent,
    "guardian_added": _family,
    "collector_added": _family,
    "photo_report_settled": _report,
    "document_added": papers.of_version,
    "document_renewed": papers.of_version,
    "document_reminded": papers.of_reminder,
    "mentor_talk_invited": mentoring.of_talk,
    "mentor_talk_shared": mentoring.of_talk,
    "weekly_piece_published": mentoring.of_piece,
    "message_sent": talk.of_message,
    "news_published": talk.of_news,
    "news_reminded": talk.of_reminder,
    "bring_asked": talk.of_asking,
    "message_unseen": talk.of_unseen,
    "home_note_unseen": talk.of_unseen,
    "arrival_unseen": talk.of_unseen,
    "reaction_unseen": talk.of_unseen,
}
