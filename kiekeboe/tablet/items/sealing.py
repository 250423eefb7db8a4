"""What a tablet wrote and could not send for three days: sealed, so that only we can read it (S34).

A tablet that lost touch forgets everything. What was not sent it locks with our public key before
that; from then on it carries what it cannot read. Sealed is the wrapped key (RSA-OAEP, 384 bytes),
twelve bytes that are never used twice, and the rest (AES-GCM).
"""

import base64
import binascii
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from kiekeboe.lib import keys
from kiekeboe.lib.told import read_json

BITS = 3072
WRAPPED = BITS // 8
ONCE = 12
TAG = 16
OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


class NotForUs(Exception):
    """It was not sealed with our key, or it is not whole."""


def public_key() -> str:
    """The key under which tablets seal: SPKI in base64."""
    return _public(settings.DATA / "keys" / "sealing")


def opened(sealed: bytes) -> bytes | None:
    """What was sealed for us; None when it was not, or not whole."""
    wrapped, once, rest = sealed[:WRAPPED], sealed[WRAPPED:][:ONCE], sealed[WRAPPED + ONCE :]
    try:
        key = _private(settings.DATA / "keys" / "sealing").decrypt(wrapped, OAEP)
        return AESGCM(key).decrypt(once, rest, None)
    except (ValueError, InvalidTag):
        return None


def opening(source, size: int, piece: int) -> Iterator[bytes]:
    """What was sealed for us, piece by piece out of a file of `size` bytes.

    Raises NotForUs, perhaps at the very end: nothing of it counts before the last piece.
    """
    try:
        key = _private(settings.DATA / "keys" / "sealing").decrypt(source.read(WRAPPED), OAEP)
        opener = Cipher(algorithms.AES(key), modes.GCM(source.read(ONCE))).decryptor()
        left = size - WRAPPED - ONCE - TAG
        while left > 0 and (read := source.read(min(piece, left))):
            left -= len(read)
            yield opener.update(read)
        yield opener.finalize_with_tag(source.read(TAG))
    except (ValueError, InvalidTag) as error:
        raise NotForUs from error


def opened_item(told):
    """An item as it was before it was sealed; anything else as it came."""
    sealed = told.get("sealed") if isinstance(told, dict) else None
    if not isinstance(sealed, str):
        return told
    try:
        plain = opened(base64.b64decode(sealed, validate=True))
        read = read_json(plain) if plain else None
    except (ValueError, binascii.Error):
        return None
    # How long ago it was, no watch can tell any more.
    return read | {"age": None} if isinstance(read, dict) else None


@lru_cache(maxsize=4)
def _public(path: Path) -> str:
    spki = _private(path).public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    return base64.b64encode(spki).decode()


@lru_cache(maxsize=4)
def _private(path: Path) -> rsa.RSAPrivateKey:
    # The first to ask makes it; 0600 like our other keys.
    pem = keys.kept_in(path, make=_made)
    return serialization.load_pem_private_key(pem.encode(), None)


def _made() -> str:
    plain = serialization.NoEncryption()
    key = rsa.generate_private_key(65537, BITS)
    pem = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, pem, plain).decode()
