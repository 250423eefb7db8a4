"""Who hears of what happened: from an event to the people it is news for."""

from dataclasses import dataclass, replace
from uuid import UUID
from zoneinfo import ZoneInfo

from kiekeboe.notifications.models import Kind
from kiekeboe.people.models import Guardianship
from kiekeboe.photos.consent import receivers
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Report
from kiekeboe.planning.models import ContractChange, Request, SignUp


@dataclass(frozen=True)
class News:
    """One piece of news about one child for one account."""

    account: UUID
    kind: Kind
    child: UUID | None
    source: UUID
    subject: UUID | None


def of(event, children) -> list[News]:
    """The news in an event about these children; most events are no news for anybody."""
    tell = _TELLERS.get(event.verb)
    return tell(event, children) if tell else []


def _relations(event, children):
    """Guardians who may know of these children on the day it happened, and who have an account."""
    day = event.happened_at.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    relations = Guardianship.objects.in_force(day).filter(
        organisation=event.organisation_id, child__in=children, guardian__account__isnull=False
    )
    return day, relations.select_related("guardian")


def _news(event, kind, relations) -> list[News]:
    return [
        News(one.guardian.account_id, kind, one.child_id, event.id, event.subject_id)
        for one in relations
    ]


def _photo(event, children):
    """Only for those whom the consent rule names, at this moment."""
    day, relations = _relations(event, children)
    shown = receivers(children, consents_of(children, day))
    return _news(event, Kind.PHOTO, relations.filter(child__in=shown, receives_updates=True))


def _book(event, children):
    """Only whoever asked for it."""
    _, relations = _relations(event, children)
    return _news(event, Kind.BOOK, relations.filter(guardian=event.person_id))


def _day_summary(event, children):
    _, relations = _relations(event, children)
    return _news(event, Kind.DAY_SUMMARY, relations.filter(receives_updates=True))


def _consent(event, children):
    """The other parents with authority hear that an answer changed; the one who gave it knows."""
    _, relations = _relations(event, children)
    others = relations.filter(has_authority=True).exclude(guardian=event.person_id)
    return _news(event, Kind.CONSENT, others)


def _family(event, children):
    """Guardians who were there already; the new one gets an invitation instead, and who invited
    a relative knows. Relatives do not hear who else is in the family (A6)."""
    _, relations = _relations(event, children)
    others = relations.parental().exclude(guardian=event.person_id)
    return _news(event, Kind.FAMILY, others.exclude(pk=event.subject_id))


def _report(event, _children):
    """The parent who reported a photo hears what staff decided, while the child is theirs."""
    report = Report.objects.select_related("guardian").get(pk=event.subject_id)
    if event.payload["outcome"] == Report.Outcome.TAKEN_BACK:
        return []
    on_it = report.photo.appearances.values_list("child", flat=True)
    _, relations = _relations(event, on_it)
    theirs = relations.filter(guardian=report.guardian_id, receives_updates=True)
    return _news(event, Kind.REPORT, theirs.order_by("child__first_name", "pk")[:1])


def _request(event, children):
    """Who asked for a day hears of every change that somebody else, or the clock, made to it."""
    asked = Request.objects.filter(pk=event.subject_id).values_list("guardian", flat=True)
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(guardian__in=asked).exclude(guardian=event.person_id)
    return _news(event, Kind.REQUEST, theirs)


def _occasion(event, children):
    """Every family for whom it is, once; not who only reads along."""
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(receives_updates=True)
    return _once_each(_news(event, Kind.OCCASION, theirs))


def _who_comes(event, children):
    """Only who signed up for it: it moved, or does not go on."""
    coming = SignUp.objects.filter(occasion=event.subject_id, cancelled_at=None)
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(guardian__in=coming.values("guardian"))
    return _once_each(_news(event, Kind.OCCASION, theirs))


def _sign_up(event, children):
    """The one family that comes, unless it did this itself."""
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(guardian=event.payload["guardian"])
    return _once_each(_news(event, Kind.OCCASION, theirs.exclude(guardian=event.person_id)))


def _once_each(news: list[News]) -> list[News]:
    return list({one.account: one for one in reversed(news)}.values())


def _closed(event, children):
    """Every family with a place there, once, however many days and children."""
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(receives_updates=True)
    return _once_each(_news(event, Kind.CLOSED, theirs))


def _contract_change(event, children):
    """Who asked for another contract hears how it was answered."""
    asked = ContractChange.objects.filter(pk=event.subject_id).values_list("guardian", flat=True)
    _, relations = _relations(event, children)
    theirs = relations.parental().filter(guardian__in=asked).exclude(guardian=event.person_id)
    return _news(event, Kind.REQUEST, theirs)


def _infection(event, children):
    """Every family of the group, once, and no child is named."""
    _, relations = _relations(event, children)
    return _once_each(_news(event, Kind.SICK, relations.parental()))


def _how_it_goes(event, children):
    """Who tells when the child comes again. Without a subject: it leads to the child itself."""
    _, relations = _relations(event, children)
    news = _news(event, Kind.SICK, relations.parental().filter(receives_updates=True))
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
}
