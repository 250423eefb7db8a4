from kiekeboe.organisation.models.groups import Group
from kiekeboe.organisation.models.locations import Location
from kiekeboe.organisation.models.organisations import Company, Organisation

__all__ = ["Company", "Group", "Location", "Organisation"]
