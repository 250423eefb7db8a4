"""What parents allow, as the office asks it: together, one by one, on paper (C1, C2)."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.notifications import asking
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.children import ConsentForm
from kiekeboe.office.forms.intake import IntakeForm
from kiekeboe.office.questions import silence
from kiekeboe.office.questions.consents import papers_of
from kiekeboe.office.views.family import child_to_edit
from kiekeboe.people import wordings
from kiekeboe.people.models import Channel, Consent, Guardianship, Purpose
from kiekeboe.people.rights import Right

MOST_PAPERS = 200


@require_http_methods(["GET", "POST"])
def answer(request, child_id, guardian_id, purpose):
    """Write down what a parent with authority answered on paper or by phone."""
    member = request.member
    child = child_to_edit(request, child_id, Right.EDIT_CONSENT)
    relations = Guardianship.objects.with_authority(member.day).filter(child=child)
    relation = get_object_or_404(relations.select_related("guardian"), guardian=guardian_id)
    if purpose not in Purpose.values:
        raise Http404
    guardian = relation.guardian
    asked = wordings.wording(purpose, guardian.language, child.first_name)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        channel = form.cleaned_data["channel"]
        _write(request, child, guardian, purpose, form.allowed, asked, channel)
        return done(request, _("The answer is written down."), "office:consent", child.pk)
    context = {"child": child, "guardian": guardian, "purpose": purpose, "asked": asked}
    return ask(request, "office/child/answer.html", form, **context, label=Purpose(purpose).label)


@require_http_methods(["GET", "POST"])
def intake(request, child_id):
    """All questions for each parent with authority, answered together at the first conversation."""
    child = child_to_edit(request, child_id, Right.EDIT_CONSENT)
    relations = Guardianship.objects.with_authority(request.member.day).filter(child=child)
    guardians = [one.guardian for one in relations.select_related("guardian")]
    sent = request.POST if request.method == "POST" else None
    form = IntakeForm(sent, child=child, guardians=guardians, language=_language(request))
    turned = sent is not None and "turn" in sent
    if not turned and form.is_valid():
        with transaction.atomic():
            for guardian, purpose, allowed, asked in form.answers():
                _write(request, child, guardian, purpose, allowed, asked, Channel.INTAKE)
        return done(request, _("The answers are written down."), "office:consent", child.pk)
    status = 422 if form.is_bound and not turned else 200
    with override(form.language):
        context = {"form": form, "child": child, "language": form.language}
        return render(request, "office/child/intake.html", context, status=status)


@require_GET
def paper(request, child_id):
    """The form of one child on paper: blank to sign, or with the answers that stand."""
    child = child_to_edit(request, child_id, Right.EDIT_CONSENT)
    return _printed(request, [child], ("office:consent", child.pk))


@require_GET
def papers(request):
    """The forms of all children on the list of missing answers, one page for each."""
    member = request.member.within(Right.EDIT_CONSENT)
    require(member.may(Right.EDIT_CONSENT))
    rows = silence.rows(member, silence.chosen(member, request.GET))
    return _printed(request, [row.child for row in rows[:MOST_PAPERS]], ("office:consents",))


def _printed(request, children, back):
    language, filled = _language(request), request.GET.get("filled") == "yes"
    sheets = papers_of(children, language, request.member.day)
    context = {"sheets": sheets, "filled": filled, "language": language, "back": back}
    context |= {"question": request.GET, "organisation": request.member.organisation}
    return render(request, "office/consents/print.html", context)


@require_GET
def index(request):
    """Who did not answer the two photo questions, what is missing, and whether they were asked."""
    member = request.member.within(Right.EDIT_CONSENT)
    require(member.may(Right.EDIT_CONSENT))
    places = silence.chosen(member, request.GET)
    rows = silence.rows(member, places, at=request.moment)
    return render(request, "office/today/consents.html", {"rows": rows, "places": places})


@require_POST
def remind(request, guardian_id):
    """Ask a parent by mail; at most once in a week."""
    member = request.member.within(Right.EDIT_CONSENT)
    require(member.may(Right.EDIT_CONSENT))
    guardian = get_object_or_404(member.guardians, pk=guardian_id)
    rows = silence.rows(member, silence.EVERYWHERE)
    silent = [row.child for row in rows if any(one.guardian == guardian for one in row.parents)]
    require(bool(silent))
    asked = asking.ask_about_photos(guardian, silent, by=member.actor(), at=request.moment)
    if not asked:
        sentence = _("%s was asked less than a week ago.")
    else:
        sentence = _("The question is on its way to %s.")
    return done(request, sentence % guardian, "office:consents")


def _language(request) -> str:
    asked = request.POST.get("language") or request.GET.get("language") or get_language()
    return asked if asked in wordings.LANGUAGES else "nl"


def _write(request, child, guardian, purpose, allowed, asked, channel):
    Consent.objects.answer(
        child=child,
        guardian=guardian,
        purpose=purpose,
        allowed=allowed,
        wording=wordings.CURRENT,
        said=asked.said,
        channel=channel,
        by=request.member.actor(),
        at=request.moment,
    )
