"""How passwords and PINs are kept: Argon2id, 19 MiB, two passes (about 20 ms)."""

import hashlib

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """OWASP's minimum for Argon2id; Django's own default costs ten times as much."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def key_hash(key: str) -> str:
    """How random keys (links, cookies, codes of at least 40 bit) are kept: never themselves."""
    return hashlib.sha256(key.encode()).hexdigest()
