"""What waits behind the desk of who follows the development of children."""

from kiekeboe.development import mentors, pieces, sight
from kiekeboe.development.models import Piece
from kiekeboe.people.rights import Right


def locations(member):
    """Where this member follows development."""
    return member.within(Right.FOLLOW_DEVELOPMENT).locations.on(member.day).order_by("name")


def pieces_sent(member):
    """Weekly pieces in reach that are no drafts any more, also those taken back."""
    return Piece.objects.exclude(status=pieces.DRAFT).filter(
        location__in=locations(member).values("pk"), child__in=sight.children_at_desk(member)
    )  # fmt: skip


def pieces_waiting(member):
    """Weekly pieces that no family reads until this member, or a colleague, did."""
    rows = pieces_sent(member).standing().filter(status=pieces.WAITING)
    return rows.select_related("child", "author").order_by("monday", "child__first_name", "pk")


def talks_and_mentors(member) -> int:
    """How many children have a talk that is due, or no mentor who works in their group."""
    return mentors.how_many_ask(sight.children_at_desk(member), member.day)
