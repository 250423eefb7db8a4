"""What families told this group, and answering them (F1, F3). Behind a PIN, like the family."""

from uuid import UUID

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.chat import (
    agreeing,
    answering,
    enclosing,
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
from kiekeboe.people.models import Employee
from kiekeboe.people.rights import Right
from kiekeboe.photos.delivery import headers_of


def _mine(caregiver):
    """The conversations with a group that the person at this tablet reads: nobody, nothing."""
    if caregiver.employee is None:
        raise Http404
    threads = threads_of_staff(caregiver.employee.pk, caregiver.organisation_id, caregiver.day)
    return threads.filter(kind=Thread.Kind.GROUP)


@require_GET
def index(request):
    """All that came from home for the groups of this person."""
    caregiver = request.caregiver
    threads = _mine(caregiver)
    if Right.SEE_FAMILY not in caregiver.rights:  # a trainee looks after the day, not the family
        return render(request, "tablet/messages.html", {"closed": True})
    lines = inbox.lines(threads, caregiver.children, at=caregiver.at)
    children = caregiver.children.order_by("first_name") if request.GET.get("new") else []
    context = {
        "lines": lines,
        "children": children,
    }
    return render(request, "tablet/messages.html", context)


@require_POST
def see(request, kind, id):
    """A note, a reply, or a child that is sick was seen."""
    caregiver = request.caregiver
    _mine(caregiver)
    if Right.SEE_FAMILY not in caregiver.rights:
        raise Http404
    done = inbox.see(
        kind, id, caregiver.children, group=caregiver.device.group_id, by=caregiver.actor(),
        at=caregiver.at,
    )  # fmt: skip
    if not done:
        raise Http404
    return redirect("tablet:messages")


def _found(caregiver, thread_id) -> Thread:
    rows = _mine(caregiver).filter(pk=thread_id).select_related("child", "household")
    thread = rows.first()
    if thread is None:
        raise Http404
    return thread


@require_http_methods(["GET", "POST"])
def thread(request, thread_id):
    """One conversation. Opening it is seeing it; what is posted is said in it."""
    caregiver = request.caregiver
    talk = _found(caregiver, thread_id)
    if request.method == "POST":
        refused, status = _say(request, talk, caregiver)
        if request.headers.get("X-Background"):  # the page stays, and sends what waited
            return JsonResponse({"sentence": refused}, status=status)
        if not refused:
            return redirect(f"{request.path}#end")
        return _page(request, talk, caregiver, refused=refused, status=status)
    try:
        receiving.read(talk, talk.last, by=caregiver.actor(), at=caregiver.at)
    except NotInConversation as error:
        raise Http404 from error
    return _page(request, talk, caregiver)


def _page(request, talk, caregiver, *, refused="", status=200):
    me = member(talk, caregiver.actor(), caregiver.at)
    before = request.GET.get("before", "")
    newest = reading.newest(
        talk, before=int(before) if before.isdigit() and len(before) < 9 else None
    )
    said = bubbles(
        talk, newest, person=me.person, side="staff", day=me.day, now=caregiver.at,
        is_manager=me.is_manager,
    )  # fmt: skip
    seat = seating.seats_of([talk.pk]).get(talk.pk)
    colleagues = Employee.objects.filter(pk__in=me.audience.staff).order_by("first_name")
    language = get_language()
    context = {
        "talk": talk,
        "said": said,
        "older": said and said[0].sequence > 1,
        "family": ", ".join(one.first_name for one in talk.household.guardians.all()),
        "seat": seat,
        "colleagues": colleagues,
        "templates": [
            (one.title, one.text_en if language == "en" and one.text_en else one.text_nl)
            for one in agreeing.templates_for(caregiver.organisation_id, me.location)
        ],
        "is_open": opening.house_of(me.location).is_open(caregiver.at),
        "can_say": me.audience.is_open,
        "new_id": uuid7(),
        "refused": refused,
        "typed": request.POST.get("text", "") if refused and "id" in request.POST else "",
    }
    return render(request, "tablet/talk.html", context, status=status)


def _say(request, talk, caregiver) -> tuple[str, int]:
    """The sentence of a refusal and its status; ("", 200) when it is said."""
    id = _uuid(request.POST.get("id")) or uuid7()
    by, at = caregiver.actor(), caregiver.at
    try:
        files = request.FILES.getlist("file")
        said = answering.say(talk, id, request.POST.get("text", ""), files, by=by, at=at)
        receiving.read(talk, said.changed, by=by, at=at)
    except NotInConversation as error:
        raise Http404 from error
    except Refused as error:
        return error.sentence, 422
    except writing.NobodyThere:
        return _("The place of this child has ended. Nobody reads this any more."), 409
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
    caregiver = request.caregiver
    talk = _found(caregiver, thread_id)
    to = _uuid(request.POST.get("to"))
    try:
        seating.hand_over(talk, to, by=caregiver.actor(), at=caregiver.at)
    except NotInConversation as error:
        raise Http404 from error
    return redirect("tablet:talk", talk.pk)


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
    caregiver = request.caregiver
    talk = _found(caregiver, thread_id)
    message = Message.objects.filter(pk=message_id, thread=talk).first()
    if message is None:
        raise Http404
    text = request.POST.get("text", "")
    if refused := _changed(message, text, by=caregiver.actor(), at=caregiver.at):
        return _page(request, talk, caregiver, refused=refused, status=422)
    return redirect("tablet:talk", talk.pk)


@require_POST
def delete(request, thread_id, message_id):
    """Take an own message out; that it was there stays visible."""
    caregiver = request.caregiver
    talk = _found(caregiver, thread_id)
    message = Message.objects.filter(pk=message_id, thread=talk).first()
    if message is None:
        raise Http404
    try:
        writing.delete(message, by=caregiver.actor(), at=caregiver.at)
    except (writing.NotYours, NotInConversation) as error:
        raise Http404 from error
    return redirect("tablet:talk", talk.pk)


@require_POST
def open_one(request, child_id):
    """Write first: the conversation with each home of a child. One home: straight to it."""
    caregiver = request.caregiver
    _mine(caregiver)
    child = caregiver.children.filter(pk=child_id).first()
    if child is None:
        raise Http404
    homes = opening.homes_of(child, caregiver.day)
    _need_place_in_it(child, homes, caregiver)
    wanted = _uuid(request.POST.get("household")) or (
        next(iter(homes)) if len(homes) == 1 else None
    )
    if wanted is None:
        context = {"child": child, "homes": homes.items()}
        return render(request, "tablet/homes.html", context)
    if wanted not in homes:
        raise Http404
    talk = opening.with_group(child, wanted, by=caregiver.actor(), at=caregiver.at)
    return redirect("tablet:talk", talk.pk)


def _need_place_in_it(child, homes, caregiver) -> None:
    """Only who would be in the conversation opens it: a trainee is not."""
    for home in homes:
        one = Thread(
            kind=Thread.Kind.GROUP, organisation_id=caregiver.organisation_id, child=child,
            household_id=home,
        )  # fmt: skip
        try:
            member(one, caregiver.actor(), caregiver.at)
        except NotInConversation as error:
            raise Http404 from error


@require_GET
def file(request, thread_id, attachment_id):
    """A picture or a paper of a conversation that this person reads."""
    talk = _found(request.caregiver, thread_id)
    found = enclosing.readable([talk.pk]).filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    size = 400 if request.GET.get("size") == "small" else 1200
    path = enclosing.path_of(found, size)
    return stored.answer(request, path, enclosing.headers(found, headers_of(path)))
