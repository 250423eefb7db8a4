"""The reason of a ratio in one sentence, in the language of whoever reads."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kiekeboe.planning.ratio import Because, Needed

SENTENCES = {
    Because.NOBODY: _("No children, so no staff."),
    Because.ROW: _(
        "Ages %(youngest)s to %(until)s: %(staff)s staff for at most %(most)s children "
        "(%(children)s now)."
    ),
    Because.FORMULA: _(
        "%(babies)s babies: the formula gives %(exact)s, so %(staff)s staff; the table asks for "
        "%(table)s."
    ),
    Because.ONE_FEWER: _(
        "One child fewer needs %(fewer)s staff, so this group needs %(staff)s (rule 2)."
    ),
    Because.TOO_MANY: _(
        "%(children)s children are too many together: at most %(cap)s of these ages."
    ),
    Because.TOO_MANY_BABIES: _("%(babies)s babies among %(children)s children are too many."),
    Because.WHOLE_PLACE: _(
        "%(children)s children in the whole location: the formula gives %(exact)s, so %(staff)s "
        "staff."
    ),
}


def sentence(needed: Needed) -> str:
    """Why so many, in the active language."""
    return gettext(SENTENCES[needed.because]) % said(needed)


def plain(needed: Needed) -> str:
    """The same in English, for files."""
    return SENTENCES[needed.because] % said(needed)


def said(needed: Needed) -> dict:
    """The facts as they are written: exact numbers with three decimals, rounded up."""
    exact = needed.facts.get("exact")
    if exact is None:
        return needed.facts
    thousandths = -(-exact.numerator * 1000 // exact.denominator)
    return needed.facts | {"exact": f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")}
