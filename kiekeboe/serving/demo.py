"""The demo: a nursery at work on this machine, from an empty folder or from the last time."""

import sys


def start() -> int:
    from kiekeboe import settings

    if settings.MODE != "demo":
        print("The demo only runs with KIEKEBOE_MODE=demo.", file=sys.stderr)
        return 78
    settings.DATA.mkdir(parents=True, exist_ok=True)
    (settings.DATA / "demo").touch()
    from kiekeboe.serving import group

    return group.start(before=tell_the_story, announce=show_the_cast)


def tell_the_story() -> None:
    """Fill an empty house; a house with an organisation in it is left as it is."""
    from django.apps import apps
    from django.core.management import call_command, get_commands

    if "tell_story" not in get_commands():
        return
    if not apps.get_model("organisation", "Organisation").objects.exists():
        print("Telling the demo story (once, about half a minute) …", flush=True)
        call_command("tell_story")


def show_the_cast() -> None:
    from django.core.management import call_command, get_commands

    if "cast" in get_commands():
        call_command("cast")
