"""Who may hear of what. The surfaces answer; the hub only asks."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kiekeboe.live.news import News


@dataclass(frozen=True)
class Reach:
    """What one open page may hear of.

    `key` names the session or device, so that the streams of one sign-in can be counted.
    News of children goes by `children` alone: a parent who may hear of a group must not hear of
    the other children in it. Of children that are `hushed` it hears that something changed, not
    what. News of a conversation goes by `talks` for a family, (household, child) or (household,
    None) for the one with the office, and by `groups` for staff. Other news without children goes
    by `groups`; `everything` is the office.
    """

    key: str
    children: frozenset[UUID] = frozenset()
    hushed: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    talks: frozenset[tuple[UUID, UUID | None]] = frozenset()
    everything: bool = False

    def part_of(self, news: News) -> tuple | None:
        """Which part of the news this page may hear, or nothing: pages with the same part are
        told the same words."""
        if self.everything:
            return ("all",)
        if news.children:
            mine = tuple(child for child in news.children if child in self.children)
            return (self.hushed.issuperset(mine), *mine) if mine else None
        return ("group",) if self._belongs(news) else None

    def hears(self, news: News) -> News | None:
        """The news as this page may hear it, or nothing."""
        if self.everything:
            return news
        if news.children:
            mine = tuple(child for child in news.children if child in self.children)
            heard = news.about(mine) if mine else None
            return heard.hushed() if heard and self.hushed.issuperset(mine) else heard
        return news.about(()) if self._belongs(news) else None

    def _belongs(self, news: News) -> bool:
        """Whether news without children is for this page."""
        return news.group in self.groups or bool(news.talk and news.talk[1:] in self.talks)


Ask = Callable[[UUID, dict[str, str]], Reach | None]
Stand = Callable[[set[str]], set[str]]
doors: dict[str, Ask] = {}
signed_in: dict[str, Stand] = {}


def reach_of(surface: str) -> Callable[[Ask], Ask]:
    """Register how a surface finds the reach of a request from its cookies; None is no entry."""

    def register(ask: Ask) -> Ask:
        doors[surface] = ask
        return ask

    return register


def still_signed_in(surface: str) -> Callable[[Stand], Stand]:
    """Register how a surface says which of many keys (of `Reach`) still stand, in one question.

    Such a page is asked for its whole reach only when something about rights happened, and now
    and then; the pages of other surfaces are asked every time.
    """

    def register(ask: Stand) -> Stand:
        signed_in[surface] = ask
        return ask

    return register
