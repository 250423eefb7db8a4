"""What was said, what it said before, who has it, and what is enclosed."""

from django.db import models
from django.db.models import F, Q

from kiekeboe.chat.models.threads import Thread
from kiekeboe.lib.ids import uuid7

LONGEST = 4000  # characters of one message


class MessageQuerySet(models.QuerySet):
    def standing(self):
        """What nobody deleted."""
        return self.filter(deleted_at=None)

    def in_order(self):
        return self.order_by("sequence")

    def changed_after(self, number):
        """What is new or different since change `number` of the thread, oldest change first."""
        return self.filter(changed__gt=number).order_by("changed")


class Message(models.Model):
    """One thing that was said. The id is chosen by the device, so that it is never there twice.

    `sequence` is its place in the conversation and never changes; `changed` is the number of its
    last change. Of two versions of one message the one with the higher `changed` is right.
    A deleted message keeps its place and says nothing; what it said is in its last version.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    sequence = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    guardian = models.ForeignKey(
        "people.Guardian", models.PROTECT, null=True, related_name="messages"
    )
    employee = models.ForeignKey(
        "people.Employee", models.PROTECT, null=True, related_name="messages"
    )
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=LONGEST, blank=True)
    sought = models.TextField(blank=True)  # the text as search compares it, see finding.py
    urgent = models.BooleanField(default=False)  # a parent said "this is urgent"
    photo = models.ForeignKey("photos.Photo", models.PROTECT, null=True, related_name="+")
    enclosed = models.PositiveSmallIntegerField(default=0)  # how many attachments
    sent_at = models.DateTimeField()  # on the clock of the sender, not later than `heard_at`
    heard_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.UUIDField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "thread", "sequence"], name="one_message_per_place"
            ),
            models.UniqueConstraint(
                fields=["organisation", "thread", "changed"], name="messages_change_in_order"
            ),
            models.CheckConstraint(
                condition=Q(changed__gte=F("sequence"), sequence__gte=1),
                name="a_message_changes_after_it_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(guardian=None, employee__isnull=False)
                | Q(guardian__isnull=False, employee=None),
                name="a_message_has_one_writer",
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(photo__isnull=False)
                | Q(enclosed__gte=1)
                | Q(deleted_at__isnull=False),
                name="a_message_says_something",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by=None)
                | Q(
                    deleted_at__isnull=False,
                    deleted_by__isnull=False,
                    text="",
                    sought="",
                    photo=None,
                ),
                name="a_deleted_message_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(heard_at__gte=F("sent_at")), name="nothing_is_heard_before_it_is_sent"
            ),
        ]

    @property
    def by_family(self) -> bool:
        return self.guardian_id is not None

    @property
    def writer_id(self):
        return self.guardian_id or self.employee_id

    @property
    def writer(self):
        """The person; ask with `select_related("guardian", "employee")`."""
        return self.guardian or self.employee


class MessageVersion(models.Model):
    """What a message said before it was edited or deleted: kept as evidence, for the manager."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    message = models.ForeignKey(Message, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    photo = models.ForeignKey("photos.Photo", models.PROTECT, null=True, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "message", "number"], name="a_former_text_is_kept_once"
            )
        ]


class Receipt(models.Model):
    """Somebody got, or read, the messages from `first` to `last` at one moment.

    A row per step forward and never one changed, so that for every message the moment stays at
    which it was read. `person` is a guardian, an employee, or a tablet that only received.
    """

    class Kind(models.TextChoices):
        DELIVERED = "delivered"
        READ = "read"

    class Side(models.TextChoices):
        FAMILY = "family"
        STAFF = "staff"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=9, choices=Kind)
    side = models.CharField(max_length=6, choices=Side)
    person = models.UUIDField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "thread", "person", "kind", "last"],
                name="a_message_is_received_once",
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="a_receipt_goes_forward"
            ),
        ]


class Attachment(models.Model):
    """A picture or a paper, kept before the message or the news that it belongs to is sent."""

    class Kind(models.TextChoices):
        PICTURE = "picture"
        PAPER = "paper"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="attachments")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="attachments")
    news = models.ForeignKey("chat.NewsItem", models.CASCADE, null=True, related_name="attachments")
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=120)
    bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    colour = models.CharField(max_length=7, blank=True)
    content_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=60, unique=True)  # how its files begin, see files.py
    person = models.UUIDField()  # who enclosed it
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(thread__isnull=False, news=None)
                | Q(thread=None, message=None, news__isnull=False),
                name="an_attachment_has_one_place",
            ),
            models.CheckConstraint(
                condition=Q(kind="paper", width=None, height=None)
                | Q(
                    kind="picture",
                    width__isnull=False,
                    width__gte=1,
                    height__isnull=False,
                    height__gte=1,
                ),
                name="a_picture_has_a_size",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "message"], name="attachments")]
