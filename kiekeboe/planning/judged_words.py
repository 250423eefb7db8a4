"""What was judged of a day, in one sentence, in the language of whoever reads."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kiekeboe.planning.group_day import GroupDay, Lack
from kiekeboe.planning.ratio_words import sentence as reason
from kiekeboe.planning.short_staffed import Judged, Second, Verdict

VERDICTS = {
    Verdict.NOBODY: _("There are children, and nobody is there for them."),
    Verdict.BELOW_HALF: _("Less than half of the colleagues that are needed."),
    Verdict.NOT_ALLOWED: _(
        "Too few colleagues for %(short)s minutes. On this day that may not be."
    ),
    Verdict.TOO_LONG: _(
        "Too few colleagues for %(short)s minutes. At most %(allowed)s minutes may be."
    ),
    Verdict.ALONE: _("One colleague alone. Another adult must be in the building."),
    Verdict.WITHIN: _("Fewer colleagues for %(short)s of %(allowed)s minutes. That may be."),
    Verdict.MET: _("Enough colleagues all day."),
}
SECONDS = {
    Second.IN_THE_BUILDING: _("Another adult must be in the building."),
    Second.WITHIN_REACH: _("Another adult must be there within 15 minutes."),
    Second.SEEN_OR_HEARD: _("Somebody must see or hear this colleague (four eyes)."),
}
IN_ORDER = (Second.IN_THE_BUILDING, Second.WITHIN_REACH, Second.SEEN_OR_HEARD)


def verdict(judged: Judged) -> str:
    """What the rule says of this day."""
    facts = {"short": judged.short, "allowed": judged.allowed}
    return gettext(VERDICTS[judged.verdict]) % facts


def tone(day: GroupDay) -> str:
    """The tone of a day: ok, warn, stop, or none when no children come."""
    if not day.children:
        return "none"
    if day.judged.verdict.breaks_the_rule or not day.may_be_together or day.full:
        return "stop"
    return "ok" if day.judged.verdict == Verdict.MET else "warn"


def seconds(warnings) -> list[str]:
    """What to see to when one professional stands alone, the gravest first."""
    return [gettext(SECONDS[one]) for one in IN_ORDER if one in warnings]


def lacking(lack: Lack) -> str:
    """Why so many are needed in a stretch that lacks staff."""
    return reason(lack.needed)


def clock(minutes: int) -> str:
    """Minutes of the day as 16:30."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
