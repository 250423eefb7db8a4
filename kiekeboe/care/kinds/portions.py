"""How much of it: the answers that bottle, drink and food share."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .amounts import exact
from .fields import Option
from .words import _

FIVE = Decimal(5)

SIPS = (
    Option("all", _("All gone"), Decimal(1)),
    Option("half", _("Half of it"), Decimal("0.5")),
    Option("sip", _("A sip"), Decimal("0.1")),
    Option("refused", _("Did not want it"), Decimal(0)),
)
BITES = (
    Option("all", _("All gone"), told=_("ate everything")),
    Option("most", _("Most of it"), told=_("ate most")),
    Option("half", _("Half of it"), told=_("ate half")),
    Option("some", _("A bite"), told=_("ate a bite")),
    Option("none", _("Did not want it"), told=_("did not want it")),
)


def part_of(offered: Any, took: Any) -> Decimal | None:
    """What was drunk of `offered` ml, to the nearest 5 ml; all of it exactly."""
    given = exact(offered)
    part = next((sip.part for sip in SIPS if sip.value == took), None)
    if given is None or part is None or not 0 <= given <= 10_000:
        return None
    if part == 1:
        return given
    return (given * part / FIVE).quantize(Decimal(1), ROUND_HALF_UP) * FIVE
