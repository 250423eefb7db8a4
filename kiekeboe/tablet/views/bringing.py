"""Asking families to bring something, for one child or many at once (B8)."""

from uuid import UUID, uuid5

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.chat import bringing
from kiekeboe.chat.models import PleaseBring
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.rights import Right
from kiekeboe.tablet.access import need

Thing = PleaseBring.Thing


def _standing(caregiver):
    asked = PleaseBring.objects.standing().filter(child__in=caregiver.children)
    return asked.select_related("child").order_by("child__first_name", "asked_at")


@require_http_methods(["GET", "POST"])
def index(request):
    """What is asked now; what is posted is asked of the families of the chosen children."""
    caregiver, refused = request.caregiver, ""
    need(caregiver, Right.LOG_CARE)
    if request.method == "POST":
        refused = _ask(request.POST, caregiver)
        if not refused:
            return redirect("tablet:bring")
    context = {
        "standing": _standing(caregiver),
        "children": caregiver.children.order_by("first_name"),
        "chosen": request.POST.getlist("child"),
        "things": Thing.choices,
        "typed": request.POST.get("text", ""),
        "thing": request.POST.get("thing", ""),
        "new_id": uuid7(),
        "refused": refused,
    }
    return render(request, "tablet/bring.html", context, status=422 if refused else 200)


def _ask(told, caregiver) -> str:
    """The sentence of a refusal, or nothing when it is asked."""
    children = [one for one in caregiver.children if str(one.pk) in told.getlist("child")]
    if not children:
        return _("Choose one or more children.")
    if told.get("thing") not in Thing.values:
        return _("Choose what to bring.")
    try:
        batch = UUID(told.get("id", ""))
    except ValueError:
        batch = uuid7()
    try:
        for child in children:
            bringing.ask(
                uuid5(batch, str(child.pk)), child=child, thing=told["thing"],
                text=told.get("text", "")[:120], by=caregiver.actor(), at=caregiver.at,
            )  # fmt: skip
    except bringing.NothingNamed:
        return _("Say what to bring.")
    return ""


@require_POST
def done(request, asked_id):
    """It is there, or it is not needed any more."""
    caregiver = request.caregiver
    need(caregiver, Right.LOG_CARE)
    mine = PleaseBring.objects.filter(child__in=caregiver.children)
    asked = get_object_or_404(mine, pk=asked_id)
    act = bringing.withdraw if "withdraw" in request.POST else bringing.tick_off
    act(asked, by=caregiver.actor(), at=caregiver.at)
    return redirect("tablet:bring")
