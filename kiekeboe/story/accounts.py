"""Who signs in: one account per person, a password for all, a second factor for the office."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from kiekeboe.accounts.models import User
from kiekeboe.story import cast
from kiekeboe.story.families import PARENTS
from kiekeboe.story.ids import fixed


def write() -> dict[str, User]:
    """Make the accounts of the cast; the answer finds them by e-mail address."""
    # One hash for all of them: thirty times Argon2 would take longer than the rest of the story.
    password = make_password(cast.PASSWORD)
    office = [one for one in cast.COLLEAGUES if one.office]
    people = [(f"{one.first_name} {one.last_name}", one.email, "nl") for one in office]
    people += [(one.name, one.email, one.language) for one in PARENTS if one.signs_in]
    users = [
        User(id=fixed("user", email), email=email, name=name, language=language, password=password)
        for name, email, language in people
    ]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    found = {user.email: user for user in users}
    Authenticator.objects.bulk_create(
        factor for one in office for factor in second_factors(found[one.email])
    )
    return found


def second_factors(user) -> list[Authenticator]:
    """A code app and recovery codes, the same for everyone in the office of the demo."""
    kinds = Authenticator.Type
    return [
        Authenticator(user=user, type=kinds.TOTP, data={"secret": encrypt(cast.TOTP_SECRET)}),
        Authenticator(
            user=user,
            type=kinds.RECOVERY_CODES,
            data={"seed": encrypt(cast.RECOVERY_SEED), "used_mask": 0},
        ),
    ]
