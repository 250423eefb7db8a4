"""What was measured, and what we aim at. What is not reached is printed like the rest."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure. Without a goal it is there to read; `at_least` turns the goal around."""

    id: str
    name: str
    value: float | None
    goal: float | None
    unit: str
    at_least: bool = False
    why: str = ""

    @property
    def reached(self) -> bool | None:
        """None when there is no goal, or nothing was measured."""
        if self.goal is None or self.value is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        verdict = {True: "reached", False: "NOT reached", None: ""}[self.reached]
        value = "not run" if self.value is None else f"{self.value:.2f}".rstrip("0").rstrip(".")
        goal = ""
        if self.goal is not None:
            goal = f"goal {'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}"
        words = f"{self.id:<12} {self.name:<57} {value:>9} {self.unit:<4} {goal:<17} {verdict}"
        return f"{words}{self.why}".rstrip()


def write(rows: list[Row], path: Path) -> None:
    """The rows as JSON: id, name, value, goal, unit, reached."""
    told = [asdict(row) | {"reached": row.reached} for row in rows]
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False))
