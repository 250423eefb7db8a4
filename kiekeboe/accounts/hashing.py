"""How passwords and PINs are kept: Argon2id, 19 MiB, two passes (about 20 ms)."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

# A storm of sign-ins must not take all processors and memory from the other pages (S18).
_room = BoundedSemaphore(max(1, (os.cpu_count() or 2) // 2))


class Argon2id(Argon2PasswordHasher):
    """OWASP's minimum for Argon2id; Django's own default costs ten times as much."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password, salt):
        with _room:
            return super().encode(password, salt)

    def verify(self, password, encoded):
        with _room:
            return super().verify(password, encoded)


def key_hash(key: str) -> str:
    """How random keys (links, cookies, codes of at least 40 bit) are kept: never themselves."""
    return hashlib.sha256(key.encode()).hexdigest()


def derived_key(purpose: str, *parts: object) -> str:
    """A key of 256 bit that can be made again from what is kept and the installation's secret.

    So a job that mails a link needs no copy of it, and neither tables nor queue hold one.
    """
    words = "\n".join((purpose, *map(str, parts))).encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
