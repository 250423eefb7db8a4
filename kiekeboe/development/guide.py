"""What to look at, per area and age: our own neutral questions, as rows to read and to add to.

No questions or scales of an instrument under licence are in here. The two scales of five steps
follow the idea of Laevers (well-being and involvement); the words are our own.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from kiekeboe.development.models.observations import Area

YOUNGEST, OLDEST = 0, 156  # months: until the thirteenth birthday


class Question(NamedTuple):
    """Something to look at, for children of `since` up to and not including `until` months."""

    area: str
    since: int
    until: int
    words: object


class Step(NamedTuple):
    number: int
    words: object


QUESTIONS = (
    Question(Area.SOCIAL, 0, 12, _("At whom does the child smile, and who comforts it?")),
    Question(Area.SOCIAL, 12, 24, _("How does the child say goodbye and find comfort?")),
    Question(
        Area.SOCIAL, 24, 48, _("With whom does the child play, and how do they solve things?")
    ),
    Question(Area.SOCIAL, 48, 156, _("Which friends does the child choose, and what do they do?")),
    Question(Area.MOTOR, 0, 12, _("How does the child reach, roll, sit or crawl?")),
    Question(Area.MOTOR, 12, 24, _("How does the child stand, walk and climb?")),
    Question(Area.MOTOR, 24, 48, _("How does the child run, jump, draw and cut?")),
    Question(Area.MOTOR, 48, 156, _("Which movement does the child look for, in and outside?")),
    Question(Area.LANGUAGE, 0, 12, _("Which sounds does the child make, and what does it hear?")),
    Question(Area.LANGUAGE, 12, 24, _("Which words and gestures does the child use?")),
    Question(Area.LANGUAGE, 24, 48, _("What does the child tell, and in which sentences?")),
    Question(Area.LANGUAGE, 48, 156, _("What does the child tell about the day?")),
    Question(Area.PLAY, 0, 12, _("What does the child look at, hold and taste?")),
    Question(Area.PLAY, 12, 24, _("What does the child try again and again?")),
    Question(Area.PLAY, 24, 48, _("What does the child pretend, build or find out?")),
    Question(Area.PLAY, 48, 156, _("What does the child make up, and for how long?")),
    Question(Area.SELF, 0, 12, _("How does the child say what it needs?")),
    Question(Area.SELF, 12, 24, _("What does the child want to do itself?")),
    Question(Area.SELF, 24, 48, _("What can the child do itself: dress, eat, wash, toilet?")),
    Question(Area.SELF, 48, 156, _("What does the child arrange without help?")),
)

WELLBEING = (
    Step(1, _("Clearly unhappy")),
    Step(2, _("Often not at ease")),
    Step(3, _("Fine, no more than that")),
    Step(4, _("At ease and cheerful")),
    Step(5, _("Glowing, fully itself")),
)
INVOLVEMENT = (
    Step(1, _("Does hardly anything")),
    Step(2, _("Starts, and soon stops")),
    Step(3, _("Busy, easily distracted")),
    Step(4, _("Absorbed most of the time")),
    Step(5, _("Fully absorbed, nothing else counts")),
)


def questions_for(months: int) -> list[Question]:
    """What to look at at this age, in the order of the areas."""
    return [one for one in QUESTIONS if one.since <= months < one.until]


def words_of(scale: tuple[Step, ...], number: int | None) -> str:
    """The words of a step of a scale; empty without one."""
    return next((str(step.words) for step in scale if step.number == number), "")
