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
    what. News without children goes by `groups`; `everything` is the office.
    """

    key: str
    children: frozenset[UUID] = frozenset()
    hushed: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    everything: bool = False

    def hears(self, news: News) -> News | None:
        """The news as this page may hear it, or nothing."""
        if self.everything:
            return news
        if news.children:
            mine = tuple(child for child in news.children if child in self.children)
            heard = news.about(mine) if mine else None
            return heard.hushed() if heard and self.hushed.issuperset(mine) else heard
        return news.about(()) if news.group in self.groups else None


Ask = Callable[[UUID, dict[str, str]], Reach | None]
doors: dict[str, Ask] = {}


def reach_of(surface: str) -> Callable[[Ask], Ask]:
    """Register how a surface finds the reach of a request from its cookies; None is no entry."""

    def register(ask: Ask) -> Ask:
        doors[surface] = ask
        return ask

    return register
