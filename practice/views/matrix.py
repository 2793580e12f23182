"""Stories against behavioural questions: all of them, and one story's part of it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from practice.doors import get_story
from practice.matrix import (
    COLUMNS_AT_MOST,
    decide,
    missing_themes,
    named_stories,
    over_used,
    rows_of,
    suggest,
)


@require_http_methods(["GET", "HEAD", "POST"])
def story_matrix(request) -> HttpResponse:
    """Which story answers what, with its gaps; POST suggests anew for all stories."""
    if request.method == "POST":
        candidate = settle(request)
        suggest(candidate=candidate, stories=named_stories(candidate)[:COLUMNS_AT_MOST])
        return redirect("practice:story_matrix")
    stories = named_stories(request.candidate)[:COLUMNS_AT_MOST]
    rows = rows_of(request.candidate, stories)
    context = {
        "stories": stories,
        "rows": rows,
        "held": any(cell for row in rows for cell in row.cells),
        "gaps": [row for row in rows if row.is_gap],
        "over_used": over_used(rows, stories),
        "missing": missing_themes(stories),
        "at_most": COLUMNS_AT_MOST,
    }
    return render_page(request, "practice/story_matrix.html", context)


@require_POST
def story_suggest(request, pk) -> HttpResponse:
    """Suggest anew which questions one story answers."""
    story = get_story(settle(request), pk)
    suggest(candidate=story.candidate, stories=[story])
    return redirect(f"{story.get_absolute_url()}#answers")


@require_POST
def story_answers(request, pk) -> HttpResponse:
    """Take the candidate's word on which questions it answers."""
    story = get_story(settle(request), pk)
    sent = request.POST.items()
    said = {name.removeprefix("fit-"): fit for name, fit in sent if name.startswith("fit-")}
    decide(story=story, verdicts=said)
    return redirect(f"{story.get_absolute_url()}#answers")
