"""Messages: the list, one conversation, and saying something in it (F1, F2)."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.chat import answering, enclosing, finding, policy, receiving, writing
from kiekeboe.chat.models import Message
from kiekeboe.chat.reaching import NotInConversation, threads_of_family
from kiekeboe.lib import stored
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.photos.delivery import headers_of
from kiekeboe.portal import talking
from kiekeboe.portal.access import child_of
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.pictures import pictures


@require_GET
def index(request):
    """Every conversation and the news; or what was found."""
    asked = request.GET.get("q", "").strip()
    relations = request.family.guardianships
    threads = threads_of_family(relations)
    return show_page(
        request, "messages/index", "messages",
        asked=asked,
        found=list(finding.search(threads, asked)) if asked else None,
        rows=talking.rows(request, _("The office")),
        news=talking.news_unread(relations, request.family.day),
        places=list({one.at_group_id or one.child_id: one for one in relations}.values()),
    )  # fmt: skip


@require_GET
def counts(request):
    """What the tabs count, for a page that stays open."""
    [first, *_rest] = request.reach.guardianships
    return JsonResponse(
        {"messages": first.talked or 0, "more": first.unread or 0},
        headers={"Cache-Control": "private, no-store"},
    )


@require_http_methods(["GET", "POST"])
def group(request, child_id):
    """The conversation about a child with its group, also before anything was said."""
    return _talk(request, talking.talk_with_group(request, child_of(request, child_id)))


@require_http_methods(["GET", "POST"])
def office(request, organisation_id):
    """The conversation with the office, also before anything was said."""
    return _talk(request, talking.talk_with_office(request, organisation_id))


@require_http_methods(["GET", "POST"])
def thread(request, thread_id):
    """One conversation; what is posted is said in it."""
    return _talk(request, talking.talk_of(request, thread_id))


def _talk(request, talk):
    if request.method == "GET":
        if talk.stored and talk.address != request.path:
            return redirect(talk.address)
        return _page(request, talk)
    address, refused, status = _say(request, talk)
    if request.headers.get("X-Background"):
        told = {"sentence": refused} if refused else {"address": address}
        return JsonResponse(told, status=status)
    if refused:
        return _page(request, talk, refused=refused, status=status)
    return redirect(f"{address}#end")


def _say(request, talk) -> tuple[str, str, int]:
    """(address of the conversation, sentence of a refusal, status)."""
    id = uuid_or_none(request.POST.get("id")) or uuid7()
    by = request.family.actor_for(talk.relation, talk.now)
    try:
        thread = talk.opened(by)
        answering.say(
            thread, id, request.POST.get("text", ""), request.FILES.getlist("file"),
            urgent=request.POST.get("urgent") == "yes", by=by, at=talk.now,
        )  # fmt: skip
    except NotInConversation as error:
        raise Http404 from error
    except Refused as error:
        return "", error.sentence, 422
    except writing.NobodyThere:
        return "", _("There is nobody in this conversation now. Call the location."), 409
    except writing.MustConfirm:
        return "", _("Say that it is urgent, or choose another way."), 422
    except writing.SaysNothing:
        return "", _("Write something first, then send it."), 422
    except (writing.NotShown, writing.NotYours):
        return "", _("That did not work. Your message is still here."), 409
    return f"/parent/messages/{thread.pk}/", "", 200


def _page(request, talk, *, refused="", status=200):
    now, house = talk.now, talk.house
    agreed = house.policy_at(now)
    before = request.GET.get("before", "")
    said = talk.said(int(before) if before.isdigit() and len(before) < 9 else None)
    switch = policy.next_switch(house.policies, talk.day) if talk.with_group else None
    return show_page(
        request, "messages/thread", "messages", child=talk.relation, status=status,
        talk=talk, said=said, zone=str(talking.zone_for(talk)), older=said and said[0].sequence > 1,
        through=max((one.changed for one in said), default=0),
        photos=_photos(request, talk, said),
        mode=agreed.mode.value if talk.with_group else "", text=agreed.text(get_language()),
        switch=switch, ways=policy.other_ways(agreed) if talk.with_group else (),
        must_confirm=talk.with_group and policy.must_confirm(agreed),
        opens=None if house.is_open(now) else house.opens_next(now),
        closed=not house.is_open(now),
        new_id=uuid7(), refused=refused, typed=request.POST.get("text", "") if refused else "",
    )  # fmt: skip


def _photos(request, talk, said) -> dict:
    """The photos in these messages as this parent may see them now."""
    relations = [talk.relation] if talk.with_group else list(request.family.guardianships)
    found = {}
    for one in {one.photo for one in said if one.photo}:
        shown = pictures(
            relations, request.family, talking.zone_for(talk), day=talk.day, photo=one
        )  # fmt: skip
        if shown:
            found[one] = shown[0]
    return found


@require_POST
def seen(request, thread_id):
    """This parent saw the conversation through a change; or a phone only has it."""
    talk = talking.talk_of(request, thread_id)
    through = request.POST.get("through", "")
    if not (through.isdigit() and len(through) < 9):
        raise Http404
    mark = receiving.deliver if request.POST.get("only") == "delivered" else receiving.read
    mark(
        talk.thread, int(through), by=request.family.actor_for(talk.relation, talk.now), at=talk.now
    )
    return JsonResponse({"new": talking.new_for(request.family)})


def _own(request, thread_id, message_id):
    talk = talking.talk_of(request, thread_id)
    message = Message.objects.filter(
        pk=message_id, thread=talk.thread, guardian=talk.relation.guardian_id
    ).first()
    if message is None:
        raise Http404
    return talk, message


@require_http_methods(["GET", "POST"])
def edit(request, thread_id, message_id):
    """An own message: say it otherwise within five minutes, or take it out."""
    talk, message = _own(request, thread_id, message_id)
    by, refused = request.family.actor_for(talk.relation, talk.now), ""
    if request.method == "POST":
        try:
            if "delete" in request.POST:
                writing.delete(message, by=by, at=talk.now)
            else:
                writing.edit(message, request.POST.get("text", ""), by=by, at=talk.now)
            return redirect(f"{talk.address}#m{message.pk}")
        except writing.TooLate:
            refused = _("You can change a message for five minutes. You can still delete it.")
        except writing.Deleted:
            refused = _("This message was deleted.")
        except writing.SaysNothing:
            refused = _("Write something first, then send it.")
    fresh = timezone.now() - message.heard_at <= writing.EDITABLE and not message.deleted_at
    return show_page(
        request, "messages/edit", "messages", child=talk.relation, status=422 if refused else 200,
        talk=talk, message=message, refused=refused, fresh=fresh,
        typed=request.POST.get("text", message.text),
    )  # fmt: skip


@require_GET
def file(request, thread_id, attachment_id):
    """A picture or a paper in an own conversation, while its message stands."""
    talk = talking.talk_of(request, thread_id)
    mine = [talk.thread.pk]
    found = enclosing.readable(mine).filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    size = 400 if request.GET.get("size") == "small" else 1200
    path = enclosing.path_of(found, size)
    return stored.answer(request, path, enclosing.headers(found, headers_of(path)))
