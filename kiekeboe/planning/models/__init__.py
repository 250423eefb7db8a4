from kiekeboe.planning.models.absences import Absence
from kiekeboe.planning.models.balances import Credit
from kiekeboe.planning.models.bookings import Booking
from kiekeboe.planning.models.calendars import ClosedDay
from kiekeboe.planning.models.changes import ContractChange
from kiekeboe.planning.models.contract_days import ContractDay
from kiekeboe.planning.models.feeds import CalendarFeed
from kiekeboe.planning.models.infections import InfectionNotice, OutbreakRule, Sign
from kiekeboe.planning.models.lending import Lending
from kiekeboe.planning.models.occasions import Occasion, SignUp, TalkSlot
from kiekeboe.planning.models.placements import Placement
from kiekeboe.planning.models.requests import Request
from kiekeboe.planning.models.rosters import RosterShift, StaffAbsence, SteadyFace, Stint
from kiekeboe.planning.models.rules import RequestRules
from kiekeboe.planning.models.schools import School, SchoolDay, Schooling

__all__ = [
    "Absence",
    "Booking",
    "CalendarFeed",
    "ClosedDay",
    "ContractChange",
    "ContractDay",
    "Credit",
    "InfectionNotice",
    "Lending",
    "Occasion",
    "OutbreakRule",
    "Placement",
    "Request",
    "RequestRules",
    "RosterShift",
    "School",
    "SchoolDay",
    "Schooling",
    "Sign",
    "SignUp",
    "StaffAbsence",
    "SteadyFace",
    "Stint",
    "TalkSlot",
]
