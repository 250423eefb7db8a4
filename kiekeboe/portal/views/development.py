"""Development for parents: what the group saw, the talks, their own part, growth (L1–L3, H3)."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.development import measuring, mentors, noting, report_paper, sight, talks
from kiekeboe.lib.ids import uuid7
from kiekeboe.portal import growing
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.growing import MeasuredForm, PartForm
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.views.invoices import as_file

PER_PAGE = 20


@require_GET
def index(request, child_id):
    """The mentor, the talks, what the group saw, and growth where it is kept."""
    relation = child_of(request, child_id)
    seen = sight.observations_for([relation]).select_related("author")
    return show_page(
        request, "development/index", "more", child=relation,
        page=Paginator(seen, PER_PAGE).get_page(request.GET.get("page")),
        talks=list(sight.talks_for([relation])), growth=growing.grown(relation),
        mentor=mentors.mentor_of(relation.child_id, today_of(relation)),
    )  # fmt: skip


@require_GET
def show(request, child_id, talk_id):
    """A report, or the question to write before it is there."""
    relation, talk = growing.talk_of(request, child_id, talk_id)
    told = growing.report_of(relation, talk)
    start = {"text": told["own"].text} if told["own"] else None
    return _page(request, relation, talk, told, PartForm(initial=start))


def _page(request, relation, talk, told, form, *, status=200):
    return show_page(
        request, "development/talk", "more", child=relation, talk=talk, form=form, status=status,
        asks_school=talk.kind == talk.Kind.FAREWELL and relation.has_authority, **told,
    )  # fmt: skip


@require_GET
def file(request, child_id, talk_id):
    """The report to keep, as a PDF. That it was taken is written down."""
    relation, talk = growing.talk_of(request, child_id, talk_id)
    if not talk.shared_at:
        raise Http404
    now = timezone.now()
    pdf = report_paper.hand_over(
        talk, language=get_language(), by=request.family.actor_for(relation, now), at=now
    )
    return as_file(pdf, report_paper.name_of(talk))


@require_POST
def write(request, child_id, talk_id):
    """The parents' part, until the report is there."""
    relation, talk = growing.talk_of(request, child_id, talk_id)
    told, form = growing.report_of(relation, talk), PartForm(request.POST)
    if not form.is_valid():
        return _page(request, relation, talk, told, form, status=422)
    now = timezone.now()
    by = request.family.actor_for(relation, now)
    try:
        talks.write_part(talk, relation.guardian, form.cleaned_data["text"], by=by, at=now)
    except talks.Closed:
        return _page(request, relation, talk, told, form, status=409)
    return redirect("portal:development-talk", child_id, talk_id)


@require_POST
def read(request, child_id, talk_id):
    """Signed as read, with an answer and what goes to the school when those are given."""
    relation, talk = growing.talk_of(request, child_id, talk_id)
    if not talk.shared_at:
        raise Http404
    now, guardian = timezone.now(), relation.guardian
    said = {"by": request.family.actor_for(relation, now), "at": now}
    talks.read(talk, guardian, **said)
    if request.POST.get("text", "").strip():
        talks.answer(talk, guardian, request.POST["text"], **said)
    school = request.POST.get("school")
    if school in ("yes", "no"):
        if talk.kind != talk.Kind.FAREWELL or not relation.has_authority:
            raise Http404
        talks.let_school_read(talk, guardian, school == "yes", **said)
    return redirect("portal:development-talk", child_id, talk_id)


@require_http_methods(["GET", "POST"])
def growth(request, child_id):
    """A parent writes down what the baby clinic measured, where growth is kept."""
    relation = child_of(request, child_id)
    grown = growing.grown(relation)
    if grown is None or not grown["kept"]:
        raise Http404
    given = request.POST if request.method == "POST" else None
    form = MeasuredForm(given, initial={"id": uuid7(), "day": today_of(relation)})
    if form.is_valid() and _measured(request, relation, form):
        return redirect("portal:development", child_id)
    status = 422 if form.is_bound else 200
    return show_page(
        request, "development/growth", "more", child=relation, form=form, status=status
    )  # fmt: skip


def _measured(request, relation, form) -> bool:
    """Whether it is written down; otherwise the form says why not."""
    now, told = timezone.now(), form.cleaned_data
    by = request.family.actor_for(relation, now)
    try:
        measuring.measure(
            told["id"], relation.child, day=told["day"], by=by, at=now, **form.measured()
        )
    except measuring.NothingMeasured:
        form.add_error("kilos", _("Look at the numbers again. Fill in one or both."))
    except noting.NotThatDay:
        form.add_error("day", _("Choose a day up to today, after the birth."))
    else:
        return True
    return False
