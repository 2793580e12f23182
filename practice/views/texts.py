"""The save that every text shares, its merge page, and its history."""

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import failure, render_page
from practice import stories
from practice.domain.diffing import compare_codes, compare_words
from practice.doors import get_text
from practice.models import OwnQuestion, Pitch, Story
from practice.models.attempts import ANSWER, FAULT, SCRATCH
from practice.models.texts import length
from practice.own_questions import rewrite
from practice.takes import wpm_of
from practice.texts import LONGEST, StaleError, save_text, tidy


def save(request, holder, part: str, then, *, body: str | None = None) -> HttpResponse:
    """Save the body that a page sent (or `body`); answer once it is committed.

    To the page's own saving: JSON, or 409 with both texts. To a plain form: `then()`'s
    response, or the merge page.
    """
    body = tidy(request.POST.get("body", "") if body is None else body)
    refused = unfit(request, body)
    if refused:
        return refused
    try:
        with transaction.atomic():
            version = save_text(
                holder=holder,
                part=part,
                key=to_id(request.POST["key"]),
                made_from=to_id(request.POST.get("made_from")),
                body=body,
                now=request.now,
            )
            if isinstance(holder, OwnQuestion):
                rewrite(question=holder)
            else:
                stories.note_progress(holder, part, request.now)
    except StaleError as stale:
        return conflict(request, stale.text, body)
    if is_autosave(request):
        return JsonResponse({"version": version, "meta": length_of(holder, body)})
    return then()


def length_of(holder, body: str) -> str:
    """The length of a part as its page shows it: what is said aloud at one's own pace."""
    spoken = isinstance(holder, Story | Pitch)
    return length(body, wpm_of(holder.candidate)) if spoken else length(body)


def unfit(request, body: str | None = None) -> HttpResponse | None:
    """What is wrong with a save before anything is written for it; None if nothing is."""
    body = request.POST.get("body") if body is None else body
    if body is None or to_id(request.POST.get("key")) is None:
        return refusal(request, "The text did not arrive whole. Send it again.", 422)
    if len(body) > LONGEST:
        return refusal(request, f"Longer than {LONGEST:,} characters: shorten it.", 413)
    return None


def conflict(request, text, body: str) -> HttpResponse:
    """409: what stands and what was sent, to be merged by the candidate."""
    context = {
        "action": save_url(text),
        "key": new_id(),
        "made_from": text.version,
        "theirs": text.body,
        "mine": body,
    }
    template = "components" if is_autosave(request) else "practice"
    return render(request, f"{template}/merge.html", context, status=409)


def save_url(text) -> str:
    """Where a part is saved."""
    if text.attempt and text.part == ANSWER:
        return reverse("practice:question_draft", args=[text.attempt.asked.slug])
    if text.attempt and text.part == SCRATCH:
        return reverse("practice:question_scratch", args=[text.attempt.asked.slug])
    if text.attempt:
        name = "fault" if text.part == FAULT else "follow_up"
        return reverse(f"practice:attempt_{name}", args=[text.attempt_id])
    if text.card:
        return reverse("practice:question_note", args=[text.card.subject.slug])
    if text.notebook:
        return text.notebook.save_url(text.part)
    if text.pitch:
        return reverse("practice:pitch_part", args=[text.pitch.kind, text.part])
    kind = "story" if text.story else "worksheet" if text.worksheet else "own_question"
    return reverse(f"practice:{kind}_part", args=[text.holder.pk, text.part])


def refusal(request, message: str, status: int) -> HttpResponse:
    """What is wrong with a save, as the page that sent it can show it."""
    if is_autosave(request):
        return JsonResponse({"error": message}, status=status)
    return failure(request, status)


def is_autosave(request) -> bool:
    """Whether the page's own saving asks, not a plain form."""
    return "X-Autosave" in request.headers


@require_safe
def history(request, pk) -> HttpResponse:
    """Earlier versions of a text, the newest first, and what changed between two of them."""
    text = get_text(request.candidate, pk)
    kept = text.versions.filter(body__isnull=False)
    versions = list(kept.order_by("-made_at", "-pk")[:100])
    context = {
        "text": text,
        "versions": list(zip(versions, [*versions[1:], None], strict=True)),
        "key": new_id(),
        "back": holder_url(text),
        **compared(text, versions, request.GET),
    }
    return render_page(request, "practice/text_history.html", context)


def compared(text, versions: list, asked) -> dict:
    """The two versions asked for, else the newest and the one before, and what changed."""
    if len(versions) < 2:
        return {}
    new = asked_for(versions, asked.get("to")) or versions[0]
    before = versions[versions.index(new) + 1 :]
    old = asked_for(versions, asked.get("from")) or (before or versions)[0]
    is_code = text.part == ANSWER and text.attempt.asked.is_code
    compare = compare_codes if is_code else compare_words
    changes = compare(old.body, new.body) if old.body != new.body else []
    return {"old": old, "new": new, "is_code": is_code, "changes": changes}


def asked_for(versions: list, key: str | None):
    """The version of this key; None where none is asked for."""
    if not key:
        return None
    found = next((version for version in versions if version.key == to_id(key)), None)
    if found is None:
        raise Http404
    return found


@require_POST
def restore(request, pk) -> HttpResponse:
    """Make an earlier version the newest: nothing between is lost."""
    text = get_text(settle(request), pk)
    if text.is_settled:
        return failure(request, 409)
    chosen = to_id(request.POST.get("version"))
    version = get_object_or_404(text.versions.filter(body__isnull=False), key=chosen)
    back = holder_url(text)
    return save(request, text.holder, text.part, lambda: redirect(back), body=version.body)


def holder_url(text) -> str:
    """Where a text is worked on: the page of its holder, or of the question it drafts."""
    if text.attempt and not text.attempt.answered_at:
        return text.attempt.sheet_url
    if text.card:
        return text.card.subject.get_absolute_url()
    return text.holder.get_absolute_url()
