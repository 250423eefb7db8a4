from kiekeboe.chat.models.arrivals import Arrival
from kiekeboe.chat.models.bringing import PleaseBring
from kiekeboe.chat.models.messages import Attachment, Message, MessageVersion, Receipt
from kiekeboe.chat.models.news import NewsChild, NewsItem, NewsRead
from kiekeboe.chat.models.policies import ChatPolicy, NoteTemplate, OutOfOffice
from kiekeboe.chat.models.threads import Escalation, Seat, Thread

__all__ = [
    "Arrival",
    "Attachment",
    "ChatPolicy",
    "Escalation",
    "Message",
    "MessageVersion",
    "NewsChild",
    "NewsItem",
    "NewsRead",
    "NoteTemplate",
    "OutOfOffice",
    "PleaseBring",
    "Receipt",
    "Seat",
    "Thread",
]
