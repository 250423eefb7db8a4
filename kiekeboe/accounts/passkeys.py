"""Passkeys: WebAuthn with user verification, for this origin and no other (S16).

Kept in allauth's table of authenticators. Challenges live in the session, ten minutes, once.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kiekeboe.accounts.lifetimes import HALFWAY
from kiekeboe.accounts.models import User

_CHALLENGE = "passkey_challenge"
MOST = 20  # passkeys of one account


class Refused(Exception):
    """The browser's answer does not fit: other site, old question, unknown key, nobody present."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who gets a passkey before there is an account."""

    pk: UUID
    email: str
    name: str


def ask_new(session, person, *, at: datetime) -> dict:
    """What the browser needs to make a passkey for an account or a `Newcomer`."""
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=person.pk.bytes, name=person.email, display_name=person.name or person.email
        ),
        credentials=[_credential(each) for each in of(person)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions={"credProps": True},
    )
    session[_CHALLENGE] = {"state": state, "at": at.isoformat(), "for": str(person.pk)}
    return _plain(options)


def check_new(session, person, answer: dict, *, at: datetime) -> dict:
    """Check the browser's answer to `ask_new`; gives back what `add` keeps."""
    state = _taken(session, str(person.pk), at)
    try:
        made = _server().register_complete(state, RegistrationResponse.from_dict(answer))
    except Exception as error:  # fido2 raises many kinds for what strangers send
        raise Refused from error
    if not made.is_user_verified():
        raise Refused
    return answer


def add(account, answer: dict, *, name: str) -> Authenticator:
    return Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name[:60], "credential": answer},
    )


def ask(session, *, at: datetime) -> dict:
    """What the browser needs to sign in with any passkey it has for this site."""
    options, state = _server().authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED
    )
    session[_CHALLENGE] = {"state": state, "at": at.isoformat(), "for": ""}
    return _plain(options)


def check(session, answer: dict, *, at: datetime) -> User:
    """The account whose passkey answered, or `Refused`."""
    state = _taken(session, "", at)
    try:
        handle = websafe_decode(answer["response"]["userHandle"])
        account = User.objects.get(pk=UUID(bytes=handle), is_active=True)
        keys = {_credential(each).credential_id: each for each in of(account)}
        used = _server().authenticate_complete(
            state,
            [_credential(each) for each in keys.values()],
            AuthenticationResponse.from_dict(answer),
        )
        keys[used.credential_id].record_usage()
    except Exception as error:  # see check_new
        raise Refused from error
    return account


def of(account) -> list[Authenticator]:
    return list(
        Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).order_by(
            "created_at"
        )[:MOST]
    )


def _server() -> Fido2Server:
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=urlsplit(settings.ORIGIN).hostname, name="Kiekeboe"),
        verify_origin=lambda origin: origin == settings.ORIGIN,
    )


def _taken(session, person: str, at: datetime) -> dict:
    """The challenge that was asked, once, to whom it was asked."""
    asked = session.pop(_CHALLENGE, None)
    if not asked or asked["for"] != person or at >= datetime.fromisoformat(asked["at"]) + HALFWAY:
        raise Refused
    return asked["state"]


def _credential(authenticator: Authenticator):
    kept = RegistrationResponse.from_dict(authenticator.data["credential"])
    return kept.response.attestation_object.auth_data.credential_data


def _plain(value):
    """Options as JSON: bytes become base64url, enums their values."""
    if isinstance(value, bytes):
        return websafe_encode(value)
    if hasattr(value, "items"):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return getattr(value, "value", value)
