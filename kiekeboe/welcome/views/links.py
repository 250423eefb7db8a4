"""Links from a mail. Looking does not use them up: mail scanners look too (S29, S31)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.accounts import entering, links, moving
from kiekeboe.accounts.models import MailKey
from kiekeboe.welcome import doors
from kiekeboe.welcome.forms import LinkForm, NewPasswordForm

Purpose = MailKey.Purpose


@login_not_required
@require_GET
def sent(request):
    return doors.show(request, "doors/sent")


@login_not_required
@require_http_methods(["GET", "POST"])
def forgotten(request):
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        links.ask(
            Purpose.RESET,
            form.cleaned_data["email"],
            at=timezone.now(),
            language=get_language(),
        )
        return redirect("welcome:sent")
    return doors.show(request, "doors/forgotten", status=422 if form.errors else 200, form=form)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, key):
    link = links.find(key, at=timezone.now())
    if link is None:
        return doors.show(request, "doors/link_over", status=410)
    act = {Purpose.SIGN_IN: _sign_in, Purpose.RESET: _reset, Purpose.EMAIL: _move}
    return act[link.purpose](request, link)


def _sign_in(request, link):
    if request.method != "POST":
        return doors.show(request, "doors/link", link=link)
    now = timezone.now()
    if not link.use(at=now):
        return doors.show(request, "doors/link_over", status=410)
    whole = entering.begin(request, link.account, at=now, after=link.after)
    return redirect((link.after or "welcome:home") if whole else "welcome:second")


def _reset(request, link):
    form = NewPasswordForm(request.POST or None, account=link.account)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if not link.use(at=now):
            return doors.show(request, "doors/link_over", status=410)
        entering.choose_password(link.account, form.cleaned_data["password"])
        whole = entering.begin(request, link.account, at=now)
        return redirect("welcome:home" if whole else "welcome:second")
    status = 422 if form.errors else 200
    return doors.show(request, "doors/reset", status=status, form=form, link=link)


def _move(request, link):
    if request.method != "POST":
        return doors.show(request, "doors/link", link=link)
    try:
        moved = moving.move(link, at=timezone.now())
    except moving.Taken:
        moved = False
    if not moved:
        return doors.show(request, "doors/link_over", status=410)
    return doors.show(request, "doors/moved", link=link)
