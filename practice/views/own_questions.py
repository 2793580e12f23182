"""One's own questions: written down part by part, deleted and brought back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id
from interviewprep.responses import page_not_found, render_page
from practice.doors import get_own_question
from practice.models import OwnQuestion
from practice.models.own_questions import PARTS
from practice.own_questions import open_own, rewrite
from practice.texts import texts_of
from questions.domain.vocabulary import KINDS

from .texts import save

# What most people are asked, and would write down.
USUAL_KIND = "llm"


@require_safe
def own_question_new(request) -> HttpResponse:
    """An empty sheet; the first word saved begins the question."""
    return edit_page(request, OwnQuestion(candidate=request.candidate, kind=USUAL_KIND))


@require_safe
def own_question_edit(request, pk) -> HttpResponse:
    """Its parts, each saving itself."""
    return edit_page(request, get_own_question(request.candidate, pk))


@require_POST
def own_question_part(request, pk, part) -> HttpResponse:
    """Save one part."""
    if part not in PARTS:
        return page_not_found(request)
    own = open_own(candidate=settle(request), pk=pk, kind=USUAL_KIND, now=request.now)
    return save(request, own, part, lambda: redirect("practice:own_question_edit", pk))


@require_POST
def own_question_kind(request, pk) -> HttpResponse:
    """Say what kind it is."""
    kind = request.POST.get("kind")
    if kind not in KINDS:
        return page_not_found(request)
    own = open_own(candidate=settle(request), pk=pk, kind=kind, now=request.now)
    rewrite(question=own, kind=kind)
    return redirect("practice:own_question_edit", pk)


@require_POST
def own_question_delete(request, pk) -> HttpResponse:
    """Delete, with a way back for a week."""
    get_own_question(settle(request), pk).delete_softly(request.now)
    return redirect("practice:own_question_new")


@require_POST
def own_question_restore(request, pk) -> HttpResponse:
    """Bring a deleted question back."""
    own = get_own_question(settle(request), pk, deleted=True)
    own.restore()
    return redirect(own)


def edit_page(request, own: OwnQuestion) -> HttpResponse:
    """The sheet of a question."""
    texts = texts_of(own, PARTS)
    deleted = OwnQuestion.everything.restorable(request.candidate, request.now)
    context = {
        "own": own,
        "begun": bool(own.created_at),
        "parts": [
            (part, label, hint, texts[part], new_id()) for part, (label, hint) in PARTS.items()
        ],
        "kinds": KINDS.items(),
        "deleted": () if own.created_at else deleted.only("title"),
    }
    return render_page(request, "practice/own_question_form.html", context)
