"""Signing in for tests of other things: as the door would leave the session behind."""

from django.utils import timezone

from kiekeboe.accounts import strength


def sign_in(client, account, *, second_factor=False, at=None):
    """Sign a test client in. With `second_factor` the office opens, as after a passkey."""
    at = at or timezone.now()
    client.force_login(account)
    session = client.session
    session[strength.PROVED] = at.isoformat()
    if second_factor:
        session[strength.STRONG] = at.isoformat()
    session.save()
    if second_factor:
        session.row.open_office(at=at)
    return client
