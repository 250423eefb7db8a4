"""Saying something with what goes along, in one step: words and files of one form."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from kiekeboe.chat import enclosing, writing
from kiekeboe.chat.models import Message, Thread
from kiekeboe.chat.writing import MOST_ENCLOSED, Said
from kiekeboe.events.actors import Actor


def say(
    thread: Thread, id: UUID, text: str, files: Iterable = (), *, urgent: bool = False, by: Actor,
    at: datetime,
) -> Message:  # fmt: skip
    """Say `text` with these files (`name`, `read()`), each under an id that follows from the
    message: sent twice, everything is there once. Raises what `enclose` and `send` raise."""
    ids = tuple(
        enclosing.enclose(
            thread,
            enclosing.Upload(uuid5(id, str(number)), one.name, one.read()),
            by=by,
            at=at,
        ).pk
        for number, one in enumerate(list(files)[: MOST_ENCLOSED + 1])
    )
    return writing.send(thread, Said(id, text, enclosed=ids, urgent=urgent), by=by, at=at)[0]
