"""Signing in: a link by mail, a password, and the second factor for who has one."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.accounts import entering, factors, guessing, links, passkeys, passwords
from kiekeboe.accounts.models import MailKey, User
from kiekeboe.welcome import doors
from kiekeboe.welcome.addresses import safe_next
from kiekeboe.welcome.doors import guess, show
from kiekeboe.welcome.forms import CodeForm, LinkForm, PasswordForm


@login_not_required
@require_http_methods(["GET", "POST"])
def index(request):
    after = safe_next(request)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(after or "welcome:home")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        links.ask(
            MailKey.Purpose.SIGN_IN,
            form.cleaned_data["email"],
            at=timezone.now(),
            language=get_language(),
            after=after,
        )
        return redirect("welcome:sent")
    return show(request, "doors/sign_in", status=422 if form.errors else 200, form=form, next=after)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def password(request):
    after = safe_next(request)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _account_with(request, form)
        if account:
            whole = entering.begin(request, account, at=timezone.now(), after=after)
            return redirect((after or "welcome:home") if whole else "welcome:second")
    status = 422 if form.errors else 200
    return show(request, "doors/password", status=status, form=form, next=after)


def _account_with(request, form):
    """The account of this address and password; else the form says what is wrong."""
    email = form.cleaned_data["email"]
    try:
        tried = guess(request, email)
    except guessing.TooMany:
        form.add_error(None, _("Too many tries. Wait 15 minutes, or let us mail you a link."))
        return None
    account = User.objects.filter(email=email.strip().lower()).first()
    if passwords.is_right(account, form.cleaned_data["password"]):
        guessing.right(tried)
        return account
    form.add_error(None, _("This address and password do not belong together."))
    return None


@login_not_required
@require_http_methods(["GET", "POST"])
def second(request):
    account, after = entering.halfway(request, at=timezone.now())
    if account is None:
        return redirect("welcome:sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and code_fits(request, account, form):
        entering.let_in(request, account, at=timezone.now(), strong=True)
        return redirect(after or "welcome:home")
    return show(
        request,
        "doors/second",
        status=422 if form.errors else 200,
        form=form,
        next=after,
        has_passkey=bool(passkeys.of(account)),
    )


def code_fits(request, account, form) -> bool:
    """Whether the code is right; else the form says what is wrong. Counts as a guess."""
    try:
        tried = guess(request, account.email)
    except guessing.TooMany:
        form.add_error("code", _("Too many tries. Wait 15 minutes."))
        return False
    if factors.check_code(account, form.cleaned_data["code"], at=timezone.now()):
        guessing.right(tried)
        return True
    form.add_error("code", _("This code does not fit. Take the newest one."))
    return False


@require_POST
def leave(request):
    entering.leave(request)
    return doors.forget(redirect("welcome:sign-in"))
