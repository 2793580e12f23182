"""/sheet/: formulas, figures and one's own notes, to read on the last evening and to print."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from practice import sheet as sheets
from questions.domain.vocabulary import KINDS, PERSONAL_KINDS

# Kinds about a person have no figures to know by heart.
SHOWN = {kind: label for kind, label in KINDS.items() if kind not in PERSONAL_KINDS}


@require_safe
def sheet(request) -> HttpResponse:
    """What one practised and the essentials; or one topic of a kind (`?kind=llm&topic=RAG`)."""
    kind = request.GET.get("kind")
    kind = kind if kind in SHOWN else ""
    candidate = request.candidate
    groups = sheets.of_kind(candidate, kind) if kind else sheets.essentials()
    headings = [group.heading for group in groups]
    topic = request.GET.get("topic")
    if topic not in headings:
        topic = headings[0] if headings else ""
    context = {
        "topics": headings if kind else [],
        "topic": topic,
        "kinds": SHOWN.items(),
        "kind": kind,
        "label": SHOWN.get(kind, ""),
        "practised": [] if kind else sheets.practised(candidate),
        # A whole kind would be a page too large.
        "groups": [each for each in groups if each.heading == topic] if kind else groups,
    }
    return render_page(request, "practice/sheet.html", context)
