"""Deep-dive worksheets: one project each, written part by part, checked and pressed on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import page_not_found, render_page
from practice.beside import unsaid_in
from practice.claims import claims_about, numbers_of, stands_of, unsaid_words
from practice.domain.pressing import inspect
from practice.domain.strong_replies import strong_replies
from practice.doors import get_worksheet
from practice.models import Worksheet
from practice.models.worksheets import AREAS, DIAGRAM, HEAD, PAPER, PARTS, RESUME_QUESTIONS
from practice.sharing import shares_context
from practice.stories import begin
from practice.texts import texts_of
from practice.worksheets import asked_of, practise, sheet_of
from questions.domain.vocabulary import MISTAKES

from .texts import save

DRAWING = {
    DIAGRAM: (
        "Diagram",
        "Mermaid text, drawn on the one page: “flowchart LR”, then lines like “Clicks --> Ranker”.",
    )
}
HEAD_FIELDS = {part: HEAD[part] for part in ("summary", "numbers")}


@require_http_methods(["GET", "HEAD", "POST"])
def worksheet_list(request) -> HttpResponse:
    """All worksheets with what is still empty; POST begins one."""
    if request.method == "POST":
        return redirect(begin(model=Worksheet, candidate=settle(request), now=request.now))
    deleted = Worksheet.everything.restorable(request.candidate, request.now)
    worksheets = request.candidate.worksheets.order_by("-created_at").prefetch_related("texts")
    context = {
        "worksheets": [summary(each, texts_of(each, PARTS)) for each in worksheets],
        "deleted": [
            summary(each, texts_of(each, PARTS)) for each in deleted.prefetch_related("texts")
        ],
    }
    return render_page(request, "practice/worksheet_list.html", context)


@require_safe
def worksheet_detail(request, pk) -> HttpResponse:
    """Its parts, each saving itself, and beside them what an interviewer would press on."""
    worksheet = get_worksheet(request.candidate, pk)
    texts = texts_of(worksheet, PARTS)
    sheet, labels = sheet_of(worksheet, texts), labels_of(worksheet)
    strong = strong_replies(worksheet.project)
    claims = claims_about(worksheet)
    numbers = numbers_of(worksheet, texts, stands_of(worksheet, claims))
    context = {
        **summary(worksheet, texts),
        "projects": Worksheet.Project.choices,
        "name": texts["name"],
        "name_key": new_id(),
        "head": fields(HEAD_FIELDS, texts, {}),
        "groups": [
            (heading, fields(parts, texts, strong)) for heading, parts in groups_of(worksheet)
        ],
        "checks": [
            (check, labels[check.part], MISTAKES.get(check.mistake)) for check in inspect(sheet)
        ],
        "diagram": fields(DRAWING, texts, {}),
        "warned": unsaid_in(texts, unsaid_words(claims), labels),
        "numbers": len(numbers),
        "unmarked": sum(not each.stand for each in numbers),
        "asked": [(each, labels[each.pressing.part]) for each in asked_of(worksheet, sheet)],
        **shares_context(worksheet, request.now),
    }
    parts = {"pressing": "pressing"}
    return render_page(request, "practice/worksheet_detail.html", context, parts=parts)


@require_POST
def worksheet_project(request, pk) -> HttpResponse:
    """Say which kind of project it is."""
    worksheet = get_worksheet(settle(request), pk)
    worksheet.be(request.POST.get("project", ""))
    return redirect(worksheet)


@require_POST
def worksheet_practise(request, pk) -> HttpResponse:
    """Make a question of what is pressed on, and go to it; back if it is pressed on no more."""
    worksheet = get_worksheet(settle(request), pk)
    asked = to_id(request.POST.get("asked"))
    return redirect(practise(worksheet=worksheet, pk=asked, now=request.now) or worksheet)


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


def groups_of(worksheet: Worksheet) -> list[tuple[str, dict]]:
    """What is to be written, by heading: part → (label, hint)."""
    if worksheet.project == Worksheet.Project.PAPER:
        return [("The paper", PAPER)]
    questions = {part: (question, "") for part, question in RESUME_QUESTIONS.items()}
    return [("The six areas", AREAS), ("Five questions your résumé invites", questions)]


def labels_of(worksheet: Worksheet) -> dict[str, str]:
    """The parts in words, for a link to each."""
    parts = {part: each for _, group in groups_of(worksheet) for part, each in group.items()}
    return {part: label for part, (label, _) in (HEAD | parts).items()}


def fields(parts: dict, texts: dict, strong: dict) -> list[tuple]:
    """The fields of some parts: (part, label, hint, text, key of its next version, points)."""
    return [(part, *parts[part], texts[part], new_id(), strong.get(part)) for part in parts]


def summary(worksheet: Worksheet, texts: dict) -> dict:
    """A worksheet as the list shows it, with what is still empty."""
    labels = labels_of(worksheet)
    empty = [labels[part] for part in worksheet.sections if not texts[part].body.strip()]
    return {
        "worksheet": worksheet,
        "pk": worksheet.pk,
        "title": title_of(texts),
        "line": texts["summary"].body.strip(),
        "empty": empty,
        "filled": len(worksheet.sections) - len(empty),
        "of": len(worksheet.sections),
    }


def title_of(texts: dict) -> str:
    """The project's name, or that it has none."""
    return texts["name"].body.strip() or "Untitled project"
