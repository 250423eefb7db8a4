from kiekeboe.people.models.children import Allergy, Child, Collector
from kiekeboe.people.models.consents import Channel, Consent, Purpose
from kiekeboe.people.models.employees import Employee, Qualification, Role
from kiekeboe.people.models.guardians import Guardian, Guardianship, Household
from kiekeboe.people.models.moves import Move
from kiekeboe.people.models.profile import EmergencyContact, ProfileChange

__all__ = [
    "Allergy",
    "Channel",
    "Child",
    "Collector",
    "Consent",
    "EmergencyContact",
    "Employee",
    "Guardian",
    "Guardianship",
    "Household",
    "Move",
    "ProfileChange",
    "Purpose",
    "Qualification",
    "Role",
]
