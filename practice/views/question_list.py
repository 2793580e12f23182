"""/questions/: the bank and one's own questions, to browse and search."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from practice.question_list import bank_of, chosen_of, counted, filtered, own_of
from questions.search import marked, search

PAGE = 25
# Of one's own questions so many stand above the bank's; all of them at ?mine=1.
OWN_ABOVE = 5
PARTS = {"found": "found"}


@require_safe
def question_list(request) -> HttpResponse:
    """Questions that fit the filters in the address, with each filter's counts."""
    mine = "mine" in request.GET
    typed = request.GET.get("q", "").strip()[:200]
    chosen = chosen_of(request.GET)
    asked = search(typed) if typed else None
    own = matching(own_of(request.candidate, request.now), typed, asked)
    questions = own if mine else matching(bank_of(request.candidate, request.now), typed, asked)
    facets = counted(questions, chosen) if not typed or asked else []
    page = Paginator(filtered(questions, chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "typed": typed,
        "meant": " ".join(asked.words) if asked and asked.mended else "",
        "facets": facets,
        "mine": mine,
        "filtering": any(chosen.values()) or bool(typed),
        "page": page,
        "rows": rows(page.object_list, asked),
        "own": own_above(filtered(own, chosen), asked) if page.number == 1 and not mine else [],
        "query": query_without_page(request.GET),
    }
    return render_page(request, "practice/question_list.html", context, parts=PARTS)


def matching(questions, typed: str, asked):
    """What a search finds; without one, all in their own order."""
    if asked:
        return asked.filter(questions)
    return questions.none() if typed else questions


def own_above(own, asked) -> dict:
    """The first of one's own questions that fit, and whether there are more."""
    first = rows(own[: OWN_ABOVE + 1], asked)
    return {"rows": first[:OWN_ABOVE], "more": len(first) > OWN_ABOVE}


def rows(questions, asked) -> list:
    """The questions, with what matched marked."""
    questions = list(asked.mark(questions) if asked else questions)
    for question in questions if asked else ():
        question.shown_title = marked(question.marked_title)
        question.shown_text = marked(question.marked_text)
    return questions


def query_without_page(params) -> str:
    """The address's filters, to stand before a page's number."""
    kept = params.copy()
    kept.pop("page", None)
    return kept.urlencode()
