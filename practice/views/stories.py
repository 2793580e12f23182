"""STAR stories: listed, begun, drafted part by part, deleted and brought back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import page_not_found, render_page
from practice.beside import answered_by, differing, pace_beside, read_beside, unsaid_in
from practice.claims import agree_on
from practice.coaching import coach
from practice.domain.clock import spoken_seconds, words
from practice.domain.star import SPOKEN_AT_MOST
from practice.doors import get_story, get_story_beside, get_worksheet
from practice.models import Answering, Story
from practice.models.stories import PARTS, SHORT, STAR, THEMES
from practice.models.texts import length
from practice.sharing import shares_context
from practice.stories import begin
from practice.takes import wpm_of
from practice.texts import texts_of

from .texts import save

TELLS = (Answering.Fit.WELL, Answering.Fit.PARTLY)


@require_http_methods(["GET", "HEAD", "POST"])
def story_list(request) -> HttpResponse:
    """All stories with how far each is; POST begins one."""
    if request.method == "POST":
        return redirect(begin(model=Story, candidate=settle(request), now=request.now))
    wpm = wpm_of(request.candidate)
    deleted = Story.everything.restorable(request.candidate, request.now)
    stories = request.candidate.stories.order_by("-created_at").prefetch_related("texts")
    context = {
        "stories": [summary(story, wpm) for story in stories],
        "themes": THEMES,
        "deleted": [summary(story, wpm) for story in deleted.prefetch_related("texts")],
    }
    return render_page(request, "practice/story_list.html", context)


@require_safe
def story_detail(request, pk) -> HttpResponse:
    """The four parts, each saving itself, and beside them what a listener would make of it."""
    story = get_story_beside(request.candidate, pk)
    beside = read_beside(story)
    answers, coached = answered_by(story), coach(beside.texts, pace_beside(story))
    context = {
        "story": story,
        "title": beside.texts["title"],
        "parts": [
            (part, PARTS[part], text, new_id(), length(text.body, coached["wpm"]))
            for part, text in ((part, beside.texts[part]) for part in STAR)
        ],
        "short_text": beside.texts[SHORT],
        "key": new_id(),
        "short_key": new_id(),
        "themes": [(slug, label, slug in story.themes) for slug, label in THEMES.items()],
        "projects": beside.projects.items(),
        "differing": differing(story, beside),
        "labels": PARTS,
        "warned": unsaid_in(beside.texts, story.unsaid, PARTS),
        "answers": answers,
        "best": next((each for each in answers if each["fit"] in TELLS), None),
        "fits": Answering.Fit.choices,
        **coached,
        **shares_context(story, request.now),
    }
    return render_page(request, "practice/story_detail.html", context, parts={"review": "review"})


@require_POST
def story_part(request, pk, part) -> HttpResponse:
    """Save one part."""
    story = get_story(settle(request), pk)
    if part not in PARTS:
        return page_not_found(request)
    return save(request, story, part, lambda: redirect(story))


@require_POST
def story_themes(request, pk) -> HttpResponse:
    """Say which themes it serves."""
    story = get_story(settle(request), pk)
    story.serve(request.POST.getlist("theme"))
    return redirect(story)


@require_POST
def story_project(request, pk) -> HttpResponse:
    """Say which project it is from; none takes it back."""
    candidate = settle(request)
    story, chosen = get_story(candidate, pk), to_id(request.POST.get("worksheet"))
    story.tell_of(get_worksheet(candidate, chosen) if chosen else None)
    return redirect(story)


@require_POST
def story_agreed(request, pk) -> HttpResponse:
    """Say that two numbers which differ from the project's are two things."""
    story = get_story(settle(request), pk)
    agree_on(story=story, words=request.POST.get("words", ""), now=request.now)
    return redirect(story)


@require_POST
def story_delete(request, pk) -> HttpResponse:
    """Delete, with a way back for a week."""
    story = get_story(settle(request), pk)
    story.delete_softly(request.now)
    return redirect("practice:story_list")


@require_POST
def story_restore(request, pk) -> HttpResponse:
    """Bring a deleted story back."""
    story = get_story(settle(request), pk, deleted=True)
    story.restore()
    return redirect(story)


def summary(story: Story, wpm: int) -> dict:
    """A story as the list shows it."""
    texts = texts_of(story, PARTS)
    empty = [PARTS[part] for part in STAR if not texts[part].body.strip()]
    labels = [THEMES[theme] for theme in story.themes if theme in THEMES]
    title = texts["title"].body.strip() or "Untitled story"
    shown = {"story": story, "pk": story.pk, "title": title, "empty": empty, "labels": labels}
    return {**shown, **totals(texts, wpm)}


def totals(texts: dict, wpm: int) -> dict:
    """Words and spoken seconds of the four parts together."""
    count = sum(words(texts[part].body) for part in STAR)
    seconds = spoken_seconds(count, wpm)
    whole = all(texts[part].body.strip() for part in STAR)
    fits = seconds <= SPOKEN_AT_MOST
    return {"words": count, "seconds": seconds, "fits": whole and fits, "too_long": not fits}
