"""The 24 children of the story and who looks after them at home. Nobody here exists."""

from dataclasses import dataclass

from kiekeboe.lib.faces import recipe
from kiekeboe.story.cast import KIKKERS, UILEN, VOSSEN, Parent, Room
from kiekeboe.story.ids import fixed

# Which days of the week a child comes, counted from the day on which the story is told: 0 is that
# same weekday, 1 the next working day. So the nursery is alive whenever somebody looks.
TODAY_AND_TWO = (0, 1, 3)
TODAY_AND_ONE = (0, 2)
ALL_BUT_ONE = (0, 1, 2, 4)
NOT_TODAY = (1, 3)


@dataclass(frozen=True, eq=False)
class Kid:
    """`months` is the age on the day the story is told; times are minutes from midnight."""

    first_name: str
    last_name: str
    room: Room
    months: int
    face: str
    parents: tuple[Parent, ...]
    days: tuple[int, ...] = TODAY_AND_TWO
    born_day: int = 11
    comes: int = 490
    goes: int = 1030
    allergies: tuple = ()
    collectors: tuple = ()
    medical_note: str = ""
    feeding_note: str = ""
    since_days: int = 300

    @property
    def id(self):
        return fixed("child", self.first_name)

    @property
    def homes(self):
        return tuple(dict.fromkeys(parent.home for parent in self.parents))


HOMES = {
    "wilgenlaan": ("Wilgenlaan 12", "2312 AB", "Leiden"),
    "bakkersteeg": ("Bakkersteeg 4", "2311 RH", "Leiden"),
    "onbekend": ("Sterrenhof 31", "2331 KL", "Leiden"),  # protected: nobody may learn it
    "duinweg": ("Duinweg 77", "2317 XC", "Leiden"),
}
PROTECTED = {"onbekend"}

_noor_and_sami = (
    Parent("Sanne de Wit", "mother", "wilgenlaan", further={"website": True, "newsletter": True}),
    Parent("Bilal Bakkali", "father", "wilgenlaan", further={"website": False}),
)
_olivia_and_tess = (
    Parent("Roos Meijer", "mother", "meijer", True, True),
    Parent("Kofi Mensah", "father", "meijer", True, False, language="en"),
)
_luuk_and_jonas = (
    Parent("Marloes Dekker", "mother", "dekker", False, False),
    Parent("Wouter Dekker", "father", "dekker", False, False),
)
_yara_and_elif = (
    Parent("Ama Owusu", "mother", "owusu", True, True, {"social_media": False, "training": True}),
    Parent("Yaw Owusu", "father", "owusu", None, None, signs_in=False),
)

KIDS = (
    Kid("Noor", "Bakkali", KIKKERS, 9, recipe("baby", "swirl", "c", "7A2C55", "FBE3A0", "5A3A2A"),
        _noor_and_sami, comes=472, goes=1028, collectors=(("Riet de Wit", "020 555 01 88"),),
        feeding_note="Fles van 180 ml, volledige zuigelingenvoeding 2."),
    Kid("Mees", "Kok", KIKKERS, 8, recipe("baby", "tuft", "a", "3F7CA8", "CFE4F2", "F0D596"),
        (Parent("Lieke Vos", "mother", "onbekend", True, True),
         Parent("Daniel Kok", "father", "bakkersteeg", True, True)),
        comes=500, goes=1050, allergies=(("koemelk", "serious", "Geef alleen de eigen fles."),),
        feeding_note="Eigen voeding zonder koemelk, staat in het rode bakje."),
    Kid("Saar", "Hendriks", KIKKERS, 12, recipe("child", "bob", "a", "5B63B7", "DFD8F3", "E7BE6F"),
        (Parent("Floor Hendriks", "mother", "hendriks"),
         Parent("Jelle Postma", "father", "hendriks", None, None)),
        born_day=0, comes=480, goes=1040),
    Kid("Olivia", "Mensah", KIKKERS, 17,
        recipe("child", "tails", "d", "E07B4F", "DDEBBF", "2B2326"),
        _olivia_and_tess, comes=485, goes=1035,
        allergies=(("pinda", "life_threatening", "EpiPen in de rode tas. Bel 112, dan de ouders."),
                   ("ei", "mild", "")),
        medical_note="Ernstige pinda-allergie. Ook geen sporen van noten op de groep."),
    Kid("Luuk", "Dekker", KIKKERS, 14, recipe("child", "messy", "a", "3E6FA3", "CFE4F2", "C4672F"),
        _luuk_and_jonas, comes=478, goes=1020),
    Kid("Finn", "de Boer", KIKKERS, 5, recipe("baby", "fluff", "b", "4F8F6B", "CBE9DD", "C4672F"),
        (Parent("Iris de Boer", "mother", "deboer", True, False),
         Parent("Thijs de Boer", "father", "deboer", True, False)),
        comes=515, goes=1015, since_days=9, collectors=(("Oma Riet", "06 1234 0000"),),
        feeding_note="Borstvoeding uit de koelkast, 150 ml."),
    Kid("Yara", "Owusu", KIKKERS, 19, recipe("baby", "buns", "e", "F2B53C", "FBD3BD", "2B2326"),
        _yara_and_elif, ALL_BUT_ONE, comes=470, goes=1055),
    Kid("Daan", "Willems", KIKKERS, 11, recipe("child", "short", "b", "2F7F86", "EEDFC8", "5A3A2A"),
        (Parent("Anne Willems", "mother", "willems"), Parent("Bas Willems", "father", "willems")),
        comes=488, goes=1045),
    Kid("Amir", "Rahimi", KIKKERS, 16, recipe("child", "short", "d", "C8553D", "FBD3BD", "2B2326"),
        (Parent("Parisa Rahimi", "mother", "rahimi"),
         Parent("Reza Rahimi", "father", "rahimi", signs_in=False)), comes=570, goes=1060),
    Kid("Lotte", "van Dam", KIKKERS, 7, recipe("baby", "tuft", "a", "D9688B", "CBE9DD", "7C4A2D"),
        (Parent("Maaike van Dam", "mother", "vandam"),
         Parent("Esther Prins", "parent", "vandam", True, True)), TODAY_AND_ONE,
        comes=476, goes=1010),
    Kid("Jip", "Veenstra", KIKKERS, 21, recipe("child", "messy", "a", "6C8F3C", "F6D3DF", "F0D596"),
        (Parent("Nienke Veenstra", "mother", "veenstra"),
         Parent("Rik Veenstra", "father", "veenstra")), comes=482, goes=1025),
    Kid("Zoë", "Pinas", KIKKERS, 22, recipe("child", "buns", "f", "E9A83A", "FBE3A0", "2B2326"),
        (Parent("Cheryl Pinas", "mother", "pinas", None, None),), comes=495, goes=1035),
    Kid("Sami", "Bakkali", VOSSEN, 38, recipe("child", "curls", "c", "3A8A7B", "CBE9DD", "2B2326"),
        _noor_and_sami, comes=474, goes=1028, collectors=(("Riet de Wit", "020 555 01 88"),)),
    Kid("Fleur", "Maas", VOSSEN, 27, recipe("child", "long", "b", "D9688B", "CFE4F2", "7C4A2D"),
        (Parent("Judith Maas", "mother", "maas"), Parent("Sven Maas", "father", "maas")),
        comes=496, goes=1034),
    Kid("Elif", "Owusu", VOSSEN, 41, recipe("child", "curls", "e", "A65072", "DDEBBF", "2B2326"),
        _yara_and_elif, ALL_BUT_ONE, comes=470, goes=1055,
        allergies=(("bijensteek", "serious", "Koelen en de ouders bellen."),)),
    Kid("Sem", "Yıldız", VOSSEN, 33, recipe("child", "short", "c", "3F6FA0", "EEDFC8", "2B2326"),
        (Parent("Aylin Yıldız", "mother", "duinweg", True, True),
         Parent("Emre Yıldız", "father", "yildiz", True, False, blocked=True)),
        comes=506, goes=1048),
    Kid("Teun", "Brouwer", VOSSEN, 45, recipe("child", "swirl", "a", "E2574C", "FBE3A0", "E7BE6F"),
        (Parent("Anneke Schouten", "foster", "schouten", True, False, has_authority=False),
         Parent("Gerard Schouten", "guardian", "schouten", True, False)),
        comes=484, goes=1042, medical_note="Draagt een bril. Die mag af bij het slapen."),
    Kid("Bram", "Kuipers", VOSSEN, 30, recipe("child", "messy", "b", "4C7A57", "DFD8F3", "5A3A2A"),
        (Parent("Ilse Kuipers", "mother", "kuipers"),
         Parent("Mark Kuipers", "father", "kuipers")), NOT_TODAY, comes=480, goes=1050),
    Kid("Tess", "Mensah", UILEN, 64, recipe("child", "tails", "d", "6A2A4C", "FBE3A0", "2B2326"),
        _olivia_and_tess, comes=860, goes=1040),
    Kid("Ilyas", "Amri", UILEN, 76, recipe("child", "curls", "d", "2F7F86", "EEDFC8", "2B2326"),
        (Parent("Naima Amri", "mother", "amri"),
         Parent("Peter Blom", "stepparent", "amri", None, None, has_authority=False)),
        comes=865, goes=1070, allergies=(("huisstofmijt", "mild", ""),)),
    Kid("Sofie", "Jacobs", UILEN, 89, recipe("child", "long", "a", "5B63B7", "F6D3DF", "E7BE6F"),
        (Parent("Carla Jacobs", "mother", "jacobs", True, True, {"social_media": True}),),
        comes=862, goes=1062),
    Kid("Ravi", "Ramdin", UILEN, 97, recipe("child", "short", "e", "E0943A", "CFE4F2", "2B2326"),
        (Parent("Sunita Ramdin", "mother", "ramdin", None, None, signs_in=False),),
        TODAY_AND_ONE, comes=868, goes=1055),
    Kid("Jonas", "Dekker", UILEN, 108, recipe("child", "swirl", "a", "3E7C6B", "DDEBBF", "C4672F"),
        _luuk_and_jonas, comes=858, goes=1020),
    Kid("Hanna", "Lindqvist", UILEN, 115, recipe("child", "bun", "a", "3C6E8F", "FBD3BD", "F0D596"),
        (Parent("Astrid Lindqvist", "mother", "lindqvist", language="en"),
         Parent("Jeroen Smit", "father", "lindqvist")), ALL_BUT_ONE, comes=866, goes=1085),
)  # fmt: skip

SICK_TODAY = "Jip"
ON_LEAVE = "Zoë"
LATE_TODAY = "Amir"
ASLEEP_NOW = {"Mees": 9, "Daan": 42}  # minutes ago
AWAKE_NOW = {"Noor", "Olivia", "Saar", "Luuk", "Yara", "Sami", "Fleur", "Elif"}
PARENTS = tuple({parent.name: parent for kid in KIDS for parent in kid.parents}.values())


def kid(first_name: str) -> Kid:
    return next(one for one in KIDS if one.first_name == first_name)
