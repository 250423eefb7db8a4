"""The working of an amount in words: "2 days × 11 hours × 52 weeks ÷ 12" (K1)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.billing.rounding import hundredths


def words_of(working: Iterable[Sequence]) -> str:
    """`working` is [[minutes a week, weeks a year], …] as a line keeps it; days that are alike
    are counted together. In the language that is active; empty without days."""
    parts = Counter((int(minutes), Fraction(weeks)) for minutes, weeks in working)
    found = [_part(minutes, weeks, many) for (minutes, weeks), many in parts.items()]
    if not found:
        return ""
    if len(found) == 1:
        return _("%(part)s ÷ 12") % {"part": found[0]}
    return _("(%(parts)s) ÷ 12") % {"parts": " + ".join(found)}


def _part(minutes: int, weeks: Fraction, many: int) -> str:
    days = ngettext("%(many)s day", "%(many)s days", many) % {"many": many}
    return _("%(days)s × %(hours)s hours × %(weeks)s weeks") % {
        "days": days,
        "hours": plain(Fraction(minutes, 60)),
        "weeks": plain(weeks),
    }


def plain(number: Fraction) -> str:
    """A number as people write it: whole, or with up to two decimals, in the active language."""
    whole = hundredths(number)
    if whole.denominator == 1:
        return str(whole.numerator)
    return number_format(round(float(whole), 2)).rstrip("0")


def money(cents: int) -> str:
    """An amount with its sign before the euro: "€ 1.039,13", "− € 12,50"."""
    euros = number_format(f"{abs(cents) // 100}.{abs(cents) % 100:02}", 2, force_grouping=True)
    return f"− € {euros}" if cents < 0 else f"€ {euros}"
