"""What the events of an organisation say to open pages: which child or group, and the verb."""

import json
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

# Looking is recorded but is not news: a page that looked would be told to look again, for ever.
LOOKING = {"file_read", "read", "viewed", "looked_at", "opened", "downloaded", "exported",
           "document_previewed"}  # fmt: skip


# Who may do what with a child is not told to pages of limited reach: a parent who was blocked, or
# the other one, would read it in the word. They hear that something changed.
CONFIDENTIAL = {"guardian", "guardianship", "household", "invitation", "role", "collector",
                "homenote", "photo", "yearbook", "report", "favourite", "acceptance",
                "request", "contractchange", "signup", "occasion", "talkslot", "credit",
                "calendarfeed", "arrival", "document",
                "emergencycontact", "profilechange", "observation", "talk",
                "measurement"}  # fmt: skip

# After news about these, somebody may hear of less than before: the pages that hear of the same
# children, and those of the staff, are asked again at once.
RIGHTS = {"guardian", "guardianship", "household", "role", "employee", "device", "turn", "pass",
          "placement", "child", "lending", "group", "location", "user", "session"}  # fmt: skip


# Of a conversation both sides hear these; what staff do among themselves is not for the family.
TOLD = {"message_sent", "message_edited", "message_deleted", "message_delivered", "message_read"}


class Talk(NamedTuple):
    """Which conversation: that of a household about a child, or with the office."""

    thread: str
    household: UUID
    about: UUID | None


@dataclass(frozen=True, slots=True)
class News:
    sequence: int
    verb: str
    children: tuple[UUID, ...]
    group: UUID | None
    subject: str = ""
    talk: "Talk | None" = None  # of news about a conversation

    def about(self, children: tuple[UUID, ...]) -> "News":
        """The same news for a page that may hear of these children only."""
        verb = "changed" if self.subject in CONFIDENTIAL else self.verb
        return replace(self, children=children, verb=verb)

    def hushed(self) -> "News":
        """That something changed, not what."""
        return replace(self, verb="changed", group=None)

    def as_text(self) -> bytes:
        """One message of an event stream."""
        words = {
            "verb": self.verb,
            "child": str(self.children[0]) if self.children else None,
            "children": [str(child) for child in self.children],
            "group": str(self.group) if self.group else None,
        }
        if self.talk:
            words["thread"] = self.talk.thread
        told = json.dumps(words, separators=(",", ":"))
        return f"id: {self.sequence}\nevent: changed\ndata: {told}\n\n".encode()


def is_looking(news: News) -> bool:
    return news.verb in LOOKING or news.verb.startswith(("read_", "viewed_"))
