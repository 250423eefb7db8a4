"""The file of a child, tab by tab. Opening one is recorded, once (S61)."""

from datetime import date

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.views.decorators.http import require_GET

from kiekeboe.care.models import Entry
from kiekeboe.care.wording import told
from kiekeboe.events.recording import record
from kiekeboe.notifications.asking import address_of
from kiekeboe.notifications.dead import dead_among
from kiekeboe.office.answers import require
from kiekeboe.office.questions import files, logs, what_if
from kiekeboe.office.questions.consents import questions_of
from kiekeboe.office.questions.weeks import day_names, two_weeks
from kiekeboe.people import moving
from kiekeboe.people.relatives import relatives_of
from kiekeboe.people.rights import Right
from kiekeboe.planning.models import Absence, Booking, ContractDay, Lending, Placement
from kiekeboe.planning.what_if_words import of_birthday

RIGHT_OF = dict(files.TABS)


def opened(request, child_id, tab):
    """The child in reach whose tab this person may open; records that it was read."""
    member = request.member
    child = get_object_or_404(member.children, pk=child_id)
    require(member.may_for(RIGHT_OF[tab], child))
    record("file_read", child, by=member.actor(), at=request.moment, children=[child.pk], tab=tab)
    return child


def page(request, child, tab, **context):
    member = request.member
    head = files.head(child, member.day)
    frame = {
        "child": child,
        "head": head,
        "days": day_names(head.weekdays),
        "tab": tab,
        "tabs": files.tabs_for(member, child),
        "may_edit": member.may_for(Right.EDIT_CHILDREN, child),
    }
    return render(request, f"office/child/{tab}.html", frame | context)


@require_GET
def overview(request, child_id):
    """Four tiles, today, two weeks, who may collect."""
    child = opened(request, child_id, "child")
    member = request.member
    family = member.may_for(Right.SEE_FAMILY, child)
    medical = member.may_for(Right.SEE_MEDICAL, child)
    relations, collectors = files.who_may_collect(child, member.day) if family else ([], [])
    entries = []
    if member.may_for(Right.SEE_DAY, child):
        begin = timezone.make_aware(
            timezone.datetime.combine(member.day, timezone.datetime.min.time())
        )
        rows = Entry.objects.filter(child=child, started_at__gte=begin, withdrawn_at=None)
        entries = [told(row, now=request.moment) for row in rows.order_by("-started_at")[:5]]
    return page(
        request,
        child,
        "child",
        tiles=files.tiles(child, member.day, told=medical),
        week=two_weeks(child, member.day, told=medical),
        relations=relations,
        collectors=collectors,
        contacts=child.emergency_contacts.filter(ended_on=None) if family else (),
        entries=entries,
        sees_family=family,
    )


@require_GET
def family(request, child_id):
    """All guardians, household by household; a protected address only for finance."""
    child = opened(request, child_id, "family")
    member = request.member
    relations = (
        child.guardianships.parental()
        .select_related("guardian__household", "guardian__account")
        .order_by("ended_on", "guardian__household", "guardian__first_name")
    )
    sees_protected = member.may_for(Right.SEE_PROTECTED_ADDRESS, child)
    moves = Prefetch("guardian__moves", moving.all_ahead(), to_attr="ahead")
    rows = list(relations.prefetch_related("guardian__invitations", moves))
    gone = dead_among(address_of(one.guardian) for one in rows)
    for relation in rows:
        relation.mail_is_dead = gone.get(address_of(relation.guardian))
        relation.hides_address = relation.guardian.household.is_protected and not sees_protected
        relation.is_over = bool(relation.ended_on and relation.ended_on < member.day)
    return page(
        request,
        child,
        "family",
        relations=rows,
        relatives=relatives_of(child.pk),
        may_block=member.may_for(Right.BLOCK_GUARDIANS, child),
        may_invite=member.may_for(Right.INVITE_PARENTS, child),
    )


@require_GET
def planning(request, child_id):
    """Places, contract days and absences."""
    child = opened(request, child_id, "planning")
    placements = Placement.objects.filter(child=child).select_related("group__location")
    places = list(placements.order_by("-started_on"))
    days = ContractDay.objects.filter(child=child).exclude(last_day__lt=request.member.day)
    contract = list(days.select_related("group").order_by("first_day", "weekday", "starts_at"))
    for row in contract:
        row.weekday_name = str(WEEKDAYS[row.weekday - 1]).capitalize()
    absences = Absence.objects.filter(child=child, withdrawn_at=None).order_by("-first_day")
    visits = Booking.objects.standing().filter(
        child=child, kind="bonus", day__gte=request.member.day
    )
    lent = Lending.objects.standing(request.member.day, date.max).filter(child=child)
    return page(
        request,
        child,
        "planning",
        told=request.member.may_for(Right.SEE_MEDICAL, child),
        placements=places,
        contract=contract,
        absences=absences[:20],
        visits=visits.select_related("group").order_by("day", "starts_at"),
        lent=lent.select_related("group", "consented_by").order_by("first_day"),
        birthday=_birthday(child, request.member.day),
        at_school=any(row.group.location.care_type == "after_school" for row in places),
        may_set_policy=request.member.may_for(Right.SET_POLICY, child),
    )


def _birthday(child, day):
    """What the next birthday changes for the group, in a sentence; empty when nothing does."""
    placement = child.placements.in_force(day).select_related("group__location").first()
    found = placement and what_if.of_birthday(child, placement.group, today=day)
    return of_birthday(found) if found else ""


@require_GET
def consent(request, child_id):
    """Each purpose with the answer of each parent, what holds, and who decides it."""
    child = opened(request, child_id, "consent")
    return page(
        request,
        child,
        "consent",
        questions=questions_of(child, request.member.day),
        may_answer=request.member.may_for(Right.EDIT_CONSENT, child),
    )


@require_GET
def health(request, child_id):
    """Allergies, the medical note, and how the child is fed."""
    child = opened(request, child_id, "health")
    return page(request, child, "health", allergies=child.allergies.filter(ended_on=None))


@require_GET
def log(request, child_id):
    """Who opened or changed what of this child, when, from where (A9)."""
    child = opened(request, child_id, "log")
    lines = logs.lines_about(child, request.GET.get("page"))
    if lines is None:
        raise Http404
    return page(request, child, "log", lines=lines)
