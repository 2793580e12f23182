"""A code question: its sheet, its hints, what was submitted, and the interview's half hour."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure
from practice.domain.diffing import Line, compare_codes
from practice.doors import get_code, get_submission
from practice.models import Attempt, Submission
from practice.models.attempts import SCRATCH
from practice.runtime import on_page
from practice.submissions import (
    READ_AT_MOST,
    hints_of,
    read_results,
    read_submissions,
    run_of,
    submissions_at,
    submit,
    take_hint,
    told,
)
from practice.texts import LONGEST, tidy

from .drafts import named_attempt, sheet_context
from .python import isolated
from .texts import save, unfit

INTERVIEW_MINUTES = 35
# What to say aloud at each quarter of the time.
PROMPTS = (
    "Say the task in your own words, and ask: how large, how dirty, what of ties, what of none?",
    "Name the plain way and what it costs, then the better idea, before you type it.",
    "Say what each block is for as you write it, and walk one example through it by hand.",
    "Try the edges by hand: empty, one, equal, huge. Then say the time and the space it takes.",
)


@require_POST
def question_hint(request, slug) -> HttpResponse:
    """Take the next hint, which costs a little of the score and says so."""
    question = get_code(request.candidate, slug)
    attempt = named_attempt(request, slug)
    take_hint(attempt)
    if not request.htmx:
        return redirect(f"{attempt.sheet_url}#hints")
    context = {"question": question, "attempt_id": attempt.pk}
    context["hints"] = hints_of(question, attempt.hints_taken)
    return render(request, "practice/hints.html", context)


@require_POST
def question_submission(request, slug) -> HttpResponse:
    """Keep what the page's tests said of the code: the candidate's own word."""
    question = get_code(request.candidate, slug)
    key, code = to_id(request.POST.get("key")), tidy(request.POST.get("body", ""))
    if key is None or not code.strip() or len(code) > LONGEST:
        return failure(request, 422)
    try:
        results = read_results(question, request.POST.get("results", ""))
    except ValueError:
        return failure(request, 422)
    attempt = given_before(request, question) or named_attempt(request, slug)
    first = request.POST.get("first") == "1"
    submit(attempt=attempt, key=key, code=code, results=results, first=first, now=request.now)
    found = read_submissions(request.candidate, question)
    context = {"question": question, "submissions": run_of(found)}
    return render(request, "practice/submissions.html", context | {"attempt_id": attempt.pk})


@require_safe
def submission_detail(request, pk) -> HttpResponse:
    """One submission: its code, its results, and what changed from the one before."""
    submission = get_submission(request.candidate, pk)
    question = submission.attempt.asked
    others = submissions_at(request.candidate, question).exclude(pk=submission.pk)
    asked = to_id(request.GET.get("with"))
    other = others.filter(pk=asked).first() if asked else None
    other = other or others.filter(at__lt=submission.at).first()
    context = {
        "submission": submission,
        "question": question,
        "tests": told(question, submission.results),
        "others": list(others.defer("code")[:READ_AT_MOST]),
        "other": other,
        "changes": changes_between(submission, other) if other else [],
    }
    return render(request, "practice/submission_detail.html", context)


def changes_between(one: Submission, other: Submission) -> list[Line]:
    """What changed from the earlier to the later of two submissions."""
    earlier, later = sorted((one, other), key=lambda each: (each.at, each.pk))
    return compare_codes(earlier.code, later.code)


@require_safe
def question_interview(request, slug) -> HttpResponse:
    """The same question as a round would ask it: 35 minutes, and thinking aloud."""
    question = get_code(request.candidate, slug)
    return exercise_page(request, question, interview=True)


@require_POST
def question_scratch(request, slug) -> HttpResponse:
    """Save the scratch pad of an interview."""
    get_code(request.candidate, slug)
    refused = unfit(request)
    if refused:
        return refused
    attempt = named_attempt(request, slug)
    return save(request, attempt, SCRATCH, lambda: redirect(attempt.sheet_url))


def given_before(request, question) -> Attempt | None:
    """The answer that a late submission belongs to: it waited for the line meanwhile."""
    pk = to_id(request.POST.get("attempt"))
    given = request.candidate.attempts.answered().at(question)
    return given.filter(pk=pk).first() if pk else None


def exercise_page(
    request, question, *, interview=False, guide=False, missing=False, status=200
) -> HttpResponse:
    """The sheet of a code question, shut off from other sites so that a loop can be stopped."""
    context = sheet_context(request.candidate, question)
    draft = context["draft"]
    found = read_submissions(request.candidate, question, draft)
    context |= {
        "python": on_page(),
        "hints": hints_of(question, draft.hints_taken if draft else 0),
        "submissions": run_of(found),
        "guide": guide,
        "missing": missing,
    }
    if interview:
        context |= interview_context()
        context["first_done"] = any(each.first for each in found)
    name = "exercise_interview" if interview else "exercise"
    return isolated(render(request, f"practice/{name}.html", context, status=status))


def interview_context() -> dict:
    """What interview mode adds to the sheet: the time, what to say when, the scratch pad's key."""
    quarter = INTERVIEW_MINUTES * 60 // len(PROMPTS)
    return {
        "interview": True,
        "minutes": INTERVIEW_MINUTES,
        "prompts": [(place * quarter, prompt) for place, prompt in enumerate(PROMPTS)],
        "scratch_key": new_id(),
    }
