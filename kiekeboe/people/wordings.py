"""The consent questions, word for word, in every version that a parent ever answered (C1, C2).

A published version never changes: an answer points at the words it was given to. Other words are
a new version below, with its own number. A test keeps the digest of every published text.
Pure: nothing of Django; the words of a question are evidence, not decoration of a screen, so they
are not among the translations of a page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

CURRENT = "2026-1"
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Wording:
    """One question and what a yes means, for one child."""

    question: str
    explained: str

    @property
    def said(self) -> str:
        """What the parent read, as one text."""
        return f"{self.question} {self.explained}"


_2026_1 = {
    "own_portal": {
        "nl": (
            "Mogen we foto’s van {name} maken voor jullie zelf?",
            "Je ziet ze alleen hier, in jullie eigen Kiekeboe. Zegt één van jullie nee? "
            "Dan maken we geen foto’s van {name}.",
        ),
        "en": (
            "May we take photos of {name} for your own family?",
            "You see them only here, in your own Kiekeboe. Does one of you say no? "
            "Then we take no photos of {name}.",
        ),
    },
    "group_portal": {
        "nl": (
            "Mag {name} samen met andere kinderen op de foto?",
            "Dan zien de ouders van die kinderen die foto ook. Zij mogen de foto niet op internet "
            "zetten. Dat geldt ook voor jou.",
        ),
        "en": (
            "May {name} be in photos with other children?",
            "Then the parents of those children see that photo too. They may not put it on the "
            "internet. That holds for you as well.",
        ),
    },
    "location": {
        "nl": (
            "Mag een foto van {name} in ons gebouw hangen?",
            "Iedereen die binnenkomt ziet hem. We halen hem weg als {name} vertrekt.",
        ),
        "en": (
            "May a photo of {name} hang in our building?",
            "Everyone who comes in sees it. We take it down when {name} leaves.",
        ),
    },
    "website": {
        "nl": ("Mag {name} op onze website?", "Iedereen kan het daar zien."),
        "en": ("May {name} be on our website?", "Everyone can see it there."),
    },
    "social_media": {
        "nl": ("Mag {name} op onze sociale media?", "Iedereen kan het daar zien en delen."),
        "en": ("May {name} be on our social media?", "Everyone can see and share it there."),
    },
    "newsletter": {
        "nl": ("Mag {name} in onze nieuwsbrief?", "Alle ouders van onze organisatie krijgen die."),
        "en": ("May {name} be in our newsletter?", "All parents of our organisation receive it."),
    },
    "training": {
        "nl": (
            "Mogen we {name} filmen om van te leren?",
            "Alleen collega’s kijken ernaar. Na de training wissen we het.",
        ),
        "en": (
            "May we film {name} to train our colleagues?",
            "Only our colleagues watch it. We remove it after the training.",
        ),
    },
    "press": {
        "nl": (
            "Mag {name} in de krant staan?",
            "Iedereen kan het lezen. We zeggen het je vooraf.",
        ),
        "en": (
            "May {name} be in the newspaper?",
            "Everyone can read it. We tell you before it happens.",
        ),
    },
}
PUBLISHED: Mapping[str, Mapping] = {"2026-1": _2026_1}


def wording(purpose: str, language: str, name: str, *, version: str = CURRENT) -> Wording:
    """The question about `purpose` for a child called `name`; languages we lack read English."""
    spoken = PUBLISHED[version][purpose]
    question, explained = spoken[language if language in spoken else "en"]
    return Wording(question.replace("{name}", name), explained.replace("{name}", name))


def digest(version: str) -> str:
    """What a published version is known by: the same words give the same digest, for ever."""
    words = json.dumps(PUBLISHED[version], sort_keys=True, ensure_ascii=True)
    return sha256(words.encode()).hexdigest()
