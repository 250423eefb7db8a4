"""Mail about an account, sent by the worker. Jobs carry ids; links are made when they are sent."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kiekeboe.accounts import guessing
from kiekeboe.accounts.models import Invitation, MailKey, Session, User
from kiekeboe.lib.jobs import every, job
from kiekeboe.lib.letters import post

NOTICES = frozenset(
    (
        "new_browser",
        "password_changed",
        "email_changed",
        "passkey_added",
        "passkey_removed",
        "app_added",
        "app_removed",
        "codes_made",
    )
)


def tell(account, kind: str, *, detail: str = "", to: str = "") -> None:
    """Tell the owner what changed: one mail, after the transaction that changed it."""
    assert kind in NOTICES, kind
    send_notice.later(str(account.pk), kind, detail, to, timezone.now().isoformat())


@job
def send_notice(account_id, kind, detail, to, at):
    account = User.objects.filter(pk=account_id).first()
    if account is None:
        return
    context = {
        "name": account.name,
        "kind": kind,
        "detail": detail,
        "at": timezone.datetime.fromisoformat(at),
        "link": settings.ORIGIN + reverse("welcome:security"),
    }
    post(to or account.email, "accounts/mail/notice", context, language=account.language)


@job
def send_link(mail_key_id):
    """The link that was asked for; to an address that nobody has here, nothing is sent."""
    from kiekeboe.accounts.links import addressed, clear_key

    link = addressed(mail_key_id, at=timezone.now())
    if link is None:
        return
    path = reverse("welcome:link", args=[clear_key(link)])
    context = {"name": link.account.name, "purpose": link.purpose, "link": settings.ORIGIN + path}
    to = link.new_email or link.account.email
    post(to, "accounts/mail/link", context, language=link.language)


@job
def send_invitation(invitation_id):
    from kiekeboe.accounts.inviting import clear_key

    invitation = (
        Invitation.objects.open(timezone.now())
        .select_related("organisation", "guardian", "employee")
        .filter(pk=invitation_id)
        .first()
    )
    if invitation is None:
        return
    person = invitation.guardian or invitation.employee
    path = reverse("welcome:invitation", args=[clear_key(invitation)])
    context = {
        "name": person.first_name,
        "organisation": invitation.organisation,
        "children": _first_names(invitation),
        "inviter": _inviter(invitation),
        "expires_at": invitation.expires_at,
        "link": settings.ORIGIN + path,
    }
    language = getattr(person, "language", "nl")
    post(invitation.email, "accounts/mail/invitation", context, language=language)


def _inviter(invitation) -> str:
    """The parent who lets a relative read along; a guardian is invited by the nursery."""
    guardian = invitation.guardian
    return guardian.introducer_on(timezone.localdate()) if guardian else ""


def _first_names(invitation) -> list[str]:
    if invitation.guardian is None:
        return []
    today = timezone.localdate()
    return list(invitation.guardian.children_on(today).values_list("first_name", flat=True))


@every(hours=6)
def forget_what_is_over():
    """Ended sessions, old links and old tries are nobody's business."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    MailKey.objects.filter(expires_at__lt=now - timezone.timedelta(days=1)).delete()
    guessing.forget_old(now)
