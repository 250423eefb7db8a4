"""What the events of an organisation say to open pages: which child or group, and the verb."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

# Looking is recorded but is not news: a page that looked would be told to look again, for ever.
LOOKING = {"file_read", "read", "viewed", "looked_at", "opened", "downloaded", "exported"}


@dataclass(frozen=True, slots=True)
class News:
    sequence: int
    verb: str
    children: tuple[UUID, ...]
    group: UUID | None

    def about(self, children: tuple[UUID, ...]) -> "News":
        return self if children == self.children else replace(self, children=children)

    def as_text(self) -> bytes:
        """One message of an event stream."""
        words = {
            "verb": self.verb,
            "child": str(self.children[0]) if self.children else None,
            "children": [str(child) for child in self.children],
            "group": str(self.group) if self.group else None,
        }
        told = json.dumps(words, separators=(",", ":"))
        return f"id: {self.sequence}\nevent: changed\ndata: {told}\n\n".encode()


def is_looking(news: News) -> bool:
    return news.verb in LOOKING or news.verb.startswith(("read_", "viewed_"))
