from kiekeboe.development.models.growth import Measurement
from kiekeboe.development.models.observations import Observation
from kiekeboe.development.models.pieces import Piece, PiecePhoto, PieceRule
from kiekeboe.development.models.practices import Practice
from kiekeboe.development.models.talks import ParentPart, Talk, TalkPart, TalkReading

__all__ = [
    "Measurement",
    "Observation",
    "ParentPart",
    "Piece",
    "PiecePhoto",
    "PieceRule",
    "Practice",
    "Talk",
    "TalkPart",
    "TalkReading",
]
