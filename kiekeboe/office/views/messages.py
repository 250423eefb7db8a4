"""Conversations of families with the office and with the groups, and all that came from home."""

from uuid import UUID

from django.db.models import F
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.chat import (
    agreeing,
    answering,
    enclosing,
    finding,
    inbox,
    opening,
    reading,
    receiving,
    seating,
    writing,
)
from kiekeboe.chat.models import Message, Thread
from kiekeboe.chat.reaching import NotInConversation, member, threads_of_staff
from kiekeboe.chat.showing import bubbles
from kiekeboe.lib import stored
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.images.refusals import Refused
from kiekeboe.office.answers import require
from kiekeboe.office.questions.counts import unseen
from kiekeboe.people.models import Child, Employee
from kiekeboe.people.rights import Right
from kiekeboe.photos.delivery import headers_of

SHOWN = ("open", "unanswered", "mine", "all")


def _talker(request):
    """Who answers families: what the roles of this person reach is asked at each conversation."""
    member = request.member.within(Right.EDIT_PLANNING)
    require(member.may(Right.EDIT_PLANNING))
    return member


def mine(member):
    """The conversations that this person reads: of the office, and as a manager of groups."""
    return threads_of_staff(member.employee.pk, member.organisation.pk, member.day)


def waiting(member):
    """Conversations in which a family said something that nobody saw."""
    return mine(member).unseen()


@require_GET
def index(request):
    """The list, narrowed to what waits, and what else came from home."""
    who = _talker(request)
    threads, asked = mine(who), request.GET.get("q", "").strip()
    shown = request.GET.get("show", "open")
    children = Child.objects.filter(pk__in=who.children.values("pk"))
    context = {
        "asked": asked,
        "found": list(finding.search(threads, asked)) if asked else None,
        "show": shown if shown in SHOWN else "open",
        "lines": inbox.lines(_narrowed(threads, shown, who), children, at=request.moment),
        "places": who.children.order_by("first_name") if request.GET.get("new") else [],
    }
    return render(request, "office/messages/index.html", context)


@require_GET
def counts(request):
    """What the menu counts, for a page that stays open."""
    who = _talker(request)
    found = {"messages": unseen(who, request.moment)}
    return JsonResponse(found, headers={"Cache-Control": "private, no-store"})


def _narrowed(threads, shown: str, who):
    if shown == "unanswered":
        return threads.unanswered()
    if shown == "mine":
        return threads.filter(seats__employee=who.employee, seats__ended_at=None)
    if shown == "all":
        return threads
    return threads.unseen() | threads.filter(last_family__gt=F("last_staff"))


@require_POST
def see(request, kind, id):
    """Something that is no message was seen."""
    who = _talker(request)
    require(inbox.see(
        kind, id, who.children.values("pk"), group=None, by=who.actor(), at=request.moment
    ))  # fmt: skip
    return redirect("office:messages")


def _found(request, thread_id) -> Thread:
    found = mine(_talker(request)).filter(pk=thread_id).select_related("child", "household").first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def thread(request, thread_id):
    """One conversation. Opening it is seeing it; what is posted is said in it."""
    talk = _found(request, thread_id)
    by, at = request.member.actor(), request.moment
    if request.method == "POST":
        refused, status = _say(request, talk)
        if request.headers.get("X-Background"):  # the page stays, and sends what waited
            return JsonResponse({"sentence": refused}, status=status)
        if not refused:
            return redirect(f"{request.path}#end")
        return _page(request, talk, refused=refused, status=status)
    try:
        receiving.read(talk, talk.last, by=by, at=at)
    except NotInConversation as error:
        raise Http404 from error
    return _page(request, talk)


def _page(request, talk, *, refused="", status=200):
    at = request.moment
    me = member(talk, request.member.actor(), at)
    before = request.GET.get("before", "")
    newest = reading.newest(
        talk, before=int(before) if before.isdigit() and len(before) < 9 else None
    )
    said = bubbles(
        talk, newest, person=me.person, side="staff", day=me.day, now=at, is_manager=me.is_manager
    )
    reachable = me.audience.staff | me.audience.managers
    context = {
        "talk": talk,
        "said": said,
        "older": said and said[0].sequence > 1,
        "family": ", ".join(str(one) for one in talk.household.guardians.all()),
        "seat": seating.seats_of([talk.pk]).get(talk.pk),
        "colleagues": Employee.objects.filter(pk__in=reachable).order_by("first_name"),
        "away": opening.away_on(reachable, me.day).values(),
        "templates": [
            (one.title, one.text_en if get_language() == "en" and one.text_en else one.text_nl)
            for one in agreeing.templates_for(talk.organisation_id, me.location)
        ],
        "is_manager": me.is_manager,
        "can_say": me.audience.is_open,
        "new_id": uuid7(),
        "refused": refused,
        "typed": request.POST.get("text", "") if refused and "id" in request.POST else "",
    }
    return render(request, "office/messages/thread.html", context, status=status)


def _say(request, talk) -> tuple[str, int]:
    """The sentence of a refusal and its status; ("", 200) when it is said."""
    id = _uuid(request.POST.get("id")) or uuid7()
    by, at = request.member.actor(), request.moment
    try:
        files = request.FILES.getlist("file")
        said = answering.say(talk, id, request.POST.get("text", ""), files, by=by, at=at)
        receiving.read(talk, said.changed, by=by, at=at)
    except NotInConversation as error:
        raise Http404 from error
    except Refused as error:
        return error.sentence, 422
    except writing.NobodyThere:
        return _("Nobody of this family can read messages now."), 409
    except writing.SaysNothing:
        return _("Write something first, then send it."), 422
    except (writing.NotShown, writing.NotYours):
        return _("That did not work. Your message is still here."), 409
    return "", 200


def _uuid(text) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@require_POST
def hand_over(request, thread_id):
    """A colleague answers it from now on; empty gives it back to everybody."""
    talk = _found(request, thread_id)
    to = _uuid(request.POST.get("to"))
    try:
        seating.hand_over(talk, to, by=request.member.actor(), at=request.moment)
    except NotInConversation as error:
        raise Http404 from error
    return redirect("office:conversation", talk.pk)


def _changed(message, text, *, by, at) -> str:
    """Say an own message otherwise; the sentence of a refusal, or nothing."""
    try:
        writing.edit(message, text, by=by, at=at)
    except (writing.NotYours, NotInConversation) as error:
        raise Http404 from error
    except writing.TooLate:
        return _("You can change a message for five minutes. You can still delete it.")
    except writing.Deleted:
        return _("This message was deleted.")
    except writing.SaysNothing:
        return _("Write something first, then send it.")
    return ""


@require_POST
def change(request, thread_id, message_id):
    """Say an own message otherwise, within five minutes."""
    talk = _found(request, thread_id)
    found = Message.objects.filter(pk=message_id, thread=talk).first()
    require(found is not None)
    by, at = request.member.actor(), request.moment
    if refused := _changed(found, request.POST.get("text", ""), by=by, at=at):
        return _page(request, talk, refused=refused, status=422)
    return redirect("office:conversation", talk.pk)


@require_http_methods(["GET", "POST"])
def message(request, thread_id, message_id):
    """What a message said before (for a manager, and looking is recorded); or take it out."""
    talk = _found(request, thread_id)
    found = Message.objects.filter(pk=message_id, thread=talk).first()
    require(found is not None)
    by, at = request.member.actor(), request.moment
    try:
        if request.method == "POST":
            writing.delete(found, by=by, at=at)
            return redirect("office:conversation", talk.pk)
        versions = writing.evidence(found, by=by, at=at)
    except (NotInConversation, writing.NotYours) as error:
        raise Http404 from error
    context = {"talk": talk, "message": found, "versions": versions}
    return render(request, "office/messages/evidence.html", context)


@require_POST
def open_one(request, child_id):
    """Write first: with a home of a child, as the office."""
    who = _talker(request)
    child = who.children.filter(pk=child_id).first()
    require(child is not None)
    homes = opening.homes_of(child, who.day)
    wanted = _uuid(request.POST.get("household")) or (
        next(iter(homes)) if len(homes) == 1 else None
    )
    if wanted is None:
        return render(
            request, "office/messages/homes.html", {"child": child, "homes": homes.items()}
        )
    require(wanted in homes)
    talk = opening.with_office(wanted, by=who.actor(), at=request.moment)
    return redirect("office:conversation", talk.pk)


@require_GET
def file(request, thread_id, attachment_id):
    """A picture or a paper of a conversation that this person reads."""
    talk = _found(request, thread_id)
    found = enclosing.readable([talk.pk]).filter(pk=attachment_id).first()
    require(found is not None)
    size = 400 if request.GET.get("size") == "small" else 1200
    path = enclosing.path_of(found, size)
    return stored.answer(request, path, enclosing.headers(found, headers_of(path)))
