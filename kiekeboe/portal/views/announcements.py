"""News of the nursery: the list with what came before, one item, and "gelezen" (F5)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.chat import enclosing, publishing, richtext
from kiekeboe.chat.models import Attachment, NewsRead
from kiekeboe.chat.newsreach import news_of_relations
from kiekeboe.lib import stored
from kiekeboe.photos.delivery import headers_of
from kiekeboe.portal.pages import show as show_page

SHOWN = 100


@require_GET
def index(request):
    """All news for this family, the newest first; also from before it came."""
    relations = request.family.guardianships
    rows = list(news_of_relations(relations, request.family.day)[:SHOWN])
    mine = {one.guardian_id for one in relations}
    read = NewsRead.objects.filter(news__in=[one.pk for one in rows], guardian__in=mine)
    done = {one.news_id: one for one in read}
    return show_page(
        request, "news/index", "messages",
        rows=[
            (one, one.pk not in done,
             one.asks_confirmation and not (one.pk in done and done[one.pk].confirmed_at))
            for one in rows
        ],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def item(request, news_id):
    """One item; opening it is reading it, and the button says that it was read."""
    news, relation = _found(request, news_id)
    by, now = request.family.actor_for(relation), timezone.now()
    try:
        publishing.read(news, confirmed=request.method == "POST", by=by, at=now)
    except publishing.NotForYou as error:
        raise Http404 from error
    if request.method == "POST":
        return redirect("portal:announcement", news.pk)
    row = NewsRead.objects.filter(news=news, guardian=relation.guardian_id).first()
    return show_page(
        request, "news/item", "messages", news=news,
        body=mark_safe(richtext.clean(news.body)),  # cleaned in this very line
        files=news.attachments.order_by("pk"),
        confirmed_at=row.confirmed_at if row else None,
    )  # fmt: skip


@require_GET
def file(request, news_id, attachment_id):
    """What goes with it."""
    news, _relation = _found(request, news_id)
    found = Attachment.objects.filter(news=news, pk=attachment_id).first()
    if found is None:
        raise Http404
    path = enclosing.path_of(found, 400 if request.GET.get("size") == "small" else 1200)
    return stored.answer(request, path, enclosing.headers(found, headers_of(path)))


def _found(request, news_id):
    relations = request.family.guardianships
    news = news_of_relations(relations, request.family.day).filter(pk=news_id).first()
    if news is None:
        raise Http404
    return news, next(one for one in relations if one.organisation_id == news.organisation_id)
