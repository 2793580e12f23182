"""What the seed's tasks become for one candidate: put in their leaning's words, weighed by the
rounds ahead and by what went badly, and joined by what their own interviews ask for.

What speaks for a task is said in the words that say so: a description's, a debrief's, a
diagnostic's. A proven gap counts more than anything guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plans.domain.seed_days import Fulfil, SeedTask
from questions.domain.vocabulary import KINDS

# What the keys of added tasks begin with.
SKILL, PROVEN = "job-", "gap-"
ADDED = (SKILL, PROVEN)
SKILLS_AT_MOST, PROVEN_AT_MOST = 6, 6
# By how much a task counts that no round ahead asks for, and one of a kind that went badly.
UNASKED, WEAK = 0.4, 1.3
# Priorities: a proven gap before all that the seed has; what a description asks for with the
# fundamentals that most rounds lean on, and a little before them.
GAP, SHAKY, SKILL_FACTOR, SKILL_PRIORITY = 7, 4.8, 1.15, 4
SKILL_MINUTES, MINUTES_AT_MOST = 15, 30
EARLY = 3  # the seed days over which the skills are spread
THEME = "What your own interviews ask"
GRADES = {"gap": "a gap", "shaky": "shaky"}


@dataclass(frozen=True)
class Skill:
    """A skill that a description asks for and none of one's own words show.

    `words` are the description's own, `where` the interview's title, `questions` the slugs of
    the bank's questions on it, `minutes` what the first of them takes.
    """

    name: str
    words: str
    where: str
    kind: str
    questions: tuple[str, ...]
    minutes: int


@dataclass(frozen=True)
class Proven:
    """A question asked in a real round, by its slug, that was a "gap" or "shaky" there."""

    question: str
    title: str
    grade: str
    where: str
    kind: str
    minutes: int
    href: str
    since: date | None = None


@dataclass(frozen=True)
class Wants:
    """What speaks for one task rather than another; `weak` is why, by kind of question."""

    leaning: str = ""
    stages: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    proven: tuple[Proven, ...] = ()
    weak: Mapping[str, str] = field(default_factory=dict)


def tailor(tasks: Sequence[SeedTask], wants: Wants) -> list[SeedTask]:
    """Return the tasks as this candidate gets them, in the seed's order, with those added."""
    own = [weighed(in_words_of(task, wants.leaning), wants) for task in tasks]
    return sorted([*proven_tasks(wants), *skill_tasks(wants), *own], key=lambda task: task.day)


def in_words_of(task: SeedTask, leaning: str) -> SeedTask:
    """The task as it is put for a leaning."""
    version = task.for_leaning.get(leaning)
    if not version:
        return task
    kinds = tuple(version.get("kinds", task.fulfil.kinds))
    return replace(
        task,
        title=version["title"],
        why=version["why"],
        primers=tuple(version.get("primers", task.primers)),
        fulfil=replace(task.fulfil, kinds=kinds),
    )


def weighed(task: SeedTask, wants: Wants) -> SeedTask:
    """The task by what the rounds ahead ask, and by what went badly."""
    factor, because = 1.0, ""
    if task.stages and wants.stages and not set(task.stages) & set(wants.stages):
        factor *= UNASKED
    weak = next((kind for kind in task.fulfil.kinds if kind in wants.weak), None)
    if weak:
        factor *= WEAK
        because = f"Counts more for you: {wants.weak[weak]}."
    return task if factor == 1 and not because else replace(task, factor=factor, because=because)


def skill_tasks(wants: Wants) -> list[SeedTask]:
    """One task for each skill that the bank has questions on, spread over the first days."""
    found: dict[str, list[Skill]] = {}
    for skill in wants.skills:
        if skill.questions:
            found.setdefault(skill.name, []).append(skill)
    rows = list(found.values())[:SKILLS_AT_MOST]
    return [skill_task(skills, 1 + nth % EARLY) for nth, skills in enumerate(rows)]


def skill_task(skills: list[Skill], day: int) -> SeedTask:
    """The task for a skill; whoever asks for it is named, with their words."""
    first = skills[0]
    asking = " and ".join(dict.fromkeys(skill.where for skill in skills))
    words = f": “{first.words.strip()}”" if first.words.strip() else ""
    ask = "asks" if len({skill.where for skill in skills}) == 1 else "ask"
    return SeedTask(
        key=f"{SKILL}{slug_of(first.name)}",
        day=day,
        theme=THEME,
        title=f"Answer a question on {first.name}",
        why=f"{KINDS[first.kind]}. It stands in none of your answers, stories or projects yet.",
        minutes=min(first.minutes or SKILL_MINUTES, MINUTES_AT_MOST),
        priority=SKILL_PRIORITY,
        fulfil=Fulfil("answered", (first.kind,), 1),
        href=f"/questions/{first.questions[0]}/",
        because=f"{asking} {ask} for it{words}.",
        questions=first.questions,
        factor=SKILL_FACTOR,
    )


def proven_tasks(wants: Wants) -> list[SeedTask]:
    """One task for each question that went badly in a round, the gaps first, at once."""
    rows = sorted(wants.proven, key=lambda each: each.grade != "gap")[:PROVEN_AT_MOST]
    once = {each.question: each for each in reversed(rows)}
    return [proven_task(once[each]) for each in dict.fromkeys(row.question for row in rows)]


def proven_task(each: Proven) -> SeedTask:
    """The task that closes a gap."""
    gap = each.grade == "gap"
    return SeedTask(
        key=f"{PROVEN}{slug_of(each.question)}",
        day=1,
        theme=THEME,
        title=f"Answer what they asked: {each.title}",
        why="What was asked once is asked again, and now you know how it goes on.",
        minutes=min(each.minutes or SKILL_MINUTES, MINUTES_AT_MOST),
        priority=5 if gap else 4,
        fulfil=Fulfil("answered", (each.kind,), 1),
        href=each.href,
        because=f"It was {GRADES[each.grade]} in your {each.where[0].lower()}{each.where[1:]}.",
        questions=(each.question,),
        since=each.since,
        factor=(GAP / 5) if gap else (SHAKY / 4),
    )


def slug_of(name: str) -> str:
    """A name as keys are written, 50 characters at most."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    return "-".join(part for part in kept.split("-") if part)[:50]
