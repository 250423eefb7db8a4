"""What the tablet hears back: per item a status and, when it did not go as asked, a sentence."""

from django.http import JsonResponse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from kiekeboe.care import wording
from kiekeboe.people.models import Child, Employee


def refusal(sentence, status=422, **more) -> JsonResponse:
    """Why something did not happen, in one sentence."""
    return JsonResponse({"sentence": sentence, **more}, status=status)


def clock(moment) -> str:
    return formats.date_format(timezone.localtime(moment), "H:i")


def standing(entry, names=None) -> dict:
    """An entry that was there first, so that a person can choose; `by` is who had it last."""
    names = names or names_of([entry])
    words = wording.told(entry, now=timezone.now())
    return {
        "id": str(entry.pk),
        "revision": entry.revision,
        "line": words.line,
        "time": clock(entry.started_at),
        "by": names.get(_last_hand(entry), ""),
        "withdrawn": entry.withdrawn_at is not None,
    }


def conflict(entry) -> str:
    """Who got there first, with what and when."""
    words = standing(entry)
    if entry.withdrawn_at:
        return _("%(by)s took this away. You can log it again.") % words
    if entry.kind == "sleep" and entry.ended_at is None:
        return _("Already asleep since %(time)s, logged by %(by)s.") % words
    return _("%(by)s changed this in the meantime: %(line)s, %(time)s.") % words


def names(answers) -> dict:
    return names_of([answer.standing for answer in answers if answer.standing is not None])


def names_of(entries) -> dict:
    """First names of who had these entries last, by id."""
    if not entries:
        return {}
    people = Employee.objects.filter(pk__in={_last_hand(entry) for entry in entries})
    return dict(people.values_list("pk", "first_name"))


def _last_hand(entry):
    """Who took it back, else who changed it last, else who logged it."""
    if entry.withdrawn_at:
        return entry.withdrawn_by
    if entry.revision == 1:
        return entry.author_id
    return entry.versions.order_by("-revision").values_list("replaced_by", flat=True).first()


def first_names(child_ids) -> str:
    """First names with commas, for a sentence."""
    names = Child.objects.filter(pk__in=child_ids).values_list("first_name", flat=True)
    return ", ".join(sorted(names))
