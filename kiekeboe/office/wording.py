"""The verbs of the record, as the access log tells them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TABS = {
    "child": gettext_lazy("Overview"),
    "family": gettext_lazy("Family"),
    "planning": gettext_lazy("Planning"),
    "consent": gettext_lazy("Consent"),
    "health": gettext_lazy("Health"),
    "log": gettext_lazy("Access log"),
}
VERBS = {
    "absence_reported": gettext_lazy("Reported the child absent"),
    "address_changed": gettext_lazy("Changed an address"),
    "allergy_changed": gettext_lazy("Changed an allergy"),
    "allergy_ended": gettext_lazy("Ended an allergy"),
    "allergy_noted": gettext_lazy("Wrote down an allergy"),
    "check_in_undone": gettext_lazy("Undid coming in"),
    "check_out_undone": gettext_lazy("Undid going home"),
    "checked_in": gettext_lazy("Let the child in"),
    "checked_out": gettext_lazy("Let the child go home"),
    "child_changed": gettext_lazy("Changed the child's details"),
    "child_placed": gettext_lazy("Gave the child a group"),
    "child_registered": gettext_lazy("Opened the file"),
    "closed_by_clock": gettext_lazy("The visit was closed at closing time"),
    "collector_withdrawn": gettext_lazy("Withdrew a collector"),
    "consent_asked": gettext_lazy("Asked a parent for answers about photos"),
    "consent_given": gettext_lazy("Gave consent"),
    "consent_refused": gettext_lazy("Refused consent"),
    "contract_days_agreed": gettext_lazy("Changed the contract days"),
    "entry_changed": gettext_lazy("Changed something in the diary"),
    "entry_restored": gettext_lazy("Brought something back in the diary"),
    "entry_withdrawn": gettext_lazy("Took something out of the diary"),
    "guardian_added": gettext_lazy("Added a guardian"),
    "guardian_blocked": gettext_lazy("Blocked a guardian"),
    "guardian_changed": gettext_lazy("Changed a guardian's details"),
    "guardian_unblocked": gettext_lazy("Unblocked a guardian"),
    "guardianship_changed": gettext_lazy("Changed what a guardian may"),
    "film_failed": gettext_lazy("Could not make a film"),
    "guardianship_ended": gettext_lazy("Ended a guardian's relation"),
    "health_changed": gettext_lazy("Changed the health notes"),
    "home_note_seen": gettext_lazy("Read the note from home"),
    "household_left": gettext_lazy("A guardian lives apart"),
    "invitation_accepted": gettext_lazy("Accepted the invitation"),
    "invited": gettext_lazy("Invited a parent"),
    "log_policy_set": gettext_lazy("Changed what is logged"),
    "logged": gettext_lazy("Wrote in the diary"),
    "photo_shared": gettext_lazy("Shared a photo"),
    "photo_withdrawn": gettext_lazy("Withdrew a photo"),
    "reacted": gettext_lazy("Said something to an entry or a photo"),
    "reaction_seen": gettext_lazy("Read what the family said"),
    "reaction_taken_back": gettext_lazy("Took back what was said to an entry or a photo"),
    "relative_known": gettext_lazy("A relative joined with an account we know"),
    "relative_withdrawn": gettext_lazy("Ended the reading along of a relative"),
    "still_here_at_closing": gettext_lazy("Still here at closing time"),
    "told_from_home": gettext_lazy("Told something from home"),
    "visit_corrected": gettext_lazy("Corrected the times"),
    "bringer_named": gettext_lazy("Said who brought the child"),
    "woke_up": gettext_lazy("Wrote down that the child woke up"),
}


def verb_name(verb: str, payload: dict) -> str:
    """What happened, in words; a verb that is new here stands as it is."""
    if verb == "file_read":
        return _("Looked at the file: %s") % TABS.get(payload.get("tab"), "")
    return str(VERBS.get(verb, verb))
