"""Pushes to browsers (web push, RFC 8030): sealed for one browser, signed by this installation.

What is pushed says only what kind of news there is and an opaque id: never a name. A push service
is an address that a browser told us, so it is looked at before we call: it must be a known service,
over TLS, and its name may not lead into a private network (S53).
"""

import http.client
import json
import socket
import ssl
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from time import time
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02, b64urlencode

from kiekeboe.lib.keys import kept_in

PATIENCE = 10  # seconds
KEEP = 24 * 3600  # seconds that a service holds a push for a phone that is off
LASTS = 12 * 3600  # seconds that a signature is good


class Gone(Exception):
    """The browser no longer listens at this address: never push there again."""


class NotNow(Exception):
    """The service did not take it this time."""


class Refused(Exception):
    """An address that is no push service; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a browser listens, and its keys as it told them (base64url)."""

    endpoint: str
    public_key: str
    secret: str


def public_key() -> str:
    """The key that a browser needs to know who may push (base64url, uncompressed point)."""
    point = _signer().public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return b64urlencode(point)


def push(to: Listener, told: dict, *, topic: str, urgent: bool = False) -> None:
    """Send `told` to one browser. A later push with the same `topic` (at most 32 letters) replaces
    this one as long as it was not fetched, so that sending it twice shows it once.

    Raises Gone, NotNow or Refused.
    """
    address = checked(to.endpoint)
    body = sealed(to, json.dumps(told).encode())
    origin = f"{address.scheme}://{address.netloc}"
    whom = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    claims = {"sub": f"mailto:{whom}", "aud": origin, "exp": int(time()) + LASTS}
    headers = {
        **_signer().sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEEP),
        "Topic": topic,
        "Urgency": "high" if urgent else "normal",
    }
    _judged(_posted(address, headers, body))


def sealed(to: Listener, text: bytes) -> bytes:
    """`text` as only this browser can read it."""
    try:
        return http_ece.encrypt(
            text,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=_bytes(to.public_key),
            auth_secret=_bytes(to.secret),
            version="aes128gcm",
        )
    except (ValueError, http_ece.ECEException) as problem:
        raise Gone("keys that cannot be used") from problem


def checked(endpoint: str):
    """The address in parts. Raises Refused when it is none of the known services."""
    try:
        address = urlsplit(endpoint)
        port = address.port
    except ValueError as problem:
        raise Refused("no address") from problem
    host = address.hostname or ""
    known = any(host == one or host.endswith(f".{one}") for one in settings.PUSH_SERVICES)
    plain = not (address.username or address.password or address.fragment)
    if address.scheme != "https" or not plain or not known or len(endpoint) > 1000:
        raise Refused("no push service")
    if port not in (None, 443) and not settings.PUSH_TO_THIS_MACHINE:
        raise Refused("no push service")
    return address


def _posted(address, headers, body) -> int:
    line = _Line(address.hostname, address.port or 443)
    path = f"{address.path}?{address.query}" if address.query else address.path
    try:
        line.request("POST", path or "/", body, headers)
        answer = line.getresponse()
        answer.read(10_000)
        return answer.status
    except (OSError, http.client.HTTPException) as problem:
        raise NotNow(type(problem).__name__) from problem
    finally:
        line.close()


def _judged(status: int) -> None:
    if status in (404, 410):
        raise Gone(status)
    if status in (400, 401, 403, 413):
        raise Refused(status)
    if not 200 <= status < 300:
        raise NotNow(status)


class _Line(http.client.HTTPSConnection):
    """A connection to the address that was looked at, and not to one looked up once more."""

    def __init__(self, host, port):
        self.tls = ssl.create_default_context(cafile=settings.PUSH_AUTHORITIES)
        super().__init__(host, port, timeout=PATIENCE, context=self.tls)

    def connect(self):
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(where[4][0]) for where in found]
        if not settings.PUSH_TO_THIS_MACHINE and not all(map(_is_public, addresses)):
            raise Refused("leads into a private network")
        plain = socket.create_connection((addresses[0], self.port), PATIENCE)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


def _is_public(address: str) -> bool:
    one = ip_address(address)
    mapped = getattr(one, "ipv4_mapped", None) or one
    return mapped.is_global and not mapped.is_multicast


def _signer() -> Vapid02:
    return Vapid02.from_pem(kept_in(Path(settings.PUSH_KEY), _new_key).encode())


def _new_key() -> str:
    signer = Vapid02()
    signer.generate_keys()
    return signer.private_pem().decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def looks_right(to: Listener) -> bool:
    """Whether these are keys of a browser: a point on the curve, and 16 bytes."""
    try:
        point, secret = _bytes(to.public_key), _bytes(to.secret)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return len(secret) == 16
