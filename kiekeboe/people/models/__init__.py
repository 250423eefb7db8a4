from kiekeboe.people.models.children import Allergy, Child, Collector
from kiekeboe.people.models.consents import Channel, Consent, Purpose
from kiekeboe.people.models.employees import Employee, Qualification, Role
from kiekeboe.people.models.guardians import Guardian, Guardianship, Household

__all__ = [
    "Allergy",
    "Channel",
    "Child",
    "Collector",
    "Consent",
    "Employee",
    "Guardian",
    "Guardianship",
    "Household",
    "Purpose",
    "Qualification",
    "Role",
]
