"""Who works at De Regenlaars, in which rooms, and how they sign in. All of it is invented."""

from dataclasses import dataclass, field
from datetime import time

from kiekeboe.lib.faces import recipe
from kiekeboe.story.ids import fixed

PASSWORD = "regenlaars-in-de-gang"  # one for everyone; only ever on a demo installation
TOTP_SECRET = "KIEKEBOEDEMOREGENLAARSVOORDEUR22"
RECOVERY_SEED = "7265676e6c61617273"
RECOVERY_CODES = 10
DOMAIN = "demo.kiekeboe.test"
ORGANISATION = fixed("organisation", "Regenlaars")


@dataclass(frozen=True)
class House:
    name: str
    care_type: str
    opens_at: time
    closes_at: time
    address: str
    lrk_number: str

    @property
    def id(self):
        return fixed("location", self.name)


@dataclass(frozen=True)
class Room:
    name: str
    house: House
    from_month: int
    to_month: int
    places: int
    colour: int

    @property
    def id(self):
        return fixed("group", self.name)

    @property
    def device(self):
        return fixed("device", self.name)


@dataclass(frozen=True)
class Colleague:
    """`roles` are pairs of a role and how wide it is: a room, a house, a child's name or None."""

    first_name: str
    last_name: str
    face: str
    roles: tuple
    pin: str = ""
    office: bool = False  # signs in with a password and a second factor
    shift: tuple[time, time] | None = None
    account: str = ""  # an account that exists for another reason (a parent)

    @property
    def id(self):
        return fixed("employee", self.first_name)

    @property
    def email(self):
        return f"{self.first_name.lower()}@{DOMAIN}"


REGENLAARS = House(
    "De Regenlaars", "daycare", time(7, 30), time(18, 30), "Plassenpad 8, 2312 AB Leiden",
    "100000001",
)  # fmt: skip
BOOMHUT = House(
    "De Boomhut", "after_school", time(7, 30), time(18, 30), "Kastanjehof 3, 2313 CD Leiden",
    "100000002",
)  # fmt: skip
KIKKERS = Room("Kikkers", REGENLAARS, 0, 24, 16, 3)
VOSSEN = Room("Vossen", REGENLAARS, 24, 48, 16, 2)
UILEN = Room("Uilen", BOOMHUT, 48, 156, 22, 6)
HOUSES = (REGENLAARS, BOOMHUT)
ROOMS = (KIKKERS, VOSSEN, UILEN)

_early, _late, _after = (
    (time(7, 30), time(16, 30)),
    (time(9), time(18, 30)),
    (time(12), time(18, 30)),
)

COLLEAGUES = (
    Colleague("Hanneke", "Smit", recipe("child", "bob", "b", "6A2A4C", "DFD8F3", "B9B1AE"),
              (("owner", None),), office=True),
    Colleague("Petra", "Visser", recipe("child", "long", "b", "3C6E8F", "FBD3BD", "7C4A2D"),
              (("manager", REGENLAARS),), office=True),
    Colleague("Karin", "Mulder", recipe("child", "bob", "a", "4C7A57", "EEDFC8", "E7BE6F"),
              (("office", None),), office=True),
    Colleague("Omar", "Idrissi", recipe("child", "beard", "c", "5B63B7", "CFE4F2", "2B2326"),
              (("finance", None),), office=True),
    Colleague("Eva", "Jansen", recipe("child", "bun", "b", "3E7C6B", "CBE9DD", "C4672F"),
              (("caregiver", KIKKERS), ("mentor", "Noor"), ("mentor", "Luuk"), ("mentor", "Saar")),
              pin="26418", shift=_early),
    Colleague("Latifa", "Amrani", recipe("child", "scarf", "d", "5E2C4E", "F6D3DF", "8C4A6E"),
              (("caregiver", KIKKERS), ("caregiver", VOSSEN), ("mentor", "Sami")),
              pin="73095", shift=_late),
    Colleague("Joris", "Bakker", recipe("child", "short", "a", "3F6FA0", "CFE4F2", "7C4A2D"),
              (("caregiver", VOSSEN),), pin="58204", shift=(time(7, 30), time(18, 30))),
    Colleague("Femke", "Lont", recipe("child", "curls", "f", "E0943A", "FBE3A0", "2B2326"),
              (("caregiver", UILEN), ("caregiver", VOSSEN)), pin="91637", shift=_after),
    Colleague("Tom", "Bos", recipe("child", "messy", "a", "6C8F3C", "DDEBBF", "C4672F"),
              (("trainee", KIKKERS),), pin="40752", shift=(time(9), time(17))),
    Colleague("Ruud", "Inspecteur", "", (("inspector", None),), office=True),
    Colleague("Bilal", "Bakkali", "", (("committee", REGENLAARS),), account="Bilal Bakkali"),
)  # fmt: skip
WRITERS = {
    KIKKERS: ("Eva", "Latifa", "Tom"),
    VOSSEN: ("Joris", "Latifa"),
    UILEN: ("Femke",),
}


def colleague(first_name: str) -> Colleague:
    return next(one for one in COLLEAGUES if one.first_name == first_name)


@dataclass(frozen=True, eq=False)
class Parent:
    """An adult at home. Without `signs_in` the invitation lies in the mailbox, unopened."""

    name: str
    relation: str
    home: str
    own: bool | None = True
    together: bool | None = True
    further: dict = field(default_factory=dict)
    signs_in: bool = True
    language: str = "nl"
    has_authority: bool = True
    may_collect: bool = True
    receives_updates: bool = True
    blocked: bool = False

    @property
    def id(self):
        return fixed("guardian", self.name)

    @property
    def email(self):
        return f"{self.name.split()[0].lower()}@{DOMAIN}"
