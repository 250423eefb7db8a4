"""The consent questions of one child, per parent, and which answer holds (C2)."""

from collections import defaultdict
from dataclasses import dataclass, field

from kiekeboe.people import wordings
from kiekeboe.people.models import Consent, Employee, Guardian, Guardianship, Purpose
from kiekeboe.photos.consent import combine


@dataclass
class Answered:
    """One parent and one purpose: the answer that stands, and the older ones."""

    guardian: Guardian
    counts: bool
    current: Consent | None = None
    older: list = field(default_factory=list)


@dataclass
class Question:
    purpose: str
    label: str
    parents: list
    allowed: bool = False
    deciders: list = field(default_factory=list)

    @property
    def is_missing(self):
        """Whether a parent whose answer counts has not answered."""
        return any(parent.counts and parent.current is None for parent in self.parents)


def questions_of(child, day):
    """All purposes in order, with the answers of everyone who answered or may. Three queries."""
    relations = Guardianship.objects.with_authority(day).filter(child=child)
    authority = [relation.guardian for relation in relations.select_related("guardian")]
    answers = list(
        Consent.objects.filter(child=child).select_related("guardian").order_by("-answered_at")
    )
    _name_writers(answers)
    people = {guardian.pk: guardian for guardian in authority}
    people |= {row.guardian_id: row.guardian for row in answers if row.guardian_id not in people}
    counting = {guardian.pk for guardian in authority}
    return [
        _question(purpose, label, people.values(), counting, answers)
        for purpose, label in Purpose.choices
    ]


def _question(purpose, label, people, counting, answers):
    parents = []
    for guardian in people:
        own = [row for row in answers if (row.guardian_id, row.purpose) == (guardian.pk, purpose)]
        counts = guardian.pk in counting
        if own or counts:
            current = next((row for row in own if row.replaced_at is None), None)
            older = [row for row in own if row.replaced_at is not None]
            parents.append(Answered(guardian, counts, current, older))
    voices = [parent for parent in parents if parent.counts and parent.current]
    allowed = combine(parent.current.allowed for parent in voices)
    deciders = [parent.guardian for parent in voices if parent.current.allowed == allowed]
    return Question(purpose, label, parents, allowed, deciders)


def _name_writers(answers):
    """Who of the office wrote an answer down on behalf of the parent."""
    ids = {row.answered_by for row in answers if row.answered_by_kind == "office"}
    names = {row.pk: str(row) for row in Employee.objects.filter(pk__in=ids)} if ids else {}
    for row in answers:
        row.written_by = names.get(row.answered_by) if row.answered_by_kind == "office" else None


@dataclass
class Paper:
    """The form of one child on paper: the questions, and per parent what stands."""

    child: object
    parents: list
    questions: list


def papers_of(children, language, day) -> list[Paper]:
    """A form for each of these children. Two queries, however many children."""
    parents, standing = defaultdict(list), {}
    relations = Guardianship.objects.with_authority(day).filter(child__in=children)
    for relation in relations.select_related("guardian"):
        parents[relation.child_id].append(relation.guardian)
    for row in Consent.objects.counting_on(day).filter(child__in=children):
        standing[row.child_id, row.guardian_id, row.purpose] = row
    return [
        Paper(
            child,
            parents[child.pk],
            [
                (
                    wordings.wording(purpose, language, child.first_name),
                    [standing.get((child.pk, one.pk, purpose)) for one in parents[child.pk]],
                )
                for purpose in Purpose.values
            ],
        )
        for child in children
    ]
