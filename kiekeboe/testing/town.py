"""A town to look for leaks in: two organisations, and a mark in every text of every family.

Five children, who stand for what an address can point at: `noor` (one's own), `finn` (the same
group), `sem` (another group of the location), `daan` (another location), `luna` (another
organisation). Every text about a child carries a mark that names the child and the field, so that
a page that shows it can be told from all others.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.accounts import inviting, pairing
from kiekeboe.care.models import LogRule, SleepLook
from kiekeboe.notifications.models import Notice
from kiekeboe.people.models import Qualification
from kiekeboe.photos.models import Report
from kiekeboe.planning.models import ContractChange, SteadyFace
from kiekeboe.testing import make, profiles

CHILDREN = ("noor", "finn", "sem", "daan", "luna")
# A white picture of one pixel (WebP, lossless).
PIXEL = bytes.fromhex(
    "524946461e000000574542505650384c110000002f0000000007d0fffef7bfff8188e87f0000"
)
TEXTS = {"name", "surname", "medical", "feeding", "allergy", "plan", "diary", "internal", "home"}
TEXTS |= {"taken", "collector", "collectorphone", "parent", "phone", "street", "handover"}
TEXTS |= {"relative", "fever", "wanted", "contact", "contactphone"}


def mark(child: str, text: str) -> str:
    """A word that stands in one field of one child, and nowhere else."""
    return f"Zz{child}{text}zz"


def marks_in(page: str, children=CHILDREN) -> set[tuple[str, str]]:
    """Which (child, text) this page shows."""
    page = page.lower()
    return {
        (child, text) for child in children for text in TEXTS if mark(child, text).lower() in page
    }


@dataclass
class Town:
    now: datetime
    families: dict[str, SimpleNamespace] = field(default_factory=dict)
    staff: dict[str, object] = field(default_factory=dict)
    storages: dict = field(default_factory=dict)

    def __getitem__(self, child: str) -> SimpleNamespace:
        return self.families[child]


def build(words=mark) -> Town:
    """Build the town around this moment; `words` gives the text of each field of each child."""
    now = timezone.now()
    town = Town(now)
    here, abroad = make.organisation("Hier"), make.organisation("Elders")
    north, south = make.location(here, name="Noord"), make.location(here, name="Zuid")
    over = make.location(abroad, name="Over de grens")
    bees = make.group(north, name="Bijen")
    groups = {
        "noor": bees,
        "finn": bees,
        "sem": make.group(north, name="Otters"),
        "daan": make.group(south, name="Vossen"),
        "luna": make.group(over, name="Maan"),
    }
    companies = {each: make.company(each) for each in (here, abroad)}
    for child, group in groups.items():
        town.families[child] = family(child, group, now, words)
        town[child].company = companies[group.organisation]
    relatives(town)
    colleagues(town, north, south)
    return town


def family(name, group, now, words) -> SimpleNamespace:
    """One child with everything that can be known about it."""

    def text(kind):
        return words(name, kind)

    moment = soon_before(now)
    child = make.child(
        group,
        first_name=text("name"),
        last_name=text("surname"),
        medical_note=text("medical"),
        feeding_note=text("feeding"),
    )
    home = make.household(
        group.organisation, street=text("street"), postcode="1234 AB", town="Stad"
    )
    parent = make.guardian(
        [child],
        household=home,
        first_name=text("parent"),
        phone=text("phone")[:30],
        account=make.user(f"{name}-{uuid4().hex[:8]}@example.test", name=text("parent")),
        email=f"{name}@example.test",
    )
    make.consent(child, guardian=parent, own=True, together=True, now=moment)
    caregiver = make.caregiver(group, email=f"{uuid4().hex[:8]}@example.test")
    device = make.device(group, key=f"device-{name}", now=now)
    found = SimpleNamespace(
        child=child,
        group=group,
        location=group.location,
        household=home,
        parent=parent,
        account=parent.account,
        relation=parent.guardianships.get(),
        caregiver=caregiver,
        role=caregiver.roles.get(),
        device=device,
        allergy=make.allergy(child, substance=text("allergy")),
        collector=make.collector(child, name=text("collector"), phone=text("collectorphone")[:30]),
        entry=make.entry(
            child, author=caregiver, started_at=moment, note=text("diary"), device=device
        ),
        internal=make.entry(
            child, kind="care_note", author=caregiver, started_at=moment, note=text("internal")
        ),
        visit=make.visit(child, arrived_at=moment - timedelta(seconds=1)),
        note=make.home_note(
            child, parent, day=timezone.localdate(now), text=text("home"), written_at=moment
        ),
        photo=make.photo([child], taken_at=moment, author=caregiver, caption=text("taken")),
        fever=make.entry(
            child, kind="temperature", author=caregiver, started_at=moment, note=text("fever"),
            amount="38.5", details={"method": "ear"},
        ),
        relative=make.relative(child, parent, first_name=text("relative")),
    )  # fmt: skip
    found.handover = make.handover(
        caregiver, text=text("handover"), until=timezone.localdate(now), now=moment
    )
    found.wanted = profiles.change(child, parent, text("wanted"), asked_at=moment)
    profiles.contact(child, name=text("contact"), phone=text("contactphone")[:30])
    found.allergy.plan = text("plan")
    found.allergy.save()
    found.left = make.visit(
        child, arrived_at=now - timedelta(days=2, hours=8), left_at=now - timedelta(days=2)
    )
    make.contract_day(child, weekday=timezone.localdate(now).isoweekday())
    keep_files(found.photo)
    more(found, now)
    return found


def soon_before(now) -> datetime:
    """A few minutes ago, and still today where the nursery stands."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=2, microsecond=0)
    return max(now - timedelta(minutes=5), midnight)


def keep_files(photo):
    """Files for every size, and a film beside them, so that each address has something to give."""
    photo.renditions.create(
        organisation=photo.organisation,
        medium="film",
        longest=1280,
        width=1280,
        height=720,
        bytes=len(PIXEL),
        path=f"{photo.stem}-film.mp4",
    )
    for rendition in photo.renditions.all():
        default_storage.save(rendition.path, ContentFile(PIXEL))


def more(found, now):
    """What hangs off a family without a text of its own."""
    organisation, by = found.child.organisation, found.caregiver.actor()
    found.muster = make.muster(found.location, began_at=now - timedelta(hours=1), ended_at=now)
    found.look = SleepLook.objects.create(
        organisation=organisation,
        entry=found.entry,
        looked_at=now,
        looked_by=found.caregiver,
        heard_at=now,
    )
    found.rule = LogRule.objects.create(
        organisation=organisation,
        location=found.location,
        child=found.child,
        kind="sleep",
        level="required",
    )
    day = timezone.localdate(now)
    found.shift = make.shift(found.caregiver, found.group, day=day)
    found.leave = make.leave(found.caregiver, day + timedelta(days=9), asked_at=now)
    found.qualification = Qualification.objects.create(
        organisation=organisation, employee=found.caregiver, kind="first_aid", first_day=day
    )
    found.face = SteadyFace.objects.create(
        organisation=organisation, child=found.child, employee=found.caregiver, first_day=day
    )
    found.notice = Notice.objects.create(
        organisation=organisation,
        account=found.account,
        source=uuid4(),
        kind="photo",
        channel="app",
        child=found.child,
        subject_id=found.photo.pk,
        made_at=now,
        due_at=now,
    )
    found.report = Report.objects.create(
        organisation=organisation,
        photo=found.photo,
        guardian=found.parent,
        why="else",
        reported_at=now,
    )
    found.occasion = make.occasion(found.group, day=timezone.localdate(now) + timedelta(days=7))
    found.change = ContractChange.objects.create(
        organisation=organisation, child=found.child, guardian=found.parent, kind="end",
        day=timezone.localdate(now) + timedelta(days=60), received_at=now,
    )  # fmt: skip
    invited = make.guardian([found.child], email=f"{uuid4().hex[:8]}@example.test")
    type(invited).objects.filter(pk=invited.pk).update(account=None)
    invited.refresh_from_db()
    found.invited = invited
    found.invitation = inviting.invite(invited, by=by, at=now)
    found.key = inviting.clear_key(found.invitation)
    found.pairing, found.code = pairing.offer(found.group, "Tablet", by, now)


def relatives(town):
    """Adults around Noor who may see less than her parent: each for another reason."""
    noor, day = town["noor"].child, timezone.localdate(town.now)
    for name, relation in {
        "ended": {},
        "blocked": {},
        "without_authority": {"has_authority": False},
        "without_updates": {"receives_updates": False},
    }.items():
        town.staff[name] = make.guardian([noor], **relation).account
    town.staff["relative"] = town["noor"].relative.guardian.account
    gone = town.staff["ended"].guardians.get()
    town.staff["relative_of_ended"] = make.relative(noor, gone).guardian.account
    relations = noor.guardianships
    relations.filter(guardian__account=town.staff["ended"]).update(ended_on=day - timedelta(days=1))
    relations.filter(guardian__account=town.staff["blocked"]).update(
        blocked_at=town.now, blocked_by=uuid4()
    )


def colleagues(town, north, south):
    """People behind the desk, and one at the tablet who may only look after the day."""
    here = north.organisation
    for name in ("owner", "office", "finance", "inspector", "committee"):
        town.staff[name] = make.office_member(here, name)
    town.staff["manager"] = make.office_member(here, "manager", location=north)
    town.staff["manager_elsewhere"] = make.office_member(here, "manager", location=south)
    town.staff["owner_abroad"] = make.office_member(town["luna"].child.organisation, "owner")
    town.staff["trainee"] = make.caregiver(town["noor"].group, "trainee")
    town.staff["nobody"] = make.user()


NOWHERE = UUID("018f0000-0000-7000-8000-000000000000")
