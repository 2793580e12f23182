"""The save that every text shares, its merge page, and its history."""

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice import stories
from practice.doors import get_text
from practice.models.texts import length
from practice.texts import LONGEST, StaleError, save_text, tidy


def save(request, holder, part: str, then) -> HttpResponse:
    """Save the body that a page sent; answer once it is committed.

    To the page's own saving: JSON, or 409 with both texts. To a plain form: `then()`'s
    response, or the merge page.
    """
    body, key = request.POST.get("body"), to_id(request.POST.get("key"))
    if body is None or key is None:
        return refusal(request, "The text did not arrive whole. Send it again.", 422)
    if len(body) > LONGEST:
        return refusal(request, f"Longer than {LONGEST:,} characters: shorten it.", 413)
    made_from = to_id(request.POST.get("made_from"))
    try:
        with transaction.atomic():
            version = save_text(
                holder=holder,
                part=part,
                key=key,
                made_from=made_from,
                body=body,
                now=request.now,
            )
            stories.note_progress(holder, part, request.now)
    except StaleError as stale:
        return conflict(request, stale.text, body)
    if is_autosave(request):
        return JsonResponse({"version": version, "meta": length(tidy(body))})
    return then()


def conflict(request, text, body: str) -> HttpResponse:
    """409: what stands and what was sent, to be merged by the candidate."""
    context = {
        "action": request.path,
        "key": new_id(),
        "made_from": text.version,
        "theirs": text.body,
        "mine": tidy(body),
    }
    template = "components" if is_autosave(request) else "practice"
    return render(request, f"{template}/merge.html", context, status=409)


def refusal(request, message: str, status: int) -> HttpResponse:
    """What is wrong with a save, as the page that sent it can show it."""
    if is_autosave(request):
        return JsonResponse({"error": message}, status=status)
    return failure(request, status)


def is_autosave(request) -> bool:
    """Whether the page's own saving asks, not a plain form."""
    return "X-Autosave" in request.headers


@require_GET
def history(request, pk) -> HttpResponse:
    """Earlier versions of a text, the newest first."""
    text = get_text(request.candidate, pk)
    versions = text.versions.filter(body__isnull=False).order_by("-made_at")[:100]
    context = {"text": text, "versions": versions, "key": new_id(), "back": holder_url(text)}
    return render_page(request, "practice/text_history.html", context)


@require_POST
def restore(request, pk) -> HttpResponse:
    """Make an earlier version the newest: nothing between is lost."""
    text = get_text(settle(request), pk)
    if text.is_settled:
        return failure(request, 409)
    chosen = to_id(request.POST.get("version"))
    version = get_object_or_404(text.versions.filter(body__isnull=False), key=chosen)
    request.POST = request.POST.copy()
    request.POST["body"] = version.body
    return save(request, text.holder, text.part, lambda: redirect(holder_url(text)))


def holder_url(text) -> str:
    """Where a text is worked on: the page of its holder, or of the question it drafts."""
    if text.attempt and not text.attempt.answered_at:
        return text.attempt.question.get_absolute_url()
    return text.holder.get_absolute_url()
