"""The open pages of one organisation, found by what they may hear of."""

from collections import defaultdict
from uuid import UUID

from kiekeboe.live.news import News, is_looking
from kiekeboe.live.streams import Stream


class Listeners:
    """Pages that stand at `heard`; a page that still catches up is not among them."""

    def __init__(self, heard: int):
        self.heard = heard
        self.streams: set[Stream] = set()  # also those that catch up
        self.current: set[Stream] = set()
        self.by_child: dict[UUID, set[Stream]] = defaultdict(set)
        self.by_group: dict[UUID, set[Stream]] = defaultdict(set)
        self.by_talk: dict[tuple, set[Stream]] = defaultdict(set)
        self.everywhere: set[Stream] = set()
        self.many: dict[tuple[str, str], int] = defaultdict(int)  # pages of one sign-in

    def join(self, stream: Stream) -> None:
        self.streams.add(stream)
        self.many[stream.surface, stream.reach.key] += 1

    def keep_up(self, stream: Stream) -> None:
        """From now on it hears of what happens when it happens."""
        self.current.add(stream)
        for places, key in self._places(stream):
            places[key].add(stream)
        if stream.reach.everything:
            self.everywhere.add(stream)

    def leave(self, stream: Stream) -> None:
        self.streams.discard(stream)
        self._forget(stream)
        mine = (stream.surface, stream.reach.key)
        self.many[mine] -= 1
        if self.many[mine] <= 0:
            del self.many[mine]

    def change(self, stream: Stream, reach) -> None:
        """It may hear of other things from now on."""
        if stream.reach == reach:
            return
        standing = stream in self.current
        self._forget(stream)
        self.many[stream.surface, stream.reach.key] -= 1
        stream.reach = reach
        self.many[stream.surface, reach.key] += 1
        if standing:
            self.keep_up(stream)

    def _forget(self, stream: Stream) -> None:
        self.current.discard(stream)
        self.everywhere.discard(stream)
        for places, key in self._places(stream):
            places[key].discard(stream)
            if not places[key]:
                del places[key]

    def _places(self, stream: Stream):
        yield from ((self.by_child, child) for child in stream.reach.children)
        yield from ((self.by_group, group) for group in stream.reach.groups)
        yield from ((self.by_talk, talk) for talk in stream.reach.talks)

    def audience(self, news: News) -> set[Stream]:
        """Pages that may hear something of this; each still judges what."""
        found = set(self.everywhere)
        for child in news.children:
            found |= self.by_child.get(child, set())
        if not news.children and news.group is not None:
            found |= self.by_group.get(news.group, set())
        if news.talk:
            found |= self.by_talk.get(news.talk[1:], set())
        return found

    def bring(self, news: list[News]) -> None:
        """Tell what happened, in order; the same words are written once for all who hear them."""
        for each in news:
            if each.sequence <= self.heard:
                continue
            self.heard = each.sequence
            if is_looking(each):
                continue
            words: dict[tuple | None, bytes] = {}
            for stream in self.audience(each):
                if each.sequence <= stream.heard:
                    continue
                part = stream.reach.part_of(each)
                if part is not None and part not in words and (mine := stream.reach.hears(each)):
                    words[part] = mine.as_text()
                if part in words:
                    stream.put(words[part])
