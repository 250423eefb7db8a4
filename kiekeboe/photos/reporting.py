"""A photo that a parent does not trust (C8): reported, and settled by staff or taken back.

The photo stays where it is until staff decide: a report is a question, not a verdict, and one
family cannot take a photo away from another.
"""

from django.db import transaction

from kiekeboe.events.recording import locked_head, record
from kiekeboe.photos.models import Photo, Report


@transaction.atomic
def report(photo: Photo, guardian, why: str, words: str = "", *, by, at) -> Report:
    """Ask staff to look at a photo. Again while it waits changes nothing.

    `why` is one of Report.Why; the event says which one, never the words.
    """
    locked_head(photo.organisation_id)
    mine = {"organisation_id": photo.organisation_id, "photo": photo, "guardian": guardian}
    if waiting := Report.objects.filter(**mine, settled_at=None).first():
        return waiting
    made = Report.objects.create(**mine, why=why, words=words[:500], reported_at=at)
    _tell("photo_reported", made, by=by, at=at, why=why)
    return made


@transaction.atomic
def settle(report: Report, outcome: str, *, by, at) -> None:
    """What staff decided: WITHDRAWN takes the photo back from everyone, LEFT leaves it.

    Taking a photo back settles every report on it. What is settled stays as it is.
    """
    locked_head(report.organisation_id)
    waiting = Report.objects.filter(settled_at=None)
    if not waiting.filter(pk=report.pk).exists():
        report.refresh_from_db()
        return
    same = waiting.filter(pk=report.pk)
    if outcome == Report.Outcome.WITHDRAWN:
        report.photo.withdraw(by=by, at=at)
        same = waiting.filter(photo=report.photo_id)
    for one in list(same):
        _close(one, outcome, by=by, at=at)
    report.refresh_from_db()


@transaction.atomic
def take_back(report: Report, *, by, at) -> None:
    """The parent needs no answer any more. What staff settled stays as it is."""
    locked_head(report.organisation_id)
    for one in Report.objects.filter(pk=report.pk, settled_at=None):
        _close(one, Report.Outcome.TAKEN_BACK, by=by, at=at)
    report.refresh_from_db()


def _close(report, outcome, *, by, at):
    report.outcome, report.settled_at, report.settled_by = outcome, at, by.person
    report.save(update_fields=["outcome", "settled_at", "settled_by"])
    _tell("photo_report_settled", report, by=by, at=at, outcome=outcome)


def _tell(verb, report, *, by, at, **codes):
    """For the office and the group. No children: another family must not hear that one asked."""
    group, photo = report.photo.group_id, str(report.photo_id)
    record(verb, report, by=by, at=at, group=group, photo=photo, **codes)
