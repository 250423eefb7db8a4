"""Tablets: pair one with two codes, see when it was used, revoke it (A7)."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.accounts import pairing
from kiekeboe.accounts.models import Pairing
from kiekeboe.office.answers import ask, confirm, done, require
from kiekeboe.office.forms.tablets import PairingForm, TabletCodeForm
from kiekeboe.people.rights import Right


@require_GET
def index(request):
    """All tablets in reach, newest use first."""
    member = request.member.within(Right.PAIR_DEVICES)
    require(member.may(Right.PAIR_DEVICES))
    devices = member.devices.select_related("group", "location").order_by("revoked_at", "-seen_at")
    context = {"devices": devices, "now": request.moment}
    return render(request, "office/tablets/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """Choose the group; the code is shown once, on the page that answers."""
    member = request.member.within(Right.PAIR_DEVICES)
    require(member.may(Right.PAIR_DEVICES))
    form = PairingForm(
        request.POST if request.method == "POST" else None,
        groups=member.groups.on(member.day).select_related("location"),
    )
    if form.is_valid():
        group = form.cleaned_data["group"]
        require(member.may(Right.PAIR_DEVICES, group.location_id))
        offered, code = pairing.offer(
            group, form.cleaned_data["device_name"], member.actor(), request.moment
        )
        context = {"pairing": offered, "code": code, "form": TabletCodeForm()}
        return render(request, "office/tablets/pairing.html", context)
    return ask(request, "office/tablets/new.html", form)


@require_http_methods(["GET", "POST"])
def confirm_code(request, pairing_id):
    """The code that the tablet shows lets it in."""
    member = request.member
    waiting = Pairing.objects.filter(group__in=member.groups).select_related("group")
    offered = get_object_or_404(waiting, pk=pairing_id)
    require(member.may(Right.PAIR_DEVICES, offered.group.location_id))
    form = TabletCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            pairing.confirm(
                offered, form.cleaned_data["tablet_code"], member.actor(), request.moment
            )
            return done(request, _("%s is paired.") % offered.device_name, "office:tablets")
        except pairing.NotWaiting:
            form.add_error(
                "tablet_code", _("This is not the code on the tablet, or ten minutes are over.")
            )
    return ask(request, "office/tablets/pairing.html", form, pairing=offered)


@require_http_methods(["GET", "POST"])
def revoke(request, device_id):
    """A lost tablet: refused at its next contact, where it forgets what it knows."""
    member = request.member
    device = get_object_or_404(member.devices.select_related("group"), pk=device_id)
    require(member.may(Right.PAIR_DEVICES, device.location_id))
    if request.method == "POST":
        pairing.revoke(device, member.actor(), request.moment)
        return done(request, _("%s no longer comes in.") % device, "office:tablets")
    return confirm(
        request,
        title=_("Revoke %s?") % device,
        sentences=[
            _("The tablet comes in no more, from this moment."),
            _("At its next contact it forgets all it knows."),
        ],
        button=_("Revoke"),
        back=("office:tablets",),
    )
