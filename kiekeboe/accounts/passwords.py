"""What may be a password (S17), and whether one is right, in the same time for everybody (S20)."""

import re

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST, LONGEST = 12, 128
_LEET = str.maketrans("013457@$!", "oieastasi")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890123456789")


def is_right(account, password: str) -> bool:
    """Whether this is the account's password. Without one, the work is done all the same."""
    if account is None or not account.has_usable_password():
        make_password(password)
        return False
    right = check_password(password, account.password)
    return right and account.is_active


class Length:
    def validate(self, password, user=None):
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Use at least %(count)s characters. A few words in a row work well.")
                % {"count": SHORTEST},
                code="password_too_short",
            )
        if len(password) > LONGEST:
            raise ValidationError(
                _("Use at most %(count)s characters.") % {"count": LONGEST},
                code="password_too_long",
            )


class Common(CommonPasswordValidator):
    """Refuses what many people use: the list itself, and its words dressed up or repeated."""

    def validate(self, password, user=None):
        if self.is_common(password):
            raise ValidationError(
                _("Many people use this password. Choose words of your own."),
                code="password_too_common",
            )

    def is_common(self, password: str) -> bool:
        plain = password.lower().strip()
        undressed = plain.translate(_LEET)
        stems = {plain, undressed, _bare(plain), _bare(undressed)}
        return (
            any(stem in self.passwords for stem in stems if stem)
            or len(set(plain)) < 5
            or any(_is_walk(stem) for stem in stems if len(stem) >= 6)
            or bool(re.fullmatch(r"(.{1,6}?)\1+.{0,3}", plain))
        )


class Context:
    """Refuses passwords that are little more than the person, the nursery or this software."""

    WORDS = frozenset(("kiekeboe", "kinderopvang", "opvang", "peekaboo", "childcare", "nursery"))

    def validate(self, password, user=None):
        rest = _bare(password.lower())
        for word in sorted(self.words_about(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < 6 and len(rest) < len(_bare(password.lower())):
            raise ValidationError(
                _("This is too close to your name, your address or your nursery."),
                code="password_too_close",
            )

    def words_about(self, user) -> set[str]:
        said = [getattr(user, "name", ""), getattr(user, "email", "")]
        said += getattr(user, "password_context", ())
        found = {word for text in said for word in re.split(r"[\W_\d]+", text.lower())}
        whole = {_bare(text.lower()) for text in said}
        return {word for word in found | whole if len(word) >= 4} | self.WORDS


def _bare(text: str) -> str:
    """Only the letters."""
    return re.sub(r"[\W\d_]+", "", text)


def _is_walk(text: str) -> bool:
    """Whether the whole text walks along the alphabet, the keyboard or the digits."""
    return any(text in row or text in row[::-1] for row in _ROWS)
