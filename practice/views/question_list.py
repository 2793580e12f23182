"""/questions/: the bank to browse and search."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from interviewprep.responses import render_page
from practice.question_list import chosen_of, counted, filtered, with_progress
from questions.search import marked, search

PAGE = 25
PARTS = {"found": "found"}


@require_safe
def question_list(request) -> HttpResponse:
    """Questions that fit the filters in the address, with each filter's counts."""
    typed = request.GET.get("q", "").strip()[:200]
    chosen = chosen_of(request.GET)
    asked = search(typed) if typed else None
    questions = with_progress(request.candidate, request.now).for_list()
    if asked:
        questions = asked.filter(questions)
    elif typed:
        questions = questions.none()
    else:
        questions = questions.order_by("-frequency", "difficulty", "slug")
    facets = counted(questions, chosen) if not typed or asked else []
    page = Paginator(filtered(questions, chosen), PAGE).get_page(request.GET.get("page"))
    context = {
        "typed": typed,
        "meant": " ".join(asked.words) if asked and asked.mended else "",
        "facets": facets,
        "filtering": any(chosen.values()) or bool(typed),
        "page": page,
        "rows": rows(page, asked),
        "query": query_without_page(request.GET),
    }
    return render_page(request, "practice/question_list.html", context, parts=PARTS)


def rows(page, asked) -> list:
    """The page's questions, with what matched marked."""
    page.object_list = list(asked.mark(page.object_list) if asked else page.object_list)
    for question in page.object_list if asked else ():
        question.shown_title = marked(question.marked_title)
        question.shown_text = marked(question.marked_text)
    return page.object_list


def query_without_page(params) -> str:
    """The address's filters, to stand before a page's number."""
    kept = params.copy()
    kept.pop("page", None)
    return kept.urlencode()
