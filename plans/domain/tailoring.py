"""What the seed's tasks become for one candidate: put in their leaning's words, weighed by the
rounds ahead and by what went badly, and joined by what their own interviews ask for.

What speaks for a task is said in the words that say so: a description's, a debrief's, a
diagnostic's. A proven gap counts more than anything guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from plans.domain.seed_days import MUST, Fulfil, SeedTask
from plans.domain.skills import all_skills
from questions.domain.vocabulary import KINDS

# What the keys of added tasks begin with.
SKILL, PROVEN = "job-", "gap-"
ADDED = (SKILL, PROVEN)
SKILLS_AT_MOST, PROVEN_AT_MOST = 6, 6
# By how much a task counts that no round ahead asks for, and one of a kind that went badly.
UNASKED, WEAK = 0.4, 1.3
# The least that what went badly in a round weighs, and by how much it outweighs what is guessed;
# what a description asks for comes with the fundamentals that most rounds lean on, and a little
# before them.
GAP, SHAKY, MORE = 7, 4.8, 0.1
SKILL_FACTOR, SKILL_PRIORITY = 1.15, 4
SKILL_MINUTES, MINUTES_AT_MOST = 15, 30
EARLY = 2  # the seed days over which the skills are spread: at an hour a day they fill three
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
    guessed = [*skill_tasks(wants), *own]
    return sorted([*proven_tasks(wants, guessed), *guessed], key=lambda task: task.day)


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
    asked = not (task.stages and wants.stages) or set(task.stages) & set(wants.stages)
    weak = next((kind for kind in task.fulfil.kinds if kind in wants.weak), None)
    factor = (1 if asked else UNASKED) * (WEAK if weak else 1)
    if factor == 1:
        return task
    because = f"Counts more for you: {wants.weak[weak]}." if weak and asked else ""
    return replace(task, factor=factor, because=because)


def skill_tasks(wants: Wants) -> list[SeedTask]:
    """One task for each skill that the bank has questions on, spread over the first days.

    Each leads to a question of its own. A whole field comes last: the seed's days are about it.
    """
    found: dict[str, list[Skill]] = {}
    for skill in wants.skills:
        found.setdefault(slug_of(skill.name), []).append(skill)
    taken = {each.question for each in wants.proven}
    tasks: list[SeedTask] = []
    for skills in sorted(found.values(), key=lambda skills: is_field(skills[0])):
        question = next((slug for slug in skills[0].questions if slug not in taken), None)
        if question and len(tasks) < SKILLS_AT_MOST:
            taken.add(question)
            tasks.append(skill_task(skills, question, 1 + len(tasks) % EARLY))
    return tasks


def is_field(skill: Skill) -> bool:
    """Whether a skill is all of a kind of question, such as machine learning."""
    known = all_skills().get(skill.name)
    return bool(known and known.about) and "/" not in known.about[0]


def skill_task(skills: list[Skill], question: str, day: int) -> SeedTask:
    """The task for a skill; whoever asks for it is named, with the first one's words."""
    first = skills[0]
    asking = " and ".join(dict.fromkeys(skill.where for skill in skills))
    words = " ".join(first.words.split()).rstrip(".")
    words = f": “{words}”" if words else ""
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
        href=f"/questions/{question}/",
        because=f"{asking} {ask} for it{words}.",
        questions=first.questions,
        factor=SKILL_FACTOR,
    )


def proven_tasks(wants: Wants, guessed: Sequence[SeedTask]) -> list[SeedTask]:
    """One task for each question that went badly in a round, the gaps first, at once.

    A gap outweighs all that is `guessed`, what was shaky all of it that is no must.
    """
    weights = [(task.weight(wants.leaning), task.must) for task in guessed]
    shaky = max([SHAKY, *(weight + MORE for weight, must in weights if not must)])
    gap = max([GAP, shaky + MORE, *(weight + MORE for weight, _ in weights)])
    once: dict[str, Proven] = {}
    for each in sorted(wants.proven, key=lambda each: each.grade != "gap"):
        once.setdefault(each.question, each)
    rows = list(once.values())[:PROVEN_AT_MOST]
    return [proven_task(each, gap if each.grade == "gap" else shaky) for each in rows]


def proven_task(each: Proven, weight: float) -> SeedTask:
    """The task that closes a gap."""
    priority = MUST if each.grade == "gap" else MUST - 1
    return SeedTask(
        key=f"{PROVEN}{slug_of(each.question)}",
        day=1,
        theme=THEME,
        title=f"Answer what they asked: {each.title}",
        why="What was asked once is asked again, and now you know how it goes on.",
        minutes=min(each.minutes or SKILL_MINUTES, MINUTES_AT_MOST),
        priority=priority,
        fulfil=Fulfil("answered", (each.kind,), 1),
        href=each.href,
        because=f"It was {GRADES[each.grade]} in your {each.where[0].lower()}{each.where[1:]}.",
        questions=(each.question,),
        since=each.since,
        factor=weight / priority,
    )


def slug_of(name: str) -> str:
    """A name as keys are written, 50 characters at most, of which a longer one's last tell it
    from others that begin alike."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    slug = "-".join(part for part in kept.split("-") if part)
    return slug if len(slug) <= 50 else f"{slug[:41]}-{crc32(name.encode()):08x}"
