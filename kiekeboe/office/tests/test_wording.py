"""Everything that is recorded about a child has words in its log."""

import ast
from pathlib import Path

import kiekeboe
from kiekeboe.office.wording import VERBS

ROOT = Path(kiekeboe.__file__).parent
# What is about no child, and so stands in the log of none.
OF_NO_CHILD = {
    "colleague_hired", "company_added", "development_chosen", "device_paired",
    "family_letter_mailed",
    "device_revoked", "group_added", "group_ended", "guardian_registered", "handover_read",
    "handover_withdrawn",
    "handover_written", "invitation_revoked", "location_added", "muster_begun", "muster_ended",
    "muster_joined", "muster_ticked", "pairing_offered", "pin_locked", "pin_set", "pin_unlocked",
    "role_ended", "role_given", "sleep_checks_set", "turn_began",
    "calendar_closed", "calendar_opened", "colleague_qualified", "qualification_ended",
    "shift_left", "shift_planned", "shift_removed", "talk_dropped", "talks_planned",
    "week_copied",
    # A conversation is about a child of two households, so its events name none.
    "arrival_seen", "arrival_unseen", "reaction_unseen",
    "chat_policy_set", "conversation_handed_over", "message_unseen", "news_confirmed",
    "news_drafted", "news_planned", "news_published", "news_read", "news_reminded",
    "news_withdrawn", "note_template_changed", "note_template_withdrawn",
    "note_template_written", "out_of_office_ended", "out_of_office_set",
    # Who may see the diary does not see what somebody else pays.
    "billing_terms_set", "contract_downloaded", "contract_end_set", "contract_made",
    "contract_version_agreed",
    "invoice_credited", "invoice_downloaded", "invoice_issued", "invoice_mailed",
    "invoice_marked", "invoices_drafted", "move_planned", "move_withdrawn", "payment_received",
    "payment_taken_back", "price_set",
    "statement_downloaded",
}  # fmt: skip
SAID_ITSELF = {"file_read"}


def recorded() -> set[str]:
    """The verbs that the code records by name."""
    found = set()
    for path in ROOT.rglob("*.py"):
        if {"tests", "testing", "bench", "migrations"} & set(path.parts):
            continue
        calls = (one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call))
        for node in calls:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("record", "Happening", "_settle") and node.args:
                words = [node.args[0]] if name != "_settle" else node.args[2:3]
                found |= {
                    part.value
                    for word in words
                    for part in ast.walk(word)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_what_is_recorded_about_a_child_has_words():
    verbs = recorded()
    assert len(verbs) > 60
    assert verbs - VERBS.keys() - OF_NO_CHILD - SAID_ITSELF == set()


def test_no_word_is_left_for_a_verb_that_has_its_words():
    assert not OF_NO_CHILD & VERBS.keys()
