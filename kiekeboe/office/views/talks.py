"""The talk about a child behind the desk: draft, words, sharing, agreements (L3)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.development import guide, mentors, report_paper, sight, talks
from kiekeboe.development.composing import mean_of
from kiekeboe.development.models import Talk
from kiekeboe.events.recording import record
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.development import HeldForm, NewTalkForm, ReportForm
from kiekeboe.office.views.development import child_followed, follower
from kiekeboe.office.views.invoices import as_file

TAB, ONE = "office:child-development", "office:development-talk"


def _mine(request):
    return Talk.objects.standing().filter(child__in=sight.children_at_desk(follower(request)))


def _one(request, talk_id) -> Talk:
    talk = get_object_or_404(_mine(request).select_related("child"), pk=talk_id)
    child_followed(request, talk.child_id)
    return talk


def _said(request) -> dict:
    return {"by": request.member.actor(), "at": request.moment}


@require_http_methods(["GET", "POST"])
def new(request, child_id):
    """Begin a talk; the draft is made of what was seen since the last one."""
    child, member = child_followed(request, child_id), request.member
    followed = next(iter(mentors.followed([child], member.day)), None)
    kind = followed.due.kind if followed and followed.due else "yearly"
    form = NewTalkForm(
        request.POST if request.method == "POST" else None, initial={"kind": kind}
    )  # fmt: skip
    if form.is_valid():
        told = form.cleaned_data
        once(told["id"], _mine(request).filter(child=child), Talk.objects)
        try:
            talk = talks.draft(told["id"], child, told["kind"], **_said(request))
            return done(request, _("The draft is there."), ONE, talk.pk)
        except talks.AlreadyDrafted:
            form.add_error("kind", _("There is a draft for this child already."))
    return ask(request, "office/development/talk_new.html", form, child=child)


@require_GET
def show(request, talk_id):
    """The report, what parents wrote, who read it, and what was agreed."""
    talk = _one(request, talk_id)
    record("file_read", talk.child, **_said(request), children=[talk.child_id], tab="development")
    seen = list(talks.seen_for(talk))
    context = {
        "talk": talk, "child": talk.child, "parts": _in_order(talk), "seen": len(seen),
        "scales": _scales(seen),
        "parents": talk.parent_parts.select_related("guardian").order_by("written_at"),
        "readings": talk.readings.select_related("guardian").order_by("read_at"),
    }  # fmt: skip
    return render(request, "office/development/talk.html", context)


@require_GET
def paper(request, talk_id):
    """The report as parents have it, as a PDF. That it was taken is written down."""
    talk = _one(request, talk_id)
    require(talk.shared_at is not None)
    pdf = report_paper.hand_over(talk, language=get_language(), **_said(request))
    return as_file(pdf, report_paper.name_of(talk))


def _in_order(talk) -> list:
    parts = {one.area: one for one in talk.parts.all()}
    return [parts[area] for area in talks.Area.values if area in parts]


def _scales(seen) -> dict:
    """The middle of each scale over these days, in the words of the nearest step."""
    found = {"wellbeing": (guide.WELLBEING, [one.wellbeing for one in seen]),
             "involvement": (guide.INVOLVEMENT, [one.involvement for one in seen])}  # fmt: skip
    means = {name: (steps, mean_of(numbers)) for name, (steps, numbers) in found.items()}
    return {
        name: (mean, guide.words_of(steps, round(mean)))
        for name, (steps, mean) in means.items()
        if mean
    }


@require_http_methods(["GET", "POST"])
def edit(request, talk_id):
    """The words of the draft."""
    talk = _one(request, talk_id)
    require(talk.shared_at is None)
    form = ReportForm(request.POST if request.method == "POST" else None, talk=talk)
    if form.is_valid():
        words = {"opening": form.cleaned_data["opening"], "parts": form.parts()}
        try:
            talks.write(talk, **words, **_said(request))
        except talks.Closed:
            return _meanwhile(request, talk)
        return done(request, _("Saved."), ONE, talk.pk)
    return ask(request, "office/development/talk_edit.html", form, talk=talk)


@require_POST
def invite(request, talk_id):
    """Ask the parents to write first."""
    talk = _one(request, talk_id)
    require(talk.shared_at is None)
    try:
        talks.invite(talk, **_said(request))
    except talks.Closed:
        return _meanwhile(request, talk)
    return done(request, _("The parents are asked to write."), ONE, talk.pk)


@require_http_methods(["GET", "POST"])
def share(request, talk_id):
    """The parents read it from now on, and its words stand."""
    talk = _one(request, talk_id)
    if request.method == "POST":
        try:
            talks.share(talk, **_said(request))
        except talks.NothingSaid:
            return done(request, _("Write something first."), ONE, talk.pk)
        except talks.Closed:
            return _meanwhile(request, talk)
        return done(request, _("Parents can read it now."), ONE, talk.pk)
    return confirm(
        request, title=_("Share this report with the parents?"), button=_("Share"),
        sentences=[_("After this you cannot change the report any more.")],
        back=(ONE, talk.pk), danger=False,
    )  # fmt: skip


def _meanwhile(request, talk):
    """A colleague shared it or threw it away while this page stood open."""
    sentence = _("A colleague shared this talk or threw it away in the meantime.")
    return done(request, sentence, TAB, talk.child_id)


@require_http_methods(["GET", "POST"])
def drop(request, talk_id):
    """The draft goes; what parents wrote goes with it."""
    talk = _one(request, talk_id)
    require(talk.shared_at is None)
    if request.method == "POST":
        talks.drop(talk, **_said(request))
        return done(request, _("The draft is gone."), TAB, talk.child_id)
    return confirm(
        request, title=_("Throw this draft away?"), button=_("Throw away"),
        sentences=[_("What parents wrote for this talk goes with it.")], back=(ONE, talk.pk),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def hold(request, talk_id):
    """What was agreed in the talk."""
    talk = _one(request, talk_id)
    require(talk.shared_at is not None)
    names = ("held_on", "present", "agreements", "concerns", "next_on")
    start = {name: getattr(talk, name) for name in names}
    start["held_on"] = talk.held_on or request.member.day
    form = HeldForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        talks.hold(talk, **form.cleaned_data, **_said(request))
        return done(request, _("Saved."), ONE, talk.pk)
    return ask(request, "office/development/talk_held.html", form, talk=talk)
