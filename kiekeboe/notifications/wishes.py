"""Which news through which channel somebody wants: per kind, for all children or for one (U34)."""

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from kiekeboe.notifications.models import Channel, Kind, Preference

WANTED = {
    Kind.PHOTO: {Channel.APP, Channel.DIGEST},
    Kind.BOOK: {Channel.APP},
    Kind.DAY_SUMMARY: {Channel.APP, Channel.PUSH},
    Kind.CONSENT: {Channel.APP, Channel.MAIL},
    Kind.FAMILY: {Channel.APP, Channel.MAIL},
    Kind.REPORT: {Channel.APP, Channel.MAIL},
    Kind.REQUEST: {Channel.APP, Channel.PUSH, Channel.MAIL},
    Kind.OCCASION: {Channel.APP, Channel.DIGEST},
    Kind.CLOSED: {Channel.APP, Channel.DIGEST},
    Kind.SICK: {Channel.APP, Channel.PUSH, Channel.MAIL},
    Kind.MESSAGE: {Channel.APP, Channel.PUSH, Channel.DIGEST},
    Kind.NEWS: {Channel.APP, Channel.DIGEST},
    Kind.BRING: {Channel.APP, Channel.DIGEST},
    Kind.DOCUMENT: {Channel.APP, Channel.MAIL},
    Kind.INVOICE: {Channel.APP, Channel.MAIL},
    Kind.TALK: {Channel.APP, Channel.MAIL},
    Kind.WEEK: {Channel.APP, Channel.DIGEST},
    Kind.UNSEEN: {Channel.MAIL},
    Kind.NEW_DEVICE: {Channel.MAIL},
    Kind.ACCOUNT: {Channel.MAIL},
}
ALWAYS = {  # cannot be turned off
    (Kind.NEW_DEVICE, Channel.MAIL),
    (Kind.ACCOUNT, Channel.MAIL),
    (Kind.UNSEEN, Channel.MAIL),  # nothing stays unseen without anybody knowing (F3)
}
FOR_STAFF = {Kind.UNSEEN}
ABOUT_A_CHILD = (  # of the others a person hears as one of the family, or for the account itself
    Kind.PHOTO, Kind.BOOK, Kind.DAY_SUMMARY, Kind.CONSENT, Kind.FAMILY, Kind.REPORT, Kind.REQUEST,
    Kind.SICK, Kind.MESSAGE, Kind.BRING, Kind.TALK, Kind.WEEK,
)  # fmt: skip


class Wishes:
    """What one account chose. What it chose for a child goes before what it chose for all."""

    def __init__(self):
        self._chosen: dict[tuple, bool] = {}

    def choose(self, child: UUID | None, kind: str, channel: str, wanted: bool) -> None:
        self._chosen[child, kind, channel] = wanted

    def channels(self, kind: str, child: UUID | None = None) -> set[str]:
        """Through which channels this kind of news is wanted, about this child."""
        return {one for one in Channel if self._wants(Kind(kind), one, child)}

    def _wants(self, kind, channel, child) -> bool:
        if (kind, channel) in ALWAYS:
            return True
        of_all = self._chosen.get((None, kind, channel), channel in WANTED[kind])
        return self._chosen.get((child, kind, channel), of_all) if child else of_all

    def differs(self, child: UUID) -> bool:
        """Whether something was chosen for this child alone."""
        return any(one == child for one, _, _ in self._chosen)


def wishes_of(account_ids: set[UUID]) -> dict[UUID, Wishes]:
    """The wishes of several accounts. One query."""
    found: dict[UUID, Wishes] = defaultdict(Wishes)
    chosen = Preference.objects.filter(account__in=account_ids)
    for account, *choice in chosen.values_list("account", "child", "kind", "channel", "wanted"):
        found[account].choose(*choice)
    return found


def channels_of(account_id: UUID, child: UUID | None = None) -> dict[str, set[str]]:
    """Through which channels an account hears of each kind: its own choice, else the default."""
    wishes = wishes_of({account_id})[account_id]
    return {kind: wishes.channels(kind, child) for kind in Kind}


@transaction.atomic
def keep(account, kinds, wanted: set[tuple[str, str]], *, child: UUID | None = None) -> None:
    """The choice of a person: of these kinds exactly these pairs (kind, channel).

    For one child only what differs from the choice for all is kept, so that a later choice for
    all holds for this child too where nothing else was chosen.
    """
    mine = Preference.objects.filter(account=account, child=child, kind__in=kinds)
    mine.delete()
    of_all = channels_of(account.pk) if child else None
    Preference.objects.bulk_create(
        Preference(
            account=account, child_id=child, kind=kind, channel=channel,
            wanted=(kind, channel) in wanted,
        )
        for kind in kinds
        for channel in Channel
        if (kind, channel) not in ALWAYS
        and (of_all is None or ((kind, channel) in wanted) != (channel in of_all[kind]))
    )  # fmt: skip
