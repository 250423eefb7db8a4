"""The areas of development that an activity or a milestone may touch (our own neutral words)."""

from .fields import Option
from .words import _

AREAS = (
    Option("social", _("Together and feelings")),
    Option("motor", _("Moving")),
    Option("language", _("Language")),
    Option("play", _("Playing")),
    Option("self", _("Doing it by yourself")),
)
