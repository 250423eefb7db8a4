from kiekeboe.accounts.models.devices import Device, Pairing, Pass, PinTry, Turn
from kiekeboe.accounts.models.guesses import Guess
from kiekeboe.accounts.models.invitations import Invitation
from kiekeboe.accounts.models.mail_keys import MailKey
from kiekeboe.accounts.models.sessions import Browser, Session
from kiekeboe.accounts.models.users import User

__all__ = [
    "Browser",
    "Device",
    "Guess",
    "Invitation",
    "MailKey",
    "Pairing",
    "Pass",
    "PinTry",
    "Session",
    "Turn",
    "User",
]
