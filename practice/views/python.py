"""What Python in the page asks the site for: the worker's script, and a question's tests."""

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from practice.doors import get_code
from practice.runtime import policy_for, worker_hash, worker_script
from questions.domain.exercise import exercise_of

# To the service worker: what opens again without a line.
KEEP = "offline"
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def worker(request, version) -> HttpResponse:
    """The script of the worker, with a policy that lets it load the runtime and nothing else."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    response["Content-Security-Policy"] = policy_for(f"{request.scheme}://{request.get_host()}")
    # A worker of an isolated page must be isolated itself.
    response["Cross-Origin-Embedder-Policy"] = "require-corp"
    response["Cache-Control"] = FOREVER if version == worker_hash() else "no-store"
    return response


@require_safe
def question_tests(request, slug) -> JsonResponse:
    """The tests of a code question and how values are compared; one's own has none."""
    question = get_code(request.candidate, slug)
    entry = question.parsed
    exercise = exercise_of(entry)
    tests = [
        {"id": test.id, "shows": test.shows, "code": test.code, "hidden": hidden}
        for hidden, tests in ((False, exercise.visible), (True, exercise.hidden))
        for test in tests
    ]
    compare = asdict(entry.compare) if entry.compare else {"how": "exact", "tolerance": None}
    response = JsonResponse(
        {"needs": entry.needs, "tables": exercise.tables, "tests": tests} | compare
    )
    response["X-Keep"] = KEEP
    return response


def isolated(response: HttpResponse) -> HttpResponse:
    """Shut a page off from other sites, so that it may share memory with its worker.

    That is what an endless loop is interrupted through.
    """
    response["Cross-Origin-Embedder-Policy"] = "require-corp"
    response["X-Keep"] = KEEP
    return response
