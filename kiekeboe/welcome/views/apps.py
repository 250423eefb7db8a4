"""The second factor: choosing one, codes of an app, codes for when all else is lost."""

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from qrcode.image.svg import SvgPathImage

from kiekeboe.accounts import entering, factors
from kiekeboe.welcome import doors
from kiekeboe.welcome.addresses import safe_next
from kiekeboe.welcome.forms import CodeForm

SECRET = "new_app_secret"


@require_GET
def set_up(request):
    """Where office people land who have no second factor yet (S15)."""
    if factors.has_any(request.user):
        return redirect("welcome:security")
    return doors.show(request, "account/set_up", next=safe_next(request, "/"))


@require_http_methods(["GET", "POST"])
@doors.sure
def app(request):
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    request.session.modified = True
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        step = factors.matching_step(secret, form.cleaned_data["code"], at=now)
        if step is not None:
            factors.add_app(request.user, secret, step)
            del request.session[SECRET]
            entering.factors_changed(request.user, "app_added", request=request)
            entering.confirm(request, at=now, strong=True)
            return redirect("welcome:codes")
        form.add_error("code", _("This code does not fit. Take the newest one."))
    status = 422 if form.errors else 200
    return doors.show(
        request,
        "account/app",
        status=status,
        form=form,
        secret=secret,
        key=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        picture=_picture(request, secret),
    )


def _picture(request, secret):
    address = get_adapter().build_totp_url(request.user, secret)
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2)
    return mark_safe(drawn.to_string(encoding="unicode"))  # drawn here, from base32


@require_http_methods(["GET", "POST"])
@doors.sure
def codes(request):
    """New recovery codes are made by the POST and shown in its answer, once."""
    if not factors.has_any(request.user):
        raise Http404
    if request.method == "GET":
        left = factors.recovery_codes_left(request.user)
        return doors.show(request, "account/codes", left=left)
    made = factors.new_recovery_codes(request.user)
    entering.factors_changed(request.user, "codes_made", request=request)
    return doors.show(request, "account/codes", codes=made)


@require_POST
@doors.sure
def remove(request, pk):
    mine = Authenticator.objects.filter(user=request.user).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    one = mine.filter(pk=pk).first()
    if one is None:
        raise Http404
    if factors.is_staff(request.user) and mine.count() == 1:
        return doors.show(request, "account/last_factor", status=409)
    kind = "app_removed" if one.type == Authenticator.Type.TOTP else "passkey_removed"
    factors.remove(one)
    entering.factors_changed(request.user, kind, request=request)
    return redirect("welcome:security")
