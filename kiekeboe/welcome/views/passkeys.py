"""Passkeys: the browser's script asks here for the question and brings the answer."""

import secrets

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.accounts import entering, factors, guessing, marks, passkeys
from kiekeboe.lib.told import read_json
from kiekeboe.welcome import doors
from kiekeboe.welcome.addresses import is_ours

LARGEST = 20_000


@login_not_required
@require_POST
def question(request):
    return JsonResponse(passkeys.ask(request.session, at=timezone.now()))


@login_not_required
@require_POST
def sign_in(request):
    """Signs in, proves again who is signed in, or is the second factor: it is all of these."""
    now = timezone.now()
    try:
        # A passkey cannot be guessed: only the network's own limit counts here.
        tried = doors.guess(request, secrets.token_hex())
        answer, after = told(request)
        account = passkeys.check(request.session, answer, at=now)
    except guessing.TooMany:
        return doors.refuse(_("Too many tries. Wait 15 minutes."), 429)
    except passkeys.Refused:
        return doors.refuse(_("This passkey does not fit. Try again, or choose another way."))
    guessing.right(tried)
    if request.user.is_authenticated and request.user.pk == account.pk:
        entering.confirm(request, at=now, strong=True)
    else:
        entering.let_in(request, account, at=now, strong=True)
    return doors.go(after or reverse("welcome:home"))


@require_GET
@doors.sure
def new(request):
    return doors.show(request, "account/passkey")


@require_POST
@doors.sure
def new_question(request):
    return JsonResponse(passkeys.ask_new(request.session, request.user, at=timezone.now()))


@require_POST
@doors.sure
def add(request):
    account, now = request.user, timezone.now()
    first = not factors.has_any(account)
    try:
        answer, after = told(request)
        kept = passkeys.check_new(request.session, account, answer, at=now)
    except passkeys.Refused:
        return doors.refuse(_("No passkey was made. Try again, or choose another way."))
    passkeys.add(account, kept, name=marks.browser_name(request) or _("Passkey"))
    entering.factors_changed(account, "passkey_added", request=request)
    entering.confirm(request, at=now, strong=True)
    if first and factors.is_strict(account):
        return doors.go(reverse("welcome:codes"))
    return doors.go(after or reverse("welcome:security"))


def told(request) -> tuple[dict, str]:
    """(the browser's answer, where to go after) in the body of a script's request."""
    if len(request.body) > LARGEST:
        raise passkeys.Refused
    try:
        body = read_json(request.body)
        answer, after = body["answer"], str(body.get("next") or "")
    except (ValueError, KeyError, TypeError) as error:
        raise passkeys.Refused from error
    if not isinstance(answer, dict):
        raise passkeys.Refused
    return answer, after if is_ours(after) else ""
