"""What to do when the interview is tomorrow, or in two hours, and what to leave alone.

With hours left nothing new will be learned well. What pays is what one has already: one's own
stories and projects said aloud with their numbers, the few questions that are likeliest, and
arriving rested. So the steps stand in order of what they are worth; each takes its least
minutes first and more only when all that fit have theirs; the rest is said to be left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LEAST, MOST = 15, 600  # minutes that can be asked for
BREAK, BREAK_AFTER = 10, 50
QUIET = 15  # minutes before the interview without any of this, from an hour on
QUIET_FROM = 60
STORY, PROJECT, QUESTION = 7, 15, 8
DESIGN = 25


@dataclass(frozen=True)
class Own:
    """Something of the candidate's, with its address: a story, a project, a question."""

    title: str
    href: str


@dataclass(frozen=True)
class Has:
    """What there is to go over, each the likeliest to be asked first."""

    stories: Sequence[Own] = ()
    projects: Sequence[Own] = ()
    questions: Sequence[Own] = ()
    due: int = 0


@dataclass(frozen=True)
class Step:
    """One thing to do, its minutes, why, and where; a break has no address."""

    key: str
    title: str
    why: str
    minutes: int
    href: str = ""


@dataclass(frozen=True)
class LastHours:
    """The steps in the order in which to do them, the quiet minutes at the end, what to leave."""

    steps: tuple[Step, ...]
    quiet: int
    leave: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """All of it, breaks and quiet minutes too."""
        return sum(step.minutes for step in self.steps) + self.quiet


# The order in which steps are done: what needs a clear head first, practical things last.
ORDER = ("posting", "opening", "project", "story", "question", "design", "review", "sheet", "ask")


def last_hours(minutes: int, has: Has) -> LastHours:
    """Return what to do with `minutes` (LEAST to MOST). Raises ValueError outside of these."""
    if not LEAST <= minutes <= MOST:
        raise ValueError(f"between {LEAST} and {MOST} minutes, not {minutes}")
    quiet = QUIET if minutes >= QUIET_FROM else 0
    kept: list[Step] = []
    for step in by_worth(has):
        if sum(each.minutes for each in arranged([*kept, step])) <= minutes - quiet:
            kept.append(step)
    return LastHours(tuple(arranged(kept)), quiet, leave(minutes, has))


def by_worth(has: Has) -> list[Step]:
    """Every step, what is worth most first: a second of a sort after the first of every sort."""
    steps = [
        *(SET_UP, OPENING),
        *projects(has)[:1],
        *stories(has)[:1],
        POSTING,
        *questions(has)[:1],
        ASK,
        *stories(has)[1:2],
        SHEET,
        *questions(has)[1:3],
        *projects(has)[1:2],
        *stories(has)[2:4],
    ]
    if has.due:
        steps.append(replace(REVIEW, title=f"Meet again what is due ({has.due})"))
    return [*steps, OUTLINE, *questions(has)[3:6]]


def projects(has: Has) -> list[Step]:
    """A project each; where none is written down, one to be put into six lines."""
    if not has.projects:
        return [NO_PROJECT]
    return [
        Step(
            f"project-{n}",
            f"Say “{own.title}” aloud, from the problem to what happened after launch",
            "Every line of your résumé may become twenty minutes. Have its numbers ready.",
            PROJECT,
            own.href,
        )
        for n, own in enumerate(has.projects)
    ]


def stories(has: Has) -> list[Step]:
    """A story each; where none is written down, one to be put into keywords."""
    if not has.stories:
        return [NO_STORY]
    return [
        Step(
            f"story-{n}",
            f"Say “{own.title}” aloud, within two minutes",
            "What you did, and the result as a number.",
            STORY,
            own.href,
        )
        for n, own in enumerate(has.stories)
    ]


def questions(has: Has) -> list[Step]:
    """A likely question each."""
    return [
        Step(
            f"question-{n}",
            own.title,
            "Say your first sentence and the points that a good answer must have. Not more.",
            QUESTION,
            own.href,
        )
        for n, own in enumerate(has.questions)
    ]


def place(key: str) -> tuple[int, str]:
    """Where a step stands in the order; what is not named there comes last."""
    sort, _, number = key.partition("-")
    return (ORDER.index(sort) if sort in ORDER else len(ORDER), number.zfill(3))


def arranged(steps: list[Step]) -> list[Step]:
    """The steps in order, with a break wherever the next would make it over fifty minutes."""
    found, since = [], 0
    for step in sorted(steps, key=lambda step: place(step.key)):
        if since and since + step.minutes > BREAK_AFTER:
            found.append(replace(PAUSE, key=f"pause-{len(found)}"))
            since = 0
        found.append(step)
        since += step.minutes
    return found


def leave(minutes: int, has: Has) -> tuple[str, ...]:
    """What does not pay any more."""
    left = [
        "Topics that you have never met: say how far you know, and how you would find out.",
        "Papers, courses, and one more library.",
        "Your résumé: it is sent. Know every line of it instead.",
        "Counting what you have not done. They ask a few questions, not the bank.",
    ]
    if minutes < 180:
        left.insert(1, "Whole designs and new coding problems: they need an hour each.")
    if not has.stories:
        left.append("Writing stories out: keywords and numbers are enough now.")
    return tuple(left)


SET_UP = Step(
    "set-up",
    "Sound, camera and screen tested; links, water, something to write on",
    "The one thing that can end a round before it begins.",
    5,
    "/guide/day-of/",
)
OPENING = Step(
    "opening",
    "Say your first minute aloud, twice: who you are, what you built, why this job",
    "Every round opens with it, and it is when you are most nervous.",
    5,
)
POSTING = Step(
    "posting",
    "Read the job description again, and say in one sentence what this team needs",
    "It says which of your projects to speak of first.",
    5,
    "/guide/stages/",
)
ASK = Step(
    "ask",
    "Choose three questions to ask them",
    "You will be asked for them in every round.",
    5,
    "/questions/?kind=ask-them",
)
SHEET = Step(
    "sheet",
    "Read the formula sheet once",
    "Figures are the first thing that nerves take away.",
    10,
    "/sheet/",
)
REVIEW = Step(
    "review", "Meet again what is due", "It is what you are about to lose.", 10, "/review/"
)
OUTLINE = Step(
    "design",
    "Talk one design through in outline: aim, metric, data, baseline, model, serving, monitoring",
    "The order is what they look for. Nobody needs the details from you tonight.",
    DESIGN,
    "/questions/?kind=design",
)
NO_PROJECT = Step(
    "project-0",
    "Put your best project into six lines: problem, data, model, evaluation, launch, effect",
    "Every line of your résumé may become twenty minutes.",
    PROJECT,
    "/deep-dives/",
)
NO_STORY = Step(
    "story-0",
    "Keywords for one story: a model that failed, what you did, and the result as a number",
    "One story, told well, answers three questions.",
    10,
    "/stories/",
)
PAUSE = Step("pause", "A break: stand up, drink something", "", BREAK)
