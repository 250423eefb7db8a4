"""Accepting an invitation: is this you, then a passkey or a password, then the child's day."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kiekeboe.accounts import entering, inviting, marks, passkeys
from kiekeboe.accounts.models import User
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardian
from kiekeboe.people.relatives import join_guardian
from kiekeboe.welcome import doors
from kiekeboe.welcome.forms import BirthDateForm, NewPasswordForm
from kiekeboe.welcome.views.passkeys import told

PROVED = "invitation"


def invited(view):
    """Give the view the invitation behind the key, or say why it is over."""

    @login_not_required
    @wraps(view)
    def with_invitation(request, key):
        invitation = inviting.find(key)
        if invitation is None:
            return _over(request, "unknown", None, 404)
        if why := inviting.why_over(invitation, at=timezone.now()):
            return _over(request, why, invitation)
        try:
            return view(request, invitation, key)
        except inviting.Over as over:  # somebody was first, a moment ago
            return _over(request, over.why, invitation)

    return with_invitation


def proved(view):
    """Only after the second fact was told, here and in this browser."""

    @wraps(view)
    def after_proof(request, invitation, key):
        if request.session.get(PROVED, {}).get("id") != str(invitation.pk):
            return redirect("welcome:invitation", key)
        return view(request, invitation, key)

    return after_proof


@require_http_methods(["GET", "HEAD", "POST"])
@invited
def show(request, invitation, key):
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and (
        invitation.guardian is None or (form.is_valid() and _birth_date_fits(invitation, form))
    ):
        request.session[PROVED] = {"id": str(invitation.pk), "account": str(uuid7())}
        return redirect("welcome:invitation-account", key)
    children = _children(invitation)
    status = 422 if request.method == "POST" else 200
    return _page(request, "show", invitation, status=status, form=form, children=children)


def _birth_date_fits(invitation, form) -> bool:
    born_on = form.cleaned_data["born_on"]
    if inviting.check_birth_date(invitation, born_on, at=timezone.now()):
        return True
    left = inviting.TRIES - invitation.tries
    if left <= 0:
        raise inviting.Over("blocked")
    words = _("This is not the birth date we know. You can try %(left)s more times.")
    form.add_error("born_on", words % {"left": left})
    return False


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@invited
@proved
def account(request, invitation, key):
    """The way to sign in. Who has an account already uses that one."""
    if request.user.is_authenticated:
        return _page(request, "attach", invitation)
    if User.objects.filter(email=invitation.email).exists():
        return _page(request, "known", invitation)
    newcomer = _newcomer(request, invitation)
    words = [invitation.organisation.name, *(child.first_name for child in _children(invitation))]
    form = NewPasswordForm(
        request.POST or None, account=User(name=newcomer.name, email=newcomer.email), context=words
    )
    if request.method == "POST" and form.is_valid():
        return redirect(_join(request, invitation, form.cleaned_data["password"]))
    status = 422 if form.errors else 200
    return _page(request, "account", invitation, status=status, form=form)


@require_POST
@invited
@proved
def question(request, invitation, key):
    newcomer = _newcomer(request, invitation)
    return JsonResponse(passkeys.ask_new(request.session, newcomer, at=timezone.now()))


@require_POST
@invited
@proved
def passkey(request, invitation, key):
    try:
        answer, _after = told(request)
        newcomer = _newcomer(request, invitation)
        kept = passkeys.check_new(request.session, newcomer, answer, at=timezone.now())
    except passkeys.Refused:
        return doors.refuse(_("No passkey was made. Try again, or choose a password."))
    if User.objects.filter(email=invitation.email).exists():
        return doors.go(reverse("welcome:invitation-account", args=[key]))
    return doors.go(_join(request, invitation, None, passkey=kept))


@require_POST
@invited
@proved
def attach(request, invitation, key):
    """Add this family or work to the account that is signed in."""
    if not request.user.is_authenticated:
        raise Http404
    person = invitation.guardian or invitation.employee
    mine = type(person).objects.filter(organisation=person.organisation_id, account=request.user)
    if known := mine.first():
        if not _joins(invitation, known):
            return _page(request, "already", invitation, status=409)
    else:
        inviting.accept(invitation, request.user, at=timezone.now())
    request.session.pop(PROVED, None)
    return redirect("welcome:home")


def _joins(invitation, known) -> bool:
    """Who is a guardian here already becomes a relative of one more child; nobody else can."""
    return isinstance(known, Guardian) and join_guardian(invitation, known, at=timezone.now())


def _join(request, invitation, password, *, passkey=None) -> str:
    """Make the account, sign in, and answer where to go."""
    now, newcomer = timezone.now(), _newcomer(request, invitation)
    made = inviting.join(
        invitation,
        account_id=newcomer.pk,
        name=newcomer.name,
        password=password,
        language=get_language()[:2],
        at=now,
    )
    if passkey:
        passkeys.add(made, passkey, name=marks.browser_name(request) or _("Passkey"))
    request.session.pop(PROVED, None)
    entering.let_in(request, made, at=now, strong=bool(passkey))
    if invitation.employee and not passkey:
        return reverse("welcome:set-up")
    return reverse("welcome:codes") if invitation.employee else reverse("welcome:home")


def _newcomer(request, invitation) -> passkeys.Newcomer:
    person = invitation.guardian or invitation.employee
    return passkeys.Newcomer(
        pk=User._meta.pk.to_python(request.session[PROVED]["account"]),
        email=invitation.email,
        name=str(person).strip(),
    )


def _children(invitation) -> list:
    if invitation.guardian is None:
        return []
    return list(invitation.guardian.children_on(timezone.localdate()).order_by("born_on"))


def _page(request, name, invitation, *, status=200, **context):
    person = invitation.guardian or invitation.employee
    known = {"invitation": invitation, "person": person, "organisation": invitation.organisation}
    return doors.show(request, f"invitation/{name}", status=status, **known, **context)


def _over(request, why, invitation, status=410):
    """Each end has its own sentence: used, expired, revoked, too many tries, unknown (S29)."""
    organisation = invitation.organisation if invitation else None
    return doors.show(request, "invitation/over", status=status, why=why, organisation=organisation)
