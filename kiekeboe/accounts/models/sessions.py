"""A sign-in on one browser, and the browsers that an account is known from."""

from datetime import datetime
from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from kiekeboe.accounts import lifetimes
from kiekeboe.lib.ids import uuid7


class SessionQuerySet(models.QuerySet):
    def of(self, account):
        """The sign-ins of one account, the one used last on top."""
        return self.filter(account=account).order_by("-seen_at")

    def alive(self, at: datetime):
        return self.filter(expire_date__gt=at)

    def end_others(self, account, *, keep: str = "") -> int:
        """End every sign-in of an account but one; the answer is how many there were."""
        return self.filter(account=account).exclude(pk=keep).delete()[0]


class Session(AbstractBaseSession):
    """Keeps the hash of its key only: who reads the table cannot become anyone."""

    account = models.ForeignKey(
        "accounts.User", models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    number = models.UUIDField(unique=True, default=uuid7)  # what addresses call it
    browser = models.CharField(max_length=80, blank=True)
    mark_hash = models.CharField(max_length=64, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    office_began_at = models.DateTimeField(null=True, blank=True)
    office_seen_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="sessions_by_account")]

    @classmethod
    def get_session_store_class(cls):
        from kiekeboe.accounts.sessions import SessionStore

        return SessionStore

    def see(self, *, at: datetime) -> None:
        """Note the use of this sign-in, at most once per five minutes."""
        if at - self.seen_at < lifetimes.SEEN_STEP:
            return
        self.seen_at, self.expire_date = at, lifetimes.ends_at(self.began_at, at)
        Session.objects.filter(pk=self.pk).update(seen_at=at, expire_date=self.expire_date)

    def open_office(self, *, at: datetime) -> None:
        """The office is open from now on, after a second factor."""
        self._office(began_at=at, seen_at=at)

    def office_ends_at(self) -> datetime | None:
        if self.office_began_at is None or self.office_seen_at is None:
            return None
        return lifetimes.office_ends_at(self.office_began_at, self.office_seen_at)

    def see_office(self, *, at: datetime) -> bool:
        """Whether the office is still open at this moment; if so the half hour starts again."""
        ends = self.office_ends_at()
        if ends is None or at >= ends:
            return False
        if (at - self.office_seen_at).total_seconds() >= 1:  # the promise is exact to a second
            self._office(began_at=self.office_began_at, seen_at=at)
        return True

    def _office(self, *, began_at, seen_at):
        self.office_began_at, self.office_seen_at = began_at, seen_at
        Session.objects.filter(pk=self.pk).update(office_began_at=began_at, office_seen_at=seen_at)


class Browser(models.Model):
    """A browser in which this account signed in before: it keeps its way in when others guess."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.ForeignKey("accounts.User", models.CASCADE, related_name="browsers")
    mark_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=80, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "mark_hash"], name="one_browser_per_mark_and_account"
            )
        ]

    def __str__(self):
        return self.name
