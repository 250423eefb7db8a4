from kiekeboe.planning.models.absences import Absence
from kiekeboe.planning.models.calendars import ClosedDay
from kiekeboe.planning.models.contract_days import ContractDay
from kiekeboe.planning.models.placements import Placement
from kiekeboe.planning.models.rosters import RosterShift

__all__ = ["Absence", "ClosedDay", "ContractDay", "Placement", "RosterShift"]
