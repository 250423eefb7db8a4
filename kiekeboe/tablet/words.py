"""Sentences that the tablet says by itself: they stand in the page, because it works offline.

A pair is singular and plural, chosen by `n`. `%(name)s` is filled in on the tablet.
"""

from django.utils.translation import gettext_lazy as _

COMMON = {
    "and": _("and"),
    "undo": _("Undo"),
    "undone": _("Undone"),
    "close": _("Close"),
}

DOOR = {
    "coming_in": _("Coming in"),
    "going_home": _("Going home"),
    "who_brings": _("Who brings?"),
    "who_collects": _("Who collects?"),
    "who_brought_name": _("Who brought %(name)s?"),
    "somebody_else": _("Somebody else"),
    "only_today": _("only today"),
    "may_not_collect": _("may not collect"),
    "not_on_list": _("%(name)s is not on the list. Check who it is before you go on."),
    "choose_collector": _("Choose who collects %(name)s."),
    "choose_bringer": _("Choose who brought %(name)s."),
}

LISTS = {
    "minutes": _("%(n)s min"),
    "hours": _("%(h)s h %(m)s"),
    "since": _("since %(time)s"),
    "seen": _("Seen"),
    "seen_at": _("Seen at %(time)s"),
    "seen_by": _("Seen by %(name)s, %(time)s"),
    "note_from": _("from %(name)s, %(time)s"),
    "note_night": _("Night"),
    "note_last_bottle": _("Last bottle"),
    "note_mood": _("Mood"),
    "note_medicine": _("Medicine"),
    "note_collected_by": _("Who collects"),
    "looked": _("I have looked"),
    "look_now": _("Look at %(name)s now."),
    "looked_ago": _("looked %(time)s ago"),
    "asleep_for": _("asleep %(time)s"),
    "look_missed": _("Missed: look of %(time)s, %(late)s late"),
    "here_now": (_("%(n)s child is here at %(time)s."), _("%(n)s children are here at %(time)s.")),
    "known_at": _("No internet. This is what the tablet knew at %(time)s."),
    "handover_empty": _("Write what colleagues must know."),
    "handover_left": _("Left for colleagues"),
    "handover_line": _("%(name)s, %(when)s. Stays until %(until)s."),
    "you_read_it": _("Your colleagues see that you read it"),
    "read_by": _("Read by %(names)s"),
    "sure_take_back": _("Really take it back?"),
    "taken_back": _("Taken back"),
}

MUSTER = {
    "muster_real": _("Evacuation"),
    "muster_drill": _("Drill"),
    "muster_calm": _("Parents hear nothing of it."),
    "muster_by": _(", begun by %(name)s"),
    "muster_who": (_("%(n)s person is on the list."), _("%(n)s people are on the list.")),
    "muster_count": _("%(safe)s of %(n)s safe"),
    "muster_children": _("Our children"),
    "muster_adults": _("Our colleagues"),
    "muster_house": _("The rest of the house"),
    "safe": _("Safe"),
    "not_yet": _("Not yet"),
    "muster_name_first": _("Choose or type a name first."),
    "muster_missing": _("Not ticked: %(names)s. Tap again to end it anyway."),
    "muster_all_safe": _("Everybody is safe"),
    "muster_some_missing": _("Not everybody was ticked"),
    "muster_kind": _("Kind"),
    "muster_began": _("Began"),
    "muster_ended": _("Ended"),
    "muster_took": _("Took"),
    "muster_safe": _("Count"),
}

WAITING = {
    "no_internet": _("No internet"),
    "go_on": _("You can go on. Last contact: %(time)s."),
    "is_sending": _("There is internet"),
    "is_sending_text": _("What waits goes out by itself, in this order."),
    "update_now": _("It opens at once. Nothing is lost."),
    "update_later": _("First let go out what waits. Then you can open it."),
    "waits": _("Waits"),
    "sending": _("Is going"),
    "choice_yes": _("Yes, that is right"),
    "choice_again": _("Try again"),
    "choice_mine": _("Mine instead"),
    "choice_keep_theirs": _("Keep theirs"),
    "choice_others": _("Only the others"),
    "choice_log_again": _("Log it again"),
    "choice_as_me": _("Send it in my name"),
    "choice_other_child": _("For another child"),
    "choice_drop": _("Throw away"),
    "choice_made": _("Done"),
    "sure_drop": _("Lost for good: %(what)s. Sure?"),
    "taken_away": _("Taken away"),
    "item_log": _("%(what)s: %(names)s"),
    "item_change": _("Changed %(what)s: %(names)s"),
    "item_withdraw": _("Deleted %(what)s: %(names)s"),
    "item_restore": _("Brought back %(what)s: %(names)s"),
    "item_wake": _("Awake: %(names)s"),
    "item_sleep_on": _("Still asleep: %(names)s"),
    "item_arrive": _("Came in: %(names)s"),
    "item_undo_arrive": _("Did not come: %(names)s"),
    "item_bringer": _("Who brought: %(names)s"),
    "item_leave": _("Went home: %(names)s"),
    "item_undo_leave": _("Is still here: %(names)s"),
    "item_times": _("Other times: %(names)s"),
    "item_look": _("Looked at: %(names)s"),
    "item_seen": _("Note from home seen: %(names)s"),
    "item_photo": _("Photo: %(names)s"),
    "item_photo_withdraw": _("Photo taken back"),
    "item_handover_write": _("A note for colleagues"),
    "item_handover_read": _("Note of a colleague read"),
    "item_handover_withdraw": _("Note for colleagues taken back"),
    "item_muster_begin": _("Evacuation begun"),
    "item_muster_tick": _("Evacuation: somebody ticked"),
    "item_muster_end": _("Evacuation ended"),
    "item_pin_tries": _("Wrong PINs"),
}

PHOTO = {
    "yes": _("Yes"),
    "no": _("No"),
    "photo_first": _("Take a photo first."),
    "photo_who": _("Choose who is in the photo."),
    "parents_of": _("Parents of %(name)s"),
    "own_parents_only": _("%(names)s: only for their own parents"),
    "no_photos_wanted": _("They do not want photos"),
    "share_with": (_("Share with %(n)s family"), _("Share with %(n)s families")),
    "keep_inside": _("Keep for colleagues only"),
    "photo_goes": _("Photo shared"),
    "photo_waits": _("Photo kept. It goes when there is internet"),
    "photo_too_large": _("This photo is too large. Take it with this tablet."),
    "storage_short": _("This tablet is nearly full. Let what waits go out first."),
}

WORDS = {**COMMON, **DOOR, **LISTS, **MUSTER, **WAITING, **PHOTO}


def spoken() -> dict:
    """All sentences in the language of now, ready for the page."""
    return {
        key: [str(one) for one in words] if isinstance(words, tuple) else str(words)
        for key, words in WORDS.items()
    }
