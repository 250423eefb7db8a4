"""House rules as JSON and back: what is kept of a location's settings. Pure."""

from dataclasses import fields, is_dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from kiekeboe.planning.request_policy import Ask, Decider, Earning, Mode, Part, Rules
from kiekeboe.planning.windows import Notice, Reach, Unit, Window

KEYED = {
    "notice": Notice,
    "longest_ahead": Notice,
    "decider": Decider,
    "most_a_year": int,
    "most_a_month": int,
}


class Unreadable(ValueError):
    """These are not rules; the argument says which part."""


def to_json(rules: Rules) -> dict:
    """Plain values of a set of rules."""
    return _plain(rules)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def from_json(told: dict) -> Rules:
    """The rules again; what is not told takes its default. Raises Unreadable."""
    try:
        return _rules(told)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unreadable(str(problem)) from problem


def _rules(told: dict) -> Rules:
    known = {one.name for one in fields(Rules)}
    if strange := told.keys() - known:
        raise Unreadable(f"unknown: {', '.join(sorted(strange))}")
    made = dict(told)
    read = {"asks": _asks, "mode": Mode, "part": Part, "window": _window, "undo": _notice,
            "earning": _earning}  # fmt: skip
    for name, reader in read.items():
        if name in made:
            made[name] = reader(made[name])
    for name, kind in KEYED.items():
        if name in made:
            reader = _notice if kind is Notice else kind
            made[name] = {Ask(key): reader(one) for key, one in made[name].items()}
    return Rules(**made)


def _asks(told) -> frozenset[Ask]:
    return frozenset(map(Ask, told))


def _notice(told: dict) -> Notice:
    at = told.get("clock")
    return Notice(int(told["amount"]), Unit(told["unit"]), time.fromisoformat(at) if at else None)


def _window(told: dict) -> Window:
    spill = tuple(told.get("spill_from", Window().spill_from))
    return Window(Reach(told["reach"]), told.get("before", 0), told.get("after", 0), spill)


def _earning(told: dict) -> Earning:
    return Earning(**(told | {"deadline": _notice(told["deadline"])}))
