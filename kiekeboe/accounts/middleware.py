"""Who is asking: the account that came with the session, so that it costs no second query."""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from kiekeboe.accounts import marks


class AccountOfSession(AuthenticationMiddleware):
    """Puts `request.user` on the request and notes when a sign-in was last used."""

    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: account_behind(request))

    def process_response(self, request, response):
        session = getattr(request, "session", None)
        # Only when the session was read anyway: open pages cost nothing.
        row = session.row if session is not None and session.accessed else None
        if row and row.account_id and "X-Background" not in request.headers:
            row.see(at=timezone.now())
        marks.keep(request, response)
        return response


def account_behind(request):
    """The signed-in account; nobody when its password changed since, or it was closed."""
    session = request.session
    account_id = session.get(SESSION_KEY)
    account = session.account if account_id else None
    if account is None or str(account.pk) != account_id or not account.is_active:
        return AnonymousUser()
    told = session.get(HASH_SESSION_KEY, "")
    if constant_time_compare(told, account.get_session_auth_hash()):
        return account
    if settings.SECRET_KEY_FALLBACKS and any(
        constant_time_compare(told, old) for old in account.get_session_auth_fallback_hash()
    ):
        session.cycle_key()
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        return account
    session.flush()
    return AnonymousUser()
