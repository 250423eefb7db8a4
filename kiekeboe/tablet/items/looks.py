"""Sleep checks and notes from home: somebody has seen it (B6, B7)."""

from kiekeboe.care.clocks import CLOSE
from kiekeboe.care.looking import Look, look, naps_among
from kiekeboe.care.models import HomeNote, Reaction
from kiekeboe.care.reacting import see
from kiekeboe.tablet import reading
from kiekeboe.tablet.items.finding import Unknown, of_a_child
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import Strange, kind

AT_ONCE = 100


@kind("look")
def looked(item, writer):
    """I have looked: at one sleeping child or at all of them.

    A nap that was taken back meanwhile is left out and named; all of them is a refusal.
    """
    told = _told(item)
    naps = _naps([reading.uuid(one["entry"]) for one in told], writer)
    looks = [
        _look(item, one, naps[id]) for one in told if (id := reading.uuid(one["entry"])) in naps
    ]
    if not looks:
        raise Unknown
    children = [nap.child_id for nap in naps.values()]
    fresh = look(looks, children=children, by=writer.actor())
    left_out = [one["look"] for one in told if reading.uuid(one["entry"]) not in naps]
    return {"status": 201, "new": len(fresh), "left_out": left_out}


@kind("seen")
def seen(item, writer):
    """Somebody in the group read what home told."""
    of_a_child(HomeNote.objects, item.id_of("note"), writer).see(by=writer.actor(), at=item.at)


@kind("reaction_seen")
def reaction_seen(item, writer):
    """Somebody in the group read what the family said about an entry or a photo (D3)."""
    said = of_a_child(Reaction.objects, item.id_of("reaction"), writer)
    see(said, by=writer.actor(), at=item.at)


def _told(item) -> list[dict]:
    told = item.what.get("looks")
    if not isinstance(told, list) or not 0 < len(told) <= AT_ONCE:
        raise Strange
    if not all(isinstance(one, dict) and _is_whole(one) for one in told):
        raise Strange
    return told


def _is_whole(one) -> bool:
    return bool(reading.uuid(one.get("look")) and reading.uuid(one.get("entry")))


def _naps(ids, writer) -> dict:
    """The naps among these of children in reach that nobody took back."""
    naps = naps_among(writer.organisation_id, ids)
    reach = Reach({nap.child_id for nap in naps}, writer)
    return {nap.pk: nap for nap in naps if nap.child_id in reach.groups}


def _look(item, told, nap) -> Look:
    at = min(item.moment("at", told), item.now)
    if nap.started_at - CLOSE <= at < nap.started_at:
        at = nap.started_at  # two clocks that are about right
    return Look(reading.uuid(told["look"]), nap.pk, at)
