"""The pages of a conversation and the list of an inbox, for every surface alike."""

from django.db.models import Prefetch

from kiekeboe.chat.models import Attachment, Message, Thread

PAGE = 50


def newest(thread: Thread, *, before: int | None = None, most: int = PAGE) -> list[Message]:
    """The last messages of a conversation in order, or those before a place in it. Two queries."""
    found = whole(_said_in(thread))
    if before is not None:
        found = found.filter(sequence__lt=before)
    return list(found.order_by("-sequence")[:most])[::-1]


def changed_after(thread: Thread, number: int, *, most: int = 200) -> list[Message]:
    """What is new or different since change `number`, in the order of the changes: merge it with
    `merging.merged`, and ask again from the last one. Two queries."""
    found = _said_in(thread).changed_after(number)
    return list(whole(found)[:most])


def _said_in(thread: Thread):
    return Message.objects.filter(organisation=thread.organisation_id, thread=thread)


def whole(messages):
    """With who said it and what is enclosed; nothing is enclosed any more in what was deleted."""
    enclosed = Attachment.objects.filter(message__deleted_at=None).order_by("pk")
    people = messages.select_related("guardian", "employee")
    return people.prefetch_related(Prefetch("attachments", enclosed))


def inbox(threads):
    """Conversations in which something was said, the newest first, with child and household."""
    said = threads.filter(last__gt=0).select_related("child", "household")
    return said.prefetch_related("household__guardians").order_by("-last_at", "pk")
