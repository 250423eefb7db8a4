"""Live updates: hints that something changed, for the pages that are open.

A surface says whom it lets in, and what they may hear of:

    # kiekeboe/portal/live.py
    @reach_of("portal")
    def reach(organisation_id: UUID, cookies: dict[str, str]) -> Reach | None: …
"""

from kiekeboe.live.reach import Reach, reach_of, still_signed_in

__all__ = ["Reach", "reach_of", "still_signed_in"]
