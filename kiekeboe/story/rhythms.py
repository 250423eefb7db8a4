"""How a day goes at each age: a baby sleeps and drinks, a toddler eats and plays, a pupil makes.

Pure: a child, a day's chance and its stay in; moments in minutes of the day out.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from kiekeboe.story import words


@dataclass(frozen=True)
class Moment:
    """One thing to log, at a minute of the day; `until` only for what lasts."""

    kind: str
    minute: int
    until: int | None = None
    amount: Decimal | None = None
    details: dict = field(default_factory=dict)
    note: str = ""
    shared: bool = True


def day_of(months: int, comes: int, goes: int, chance: Random) -> list[Moment]:
    """The day of a child of this age that is here from `comes` to `goes`, in order."""
    if months < 12:
        moments = _baby(months, chance)
    elif months < 24:
        moments = _one_year_old(chance)
    elif months < 48:
        moments = _toddler(months, chance)
    else:
        moments = _pupil(chance)
    moments += _now_and_then(months, chance, goes)
    inside = [one for one in moments if comes + 3 < one.minute and (one.until or one.minute) < goes]
    return sorted(inside, key=lambda one: one.minute)


def _around(chance, minute, spread=14) -> int:
    return minute + chance.randint(-spread, spread)


def _sleep(chance, minute, length, months) -> Moment:
    start = _around(chance, minute)
    extras = ["sleeping_bag"] if months < 24 else []
    extras += ["dummy"] if months < 20 and chance.random() < 0.4 else []
    position = "back" if months < 9 or chance.random() < 0.6 else chance.choice(["side", "tummy"])
    details = {"position": position} | ({"extras": extras} if extras else {})
    return Moment("sleep", start, start + _around(chance, length, 18), details=details)


def _bottle(chance, minute, offered) -> Moment:
    took = chance.choices(["all", "half", "sip"], [8, 2, 1])[0]
    details = {"offered": offered, "took": took, "milk": "formula"}
    return Moment("bottle", _around(chance, minute), details=details)


def _food(chance, minute, meal) -> Moment:
    eaten = chance.choices(["all", "most", "half", "some"], [6, 4, 2, 1])[0]
    details = {"meal": meal, "eaten": eaten, "what": chance.choice(words.MEALS[meal])}
    return Moment("food", _around(chance, minute, 8), details=details)


def _drink(chance, minute, usual) -> Moment:
    amount = Decimal(usual + 10 * chance.randint(-3, 3))
    return Moment("drink", _around(chance, minute, 8), amount=amount,
                  details={"what": chance.choice(["water", "water", "tea", "milk"])})  # fmt: skip


def _nappy(chance, minute) -> Moment:
    content = chance.choices(["wet", "dirty", "both"], [6, 1, 3])[0]
    details = {"content": content} | ({"cream": True} if chance.random() < 0.15 else {})
    return Moment("nappy", _around(chance, minute, 10), details=details)


def _play(chance, minute, stories) -> Moment:
    activity, text, areas = chance.choice(stories)
    return Moment("activity", _around(chance, minute, 12),
                  details={"activity": activity, "text": text, "areas": list(areas)})  # fmt: skip


def _baby(months, chance) -> list[Moment]:
    offered = 150 if months < 6 else 180
    day = [
        _sleep(chance, 560, 70, months),
        _sleep(chance, 775, 80, months),
        _bottle(chance, 650, offered),
        _bottle(chance, 880, offered),
        *(_nappy(chance, minute) for minute in (545, 665, 765, 900)),
        _play(chance, 690, words.BABY_PLAY),
        _play(chance, 940, words.BABY_PLAY),
        _food(chance, 637, "fruit"),
        _drink(chance, 960, 60),
    ]
    if months >= 7:
        day += [_food(chance, 715, "lunch"), _food(chance, 925, "snack")]
    if months < 7:
        day += [_bottle(chance, 735, offered), _sleep(chance, 955, 35, months)]
    return day


def _one_year_old(chance) -> list[Moment]:
    return [
        _sleep(chance, 750, 105, 14),
        _food(chance, 590, "fruit"),
        _drink(chance, 595, 90),
        _food(chance, 705, "lunch"),
        _drink(chance, 712, 100),
        _food(chance, 915, "snack"),
        _drink(chance, 918, 90),
        _food(chance, 1000, "warm"),
        *(_nappy(chance, minute) for minute in (570, 735, 880, 985)),
        _play(chance, 630, words.TODDLER_PLAY),
        _play(chance, 950, words.TODDLER_PLAY),
    ]


def _toddler(months, chance) -> list[Moment]:
    day = [
        _food(chance, 590, "fruit"),
        _drink(chance, 594, 110),
        _food(chance, 705, "lunch"),
        _drink(chance, 710, 120),
        _food(chance, 915, "snack"),
        _play(chance, 640, words.TODDLER_PLAY),
        _play(chance, 955, words.TODDLER_PLAY),
        Moment("mood", _around(chance, 1000, 6),
               details={"mood": chance.choice(["happy", "happy", "calm", "tired"])}),
    ]  # fmt: skip
    if months < 36:
        day += [_sleep(chance, 765, 85, months), *(_nappy(chance, m) for m in (580, 740, 890))]
    else:
        day += [
            Moment("toilet", _around(chance, minute),
                   details={"result": chance.choice(["wee", "wee", "both", "tried"]),
                            "where": chance.choice(["potty", "toilet"])})
            for minute in (580, 735, 890)
        ]  # fmt: skip
    return day


def _pupil(chance) -> list[Moment]:
    return [
        _food(chance, 885, "snack"),
        _drink(chance, 888, 150),
        _play(chance, 925, words.PUPIL_PLAY),
        _play(chance, 985, words.PUPIL_PLAY),
    ]


def _now_and_then(months, chance, goes) -> list[Moment]:
    """What does not happen every day."""
    found = []
    if chance.random() < 0.22:
        text = chance.choice(words.PARTICULARS)
        found.append(Moment("particular", _around(chance, 1000, 9), details={"text": text}))
    if chance.random() < 0.04:
        degrees = Decimal(370 + chance.randint(0, 17)) / 10
        found.append(Moment("temperature", _around(chance, 890), amount=degrees,
                            details={"method": "ear"}))  # fmt: skip
    if chance.random() < 0.03:
        found.append(Moment("accident", _around(chance, 650), details=chance.choice(words.BUMPS)))
    if chance.random() < 0.05:
        found.append(Moment("care_note", _around(chance, 900), shared=False,
                            details={"text": chance.choice(words.CARE_NOTES)}))  # fmt: skip
    if chance.random() < 0.035:
        minute = _around(chance, 905)
        found.append(Moment("medication", minute, details=chance.choice(words.MEDICINES)))
    if months < 48 and chance.random() < 0.05:
        what, area = chance.choice(words.FIRSTS[months >= 12])
        found.append(
            Moment("milestone", _around(chance, 975), details={"what": what, "area": area})
        )
    return found
