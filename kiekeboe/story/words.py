"""What colleagues and parents write in the story, in their own Dutch."""

MEALS = {
    "fruit": ("Peer en banaan", "Appelmoes", "Mango en meloen", "Aardbei en banaan", "Mandarijn"),
    "lunch": ("Broodje met hummus", "Volkorenbrood met kaas", "Groentehap met wortel",
              "Brood met pindavrije notenpasta", "Roggebrood met avocado", "Broodje ei"),
    "snack": ("Rijstwafel", "Soepstengel", "Komkommer en tomaat", "Cracker met smeerkaas"),
    "warm": ("Pasta met courgette", "Rijst met boontjes", "Aardappel en broccoli"),
}  # fmt: skip

BABY_PLAY = (
    ("free", "Op het speelkleed naar de mobiel gegrepen.", ("motor", "play")),
    ("music", "Liedjes gezongen met de sambaballen.", ("language", "social")),
    ("reading", "Samen het voelboekje bekeken.", ("language",)),
    ("moving", "Veel gerold en op de buik gelegen.", ("motor",)),
    ("water", "Met de handen in een bakje water.", ("play",)),
    ("walk", "In de bolderkar langs de eendjes.", ("social",)),
    ("building", "Blokken gestapeld en weer omgegooid.", ("motor", "play")),
)
TODDLER_PLAY = (
    ("outside", "In de zandbak taarten gebakken voor iedereen.", ("social", "play")),
    ("craft", "Herfstbladeren geverfd en op papier gedrukt.", ("motor",)),
    ("building", "Een hoge toren van blokken gebouwd.", ("motor", "play")),
    ("music", "Muziek gemaakt met potten en lepels.", ("language", "social")),
    ("walk", "Met de bolderkar naar de kinderboerderij.", ("social",)),
    ("water", "Bootjes laten varen in de watertafel.", ("play",)),
    ("reading", "Drie keer hetzelfde boek over de beer gelezen.", ("language",)),
    ("outside", "Laarzen aan en in de plassen gestampt.", ("motor",)),
    ("pretend", "De poppen kregen eten en gingen naar bed.", ("social", "self")),
    ("moving", "Parcours gelopen over de kussens.", ("motor", "self")),
)
PUPIL_PLAY = (
    ("building", "Een hut gebouwd in de tuin, met een echt dak.", ("social", "motor")),
    ("outside", "Trefbal gespeeld met alle groepen door elkaar.", ("social",)),
    ("craft", "Armbandjes geknoopt en naamletters geregen.", ("motor", "self")),
    ("pretend", "Een toneelstuk bedacht en opgevoerd.", ("language", "social")),
    ("reading", "Op de bank gelezen na een drukke schooldag.", ("language",)),
    ("craft", "Broodjes gebakken in de keuken.", ("self",)),
    ("outside", "Kastanjes gezocht in het park.", ("play",)),
)
PARTICULARS = (
    "Was vandaag heel vrolijk en lachte veel.",
    "Een beetje snotterig, maar geen koorts.",
    "Wilde extra knuffelen na het slapen.",
    "Heeft nieuwe luiers nodig voor donderdag.",
    "Speelde lang samen met een vriendje.",
    "Er komt een tandje door, links onder.",
    "Graag een extra setje kleren meegeven.",
    "Was wat moe en ging vroeg naar bed.",
)
CARE_NOTES = (
    "Morgen navragen hoe het thuis gaat met slapen.",
    "Let op bij het afscheid, dat is nu lastig.",
    "Mentorgesprek plannen in overleg met de ouders.",
)
BUMPS = (
    {"what": "Gestruikeld over de drempel.", "injury": "graze", "place": "Knie",
     "first_aid": "Schoongemaakt en een pleister.", "parents_told": True},
    {"what": "Hoofd gestoten aan de tafel.", "injury": "bump", "place": "Voorhoofd",
     "first_aid": "Gekoeld met een washandje.", "parents_told": True},
)  # fmt: skip
MEDICINES = (
    {
        "medicine": "Oogdruppels",
        "dose": "1 druppel per oog",
        "outcome": "given",
        "seen_by": "Eva",
        "checked": True,
    },
    {
        "medicine": "Neusspray",
        "dose": "1 keer per neusgat",
        "outcome": "given",
        "seen_by": "Joris",
        "checked": True,
    },
)
FIRSTS = (
    (("Rolde voor het eerst van de rug op de buik.", "motor"),
     ("Trok zich op aan de bank.", "motor"), ("Zwaaide bij het afscheid.", "social")),
    (("Deed zelf de laarzen aan.", "self"), ("Liep los naar de andere kant.", "motor"),
     ("Zei de namen van alle kinderen in de kring.", "language")),
)  # fmt: skip
NIGHTS = (
    "Goed geslapen, om zes uur wakker.",
    "Twee keer wakker geweest.",
    "Onrustig geslapen door een verstopte neus.",
    "Laat naar bed gegaan, kan moe zijn.",
)
FROM_HOME = (
    "Een beetje snotterig, maar geen koorts.",
    "Oma haalt vandaag op.",
    "Heeft het knuffelkonijn bij zich.",
    "",
)
