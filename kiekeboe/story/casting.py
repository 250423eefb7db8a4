"""Who is in the story and how each comes in: for `kiekeboe cast`, journeys and the demo page."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from kiekeboe.accounts.models import Device, User
from kiekeboe.organisation.models import Group, Location, Organisation
from kiekeboe.people.families import Family
from kiekeboe.people.models import Child, Consent, Employee, Guardian, Role
from kiekeboe.people.rights import OFFICE_ROLES
from kiekeboe.planning.models import Placement
from kiekeboe.story import cast, codes, houses, neighbours
from kiekeboe.tablet.access import DEVICE_COOKIE

PINS = {one.id: one.pin for one in cast.COLLEAGUES if one.pin}
PINS[neighbours.CAREGIVER] = neighbours.PIN
KEYS = {room.device: lambda room=room: houses.device_key(room) for room in cast.ROOMS}
KEYS[neighbours.DEVICE] = neighbours.device_key


def everyone(now, day) -> dict:
    """The whole cast as plain values; `now` decides the codes, `day` who sees whom."""
    ids = [cast.ORGANISATION, neighbours.ORGANISATION]
    return {
        "password": cast.PASSWORD,
        "organisations": [
            _organisation(one)
            for one in Organisation.objects.filter(pk__in=ids).order_by("founded_at")
        ],
        "children": _children(ids, day),
        "people": [*_colleagues(ids, now), *_parents(ids, now, day)],
        "devices": [_device(one) for one in _devices(ids)],
    }


def _organisation(organisation) -> dict:
    locations = Location.objects.filter(organisation=organisation).order_by("name")
    return {
        "id": str(organisation.pk),
        "name": organisation.name,
        "is_canary": organisation.pk == neighbours.ORGANISATION,
        "locations": [_location(one) for one in locations],
    }


def _location(location) -> dict:
    groups = Group.objects.filter(location=location).order_by("age_from_months")
    return {
        "id": str(location.pk),
        "name": location.name,
        "groups": [{"id": str(one.pk), "name": one.name} for one in groups],
    }


def _children(ids, day) -> list[dict]:
    placed = Placement.objects.in_force(day).filter(organisation__in=ids).select_related("group")
    groups = {one.child_id: one.group for one in placed}
    answers = Consent.objects.counting_on(day).filter(organisation__in=ids)
    said: dict = {}
    for child, purpose, yes in answers.values_list("child", "purpose", "allowed"):
        known = said.setdefault(child, {})
        known[purpose] = yes and known.get(purpose, True)
    rows = Child.objects.filter(organisation__in=ids)
    return [
        {
            "id": str(one.pk),
            "name": str(one),
            "first_name": one.first_name,
            "born_on": one.born_on.isoformat(),
            "organisation": str(one.organisation_id),
            "group": str(groups[one.pk].pk) if one.pk in groups else None,
            "group_name": groups[one.pk].name if one.pk in groups else "",
            "consent": said.get(one.pk, {}),
        }
        for one in rows
    ]


def _colleagues(ids, now) -> list[dict]:
    roles: dict = {}
    for role in Role.objects.filter(organisation__in=ids).select_related("group", "location"):
        roles.setdefault(role.employee_id, []).append(role)
    found = []
    for one in Employee.objects.filter(organisation__in=ids).select_related("account"):
        names = [role.name for role in roles.get(one.pk, ())]
        group = next((role.group for role in roles.get(one.pk, ()) if role.group), None)
        signs_in = one.account and OFFICE_ROLES.intersection(names)
        found.append(
            {
                "id": str(one.pk),
                "kind": "colleague",
                "name": str(one),
                "organisation": str(one.organisation_id),
                "roles": names,
                "group": str(group.pk) if group else None,
                "group_name": group.name if group else "",
                "pin": PINS.get(one.pk, ""),
            }
            | (_sign_in(one.account, now) if signs_in else {"email": ""})
        )
    return found


def _parents(ids, now, day) -> list[dict]:
    rows = Guardian.objects.filter(organisation__in=ids).select_related("account")
    return [
        {
            "id": str(one.pk),
            "kind": "guardian",
            "name": str(one),
            "organisation": str(one.organisation_id),
            "roles": ["guardian"],
            "invited_as": "" if one.account else one.email,
            "children": _sees(one.account, day) if one.account else [],
        }
        | (_sign_in(one.account, now) if one.account else {"email": ""})
        for one in rows
    ]


def _sees(account, day) -> list[dict]:
    return [{"id": str(one.pk), "name": one.first_name} for one in Family.of(account, day).children]


def _sign_in(account: User, now) -> dict:
    found = {"email": account.email, "password": cast.PASSWORD, "account": str(account.pk)}
    factors = {one.type: one for one in Authenticator.objects.filter(user=account)}
    if Authenticator.Type.TOTP in factors:
        code = codes.code_at(cast.TOTP_SECRET, now.timestamp())
        found["totp"] = {"secret": cast.TOTP_SECRET, "code": code}
    if recovery := factors.get(Authenticator.Type.RECOVERY_CODES):
        found["recovery_codes"] = RecoveryCodes(recovery).get_unused_codes()
    return found


def _devices(ids):
    rows = Device.objects.filter(organisation__in=ids, pk__in=KEYS)
    return rows.select_related("group", "location").order_by("name")


def _device(device) -> dict:
    roles = Role.objects.filter(group=device.group_id).select_related("employee")
    people = [role.employee for role in roles.order_by("employee__first_name")]
    return {
        "id": str(device.pk),
        "name": device.name,
        "organisation": str(device.organisation_id),
        "location": str(device.location_id),
        "group": str(device.group_id),
        "group_name": device.group.name,
        "address": "/group/",
        "cookie": {"name": DEVICE_COOKIE, "value": KEYS[device.pk]()},
        "people": [
            {"id": str(one.pk), "name": one.first_name, "pin": PINS.get(one.pk, "")}
            for one in people
        ],
    }
