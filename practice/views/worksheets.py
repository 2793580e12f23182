"""Deep-dive worksheets: one project each, six areas and five questions from the résumé."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id
from interviewprep.responses import page_not_found, render_page
from practice.doors import get_worksheet
from practice.models import Worksheet
from practice.models.worksheets import AREAS, HEAD, PARTS, RESUME_QUESTIONS, SECTIONS
from practice.sharing import shares_context
from practice.stories import begin
from practice.texts import texts_of

from .texts import save


@require_http_methods(["GET", "HEAD", "POST"])
def worksheet_list(request) -> HttpResponse:
    """All worksheets with what is still empty; POST begins one."""
    if request.method == "POST":
        return redirect(begin(model=Worksheet, candidate=settle(request), now=request.now))
    deleted = Worksheet.everything.restorable(request.candidate, request.now)
    worksheets = request.candidate.worksheets.order_by("-created_at").prefetch_related("texts")
    context = {
        "worksheets": [summary(worksheet) for worksheet in worksheets],
        "deleted": [summary(each) for each in deleted.prefetch_related("texts")],
    }
    return render_page(request, "practice/worksheet_list.html", context)


@require_safe
def worksheet_detail(request, pk) -> HttpResponse:
    """Its head, the six areas and the five questions, each saving itself."""
    worksheet = get_worksheet(request.candidate, pk)
    texts = texts_of(worksheet, PARTS)
    questions = {part: (question, "") for part, question in RESUME_QUESTIONS.items()}
    context = {
        **summary(worksheet),
        "name": texts["name"],
        "name_key": new_id(),
        "head": fields({part: HEAD[part] for part in ("summary", "numbers")}, texts),
        "areas": fields(AREAS, texts),
        "questions": fields(questions, texts),
        **shares_context(worksheet, request.now),
    }
    return render_page(request, "practice/worksheet_detail.html", context)


@require_POST
def worksheet_part(request, pk, part) -> HttpResponse:
    """Save one part."""
    worksheet = get_worksheet(settle(request), pk)
    if part not in PARTS:
        return page_not_found(request)
    return save(request, worksheet, part, lambda: redirect(worksheet))


@require_POST
def worksheet_delete(request, pk) -> HttpResponse:
    """Delete, with a way back for a week."""
    worksheet = get_worksheet(settle(request), pk)
    worksheet.delete_softly(request.now)
    return redirect("practice:worksheet_list")


@require_POST
def worksheet_restore(request, pk) -> HttpResponse:
    """Bring a deleted worksheet back."""
    worksheet = get_worksheet(settle(request), pk, deleted=True)
    worksheet.restore()
    return redirect(worksheet)


def fields(parts: dict, texts: dict) -> list[tuple]:
    """The fields of some parts: (part, label, hint, text, key of its next version)."""
    return [(part, *parts[part], texts[part], new_id()) for part in parts]


def summary(worksheet: Worksheet) -> dict:
    """A worksheet as the list shows it, with what is still empty."""
    texts = texts_of(worksheet, PARTS)
    labels = {**{part: label for part, (label, _) in AREAS.items()}, **RESUME_QUESTIONS}
    empty = [labels[part] for part in SECTIONS if not texts[part].body.strip()]
    return {
        "worksheet": worksheet,
        "pk": worksheet.pk,
        "title": texts["name"].body.strip() or "Untitled project",
        "line": texts["summary"].body.strip(),
        "empty": empty,
        "filled": len(SECTIONS) - len(empty),
        "of": len(SECTIONS),
    }
