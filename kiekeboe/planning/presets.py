"""Three sets of house rules to start from: ruim, gewoon, streng. All are settings afterwards."""

from datetime import time

from kiekeboe.planning.request_policy import (
    Ask,
    Decider,
    Earning,
    Mode,
    Part,
    Rules,
)
from kiekeboe.planning.windows import Notice, Reach, Unit, Window

HALF_A_YEAR = Notice(26, Unit.WEEKS)
EVERYTHING_BY_ITSELF = dict.fromkeys(Ask, Decider.AUTOMATIC)

RUIM = Rules(
    mode=Mode.HOURS,
    part=Part.MINUTES,
    notice={
        Ask.LEAVE: Notice(0, Unit.HOURS),
        Ask.EXTRA: Notice(2, Unit.HOURS),
        Ask.SWAP: Notice(2, Unit.HOURS),
        Ask.CREDIT: Notice(2, Unit.HOURS),
        Ask.FLEXIBLE: Notice(2, Unit.HOURS),
    },
    longest_ahead=dict.fromkeys((Ask.EXTRA, Ask.SWAP, Ask.CREDIT), HALF_A_YEAR),
    decider=EVERYTHING_BY_ITSELF,
    window=Window(Reach.YEAR, after=90, spill_from=(10, 1)),
    earning=Earning(Notice(0, Unit.DAYS, time(9)), sick=True, most=77 * 60, grace_days=90),
    undo=Notice(24, Unit.HOURS),
)
GEWOON = Rules(
    mode=Mode.HOURS,
    part=Part.DAY_PART,
    notice={
        Ask.LEAVE: Notice(0, Unit.HOURS),
        Ask.EXTRA: Notice(1, Unit.DAYS, time(18, 30)),
        Ask.SWAP: Notice(1, Unit.DAYS, time(18, 30)),
        Ask.CREDIT: Notice(1, Unit.DAYS, time(18, 30)),
        Ask.FLEXIBLE: Notice(1, Unit.WEEKS),
    },
    longest_ahead=dict.fromkeys((Ask.EXTRA, Ask.SWAP, Ask.CREDIT), Notice(8, Unit.WEEKS)),
    decider=EVERYTHING_BY_ITSELF,
    window=Window(Reach.MONTHS, before=1, after=2),
    earning=Earning(Notice(1, Unit.DAYS, time(18, 30)), most=55 * 60),
    most_a_year={Ask.SWAP: 24},
    other_group_with_consent=True,
    undo=Notice(2, Unit.WORKDAYS),
)
STRENG = Rules(
    mode=Mode.DAY,
    part=Part.WHOLE_DAY,
    notice={
        Ask.LEAVE: Notice(0, Unit.HOURS),
        Ask.EXTRA: Notice(2, Unit.WORKDAYS),
        Ask.SWAP: Notice(1, Unit.WEEKS),
        Ask.FLEXIBLE: Notice(3, Unit.WEEKS),
    },
    longest_ahead=dict.fromkeys((Ask.EXTRA, Ask.SWAP), Notice(4, Unit.WEEKS)),
    asks=frozenset({Ask.LEAVE, Ask.EXTRA, Ask.SWAP, Ask.FLEXIBLE}),
    decider=dict.fromkeys(Ask, Decider.OFFICE) | {Ask.LEAVE: Decider.AUTOMATIC},
    window=Window(Reach.MONTH, after=5),
    most_a_month={Ask.SWAP: 1},
    most_a_year={Ask.SWAP: 10},
    own_group_only=True,
    same_day_type=True,
    within_contract_weeks=True,
    swap_again=False,
    transport_by_person=True,
    undo=Notice(2, Unit.WEEKS),
)
PRESETS = {"ruim": RUIM, "gewoon": GEWOON, "streng": STRENG}
