"""Look whether this installation is well. One line per part; exit code 1 when one is not."""

from django.core.management.base import BaseCommand, CommandError

from kiekeboe.serving import examination


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        ill = []
        for name, question in examination.PARTS.items():
            try:
                finding = question()
            except Exception as error:
                # Whatever goes wrong while looking is itself the finding.
                finding = f"cannot be examined ({type(error).__name__})"
            self.stdout.write(f"ill   {name}: {finding}" if finding else f"well  {name}")
            if finding:
                ill.append(name)
        if ill:
            raise CommandError(f"Not well: {', '.join(ill)}.")
