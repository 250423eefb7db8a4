"""A heart or a few words back to the group, about an entry or a photo of one's child (D3)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kiekeboe.care import reacting
from kiekeboe.care.day import Day, Planning
from kiekeboe.care.diary import line_of
from kiekeboe.care.models import Reaction
from kiekeboe.lib.ids import uuid7
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.days import told_line
from kiekeboe.portal.forms import ReplyForm, uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.pictures import pictures
from kiekeboe.portal.timeline import Talk, markup


@require_http_methods(["GET", "POST"])
def entry(request, child_id, entry_id):
    """One entry of the diary, and what was said to it."""
    relation = child_of(request, child_id)
    line = line_of(relation, entry_id)
    if line is None:
        raise Http404
    zone, now = zone_of(relation), timezone.now()
    moment = told_line(Day(today_of(relation), now, zone, (), (), {}, Planning()), line)
    day = line.started_at.astimezone(zone).date()
    back = f"/parent/children/{child_id}/days/{day.isoformat()}/"
    about = {"title": moment.title, "moment": markup(moment), "back": back}
    return _talk(request, relation, about, entry=entry_id)


@require_http_methods(["GET", "POST"])
def photo(request, child_id, photo_id):
    """One photo, and what was said to it."""
    relation = child_of(request, child_id)
    today = today_of(relation)
    found = pictures([relation], request.family, zone_of(relation), day=today, photo=photo_id)
    if not found:
        raise Http404
    about = {"title": found[0].alt, "photo": found[0], "back": found[0].page}
    return _talk(request, relation, about, photo=photo_id)


def _talk(request, relation, about, **thing):
    """The page of one thing; what is posted is a heart, a reply, or taking back."""
    now = timezone.now()
    form = ReplyForm(
        request.POST if "text" in request.POST else None, initial={"id": uuid7()}, auto_id="%s"
    )
    status = 200
    if request.method == "POST":
        refused = _act(request, relation, form, thing, now)
        if refused is None:
            return _answer(request, about)
        status, words = refused
        about["refused"] = words
    [id] = thing.values()
    said = reacting.said_to(relation, [id], now=now)[id]
    talk = Talk(id, request.path, about["title"], said)
    return show_page(
        request, "reactions/show", "photos" if "photo" in thing else "today", child=relation,
        status=status, talk=talk, form=form, **about,
    )  # fmt: skip


def _act(request, relation, form, thing, now):
    """None when it is done; otherwise the status and the sentence of the refusal."""
    by = request.family.actor_for(relation, now)
    day = today_of(relation, now)
    try:
        if heart := request.POST.get("heart"):
            _heart(relation, heart == "on", thing, day=day, by=by, at=now)
        elif gone := request.POST.get("take_back"):
            reacting.take_back(_mine(relation, gone, thing), by=by, at=now)
        elif form.is_valid():
            words = {"text": form.cleaned_data["text"], "id": form.cleaned_data["id"]}
            reacting.react(relation, **thing, **words, day=day, by=by, at=now)
        else:
            return 422, ""
    except reacting.OutOfReach as error:
        raise Http404 from error
    except reacting.TooLate:
        return 409, _("You can take a reply back for five minutes.")
    except reacting.TooMany:
        return 422, _("You said a lot about this. Call the group if you want to say more.")


def _heart(relation, wanted, thing, *, day, by, at):
    if wanted:
        reacting.react(relation, **thing, day=day, by=by, at=at)
        return
    for one in _of(relation, thing).standing().filter(text=""):
        reacting.take_back(one, by=by, at=at)


def _of(relation, thing):
    about = {f"{name}_id": id for name, id in thing.items()}
    return Reaction.objects.filter(guardian=relation.guardian_id, child=relation.child_id, **about)


def _mine(relation, id, thing):
    found = _of(relation, thing).filter(pk=uuid_or_none(id)).first()
    if found is None:
        raise Http404
    return found


def _answer(request, about):
    """A script needs no page; a browser goes back to where the heart was tapped."""
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    return redirect(about["back"] if request.POST.get("back") else request.path)
