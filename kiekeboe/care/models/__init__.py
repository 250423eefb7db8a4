from kiekeboe.care.models.attendance import Visit
from kiekeboe.care.models.entries import Entry, EntryVersion, SleepLook
from kiekeboe.care.models.from_home import HomeNote
from kiekeboe.care.models.policies import LogRule, SleepCheckRule
from kiekeboe.care.models.received import Received

__all__ = [
    "Entry",
    "EntryVersion",
    "HomeNote",
    "LogRule",
    "Received",
    "SleepCheckRule",
    "SleepLook",
    "Visit",
]
