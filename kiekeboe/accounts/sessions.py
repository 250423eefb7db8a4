"""Sessions in the database: the session and its account come in one query."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from kiekeboe.accounts import lifetimes
from kiekeboe.accounts.hashing import key_hash
from kiekeboe.lib.prepared import Prepared


def _alive(key, at):
    from kiekeboe.accounts.models import Session

    return Session.objects.alive(at).select_related("account").filter(pk=key)


_ALIVE = Prepared(_alive, key=models.CharField(), at=models.DateTimeField())


def stored_key(session_key: str) -> str:
    """How a session's key is kept: the first 160 bit of its hash."""
    return key_hash(session_key)[:40]


class SessionStore(DatabaseStore):
    """`row` is the session as it is kept, with its account; None before it is saved."""

    row = None
    browser = ""
    mark_hash = ""

    @classmethod
    def get_model_class(cls):
        from kiekeboe.accounts.models import Session

        return Session

    @cached_property
    def model(self):
        return self.get_model_class()

    def _get_session_from_db(self):
        key = self.session_key
        found = key and next(iter(_ALIVE(key=stored_key(key), at=timezone.now())), None)
        if not found:
            self._session_key = None
            return None
        self.row = found
        return found

    @property
    def account(self):
        """The account that came with the session, or None."""
        self._get_session()
        return self.row.account if self.row else None

    def exists(self, session_key):
        return self.model.objects.filter(pk=stored_key(session_key)).exists()

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(pk=stored_key(key)).delete()

    def cycle_key(self):
        """A new key for the same sign-in: its start and its place in the list stay."""
        self.row = self.row and _copy(self.row)
        super().cycle_key()

    def flush(self):
        self.row = None
        super().flush()

    def create_model_instance(self, data):
        now = timezone.now()
        account_id = data.get(SESSION_KEY)
        row, old = self.model(), self.row
        same = old is not None and str(old.account_id or "") == str(account_id or "")
        row.session_key = stored_key(self._get_or_create_session_key())
        row.session_data = self.encode(data)
        row.account_id = account_id
        row.browser = self.browser or (old.browser if old else "")
        row.mark_hash = self.mark_hash or (old.mark_hash if old else "")
        row.began_at = old.began_at if same else now
        row.seen_at = old.seen_at if same else now
        if same:
            row.number = old.number
            row.office_began_at, row.office_seen_at = old.office_began_at, old.office_seen_at
        row.expire_date = _end(row)
        self.row = row
        return row

    @classmethod
    def clear_expired(cls):
        cls.get_model_class().objects.filter(expire_date__lte=timezone.now()).delete()


def _copy(row):
    """The old row goes after the new one is there; a number names one row only."""
    from kiekeboe.lib.ids import uuid7

    row.number = uuid7()
    return row


def _end(row) -> datetime:
    if row.account_id is None:
        return row.seen_at + lifetimes.NOBODY
    return lifetimes.ends_at(row.began_at, row.seen_at)


def account_of(session_key: str, at: datetime):
    """(account, session row) behind a session cookie, or (None, None). For live streams."""
    from kiekeboe.accounts.models import Session

    row = (
        Session.objects.alive(at)
        .select_related("account")
        .filter(pk=stored_key(session_key), account__is_active=True)
        .first()
    )
    return (row.account, row) if row else (None, None)
