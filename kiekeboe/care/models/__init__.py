from kiekeboe.care.models.attendance import Visit
from kiekeboe.care.models.entries import Entry, EntryVersion, SleepLook
from kiekeboe.care.models.fetching import Fetching
from kiekeboe.care.models.from_home import HomeNote
from kiekeboe.care.models.handing import HandoverNote, HandoverRead
from kiekeboe.care.models.mustering import Muster, MusterTick
from kiekeboe.care.models.policies import LogRule, SleepCheckRule
from kiekeboe.care.models.reactions import Reaction
from kiekeboe.care.models.received import Received

__all__ = [
    "Entry",
    "EntryVersion",
    "Fetching",
    "HandoverNote",
    "HandoverRead",
    "HomeNote",
    "LogRule",
    "Muster",
    "MusterTick",
    "Reaction",
    "Received",
    "SleepCheckRule",
    "SleepLook",
    "Visit",
]
