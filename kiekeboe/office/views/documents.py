"""Documents: the list, one with who has not read it, and what can be done with it (L1, L3)."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.documents import filing, sight
from kiekeboe.documents.models import Document, Version
from kiekeboe.lib import stored
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.documents import DocumentForm, FileForm
from kiekeboe.office.questions.documents import WHAT, is_running_out, listed, who_read
from kiekeboe.people.rights import Right
from kiekeboe.photos import papers
from kiekeboe.photos.delivery import headers_of

PER_PAGE = 50


def _at_desk(request):
    require(request.member.may(Right.EDIT_CHILDREN))
    return request.member


def _one(request, document_id, *, change=False) -> Document:
    """A document in reach; to change it, also with the right to."""
    member = _at_desk(request)
    rows = sight.of_colleague(member).select_related("location", "group", "child")
    document = rows.filter(pk=document_id).first()
    require(document is not None and (not change or sight.may_change(member, document)))
    return document


@require_GET
def index(request):
    """By location, and by what runs out or asks to be agreed with."""
    member = _at_desk(request)
    locations = list(member.locations.order_by("name"))
    where = request.GET.get("where", "")
    where = where if where in {str(one.pk) for one in locations} else ""
    what = request.GET.get("what", "")
    what = what if what in WHAT else ""
    page = Paginator(listed(member, where=where, what=what), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    rows = [(one, is_running_out(one, member.day)) for one in page]
    context = {"page": page, "rows": rows, "locations": locations, "where": where, "what": what,
               "choices": WHAT.items(), "day": member.day}  # fmt: skip
    return render(request, "office/documents/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """A new document; it is there at once for whom it is meant."""
    member = _at_desk(request)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*given, member=member, initial={"id": uuid7(), "version_id": uuid7()})
    if form.is_valid():
        draft = form.draft()
        once(draft.id, sight.of_colleague(member), Document.objects)
        try:
            filing.add(draft, form.upload(), by=member.actor(), at=request.moment)
        except Refused as error:
            form.add_error("file", error.sentence)
        else:
            return redirect("office:document", draft.id)
    return ask(request, "office/documents/new.html", form)


@require_GET
def show(request, document_id):
    """What it is, its versions, and who did not read it or agree yet."""
    document, member = _one(request, document_id), request.member
    readings, waits = who_read(member, document)
    versions = list(document.versions.order_by("-number"))
    context = {
        "document": document, "versions": versions, "readings": readings, "silent": waits,
        "may_change": sight.may_change(member, document) and not document.withdrawn_at,
        "running_out": is_running_out(document, member.day),
    }  # fmt: skip
    return render(request, "office/documents/show.html", context)


@require_GET
def file(request, document_id, version):
    """The file of a version. Who took it is written down, once (S61)."""
    found = _version(request, document_id, version)
    filing.hand_over(found, by=request.member.actor(), at=request.moment)
    path = filing.path_of(found)
    told = headers_of(path) | {"Cache-Control": "private, no-store"}
    if found.form == Version.Form.PAPER:
        told = papers.headers(found.name, headers_of(path))
    return stored.answer(request, path, told)


@require_GET
def preview(request, document_id, version):
    """The first page as a picture, for the page of the document; it is written down (S61)."""
    found = _version(request, document_id, version)
    require(bool(found.preview_width))
    filing.preview(found, by=request.member.actor(), at=request.moment)
    path = filing.preview_path(found)
    told = headers_of(path) | {"Cache-Control": "private, no-store"}
    return stored.answer(request, path, told)


def _version(request, document_id, number):
    return get_object_or_404(_one(request, document_id).versions, number=number)


@require_http_methods(["GET", "POST"])
def renew(request, document_id):
    """A new version; families read it anew, the old ones stay."""
    document = _one(request, document_id, change=True)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*given, initial={"version_id": uuid7()})
    if form.is_valid():
        told = {"expires_on": form.cleaned_data["expires_on"], "at": request.moment}
        try:
            filing.renew(document, form.upload(), by=request.member.actor(), **told)
        except Refused as error:
            form.add_error("file", error.sentence)
        except (filing.Withdrawn, filing.NotYours) as error:
            raise Http404 from error
        else:
            return done(request, _("The new version is there."), "office:document", document.pk)
    return ask(request, "office/documents/version.html", form, document=document)


@require_POST
def remind(request, document_id):
    """Tell those again who did not read it, or not agree, at most once a day."""
    document = _one(request, document_id, change=True)
    try:
        told = filing.remind(document, by=request.member.actor(), at=request.moment)
    except filing.Withdrawn as error:
        raise Http404 from error
    sentence = ngettext(
        "%(n)s person is told again.", "%(n)s people are told again.", len(told)
    ) % {"n": len(told)}  # fmt: skip
    if not told:
        sentence = _("Everybody read it, or you reminded them less than a day ago.")
    return done(request, sentence, "office:document", document.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request, document_id):
    """Take it back from everybody but the office."""
    document = _one(request, document_id, change=True)
    if request.method == "POST":
        filing.withdraw(document, by=request.member.actor(), at=request.moment)
        return done(request, _("Nobody sees it any more."), "office:documents")
    return confirm(
        request, title=_("Take this document back?"),
        sentences=[document.title, _("Families no longer see it. The office keeps it.")],
        button=_("Take it back"), back=("office:document", document.pk),
    )  # fmt: skip
