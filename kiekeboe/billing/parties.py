"""Who sends an invoice and who pays it, as they are on the day of the issue."""

from kiekeboe.organisation.models import Company, Location


def sellers_of(companies) -> dict:
    """{company: what is printed of it}, with the address of its first location. Two questions."""
    addresses: dict = {}
    for one in Location.objects.filter(company__in=companies).order_by("name"):
        if one.address:
            addresses.setdefault(one.company_id, one.address)
    return {
        one.pk: {
            "name": one.name,
            "chamber_number": one.chamber_number,
            "iban": one.iban,
            "address": addresses.get(one.pk, ""),
        }
        for one in Company.objects.filter(pk__in=companies)
    }


def buyer_of(guardian) -> dict:
    """Name and address of who pays. A protected address is not printed: papers travel."""
    home = guardian.household
    return {"name": str(guardian), "address": "" if _hides(guardian) else home.address}


def printed_now(buyer: dict, guardian) -> dict:
    """What an earlier invoice kept of who pays, for a paper of today: without an address that was
    protected since."""
    return buyer | {"address": ""} if _hides(guardian) else buyer


def _hides(guardian) -> bool:
    return guardian.household is None or guardian.household.is_protected
