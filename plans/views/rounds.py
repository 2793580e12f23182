"""Rounds: made and changed, their checklist, what to read again, and the night before on paper."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.accounts.guests import settle
from interviewprep.ids import new_id, to_id
from interviewprep.responses import render_page
from plans.by_hand import named
from plans.doors import get_interview, get_round
from plans.following import follow_rounds
from plans.interview_forms import RoundForm
from plans.interviews import add_round, swap_set_up
from plans.models import Check, Round
from plans.models.interviews import RESEARCH
from plans.models.versioned import ChangedError
from plans.reading import offered, printed
from plans.rounds import as_row

FORM = "plans/round_form.html"
PARTS = {"checklist": "checklist"}


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request, pk) -> HttpResponse:
    """Add a round to an interview."""
    if request.method != "POST":
        interview = get_interview(request.candidate, pk)
        initial = {"zone": request.candidate.kept_aim.time_zone}
        return form_page(request, RoundForm(now=request.now, initial=initial), interview=interview)
    candidate = settle(request)
    interview = get_interview(candidate, pk)
    form, key = RoundForm(request.POST, now=request.now), to_id(request.POST.get("key"))
    if not form.is_valid():
        return form_page(request, form, status=422, interview=interview)
    values = form.values
    made = add_round(interview=interview, key=key or new_id(), values=values, now=request.now)
    follow_rounds(candidate=candidate, because=because_of(made), now=request.now)
    return redirect(interview if made.deleted_at else made)


@require_safe
def round_detail(request, pk) -> HttpResponse:
    """One round: when and where, its checklist, what to read again, what came of it."""
    return round_page(request, get_round(request.candidate, pk))


def round_page(request, each: Round) -> HttpResponse:
    """A round as it stands, or its checklist for htmx."""
    checks = list(Check.everything.filter(round=each).order_by("place", "created_at", "pk"))
    kept = [check for check in checks if check.deleted_at is None]
    context = {
        "round": each,
        "row": as_row(each, request.now),
        "checks": kept,
        "ticked": sum(check.ticked_at is not None for check in kept),
        "removed": [check for check in checks if check.deleted_at],
        "key": new_id(),
        "offered": offered(request.candidate, each),
    }
    return render_page(request, "plans/round_detail.html", context, parts=PARTS)


@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request, pk) -> HttpResponse:
    """Change a round; 409 with both where it was changed elsewhere."""
    if request.method != "POST":
        each = get_round(request.candidate, pk)
        initial = {"version": each.version}
        form = RoundForm(instance=each, now=request.now, initial=initial)
        return form_page(request, form, each=each)
    each = get_round(settle(request), pk)
    form = RoundForm(request.POST, instance=each, now=request.now)
    if not form.is_valid():
        return form_page(request, form, status=422, each=each)
    version = form.cleaned_data["version"] or 0
    try:
        kept = each.revise(version=version, values=form.values, now=request.now)
    except ChangedError as changed:
        form.data = form.data.copy()
        form.data["version"] = changed.kept.version
        theirs = form.theirs(changed.kept)
        return form_page(request, form, status=409, each=each, theirs=theirs)
    swap_set_up(of=kept)
    follow_rounds(candidate=each.candidate, because=because_of(kept), now=request.now)
    return redirect(each)


@require_POST
def round_delete(request, pk) -> HttpResponse:
    """Delete, with a way back for a week."""
    each = get_round(settle(request), pk)
    each.delete_softly(request.now)
    because = f"Without the round on {named(each.day)}"
    follow_rounds(candidate=each.candidate, because=because, now=request.now)
    return redirect(each.interview)


@require_POST
def round_restore(request, pk) -> HttpResponse:
    """Bring a deleted round back."""
    each = get_round(settle(request), pk, deleted=True)
    each.restore()
    follow_rounds(candidate=each.candidate, because=because_of(each), now=request.now)
    return redirect(each)


@require_POST
def round_reread(request, pk) -> HttpResponse:
    """Choose the stories and worksheets to look at before it."""
    each = get_round(settle(request), pk)
    chosen = {to_id(value) for value in request.POST.getlist("reread")}
    each.choose([item.pk for item in offered(request.candidate, each) if item.pk in chosen])
    return redirect(f"{each.get_absolute_url()}#reread")


@require_safe
def round_print(request, pk) -> HttpResponse:
    """All of it on one page of paper, for the night before."""
    each = get_round(request.candidate, pk)
    texts = {text.part: text.body for text in each.interview.notebook.texts.exclude(body="")}
    context = {
        "round": each,
        "row": as_row(each, request.now),
        "checks": each.checks.order_by("place", "created_at", "pk"),
        "research": [
            (label, texts[part]) for part, (label, _) in RESEARCH.items() if part in texts
        ],
        "to_ask": each.interview.to_ask.order_by("created_at", "pk"),
        "reread": printed(request.candidate, each),
    }
    return render_page(request, "plans/round_print.html", context)


def because_of(each: Round) -> str:
    """Why the plan follows: "Research presentation on Friday 4 December"."""
    return f"{each.title} on {named(each.day)}"


def form_page(request, form, *, interview=None, each: Round | None = None, status=200, theirs=()):
    """The form of a new round of an interview, or of one that stands."""
    context = {
        "form": form,
        "interview": interview or each.interview,
        "round": each,
        "theirs": theirs,
        "key": to_id(request.POST.get("key")) or new_id(),
    }
    return render_page(request, FORM, context, status=status)
