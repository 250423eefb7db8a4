"""News: write, look at it as a family does, count, send or plan, and see who read it (F5)."""

from datetime import datetime

from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.chat import enclosing, publishing, richtext
from kiekeboe.chat.models import Attachment, NewsItem
from kiekeboe.chat.newsreach import families_of
from kiekeboe.lib import stored
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.office.answers import ask, confirm, done, once, require
from kiekeboe.office.forms.news import NewsForm, SendForm, initial_of
from kiekeboe.people.models import Guardian
from kiekeboe.people.rights import Right
from kiekeboe.photos.delivery import headers_of

SHOWN = 60


def _writer(request):
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member


def in_reach(member):
    """News that this person may read and change: all of it, or that of the own locations."""
    mine = NewsItem.objects.filter(organisation=member.organisation)
    if member.everywhere:
        return mine
    children = member.children.values("pk")
    others = (
        Q(audience="families")
        & Q(children__isnull=False)
        & ~Q(
            pk__in=mine.filter(audience="families")
            .exclude(children__child__in=children)
            .values("pk")
        )
    )
    here = Q(location__in=member.locations) | Q(group__in=member.groups)
    return mine.filter(here | others).distinct()


def _one(request, news_id) -> tuple:
    member = _writer(request)
    news = in_reach(member).filter(pk=news_id).first()
    if news is None:
        raise Http404
    return member, news


@require_GET
def index(request):
    """Drafts, what is planned, and what was sent with how many read it."""
    member = _writer(request)
    rows = in_reach(member).filter(withdrawn_at=None).select_related(
        "location", "group", "written_by"
    )  # fmt: skip
    rows = list(rows.order_by("-published_at", "-written_at")[:SHOWN])
    reads = publishing.reads_of(rows)
    context = {
        "drafts": [one for one in rows if not one.published_at],
        "sent": [(one, reads.get(one.pk, 0)) for one in rows if one.published_at],
    }
    return render(request, "office/news/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """Write a draft. Families see it when it is sent."""
    return _write(request, _writer(request), None)


@require_http_methods(["GET", "POST"])
def edit(request, news_id):
    """Change a draft."""
    member, news = _one(request, news_id)
    require(news.published_at is None and news.withdrawn_at is None)
    return _write(request, member, news)


def _write(request, member, news):
    form = NewsForm(
        request.POST if request.method == "POST" else None, member=member,
        initial=initial_of(news) if news else {"id": uuid7()},
    )  # fmt: skip
    if form.is_valid():
        said = form.draft()
        require(news is None or said.id == news.pk)
        once(said.id, in_reach(member), NewsItem.objects)
        kept = publishing.draft(said, by=member.actor(), at=request.moment)
        if refused := _enclose(request, kept, member):
            form.add_error(None, refused)
        else:
            return redirect("office:news-item", kept.pk)
    return ask(request, "office/news/edit.html", form, news=news)


def _enclose(request, news, member) -> str:
    """What goes along. The sentence of a refusal, or nothing."""
    try:
        for one in request.FILES.getlist("file"):
            upload = enclosing.Upload(uuid7(), one.name, one.read())
            enclosing.enclose_in_news(news, upload, by=member.actor(), at=request.moment)
    except Refused as error:
        return error.sentence
    return ""


@require_GET
def show(request, news_id):
    """As a family sees it, with how many it is for, or who read it."""
    member, news = _one(request, news_id)
    return _page(request, member, news, SendForm())


def _page(request, member, news, form, status=200):
    reached = families_of(news, member.day)
    silent = publishing.silent(news, member.day) if news.published_at else frozenset()
    context = {
        "news": news,
        "body": mark_safe(richtext.clean(news.body)),  # cleaned in this very line
        "files": news.attachments.order_by("pk"),
        "families": reached.households,
        "guardians": len(reached.guardians),
        "few": publishing.FEW,
        "counts": publishing.counts(news, member.day) if news.published_at else None,
        "silent": Guardian.objects.filter(pk__in=silent).order_by("first_name", "last_name"),
        "form": form,
    }
    return render(request, "office/news/show.html", context, status=status)


@require_POST
def send(request, news_id):
    """Send it now, or plan it. The number of families is the one that the writer saw."""
    member, news = _one(request, news_id)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, member, news, form, status=422)
    told = form.cleaned_data
    on = None
    if told["on_day"]:
        moment = datetime.combine(told["on_day"], told["at"] or datetime.min.time())
        on = timezone.make_aware(moment)
    try:
        publishing.publish(
            news, families=told["families"], on=on, by=member.actor(), at=request.moment
        )
    except publishing.OtherNumber as other:
        form.add_error(
            None,
            ngettext(
                "It goes to %(n)s family now. Look again, then send it.",
                "It goes to %(n)s families now. Look again, then send it.",
                other.families,
            )
            % {"n": other.families},
        )
        return _page(request, member, news, form, status=409)
    except publishing.NotShown:
        form.add_error(None, _("Not everybody on the photo may be in a newsletter."))
        return _page(request, member, news, form, status=409)
    except publishing.NotADraft as error:
        raise Http404 from error
    news.refresh_from_db()
    sentence = _("It is sent.") if news.published_at else _("It is planned.")
    return done(request, sentence, "office:news-item", news.pk)


@require_http_methods(["GET", "POST"])
def withdraw(request, news_id):
    """Take it back from everybody, or throw the draft away."""
    member, news = _one(request, news_id)
    if request.method == "POST":
        publishing.withdraw(news, by=member.actor(), at=request.moment)
        return done(request, _("Nobody sees it any more."), "office:news")
    return confirm(
        request, title=_("Take this news back?"),
        sentences=[news.title, _("Families no longer see it. Who read it, has read it.")],
        button=_("Take it back"), back=("office:news-item", news.pk),
    )  # fmt: skip


@require_POST
def remind(request, news_id):
    """Tell those again who did not read it, at most once a day."""
    member, news = _one(request, news_id)
    try:
        told = publishing.remind(news, by=member.actor(), at=request.moment)
    except publishing.NotADraft as error:
        raise Http404 from error
    sentence = ngettext(
        "%(n)s person is told again.", "%(n)s people are told again.", len(told)
    ) % {"n": len(told)}  # fmt: skip
    if not told:
        sentence = _("Everybody read it, or you reminded them less than a day ago.")
    return done(request, sentence, "office:news-item", news.pk)


@require_GET
def file(request, news_id, attachment_id):
    """What goes with it."""
    _member, news = _one(request, news_id)
    found = Attachment.objects.filter(news=news, pk=attachment_id).first()
    require(found is not None)
    path = enclosing.path_of(found, 1200)
    return stored.answer(request, path, enclosing.headers(found, headers_of(path)))
