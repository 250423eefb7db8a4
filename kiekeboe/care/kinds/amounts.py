"""Numbers of a unit: millilitres, degrees. Counted exactly, also when JSON sends a float."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from .fields import Field, Say, plain
from .words import Sentence, _

TO_DO_NUMBER = _("Fill in a number.")


@dataclass(frozen=True)
class Amount(Field):
    """A number of a unit, with a stepper. `usual` is what to begin with, by age in months."""

    unit: str = ""
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(1000)
    step: Decimal = Decimal(1)
    decimals: int = 0
    usual: tuple[tuple[int, Decimal], ...] = ()
    warn_from: Decimal | None = None
    warning: Sentence | None = None
    derived: tuple[str, str] | None = None

    type: ClassVar[str] = "number"

    def usual_at(self, age_months: int | None) -> Decimal | None:
        """What children of this age usually have."""
        fitting = [amount for month, amount in self.usual if month <= (age_months or 0)]
        return fitting[-1] if fitting else None

    def problem(self, value: object) -> Sentence | None:
        number = exact(value)
        json_has_no_decimals = self.where == "details" and isinstance(value, Decimal)
        if number is None or json_has_no_decimals:
            return TO_DO_NUMBER
        if not self.minimum <= number <= self.maximum:
            return _(
                "Choose a number from %(minimum)s to %(maximum)s.",
                minimum=self.minimum,
                maximum=self.maximum,
            )
        fits = number == round(number, self.decimals)
        return None if fits else _("Choose a rounder number.")

    def read(self, posted: Sequence[str]) -> Any:
        """The number, with a point or a comma; what is no number stays text and is refused."""
        text = super().read(posted)
        if text is None:
            return None
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation:
            return text
        if not number.is_finite() or abs(number.adjusted()) > 9:
            return text
        return self.stored(number)

    def stored(self, number: Decimal) -> Any:
        """In details a number is JSON; only the column for the amount is exact by itself."""
        if self.where == "entry":
            return number
        return int(number) if number == int(number) else float(number)

    def write(self, value: Any) -> list[str]:
        number = exact(value)
        return [] if number is None else [f"{number.normalize():f}"]

    def as_json(self, say: Say) -> dict[str, Any]:
        return super().as_json(say) | {
            "unit": self.unit,
            "min": plain(self.minimum),
            "max": plain(self.maximum),
            "step": plain(self.step),
            "warnFrom": plain(self.warn_from),
            "warning": say(self.warning) if self.warning else "",
            "derived": list(self.derived) if self.derived else None,
        }


def exact(value: object) -> Decimal | None:
    """The number itself, or None if it is not a number one can count with."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    number = Decimal(value)
    return number if number.is_finite() else None
