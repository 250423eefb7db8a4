"""One's own account: where it is signed in, how it is proved, what it looks like."""

from allauth.mfa.models import Authenticator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kiekeboe.accounts import entering, factors, guessing, links, passkeys, passwords, strength
from kiekeboe.accounts.models import MailKey, Session
from kiekeboe.welcome import doors
from kiekeboe.welcome.addresses import safe_next
from kiekeboe.welcome.forms import CodeForm, EmailForm, OwnPasswordForm, PreferencesForm
from kiekeboe.welcome.views.pages import keep_choice
from kiekeboe.welcome.views.signing_in import code_fits


@require_GET
def index(request):
    account, now = request.user, timezone.now()
    mine = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    return doors.show(
        request,
        "account/index",
        sessions=Session.objects.of(account).alive(now),
        current=request.session.row.number,
        passkeys=[each for each in mine if each.type == Authenticator.Type.WEBAUTHN],
        app=next((each for each in mine if each.type == Authenticator.Type.TOTP), None),
        codes_left=factors.recovery_codes_left(account),
        themes=account.Theme.choices,
        languages=account.Language.choices,
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def confirm(request):
    """Is it you? A passkey, a code, or for who has neither the password or a mailed link."""
    account, after = request.user, safe_next(request, "/account/")
    with_code = factors.is_strict(account) and factors.has_any(account)
    form = (CodeForm if with_code else OwnPasswordForm)(request.POST or None)
    if request.method == "POST" and "mail" in request.POST and not with_code:
        links.ask(MailKey.Purpose.SIGN_IN, account.email, at=timezone.now(), after=after)
        return redirect("welcome:sent")
    if request.method == "POST" and form.is_valid():
        fits = code_fits(request, account, form) if with_code else _password_fits(request, form)
        if fits:
            entering.confirm(request, at=timezone.now(), strong=with_code)
            return redirect(after)
    return doors.show(
        request,
        "doors/confirm",
        status=422 if form.errors else 200,
        form=form,
        next=after,
        with_code=with_code,
        has_passkey=bool(passkeys.of(account)),
        has_password=account.has_usable_password(),
    )


def _password_fits(request, form) -> bool:
    try:
        tried = doors.guess(request, request.user.email)
    except guessing.TooMany:
        form.add_error("password", _("Too many tries. Wait 15 minutes."))
        return False
    if passwords.is_right(request.user, form.cleaned_data["password"]):
        guessing.right(tried)
        return True
    form.add_error("password", _("This is not your password."))
    return False


@require_http_methods(["GET", "POST"])
@doors.sure
def email(request):
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        links.ask(
            MailKey.Purpose.EMAIL,
            form.cleaned_data["email"],
            at=timezone.now(),
            account=request.user,
        )
        return redirect("welcome:sent")
    return doors.show(request, "account/email", status=422 if form.errors else 200, form=form)


@require_POST
def end(request, number):
    """End one sign-in of one's own."""
    one = Session.objects.of(request.user).filter(number=number).first()
    if one is None:
        raise Http404
    if one.pk == request.session.row.pk:
        entering.leave(request)
        return doors.forget(redirect("welcome:sign-in"))
    one.delete()
    return redirect("welcome:security")


@require_POST
def end_others(request):
    Session.objects.end_others(request.user, keep=request.session.row.pk)
    return redirect("welcome:security")


@require_POST
def prefer(request):
    """Language and theme, on every device."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        raise Http404
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    for name, value in chosen.items():
        setattr(request.user, name, value)
    if chosen:
        request.user.save(update_fields=list(chosen))
    return keep_choice(redirect(safe_next(request, "/account/")), **chosen)


@require_POST
def keep_alive(request):
    """The person is still there: the answer says when the sign-in ends now (U22)."""
    row = request.session.row
    row.see_office(at=timezone.now())
    return JsonResponse({"ends": strength.page_ends_at(request).isoformat()})
