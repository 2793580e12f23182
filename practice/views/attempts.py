"""One attempt: what it said of each key point, the follow-up, and how well one knew it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice.answers import follow_up_for
from practice.checking import tally, with_evidence
from practice.domain.diffing import compare_codes
from practice.domain.memory import Rating, preview
from practice.domain.score import so_far
from practice.doors import get_attempt
from practice.models import Attempt, Mark
from practice.models.attempts import ANSWER, FAULT, FOLLOW_UP, SCRATCH
from practice.models.memory_fits import parameters_of
from practice.points import rate_answer
from practice.submissions import done_with
from practice.texts import texts_of
from questions.domain.exercise import exercise_of
from questions.domain.vocabulary import FIND_THE_BUG

from .hearing import plays
from .texts import save, unfit

PARTS = {"result": "result"}


@plays
@require_safe
def attempt_detail(request, pk) -> HttpResponse:
    """The answer beside its key points, each to tick."""
    return attempt_page(request, get_attempt(request.candidate, pk))


@require_POST
def attempt_marks(request, pk) -> HttpResponse:
    """Take the ticks: said it, partly, not."""
    attempt = get_attempt(settle(request), pk)
    if "take" in request.POST:
        attempt.take_suggestions()
        return attempt_page(request, attempt) if request.htmx else redirect(attempt)
    verdicts = {
        name.removeprefix("point-"): verdict
        for name, verdict in request.POST.items()
        if name.startswith("point-") and verdict in Mark.Verdict
    }
    attempt.confirm(verdicts)
    return attempt_page(request, attempt) if request.htmx else redirect(attempt)


@require_POST
def attempt_follow_up(request, pk) -> HttpResponse:
    """Save the reply to the follow-up, which from now on is this attempt's."""
    attempt = get_attempt(settle(request), pk)
    refused = unfit(request)
    if refused:
        return refused
    attempt.ask(request.POST.get("follow_up", ""))
    return save(request, attempt, FOLLOW_UP, lambda: redirect(attempt))


@require_POST
def attempt_fault(request, pk) -> HttpResponse:
    """Save what the fault was, in the words of who found it."""
    attempt = get_attempt(settle(request), pk)
    refused = unfit(request)
    if refused:
        return refused
    return save(request, attempt, FAULT, lambda: redirect(attempt))


@require_POST
def attempt_rating(request, pk) -> HttpResponse:
    """How well did you know it: the question's card learns it."""
    attempt = get_attempt(settle(request), pk)
    rating, key = rating_sent(request), to_id(request.POST.get("key"))
    if rating is None or key is None:
        return failure(request, 422)
    rate_answer(attempt=attempt, rating=rating, key=key, now=request.now)
    return attempt_page(request, attempt) if request.htmx else redirect(attempt)


def rating_sent(request) -> Rating | None:
    """The rating on the button that was pressed."""
    sent = request.POST.get("rating", "")
    return Rating(int(sent)) if sent in {"1", "2", "3", "4"} else None


def attempt_page(request, attempt: Attempt, status=200) -> HttpResponse:
    """The attempt's page, or its result for htmx."""
    candidate, question = attempt.candidate, attempt.asked
    marks = list(attempt.marks.order_by("place"))
    texts = texts_of(attempt, [ANSWER, FOLLOW_UP, FAULT, SCRATCH])
    card = candidate.cards.of(question).first()
    aim = candidate.kept_aim
    intervals = preview(
        card and card.memory, request.now, aim.time_zone, aim.retention, parameters_of(candidate)
    )
    spoken = attempt.mode == Attempt.Mode.SPOKEN
    rated = card and card.last_review and card.last_review >= attempt.answered_at
    context = {
        "attempt": attempt,
        "question": question,
        "entry": question.parsed,
        "marks": marks,
        "verdicts": Mark.Verdict.choices,
        "so_far": so_far([(mark.weight, mark.verdict or None) for mark in marks]),
        "answer": texts[ANSWER],
        "said": with_evidence(texts[ANSWER].body, marks),
        "suggested": tally(marks),
        "follow_up": follow_up_for(attempt, marks),
        "reply": texts[FOLLOW_UP],
        "key": new_id(),
        "ratings": [(r, r.name.capitalize(), label) for r, label in intervals.items()],
        "card": card if rated else None,
        "attempts": candidate.attempts.answered().at(question)[:10],
        "take": spoken and candidate.takes.filter(key=attempt.pk).first(),
    }
    if question.is_code:
        context |= {"fault": texts[FAULT], "scratch": texts[SCRATCH]}
        return coded_page(request, attempt, context, status)
    return render_page(request, "practice/attempt_detail.html", context, parts=PARTS, status=status)


def coded_page(request, attempt: Attempt, context: dict, status: int) -> HttpResponse:
    """The page after an answer in code: its tests, and the solution beside it."""
    exercise, done = exercise_of(attempt.asked.parsed), done_with(attempt)
    context |= {
        "done": done,
        "fault_key": new_id(),
        "exercise": exercise,
        "find_bug": attempt.asked.topic == FIND_THE_BUG,
        "planted": compare_codes(exercise.starter, exercise.reference),
        "submissions": done.earlier,
    }
    return render_page(request, "practice/exercise_done.html", context, parts=PARTS, status=status)
