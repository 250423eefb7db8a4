"""The words and the order of the house rules form."""

from django.utils.translation import gettext_lazy as lazy

from kiekeboe.planning.request_policy import Ask, Decider, Mode, Part, Rule
from kiekeboe.planning.windows import Reach, Unit

ASKS = {
    Ask.LEAVE: lazy("Leave"),
    Ask.EXTRA: lazy("Extra day"),
    Ask.SWAP: lazy("Swap a day"),
    Ask.CREDIT: lazy("Use the balance"),
    Ask.FLEXIBLE: lazy("Flexible day"),
}
UNITS = [
    (Unit.HOURS, lazy("hours before")),
    (Unit.DAYS, lazy("days before")),
    (Unit.WORKDAYS, lazy("working days before")),
    (Unit.WEEKS, lazy("weeks before")),
]
DECIDERS = [
    (Decider.AUTOMATIC, lazy("At once, when there is room")),
    (Decider.OFFICE, lazy("The office")),
    (Decider.GROUP, lazy("The group")),
]
MODES = [
    (Mode.DAY, lazy("Another day, at once")),
    (Mode.POINTS, lazy("A point for each part of a day")),
    (Mode.HOURS, lazy("Hours on a balance")),
]
PARTS = [
    (Part.MINUTES, lazy("Any stretch of time")),
    (Part.DAY_PART, lazy("A part of a day")),
    (Part.WHOLE_DAY, lazy("A whole day")),
]
REACHES = [
    (Reach.ANY, lazy("Any day")),
    (Reach.DAYS, lazy("So many days before and after")),
    (Reach.WEEK, lazy("The same week, and so many weeks before and after")),
    (Reach.MONTH, lazy("The same month, and so many working days after it")),
    (Reach.MONTHS, lazy("So many months before and after")),
    (Reach.YEAR, lazy("The same year; late days so many days into the next")),
]
# name of the parameter → (label, hint)
SWITCHES = {
    "waiting_list": (lazy("A waiting list when there is no room"), ""),
    "kinds_first": (
        lazy("The kind goes first on the waiting list"),
        lazy("Flexible, extra, balance, swap. Otherwise who asked first goes first."),
    ),
    "own_group_only": (lazy("Only in the own group"), ""),
    "other_group_with_consent": (lazy("Another group only when the parent agrees"), ""),
    "within_contract_weeks": (lazy("Only in weeks of the contract"), ""),
    "transport_by_person": (lazy("A person decides when a ride from school is needed"), ""),
    "same_hours": (lazy("The new day is exactly as long as the old one"), ""),
    "same_day_type": (
        lazy("A school day for a school day, a holiday for a holiday"),
        lazy("For out-of-school care."),
    ),
    "swap_again": (lazy("A swapped day can be swapped again"), ""),
    "not_for_sick_days": (lazy("A day on which the child is sick cannot be swapped"), ""),
    "public_holidays": (lazy("Public holidays can be swapped"), ""),
    "closures": (lazy("Days on which we are closed can be swapped"), ""),
    "earn_leave": (lazy("Leave comes back on the balance"), ""),
    "earn_sick": (lazy("Sick days come back on the balance"), ""),
    "earn_public_holiday": (lazy("Public holidays come back on the balance"), ""),
    "earn_closure": (lazy("Closed days come back on the balance"), ""),
    "earn_whole_day_only": (lazy("Only whole days come back"), ""),
    "earn_until_year_end": (
        lazy("The balance ends with the year"),
        lazy("Only when no number of days is filled in."),
    ),
}
NOTICE = ("amount", "unit", "clock")
GENERAL = ("since", "mode", "part", "smallest", "answer_within", "automatic_least_hours")
ROOM = (
    *("waiting_list", "kinds_first", "offer_hours", "own_group_only"),
    *("other_group_with_consent", "within_contract_weeks", "transport_by_person"),
)
SWAPS = (
    *("reach", "before", "after", "spill_month", "spill_day", "same_hours", "same_day_type"),
    *("swap_again", "not_for_sick_days", "public_holidays", "closures"),
)
EARNS = (
    *(f"earn_{one}" for one in NOTICE),
    *("earn_leave", "earn_sick", "earn_public_holiday", "earn_closure", "earn_whole_day_only"),
    *("earn_most", "earn_valid_days", "earn_until_year_end", "earn_grace_days"),
)
SECTIONS = (
    (lazy("In general"), lazy("A number that you leave empty is no limit."), GENERAL),
    (lazy("Room and groups"), "", ROOM),
    (lazy("What may be swapped"), "", SWAPS),
    (
        lazy("What comes back on the balance"),
        lazy("Holds when a day comes back as points or hours."),
        EARNS,
    ),
    (lazy("Cancelling what was granted"), "", tuple(f"undo_{one}" for one in NOTICE)),
)

# Which setting, or which fact, decided: for the test bench.
DECIDED = {
    Rule.NOT_OFFERED: lazy("Families can ask this"),
    Rule.EMPTY: lazy("The times that were asked"),
    Rule.PAST: lazy("The moment has passed"),
    Rule.NO_CONTRACT: lazy("No place that day"),
    Rule.CLOSED: lazy("Closed days"),
    Rule.TOO_LATE: lazy("At the latest"),
    Rule.TOO_FAR: lazy("At the earliest"),
    Rule.TOO_SHORT: lazy("At least so many minutes"),
    Rule.WHOLE_DAYS: lazy("The smallest thing to ask"),
    Rule.PLANNED_ALREADY: lazy("The planning of the child"),
    Rule.NOTHING_PLANNED: lazy("The planning of the child"),
    Rule.OLD_DAY_PAST: lazy("The day that is given up has passed"),
    Rule.OLD_DAY_SICK: lazy("A day on which the child is sick cannot be swapped"),
    Rule.OLD_DAY_HOLIDAY: lazy("Public holidays can be swapped"),
    Rule.OLD_DAY_CLOSED: lazy("Days on which we are closed can be swapped"),
    Rule.OLD_DAY_SWAPPED: lazy("A swapped day can be swapped again"),
    Rule.WINDOW: lazy("How far the new day may lie from the old one"),
    Rule.LONGER: lazy("The new day is not longer than the old one"),
    Rule.OTHER_HOURS: lazy("The new day is exactly as long as the old one"),
    Rule.OTHER_DAY_TYPE: lazy("A school day for a school day, a holiday for a holiday"),
    Rule.OTHER_GROUP: lazy("Only in the own group"),
    Rule.CONTRACT_WEEKS: lazy("Only in weeks of the contract"),
    Rule.YEAR_MOST: lazy("Most in a year"),
    Rule.MONTH_MOST: lazy("Most in a month"),
    Rule.BALANCE: lazy("The balance of the child"),
    Rule.NO_ROOM: lazy("Room in the group, with the colleagues planned"),
    Rule.TRANSPORT: lazy("A person decides when a ride from school is needed"),
    Rule.NEAR: lazy("A person decides when it is nearer than so many hours"),
    Rule.BY_PERSON: lazy("Who decides"),
    Rule.AUTOMATIC: lazy("Who decides"),
}
