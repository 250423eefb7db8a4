from kiekeboe.accounts.models.devices import Device, Pairing, PinTry, Turn
from kiekeboe.accounts.models.invitations import Invitation
from kiekeboe.accounts.models.users import User

__all__ = ["Device", "Invitation", "Pairing", "PinTry", "Turn", "User"]
