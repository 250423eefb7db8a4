"""At the door: who comes in, who goes home with whom, and setting it right (B2, B3)."""

from datetime import timedelta

from django.db.models import DateTimeField, UUIDField
from django.utils.translation import gettext as _

from kiekeboe.care.clocks import CLOSE
from kiekeboe.care.collecting import may_collect
from kiekeboe.care.models import Entry, Visit
from kiekeboe.care.models.attendance import AlreadyHere, AlreadyLeft, Overlaps
from kiekeboe.lib.prepared import Prepared
from kiekeboe.organisation.models import Group
from kiekeboe.people.models import Child, Employee
from kiekeboe.tablet import answers, reading
from kiekeboe.tablet.items.finding import Unknown, by_id, of_a_child
from kiekeboe.tablet.items.reaching import Reach
from kiekeboe.tablet.items.registry import Conflicting, Refused, Strange, kind

AT_ONCE = 100
_NAPS = Prepared(
    lambda organisation, child, since: (
        Entry.objects.running()
        .filter(organisation=organisation, child=child, started_at__gte=since)
        .order_by()
    ),
    organisation=UUIDField(),
    child=UUIDField(),
    since=DateTimeField(),
)


@kind("arrive")
def arrive(item, writer):
    """Let one child in, or several: all or none."""
    told = _told(item)
    wanted = [reading.uuid(one.get("child")) for one in told]
    reach = Reach(set(wanted) - {None}, writer)
    reach.need(wanted)
    children = Child.objects.in_bulk(wanted)
    rooms = Group.objects.in_bulk(set(reach.groups.values()))
    for one, id in zip(told, wanted, strict=True):
        _let_in(item, writer, one, children[id], rooms[reach.groups[id]])
    return {"status": 201}


@kind("leave")
def leave(item, writer):
    """Let one child go home, or several: all or none."""
    for one in _told(item):
        _let_go(item, writer, one)


@kind("bringer")
def bringer(item, writer):
    """Who brought the child, said after it came in."""
    visit, name = _visit(item, writer), item.text("name")
    if not name:
        raise Refused(_("Choose who brought the child."))
    visit.name_bringer(name, by=writer.actor(), at=item.at)


@kind("undo_arrive")
def undo_arrive(item, writer):
    """It was a mistake: the child did not come in."""
    _visit(item, writer).withdraw(by=writer.actor(), at=item.at)


@kind("undo_leave")
def undo_leave(item, writer):
    """It was a mistake: the child is still here."""
    try:
        _visit(item, writer).reopen(by=writer.actor(), at=item.at)
    except AlreadyHere as error:
        raise _already_here(error.visit) from error


@kind("times")
def times(item, writer):
    """Set the true times of a visit."""
    visit = _visit(item, writer)
    arrived = reading.moment(item.what.get("arrived_at")) or visit.arrived_at
    left = reading.moment(item.what.get("left_at")) or visit.left_at
    _check_order(arrived, left, item.now)
    try:
        visit.correct(arrived_at=arrived, left_at=left, by=writer.actor(), at=item.at)
    except Overlaps as error:
        raise _overlaps() from error


def _told(item) -> list[dict]:
    """The visits of an item, each with an id."""
    told = item.what.get("visits")
    if not isinstance(told, list) or not 0 < len(told) <= AT_ONCE:
        raise Strange
    if not all(isinstance(one, dict) and reading.uuid(one.get("visit")) for one in told):
        raise Strange
    return told


def _visit(item, writer, id=None) -> Visit:
    """A visit to one of the writer's groups, or of a child of them."""
    id = id or item.id_of("visit")
    [found] = by_id(Visit)(organisation=writer.organisation_id, id=id) or [None]
    if found is not None and found.group_id in writer.group_ids:
        return found
    return of_a_child(Visit.objects, id, writer)


def _let_in(item, writer, told, child, group):
    at = item.moment("at", told)
    _check_order(at, None, item.now)
    try:
        Visit.objects.check_in(
            reading.uuid(told["visit"]),
            child=child,
            group=group,
            brought_by=reading.words(told.get("brought_by")),
            by=writer.actor(),
            at=at,
        )
    except AlreadyHere as error:
        raise _already_here(error.visit) from error
    except Overlaps as error:
        raise _overlaps() from error


def _let_go(item, writer, told):
    visit = _visit(item, writer, reading.uuid(told["visit"]))
    if visit.withdrawn_at:
        raise Unknown
    at = item.moment("at", told)
    if visit.arrived_at - CLOSE <= at <= visit.arrived_at:
        at = visit.arrived_at + timedelta(seconds=1)  # two clocks that are about right
    _check_order(visit.arrived_at, at, item.now + CLOSE)
    name, listed = _collector(visit, told, writer.day)
    by = writer.actor()
    for nap in _NAPS(
        organisation=writer.organisation_id, child=visit.child_id, since=visit.arrived_at
    ):
        nap.end(by=by, at=max(at, nap.started_at))
    try:
        visit.go_home(collected_by=name, may_collect=listed, by=by, at=at, told_at=item.at)
    except AlreadyLeft as error:
        raise _already_left(error.visit) from error
    except Overlaps as error:
        raise _overlaps() from error


def _collector(visit, told, day) -> tuple[str, bool]:
    """The name and whether it is on the list of that day; who is not must be confirmed."""
    name = reading.words(told.get("collected_by"))
    if not name:  # somebody must have been chosen or typed; an empty name is nobody
        raise Refused(_("Choose who collects the child."))
    listed = may_collect(visit.organisation_id, visit.child_id, name, day)
    if not listed and told.get("confirmed") is not True:
        sentence = _("%(name)s is not on the list. Check who it is before you go on.")
        raise Conflicting(sentence % {"name": name}, confirm=True)
    return name, listed


def _check_order(arrived, left, now):
    if arrived > now or (left and left > now):
        raise Refused(_("This time is still to come."))
    if left and left <= arrived:
        raise Refused(_("The child cannot leave before it came."))


def _overlaps():
    return Conflicting(_("The child was already here at that time."))


def _already_here(visit):
    if visit is None:
        return Conflicting(_("The child is already here."))
    words = _words(visit, visit.arrived_at, visit.checked_in_by)
    sentence = _("%(name)s is already here since %(time)s.")
    if words["by"]:
        sentence = _("%(name)s is already here since %(time)s, logged by %(by)s.")
    return Conflicting(sentence % words, standing=_standing(visit, sentence % words, words))


def _already_left(visit):
    words = _words(visit, visit.left_at, visit.corrected_by or visit.checked_out_by)
    sentence = _("%(name)s went home at %(time)s.")
    if words["by"]:
        sentence = _("%(name)s went home at %(time)s, logged by %(by)s.")
    return Conflicting(sentence % words, standing=_standing(visit, sentence % words, words))


def _words(visit, at, person):
    who = Employee.objects.filter(organisation=visit.organisation_id, pk=person).first()
    by = who.first_name if who else ""
    return {"name": visit.child.first_name, "time": answers.clock(at), "by": by}


def _standing(visit, line, words):
    moments = {"arrived_at": visit.arrived_at, "left_at": visit.left_at}
    told = {name: moment and moment.isoformat() for name, moment in moments.items()}
    collector = {"collected_by": visit.collected_by}
    return (
        {"id": str(visit.pk), "line": line, "time": words["time"], "by": words["by"]}
        | told
        | (collector)
    )
