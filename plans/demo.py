"""A made-up candidate in the middle of a plan, so that every page has something to show.

All of it comes about by the same functions that a browser's requests call, with the clock
moved: nothing here writes what a page could not have written.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from practice import answers, reviews, submissions
from practice.deeds import today as today_for
from practice.domain.clock import day_start
from practice.domain.memory import Rating
from practice.matrix import suggest
from practice.models import Attempt, Story, Worksheet
from practice.pitches import begin_pitch
from practice.points import rate_answer
from practice.stories import begin, note_progress
from practice.texts import save_text
from questions.domain.exercise import exercise_of
from questions.models import Question

from .agenda import read_agenda
from .interviews import add_round, make_interview
from .models import Interview, Round
from .scheduling import make_plan
from .steps import Step

EMAIL = "demo@example.org"
PASSWORD = "half way through"
DAYS, PAST, MISSED = 14, 7, 4
FOR_TODAY = 2  # of the stories
BEGINS_AFTER = timedelta(hours=14)  # the local day's 4 a.m., so at 6 p.m.
# How well the points of an answer were said, over and over; an answer's number shifts it.
VERDICTS = ("said", "said", "partly", "said", "not", "said", "said")
RATINGS = (Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.GOOD, Rating.EASY)


@cache
def contents() -> dict:
    """The made-up stories, worksheets and pitches."""
    return yaml.safe_load((settings.BASE_DIR / "fixtures/demo/candidate.yaml").read_text("utf-8"))


@transaction.atomic
def make_demo(*, now: datetime) -> Candidate:
    """Make the demo candidate as of `now`, with seven days of work behind them."""
    member = Candidate.objects.settle(Candidate(), "UTC")
    member.claim(email=EMAIL, password=PASSWORD, now=now - timedelta(days=PAST))
    today = today_for(member, now)
    first = today - timedelta(days=PAST)
    make_plan(
        candidate=member,
        key=new_id(),
        first_day=first,
        last_day=first + timedelta(days=DAYS - 1),
        interview_date=first + timedelta(days=DAYS),
        minutes=[95] * 5 + [75] * 2,
        rest_days=[],
        leaning="llm",
        now=day_start(first, "UTC") + timedelta(hours=4),
    )
    demo = Demo(member)
    for number in range(PAST):
        if number != MISSED:
            demo.work(first + timedelta(days=number))
    demo.begin_today(today, now)
    return member


@dataclass
class Demo:
    """The candidate at work: what comes next, and what the clock says."""

    member: Candidate
    now: datetime | None = None
    answered: int = 0
    stories: list[dict] = field(default_factory=lambda: list(contents()["stories"]))

    def work(self, day: date) -> None:
        """An evening: the day's tasks one after the other, reviews among them."""
        self.now = day_start(day, "UTC") + BEGINS_AFTER
        if not self.member.worksheets.exists():
            self.begin_worksheets()
            self.begin_pitches()
        for step in read_agenda(self.member, self.now).day.steps:
            self.do(step)

    def begin_today(self, today: date, now: datetime) -> None:
        """Today a story is finished, one is begun, and something is met again."""
        self.now = max(day_start(today, "UTC"), now - timedelta(minutes=45))
        self.apply(today + timedelta(days=DAYS - PAST))
        for row in self.stories:
            self.tell(row)
        self.review(at_most=1)
        suggest(candidate=self.member, stories=list(self.member.stories.all()))

    def apply(self, day: date) -> None:
        """One interview: the recruiter's call is behind them, the half day is on `day`."""
        row = contents()["interview"]
        values = {name: row[name] for name in ("company", "role", "description")}
        values["stands"] = Interview.Stands.ROUNDS
        given = {"candidate": self.member, "key": new_id(), "now": self.now}
        interview = make_interview(**given, values=values)
        for part, body in row["research"].items():
            self.save(interview.notebook, part, body, self.now)
        for stage, starts_at, minutes, outcome in (
            ("recruiter", self.now - timedelta(days=3), 30, Round.Outcome.PASSED),
            ("onsite", day_start(day, "UTC") + timedelta(hours=5), 240, ""),
        ):
            about = {"stage": stage, "starts_at": starts_at, "minutes": minutes, "zone": "UTC"}
            about["outcome"] = outcome
            add_round(interview=interview, key=new_id(), values=about, now=self.now)

    def do(self, step: Step) -> None:
        """One task, by what fulfils it."""
        task = step.task
        self.now += timedelta(minutes=task.minutes)
        if task.by in ("answered", "timed"):
            for _ in range(task.count):
                self.answer(step, now=self.now)
        elif task.by == "story" and len(self.stories) > FOR_TODAY:
            row = self.stories.pop(0)
            self.tell(row)
        elif task.by == "review":
            self.review()
        elif task.by in ("read", "hand"):
            task.tick("done", fulfilled=False)

    def answer(self, step: Step, *, now: datetime) -> None:
        """Answer a question of the task's kinds, tick its points, and rate it."""
        question = self.next_question(step.task.kinds)
        if question is None:
            return
        points = question.entry["key_points"]
        verdicts = {
            point["id"]: VERDICTS[(place + self.answered) % len(VERDICTS)]
            for place, point in enumerate(points)
        }
        given = {"candidate": self.member, "question": question, "now": now}
        seconds = question.minutes * 55
        if question.kind == "behavioural":
            attempt = answers.speak(**given, pk=new_id(), seconds=seconds)
        else:
            draft = answers.open_attempt(**given, pk=None)
            body = body_of(question, verdicts)
            self.save(draft, "answer", body, now)
            if question.is_code:
                self.submit(draft, body, now)
            attempt = answers.finish(attempt=draft, seconds=seconds, now=now)
        if points:
            attempt.confirm(verdicts)
        rating = RATINGS[self.answered % len(RATINGS)]
        rate_answer(attempt=attempt, rating=rating, key=new_id(), now=now)
        self.answered += 1

    def submit(self, draft: Attempt, code: str, now: datetime) -> None:
        """The reference is what was written, and it passes its tests, as the bank proves."""
        tests = exercise_of(draft.asked.parsed).tests
        results = [{"id": test.id, "passed": True, "seconds": 0.01, "why": ""} for test in tests]
        given = {"attempt": draft, "key": new_id(), "first": False, "now": now}
        submissions.submit(code=code, results=results, **given)

    def next_question(self, kinds: list[str]) -> Question | None:
        """The one of these kinds answered least, then asked most."""
        own = Count("attempts", filter=Q(attempts__candidate=self.member))
        fitting = Question.objects.asked().filter(kind__in=kinds).annotate(times=own)
        return fitting.order_by("times", "-frequency", "slug").first()

    def review(self, at_most: int = 2) -> None:
        """Meet again some that are due, the longest waiting first."""
        for card in self.member.cards.due(self.now)[:at_most]:
            reviews.rate(card=card, rating=Rating.GOOD, key=new_id(), now=self.now)

    def begin_worksheets(self) -> None:
        """The two projects one wants to be asked about."""
        for row in contents()["worksheets"]:
            self.write(Worksheet, row, project=row["project"])

    def tell(self, row: dict) -> None:
        """A story, with the themes that it serves and the project that it is from."""
        names = self.member.texts.filter(part="name", body=row.get("from", ""))
        project = Worksheet.objects.filter(texts__in=names).first()
        told = {part: body for part, body in row.items() if part != "from"}
        self.write(Story, told, themes=row["themes"], worksheet=project)

    def begin_pitches(self) -> None:
        """The opening and the money."""
        for kind, parts in contents()["pitches"].items():
            pitch = begin_pitch(candidate=self.member, kind=kind, now=self.now)
            for part, body in parts.items():
                self.save(pitch, part, body, self.now)

    def write(self, model: type[Story | Worksheet], row: dict, **fields) -> None:
        """A story or worksheet with its parts, each saved as it was typed."""
        holder = begin(model=model, candidate=self.member, now=self.now)
        for name, value in fields.items():
            setattr(holder, name, value)
        holder.save(update_fields=list(fields))
        for part, body in row.items():
            if part not in fields and body:
                self.save(holder, part, body, self.now)
                note_progress(holder, part, self.now)

    def save(self, holder, part: str, body: str, now: datetime) -> None:
        """One save of one part."""
        save_text(holder=holder, part=part, key=new_id(), made_from=None, body=body, now=now)


def body_of(question: Question, verdicts: dict[str, str]) -> str:
    """What the candidate wrote: the opening, and the points that are ticked as said."""
    entry = question.parsed
    if entry.is_code:
        return exercise_of(entry).reference or entry.signature
    said = [point.text for point in entry.key_points if verdicts[point.id] != "not"]
    return "\n\n".join(part for part in (entry.say_first, " ".join(said)) if part)
