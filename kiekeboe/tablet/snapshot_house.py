"""The house in a snapshot, as JSON: who is ticked safe, and what colleagues left for each other."""

from datetime import datetime, time

from kiekeboe.care.mustering import LONGEST, SHOWN
from kiekeboe.care.snapshot_house import alarm, handovers
from kiekeboe.planning.weighing import trainee_share


def muster(location, now) -> dict | None:
    """The evacuation that goes on or ended within the hour; also without a PIN (B12)."""
    found = alarm(location, now)
    if found is None:
        return None
    return {
        "muster": str(found.id),
        "mode": found.mode,
        "began_at": found.began_at.isoformat(),
        "by": found.by,
        "safe": [[str(who), what, at.isoformat(), by] for who, what, at, by in found.safe],
        "ended_at": found.ended_at and found.ended_at.isoformat(),
        "name": found.ended_name,
    }


def law(known) -> dict:
    """What a tablet needs to count staff by itself (B11): by which rules, what part trainees may
    be, and where the law counts all groups together the children of the others, nameless."""
    share = trainee_share(known.day)
    told = {"care": known.care.value, "share": [share.numerator, share.denominator]}
    if known.counts_all:
        told["elsewhere"] = [
            [step, start.isoformat(), end.isoformat(), inside]
            for step, start, end, inside in known.elsewhere
        ]
    return told


def shown_until(told: dict | None) -> list[datetime]:
    """When the clock alone takes this muster from the tablets."""
    if told is None:
        return []
    began, ended = told["began_at"], told["ended_at"]
    if ended:
        return [datetime.fromisoformat(ended) + SHOWN]
    return [datetime.fromisoformat(began) + LONGEST]


def notes(known, employee) -> list:
    """The notes of colleagues in these groups, for one of them (B13)."""
    found = handovers(known.location.organisation_id, known.group_ids, known.day)
    return [
        {
            "note": str(one.id),
            "text": one.text,
            "by": one.by,
            "at": one.at.isoformat(),
            "until": datetime.combine(one.until, time(23, 59), known.zone).isoformat(),
            "read_by": [str(id) for id in one.read_by],
            "mine": one.author == employee,
        }
        for one in found
    ]
