"""The `kiekeboe` command: one front for the few things an installation needs.

The demo runs in demo mode (a key of its own, plain http on this machine); `serve` is production
unless KIEKEBOE_MODE says otherwise. Imports stay inside the verbs: a start is paid by everyone.
"""

import argparse
import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one verb; the answer is the exit code of the process."""
    arguments = parser().parse_args(argv)
    os.umask(0o077)  # database, files and keys are for the account that serves
    default_mode = "demo" if arguments.verb in {"demo", "cast"} else "production"
    os.environ.setdefault("KIEKEBOE_MODE", default_mode)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiekeboe.settings")
    from kiekeboe.lib.env import Misread

    try:
        return arguments.run(arguments) or 0
    except Misread as problem:
        print(f"Kiekeboe cannot start: {problem}.", file=sys.stderr)
        return 78


def parser() -> argparse.ArgumentParser:
    front = argparse.ArgumentParser(prog="kiekeboe", description="Childcare platform.")
    verbs = front.add_subparsers(dest="verb", required=True)

    def verb(name, run, words):
        each = verbs.add_parser(name, help=words, description=words)
        each.set_defaults(run=run)
        return each

    verb("demo", demo, "Start the demo nursery on this machine; its data is kept.")
    verb("serve", serve, "Serve pages, live updates and background work.")
    verb("migrate", migrate, "Bring the database up to date.")
    owner = verb("createorganisation", createorganisation, "Make an organisation and its owner.")
    owner.add_argument("name", help="name of the organisation")
    owner.add_argument("email", help="e-mail address of the first owner")
    verb("doctor", doctor, "Look whether this installation is well; exit code 1 when not.")
    law = verb("ratio", ratio, "Read rows of ages (CSV) and write the staff that the law asks for.")
    law.add_argument("--care", choices=["daycare", "bso"], default="daycare")
    law.add_argument("--date", help="the day of the rules, as 2026-11-23; today without it")
    people = verb("cast", cast, "Print the people of the demo and their sign-ins.")
    people.add_argument("--json", action="store_true")
    return front


def demo(arguments: argparse.Namespace) -> int:
    from kiekeboe.serving import demo

    return demo.start()


def serve(arguments: argparse.Namespace) -> int:
    from kiekeboe import settings
    from kiekeboe.serving import group, refusals

    if reasons := refusals.of(settings):
        return refusals.tell(reasons)
    return group.start()


def migrate(arguments: argparse.Namespace) -> int:
    return manage("migrate", interactive=False)


def createorganisation(arguments: argparse.Namespace) -> int:
    return manage("createorganisation", arguments.name, arguments.email)


def doctor(arguments: argparse.Namespace) -> int:
    return manage("doctor")


def cast(arguments: argparse.Namespace) -> int:
    return manage("cast", **({"json": True} if arguments.json else {}))


def ratio(arguments: argparse.Namespace) -> int:
    """No house is needed for this: no settings, no database."""
    import csv

    from kiekeboe.planning.calculator import NOT_READ, calculate

    try:
        day = day_of(arguments.date)
        unread = 0
        table = csv.writer(sys.stdout, lineterminator="\n")
        for row in calculate(sys.stdin, arguments.care, day):
            table.writerow(row)
            unread += row[-2] == NOT_READ
    except ValueError as problem:
        print(f"{problem}.", file=sys.stderr)
        return 2
    if unread:
        print(f"{unread} rows could not be read; they carry a ? and the reason.", file=sys.stderr)
    return 1 if unread else 0


def day_of(text: str | None):
    """The day that was asked for; today when nothing was. Raises ValueError with a sentence."""
    from datetime import date

    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2026-11-23") from None


def manage(name: str, *words: str, **options) -> int:
    """Run a management command of Django; a problem is one sentence and exit code 1."""
    import django
    from django.core.management import CommandError, call_command

    django.setup()
    try:
        call_command(name, *words, **options)
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return problem.returncode or 1
    return 0
