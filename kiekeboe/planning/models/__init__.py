from kiekeboe.planning.models.absences import Absence
from kiekeboe.planning.models.balances import Credit
from kiekeboe.planning.models.bookings import Booking
from kiekeboe.planning.models.calendars import ClosedDay
from kiekeboe.planning.models.contract_days import ContractDay
from kiekeboe.planning.models.placements import Placement
from kiekeboe.planning.models.requests import Request
from kiekeboe.planning.models.rosters import RosterShift
from kiekeboe.planning.models.rules import RequestRules
from kiekeboe.planning.models.schools import School, SchoolDay, Schooling

__all__ = [
    "Absence",
    "Booking",
    "ClosedDay",
    "ContractDay",
    "Credit",
    "Placement",
    "Request",
    "RequestRules",
    "RosterShift",
    "School",
    "SchoolDay",
    "Schooling",
]
