"""Who may do what: one table, shown in the office and tested per cell (A4).

Reach comes first: a right says nothing about things a person cannot reach.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    LOG_CARE = "log_care"
    SEE_DAY = "see_day"
    SEE_MEDICAL = "see_medical"
    SEE_FAMILY = "see_family"
    FOLLOW_DEVELOPMENT = "follow_development"
    SHARE_PHOTOS = "share_photos"
    CORRECT_ATTENDANCE = "correct_attendance"
    SEE_OFFICE = "see_office"
    SEE_CHILDREN = "see_children"
    EDIT_CHILDREN = "edit_children"
    EDIT_CONSENT = "edit_consent"
    INVITE_PARENTS = "invite_parents"
    BLOCK_GUARDIANS = "block_guardians"
    PAIR_DEVICES = "pair_devices"
    SET_POLICY = "set_policy"
    EDIT_ORGANISATION = "edit_organisation"
    EDIT_PEOPLE = "edit_people"
    EDIT_PLANNING = "edit_planning"
    KEEP_BOOKS = "keep_books"
    SEE_ACCESS_LOG = "see_access_log"
    SEE_PROTECTED_ADDRESS = "see_protected_address"


LABELS = {
    Right.LOG_CARE: _("Log the day of a child"),
    Right.SEE_DAY: _("See the day of a child"),
    Right.SEE_MEDICAL: _("See medical data"),
    Right.SEE_FAMILY: _("See the family"),
    Right.FOLLOW_DEVELOPMENT: _("Follow the development of a child"),
    Right.SHARE_PHOTOS: _("Take and share photos"),
    Right.CORRECT_ATTENDANCE: _("Correct attendance"),
    Right.SEE_OFFICE: _("Open the office"),
    Right.SEE_CHILDREN: _("See children"),
    Right.EDIT_CHILDREN: _("Change children"),
    Right.EDIT_CONSENT: _("Record consent"),
    Right.INVITE_PARENTS: _("Invite parents"),
    Right.BLOCK_GUARDIANS: _("Block a guardian"),
    Right.PAIR_DEVICES: _("Pair tablets"),
    Right.SET_POLICY: _("Set what is logged"),
    Right.EDIT_ORGANISATION: _("Change locations and groups"),
    Right.EDIT_PEOPLE: _("Change colleagues and roles"),
    Right.EDIT_PLANNING: _("Change roster, closed days and activities"),
    Right.KEEP_BOOKS: _("Contracts, prices and invoices"),
    Right.SEE_ACCESS_LOG: _("See who looked in a file"),
    Right.SEE_PROTECTED_ADDRESS: _("See a protected address"),
}

_GROUP = {Right.SEE_DAY, Right.LOG_CARE, Right.SHARE_PHOTOS}
_CAREGIVER = _GROUP | {Right.SEE_MEDICAL, Right.SEE_FAMILY, Right.FOLLOW_DEVELOPMENT}
_OFFICE = {
    Right.SEE_OFFICE,
    Right.SEE_DAY,
    Right.SEE_CHILDREN,
    Right.EDIT_CHILDREN,
    Right.SEE_FAMILY,
    Right.SEE_MEDICAL,
    Right.EDIT_CONSENT,
    Right.INVITE_PARENTS,
    Right.CORRECT_ATTENDANCE,
    Right.EDIT_PLANNING,
}
_MANAGER = _OFFICE | {
    Right.LOG_CARE,
    Right.SHARE_PHOTOS,
    Right.FOLLOW_DEVELOPMENT,
    Right.BLOCK_GUARDIANS,
    Right.PAIR_DEVICES,
    Right.SET_POLICY,
    Right.KEEP_BOOKS,
    Right.SEE_ACCESS_LOG,
}

TABLE: dict[str, frozenset[Right]] = {
    "owner": frozenset(_MANAGER | {Right.EDIT_ORGANISATION, Right.EDIT_PEOPLE} - {Right.LOG_CARE}),
    "manager": frozenset(_MANAGER | {Right.EDIT_PEOPLE}),
    "office": frozenset(_OFFICE | {Right.EDIT_ORGANISATION}),
    "finance": frozenset(
        {
            Right.SEE_OFFICE,
            Right.SEE_CHILDREN,
            Right.SEE_FAMILY,
            Right.SEE_PROTECTED_ADDRESS,
            Right.KEEP_BOOKS,
        }
    ),
    "caregiver": frozenset(_CAREGIVER),
    "mentor": frozenset(_CAREGIVER),
    "trainee": frozenset(_GROUP),
    "committee": frozenset(),
    "inspector": frozenset({Right.SEE_OFFICE, Right.SEE_CHILDREN, Right.SEE_ACCESS_LOG}),
}

# Which roles each role may give and take away.
GIVES: dict[str, frozenset[str]] = {
    "owner": frozenset(TABLE),
    "manager": frozenset({"manager", "office", "caregiver", "mentor", "trainee"}),
}

OFFICE_ROLES = frozenset(role for role, rights in TABLE.items() if Right.SEE_OFFICE in rights)
GROUP_ROLES = frozenset({"caregiver", "trainee"})


def rights_of(role_names) -> frozenset[Right]:
    """Everything that these roles together allow."""
    return frozenset().union(*(TABLE[name] for name in role_names))
