"""The lists behind the menu: who is here, what is still to do, naps, notes, times to check."""

from datetime import timedelta

from django.conf import settings as house
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care import closing, kinds, policy, sleepchecks, wording
from kiekeboe.care.models import Entry, HomeNote
from kiekeboe.people.models import Guardianship
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need
from kiekeboe.tablet.boards import board_of, clock, duration, face

MORNINGS = timedelta(days=14)  # how long a time that the clock set stays on the list


@require_GET
def present(request):
    """Who is here, with the numbers to call: also without a PIN, for when it burns (S25)."""
    caregiver = request.caregiver
    board = board_of(caregiver)
    here = [seat for seat in board.seats if seat.is_here]
    relations = (
        Guardianship.objects.in_force(caregiver.day)
        .filter(organisation=caregiver.organisation_id, child__in=[seat.id for seat in here])
        .values_list("child", "guardian__first_name", "relation", "guardian__phone")
    )
    phones = {}
    for child, name, relation, phone in relations:
        label = Guardianship.Relation(relation).label
        phones.setdefault(child, []).append((name, label, phone))
    rows = [(seat, face(seat), phones.get(seat.id, ())) for seat in here]
    return render(request, "tablet/present.html", {"rows": rows, "now": caregiver.at})


@require_GET
def to_do(request):
    """What the policy asks for at this age and nobody has logged (B5)."""
    need(request.caregiver, Right.LOG_CARE)
    board = board_of(request.caregiver)
    rows = []
    for seat in board.seats:
        if not seat.is_here:
            continue
        logged = {entry.kind for entry in seat.entries}
        age = policy.age_in_months(seat.born_on, board.day)
        open_kinds = policy.still_to_do(board.rules.levels(seat, board.day), logged, age)
        words = [(name, wording.say(kinds.get(name).label)) for name in open_kinds]
        if words:
            rows.append((seat, face(seat), words))
    return render(request, "tablet/to_do.html", {"rows": rows})


@require_GET
def notes(request):
    """What parents told this morning, unread first."""
    need(request.caregiver, Right.SEE_DAY)
    board = board_of(request.caregiver)
    found = (
        HomeNote.objects.filter(
            organisation=request.caregiver.organisation_id,
            child__in=[seat.id for seat in board.seats],
            day=board.day,
        )
        .select_related("child", "guardian", "seen_by")
        .order_by("seen_at", "child__first_name")
    )
    unread_first = sorted(found, key=lambda note: note.seen_at is not None)
    return render(request, "tablet/notes.html", {"notes": unread_first})


@require_GET
def sleep(request):
    """Every nap of today: who looked when, and which looks were missed (B6)."""
    need(request.caregiver, Right.SEE_DAY)
    board = board_of(request.caregiver)
    seats = {seat.id: seat for seat in board.seats}
    naps = (
        Entry.objects.standing()
        .of_day(list(seats), *board.span)
        .filter(organisation=request.caregiver.organisation_id, kind="sleep")
        .prefetch_related("looks__looked_by")
        .order_by("-started_at")
    )
    rows = [_nap(nap, seats[nap.child_id], board) for nap in naps]
    beds = [row for row in rows if row["asleep"]]
    return render(request, "tablet/sleep.html", {"beds": beds, "naps": rows})


@require_GET
def corrections(request):
    """Visits that the clock closed; somebody says when the child really went (B3)."""
    need(request.caregiver, Right.LOG_CARE)
    location, at = request.caregiver.device.location, request.caregiver.at
    visits = closing.to_correct(location, at - MORNINGS).filter(
        group__in=request.caregiver.group_ids
    )
    return render(request, "tablet/corrections.html", {"visits": visits})


# Each language by its own name: somebody who reads only that one must find it.
OWN_NAMES = (("nl", "Nederlands"), ("en", "English"))


@require_http_methods(["GET", "POST"])
def settings(request):
    """For this tablet: which hand holds it, and the language."""
    if request.method == "GET":
        return render(request, "tablet/settings.html", {"languages": OWN_NAMES})
    response = redirect("tablet:settings")
    if (hand := request.POST.get("hand")) in {"left", "right"}:
        response.set_cookie("hand", hand, max_age=31536000, samesite="Lax", secure=house.SECURE)
    language = request.POST.get("language", "")
    if language in dict(house.LANGUAGES) and check_for_language(language):
        response.set_cookie(house.LANGUAGE_COOKIE_NAME, language, max_age=31536000,
                            samesite="Lax", secure=house.SECURE)  # fmt: skip
    return response


def _nap(nap, seat, board) -> dict:
    looks = sorted(nap.looks.all(), key=lambda look: look.looked_at)
    watch = sleepchecks.watch(
        nap.started_at,
        [look.looked_at for look in looks],
        board.now,
        board.rules.interval(seat, board.day),
        nap.ended_at,
    )
    seen = max([nap.started_at, *(look.looked_at for look in looks)])
    return {
        "id": nap.pk,
        "name": seat.first_name,
        "face": face(seat),
        "asleep": nap.ended_at is None,
        "from": clock(nap.started_at, board),
        "until": clock(nap.ended_at, board) if nap.ended_at else "",
        "slept": duration((nap.ended_at or board.now) - nap.started_at),
        "ago": duration(board.now - seen),
        "warn": watch.state in {"amber", "overdue"},
        "looks": [(clock(look.looked_at, board), look.looked_by.first_name) for look in looks],
        "missed": [(clock(one.due_at, board), duration(one.late)) for one in watch.missed],
    }
