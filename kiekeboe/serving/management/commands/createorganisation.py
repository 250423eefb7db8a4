"""Make an organisation and a way in for its first owner: a link, used once, within an hour."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kiekeboe.accounts import inviting
from kiekeboe.organisation.models import Organisation


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("name", help="name of the organisation")
        parser.add_argument("email", help="e-mail address of the first owner")
        parser.add_argument("--owner", default="", help="first and last name of the owner")

    def handle(self, *, name, email, owner, **options):
        name, email = name.strip(), email.strip()
        try:
            validate_email(email)
        except ValidationError as problem:
            raise CommandError(f"{email} is not an e-mail address.") from problem
        if not name or Organisation.objects.filter(name__iexact=name).exists():
            raise CommandError(f"There is an organisation called {name} already." if name else
                               "An organisation needs a name.")  # fmt: skip
        at = timezone.now()
        with transaction.atomic():
            organisation = Organisation.objects.create(name=name, email=email, founded_at=at)
            owner = owner or email.partition("@")[0]
            key = inviting.invite_owner(organisation, email, owner, at=at)
        self.stdout.write(f"{name} is made. Its first owner comes in here, once, within an hour:")
        self.stdout.write(settings.ORIGIN + reverse("welcome:invitation", args=[key]))
