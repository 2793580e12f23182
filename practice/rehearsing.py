"""What is to be said in a rehearsal: the parts of a thing in order, each with its target time."""

from dataclasses import dataclass

from django.urls import reverse

from questions.models import Question

from .domain.clock import WORDS_A_MINUTE, words
from .domain.speaking import Measured, targets
from .models import OwnQuestion, Pitch, Story, Worksheet
from .models.pitches import PARTS as PITCHES
from .models.pitches import PRIVATE
from .models.stories import PARTS, STAR
from .models.worksheets import AREAS, PAPER
from .takes import Subject
from .texts import texts_of

STORY_SECONDS = 120
AREA_SECONDS = 150


@dataclass(frozen=True)
class Spoken:
    """One part: its key and label, the words, how many they are, and the seconds it should take."""

    key: str
    label: str
    hint: str
    body: str
    words: int
    seconds: int


@dataclass(frozen=True)
class Rehearsal:
    """A thing to be said aloud, at one's own `pace` where it shows; `part` is a pitch's.

    Notes are not said word by word.
    """

    subject: Subject
    title: str
    url: str
    parts: tuple[Spoken, ...]
    target: int
    notes: bool = False
    part: str = ""
    pace: int | None = None

    @property
    def keys(self) -> list[str]:
        """The parts that can be timed: none where there is but one."""
        return [each.key for each in self.parts] if len(self.parts) > 1 else []

    @property
    def written(self) -> bool:
        """Whether there are words to say."""
        return any(each.words for each in self.parts)

    def words(self, measured: Measured) -> int:
        """How many words a take was of: the parts that were reached, all where none was marked."""
        reached = {key for key, _ in measured.parts}
        said = (each.words for each in self.parts if not reached or each.key in reached)
        return 0 if self.notes else sum(said)


def rehearsal_of(subject: Subject, *, pace: int | None = None, part: str = "") -> Rehearsal:
    """What is to be said of a story, a worksheet, a part of a pitch, or a question."""
    if isinstance(subject, Story):
        return story_rehearsal(subject, pace)
    if isinstance(subject, Worksheet):
        return worksheet_rehearsal(subject, pace or WORDS_A_MINUTE)
    if isinstance(subject, Pitch):
        return pitch_rehearsal(subject, part)
    return question_rehearsal(subject)


def story_rehearsal(story: Story, pace: int | None) -> Rehearsal:
    """The four parts, each by its words at this pace; two minutes in all at most."""
    texts = texts_of(story, PARTS)
    bodies = {part: texts[part].body.strip() for part in STAR}
    counts = [words(body) for body in bodies.values()]
    seconds = targets(counts, pace or WORDS_A_MINUTE, STORY_SECONDS)
    return Rehearsal(
        subject=story,
        title=texts["title"].body.strip() or "Untitled story",
        url=reverse("practice:story_aloud", args=[story.pk]),
        parts=tuple(
            Spoken(part, PARTS[part], "", body, words(body), target)
            for (part, body), target in zip(bodies.items(), seconds, strict=True)
        ),
        target=sum(seconds),
        pace=pace,
    )


def worksheet_rehearsal(worksheet: Worksheet, pace: int) -> Rehearsal:
    """The six areas, of a paper its sections: two and a half minutes each, or as written."""
    areas = PAPER if worksheet.project == Worksheet.Project.PAPER else AREAS
    texts = texts_of(worksheet, ("name", *areas))
    parts = []
    for part, (label, hint) in areas.items():
        body = texts[part].body.strip()
        seconds = min(AREA_SECONDS, round(words(body) * 60 / pace) or AREA_SECONDS)
        parts.append(Spoken(part, label, hint, body, words(body), seconds))
    return Rehearsal(
        subject=worksheet,
        title=texts["name"].body.strip() or "Untitled project",
        url=reverse("practice:worksheet_aloud", args=[worksheet.pk]),
        parts=tuple(parts),
        target=sum(each.seconds for each in parts),
        notes=True,
    )


def spoken_parts(kind: str) -> list[str]:
    """The parts of a pitch that are said, the private ones never among them."""
    return [
        part for part, (*_, seconds) in PITCHES[kind].items() if seconds and part not in PRIVATE
    ]


def pitch_rehearsal(pitch: Pitch, part: str) -> Rehearsal:
    """One part of a pitch, in the seconds that it should take."""
    label, hint, seconds = PITCHES[pitch.kind][part]
    body = texts_of(pitch, [part])[part].body.strip()
    url = reverse("practice:pitch_aloud", args=[pitch.kind])
    return Rehearsal(
        subject=pitch,
        title=str(pitch),
        url=f"{url}?part={part}",
        parts=(Spoken(part, label, hint, body, words(body), seconds),),
        target=seconds,
        part=part,
    )


def question_rehearsal(question: Question | OwnQuestion) -> Rehearsal:
    """A question: no text but its prompt, and its minutes."""
    return Rehearsal(
        subject=question,
        title=question.title,
        url=reverse("practice:question_aloud", args=[question.slug]),
        parts=(),
        target=question.minutes * 60,
    )
