"""Who is this? More faces than names ask for an answer before a photo is shared (C3).

Pure. The tablet asks the same with js/group/guard.js. Faces are only counted, and nobody keeps how
many there were; a machine that counts can be wrong, so a person has the last word.
"""

ADULTS = "adults"  # only adults, who agree
COVERED = "covered"  # made unrecognisable on the tablet
NOBODY = "nobody"  # not a face, or nobody can be recognised
ANSWERS = frozenset({ADULTS, COVERED, NOBODY})


def asks(faces: int, tagged: int, said: str = "") -> bool:
    """Whether somebody must still say who is on it, with so many faces and so many names."""
    return faces > tagged and said not in ANSWERS


def answer(faces: int, covered: int, tagged: int, said: str = "") -> str | None:
    """What the tablet says of the faces without a name; None when it must ask first.

    `covered` of the `faces` were made unrecognisable: when that leaves no more than there are
    names, that is the answer. What a person said comes first.
    """
    if faces <= tagged:
        return ""
    if said in ANSWERS:
        return said
    return COVERED if faces - covered <= tagged else None
