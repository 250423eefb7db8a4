"""What may be a password (S17), and how it is kept (S18)."""

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.accounts import passwords
from kiekeboe.accounts.hashing import Argon2id
from kiekeboe.accounts.models import User

ANNA = User(name="Anna Jansen", email="anna.jansen@home.test")


def allowed(password, account=ANNA):
    try:
        validate_password(password, account)
    except ValidationError:
        return False
    return True


def test_no_password_of_the_common_list_is_allowed_as_it_is_or_dressed_up():
    """S17: 20,000 of them, also with digits behind or letters swapped."""
    common = [word for word in CommonPasswordValidator().passwords if len(word) >= 8]
    assert len(common) > 3000
    assert not [word for word in common if allowed(word)]
    assert not [word for word in common if word.isalpha() and allowed(f"{word}2026!!!!")]


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "elf tekens!",
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "qwertyuiopasdf",
        "abcabcabcabcabc",
        "annajansen2026",
        "Kiekeboe-2026-!!",
        "kinderopvang123",
        "anna.jansen@home.test",
        "x" * 129,
    ],
)
def test_these_are_refused(password):
    """S17"""
    assert not allowed(password)


@pytest.mark.parametrize(
    "password",
    [
        "twaalf letters",
        "the blue door sings",
        "ÿ€漢字 met spaties ",
        "kdjfhgkqzwvb",
        "braam-en-boter",
    ],
)
def test_no_rule_says_which_characters(password):
    """S17: no capitals, digits or signs are asked for; spaces and all scripts count."""
    assert allowed(password)


def test_the_words_of_the_nursery_are_no_password():
    """S17"""
    invited = User(name="Anna", email="a@home.test")
    invited.password_context = ("De Regenlaars", "Noor")
    assert not allowed("deregenlaars12", invited)
    assert allowed("deregenlaars op de fiets", invited)


@pytest.mark.django_db
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=12, max_size=128))
def test_whatever_is_taken_is_taken_whole(password):
    """S17: nothing is cut off, stripped or folded."""
    account = User(email="a@home.test")
    account.set_password(password)
    assert passwords.is_right(account, password)
    assert not passwords.is_right(account, password[:-1])
    assert not passwords.is_right(account, password + " ")


def test_passwords_are_kept_with_argon2id_of_nineteen_mebibyte():
    """S18"""
    hasher = Argon2id()
    kept = hasher.encode("braam en boter", hasher.salt())
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify("braam en boter", kept)


def test_nobody_and_somebody_without_a_password_cost_the_same_work(monkeypatch):
    """S20: the hasher works once for everybody."""
    from kiekeboe.testing.hashing import CheapArgon2id

    worked = []
    for name in ("encode", "verify"):
        real = getattr(CheapArgon2id, name)

        def count(self, *arguments, _real=real):
            worked.append(1)
            return _real(self, *arguments)

        monkeypatch.setattr(CheapArgon2id, name, count)
    keyless, closed, known = User(email="b@home.test"), User(is_active=False), User()
    keyless.set_unusable_password()
    closed.set_password("een lang wachtwoord")
    known.set_password("een lang wachtwoord")
    for account in (None, keyless, closed, known):
        worked.clear()
        passwords.is_right(account, "een ander wachtwoord")
        assert len(worked) == 1
