"""The log policy as a table: the choice of this level, and what then holds and by whom."""

from kiekeboe.care import kinds, policy
from kiekeboe.office.forms.policy import kind_name


def table(form, layers, age_months=None):
    """(kind, [(bound field, decision), …]) per kind, a cell per age band of the form."""
    decisions = {
        first: policy.levels(
            kinds.DEFAULTS,
            layers["location"],
            layers["group"],
            layers["child"],
            first if age_months is None else age_months,
        )
        for first, _last in form.bands
    }
    return [
        (
            kind_name(kind),
            kinds.get(kind).icon,
            [(form[f"{kind}_{first}"], decisions[first][kind]) for first, _last in form.bands],
        )
        for kind in kinds.NAMES
    ]
