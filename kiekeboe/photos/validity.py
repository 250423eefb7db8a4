"""Until when a signed address stands: what takes a photo away from somebody, and who is signed in.

Each organisation has a number that goes up, inside the same transaction, with every event that may
take a photo away from anybody. An address names the number under which it was made. Numbers and
sign-ins are remembered for at most `REMEMBERED` seconds in each process, so that a photo costs no
question; a change is known everywhere within that time, and at once in the process that made it.
"""

import time
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kiekeboe.accounts.sessions import account_of
from kiekeboe.photos.models import Validity

REMEMBERED = 30  # seconds
MOST = 20_000  # sign-ins remembered at a time

# After these, somebody may no longer see a photo that they saw before.
TAKING = frozenset(
    {
        "photo_withdrawn",
        "consent_given",  # the newest answer may come from another parent, or be about less
        "consent_refused",
        "guardian_added",  # a new parent's missing or earlier answer counts from now on
        "guardian_blocked",
        "guardian_unblocked",
        "guardianship_changed",  # authority, or whether they see photos at all
        "guardianship_ended",
        "household_left",
        "relative_withdrawn",
    }
)
# About the same people and photos, but nobody sees less after them.
HARMLESS = frozenset(
    {
        "photo_shared",
        "photo_reported",
        "photo_report_settled",  # a photo that goes is withdrawn as well
        "film_failed",
        "guardian_registered",
        "guardian_changed",
        "guardian_phone_changed",
        "relative_known",
        "child_registered",
        "child_changed",
        "child_placed",
        "child_lent",
        "child_back",
    }
)
ABOUT = ("photo", "film", "consent", "guardian", "household", "relative", "child", "appearance")


def takes_away(verb: str) -> bool:
    """Whether addresses end with this event. What nobody thought about yet does."""
    return verb in TAKING or (verb.startswith(ABOUT) and verb not in HARMLESS)


def listen(sender, events, **more) -> None:
    """Receiver of `events.recording.recorded`; runs in the transaction of the event."""
    for organisation in {one.organisation_id for one in events if takes_away(one.verb)}:
        raise_number(organisation)


def raise_number(organisation: UUID) -> None:
    """No address made before now stands. The transaction holds the organisation's turn to write."""
    counted = Validity.objects.filter(pk=organisation)
    if not counted.update(number=F("number") + 1):
        Validity.objects.get_or_create(pk=organisation, defaults={"number": 1})
    transaction.on_commit(lambda: NUMBERS.forget(organisation))


class Remembered:
    """Answers of at most `REMEMBERED` seconds old; those that came to nothing are not kept."""

    def __init__(self, ask):
        self.ask = ask
        self.known: dict = {}

    def peek(self, key):
        """The answer if it is fresh, without asking; else None."""
        found = self.known.get(key)
        return found[1] if found and time.monotonic() < found[0] else None

    def get(self, key, **words):
        """The answer, asked again when it is too old. At most one query."""
        answer = self.peek(key)
        if answer is None:
            moment = time.monotonic()  # before asking: the answer may be older than its arrival
            answer = self.ask(key, **words)
            if len(self.known) >= MOST:
                self.known.clear()
            if answer is not None:
                self.known[key] = (moment + REMEMBERED, answer)
        return answer

    def forget(self, key) -> None:
        self.known.pop(key, None)


def _number(organisation: UUID) -> int:
    return Validity.objects.filter(pk=organisation).values_list("number", flat=True).first() or 0


def _signed_in(session_key: str, *, at) -> bool | None:
    return account_of(session_key, at)[0] is not None or None


NUMBERS = Remembered(_number)
SESSIONS = Remembered(_signed_in)


def stands(organisation: UUID, number: int, session_key: str, *, at) -> bool:
    """Whether the number is still that of the organisation, and the sign-in still holds."""
    return NUMBERS.get(organisation) == number and bool(SESSIONS.get(session_key, at=at))


def stands_without_asking(organisation: UUID, number: int, session_key: str) -> bool:
    """The same from memory alone; False also means: not known here."""
    return NUMBERS.peek(organisation) == number and bool(SESSIONS.peek(session_key))
