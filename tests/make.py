"""Plain functions that make rows: each fills in what a test does not care about."""

import json
from datetime import UTC, datetime
from itertools import count

from interviewprep.accounts.models import Aim, Candidate
from interviewprep.ids import new_id
from practice import (
    answers,
    claims,
    own_questions,
    pitches,
    reviews,
    sharing,
    stories,
    submissions,
    takes,
)
from practice.domain.memory import Rating
from practice.domain.speaking import Measured
from practice.models import (
    Attempt,
    Claim,
    Comment,
    OwnQuestion,
    Pitch,
    Share,
    Story,
    Submission,
    Take,
    Worksheet,
)
from practice.models.cards import NOTE
from practice.texts import save_text
from questions.domain.entry import Entry
from questions.domain.records import FollowUp, Frequency, KeyPoint
from questions.loading import index_words, question_of
from questions.models import Question

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PASSWORD = "a long enough secret"
numbers = count(1)


def make_guest(**aim) -> Candidate:
    """A guest with a row."""
    guest = Candidate.objects.settle(Candidate(), "UTC")
    Aim.objects.filter(candidate=guest).update(**aim)
    return Candidate.objects.get(pk=guest.pk)


def make_member(email: str = "", **aim) -> Candidate:
    """A member whose password is PASSWORD."""
    member = make_guest(**aim)
    member.claim(email=email or f"member{next(numbers)}@example.org", password=PASSWORD, now=NOW)
    return member


def make_question(slug: str = "", **fields) -> Question:
    """A question of the bank with two key points and a ladder; `fields` are the row's."""
    slug = slug or f"question-{next(numbers)}"
    entry = Entry(
        slug=slug,
        kind="ml",
        title=f"How would you {slug}?",
        topic="metrics",
        stages=("phone",),
        dimensions={"depth": 100},
        difficulty=3,
        frequency=Frequency(3, "judgement"),
        minutes=8,
        prompt="Tell me.",
        sections={"Outline": "First this."},
        key_points=(
            KeyPoint("first", "The first claim.", 60, must=True),
            KeyPoint("second", "The second claim.", 40),
        ),
        follow_ups=(
            FollowUp("press", "missed first", "And the first?", "It says so."),
            FollowUp("harder", "made all", "And now?", "It goes on."),
        ),
        hash="0" * 64,
    )
    question = question_of(entry)
    for name, value in fields.items():
        setattr(question, name, value)
    question.save()
    index_words([question.slug])
    return question


def make_attempt(candidate, question=None, *, body="An answer.", now=NOW, **more) -> Attempt:
    """An attempt answered in writing; `verdicts` ticks its points, `scratch` is its pad."""
    question = question or make_question()
    attempt = answers.open_attempt(candidate=candidate, question=question, pk=None, now=now)
    for part, words in {"answer": body, "scratch": more.pop("scratch", "")}.items():
        if words or part == "answer":
            save_text(holder=attempt, part=part, key=new_id(), made_from=None, body=words, now=now)
    attempt = answers.finish(attempt=attempt, seconds=more.pop("seconds", 300), now=now)
    if verdicts := more.pop("verdicts", None):
        attempt.confirm(verdicts)
    return attempt


def make_code_question(slug: str = "", **entry) -> Question:
    """A code question with a visible and a hidden test, two hints and a naive solution."""
    fence = "```python\n{}\n```"
    sections = {
        "Starter": fence.format("def double(x):\n    ..."),
        "Visible tests": fence.format("# one: a number\ngot = double(1)\nassert got == 2"),
        "Hidden tests": fence.format("# two: another\ngot = double(2)\nassert got == 4"),
        "Reference": fence.format("def double(x):\n    return 2 * x"),
        "Naive": fence.format("def double(x):\n    return x + x"),
    }
    changed = {"needs": "python", "sections": sections, "key_points": [], "follow_ups": []}
    changed |= {"hints": ["Think.", "Add."], "compare": {"how": "exact", "tolerance": None}}
    question = make_question(slug, kind="dsa", dimensions=["coding"], dimension_weights=[100])
    question.entry |= changed | {"kind": "dsa"} | entry
    question.topic = entry.get("topic", question.topic)
    question.html |= {"sections": list(sections.items()), "points": {}, "follow_ups": {}}
    question.save()
    return question


def make_submission(
    candidate, question=None, *, code="def double(x): ...", passed=("one", "two"), **more
) -> Submission:
    """A submission of the draft at a question, these tests passed."""
    question = question or make_code_question()
    now = more.pop("now", NOW)
    attempt = answers.open_attempt(candidate=candidate, question=question, pk=None, now=now)
    sent = [{"id": name, "passed": True, "seconds": 0.01, "why": ""} for name in passed]
    results = submissions.read_results(question, json.dumps({"tests": sent}))
    more = {"key": new_id(), "first": False} | more
    return submissions.submit(attempt=attempt, code=code, results=results, now=now, **more)


def make_review(candidate, question=None, *, rating=Rating.GOOD, now=NOW):
    """A rated question: the review that its card got."""
    card = reviews.card_for(candidate=candidate, subject=question or make_question())
    return reviews.rate(card=card, rating=rating, key=new_id(), now=now)


def make_own_question(candidate, *, kind="llm", now=NOW, **parts) -> OwnQuestion:
    """A question that the candidate wrote down."""
    own = own_questions.open_own(candidate=candidate, pk=new_id(), kind=kind, now=now)
    for part, body in ({"prompt": "Why this?"} | parts).items():
        save_text(holder=own, part=part, key=new_id(), made_from=None, body=body, now=now)
    own_questions.rewrite(question=own)
    own.refresh_from_db()
    return own


def make_note(candidate, subject, body, *, now=NOW) -> None:
    """The candidate's note on a question."""
    card = reviews.card_for(candidate=candidate, subject=subject)
    save_text(holder=card, part=NOTE, key=new_id(), made_from=None, body=body, now=now)


def make_story(candidate, *, now=NOW, **parts) -> Story:
    """A story with these parts."""
    return with_parts(stories.begin(model=Story, candidate=candidate, now=now), parts, now)


def make_worksheet(candidate, *, now=NOW, **parts) -> Worksheet:
    """A worksheet with these parts."""
    return with_parts(stories.begin(model=Worksheet, candidate=candidate, now=now), parts, now)


def make_pitch(candidate, kind="about-me", **parts) -> Pitch:
    """A pitch of a kind with these parts, one of which may be called `now`."""
    return with_parts(pitches.begin_pitch(candidate=candidate, kind=kind, now=NOW), parts, NOW)


def make_claim(candidate, words, *, why="", now=NOW) -> Claim:
    """Words that the candidate must not say."""
    claims.leave_unsaid(candidate=candidate, words=words, why=why, now=now)
    return candidate.claims.get(worksheet=None, words=words)


def make_share(holder, *, days=7, now=NOW) -> Share:
    """A link to a story or worksheet."""
    return sharing.make_share(holder=holder, days=days, now=now)


def make_comment(share, part="task", body="What did it cost?", *, name="Ada", **more) -> Comment:
    """What a reader of a link said."""
    key = more.pop("key", None) or new_id()
    sharing.add_comment(share=share, key=key, part=part, name=name, body=body, now=NOW)
    return share.comments.get(key=key)


def with_parts(holder, parts: dict, now):
    """Save some parts of a story, worksheet or pitch."""
    for part, body in parts.items():
        save_text(holder=holder, part=part, key=new_id(), made_from=None, body=body, now=now)
        stories.note_progress(holder, part, now)
    return holder


def make_take(candidate, subject, *, seconds=60, words=0, now=NOW, **measured) -> Take:
    """A rehearsal of something."""
    part, key = measured.pop("part", ""), measured.pop("key", None) or new_id()
    return takes.keep_take(
        candidate=candidate,
        subject=subject,
        key=key,
        part=part,
        words=words,
        measured=Measured(seconds=seconds, **measured),
        now=now,
    )
