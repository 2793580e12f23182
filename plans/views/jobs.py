"""The job description read: shown with the words that say so, and corrected."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.ids import to_id
from interviewprep.responses import render_page
from plans.doors import get_interview
from plans.following import follow_description
from plans.interview_forms import JobForm
from plans.job_reading import Reading, aim_by, read_interview
from plans.models import Change, Interview
from plans.models.versioned import ChangedError
from plans.notes import as_shown


@require_http_methods(["GET", "HEAD", "POST"])
def job(request, pk) -> HttpResponse:
    """What a description asks for; a POST corrects it, 409 where it was corrected elsewhere."""
    if request.method != "POST":
        return job_page(request, get_interview(request.candidate, pk))
    interview = get_interview(settle(request), pk)
    form = JobForm(request.POST)
    if not form.is_valid():
        return job_page(request, interview, form=form, status=422)
    return corrected(request, interview, form.correction, form)


@require_POST
def job_reset(request, pk) -> HttpResponse:
    """Take the machine's reading again."""
    interview = get_interview(settle(request), pk)
    version = interview.version
    kept = interview.revise(version=version, values={"corrected": None}, now=request.now)
    return shown(kept, follow_description(interview=kept, now=request.now))


@require_POST
def job_leaning(request, pk) -> HttpResponse:
    """Weigh practice by this description's leaning."""
    candidate = settle(request)
    interview = get_interview(candidate, pk)
    aim_by(interview=interview, leaning=read_interview(candidate, interview).leaning)
    return shown(interview, follow_description(interview=interview, now=request.now))


def corrected(request, interview: Interview, correction: dict, form: JobForm) -> HttpResponse:
    """Keep a correction that was made from what stands."""
    version = form.cleaned_data["version"]
    try:
        kept = interview.revise(version=version, values={"corrected": correction}, now=request.now)
    except ChangedError as changed:
        form.data = form.data.copy()
        form.data["version"] = changed.kept.version
        return job_page(request, changed.kept, form=form, status=409)
    return shown(kept, follow_description(interview=kept, now=request.now))


def shown(interview: Interview, change: Change | None) -> HttpResponse:
    """Go to the reading, which says at once what it changed in the plan."""
    query = f"?changed={change.pk}#changed" if change else ""
    return redirect(f"{reverse('plans:job', args=[interview.pk])}{query}")


def change_shown(request) -> Change | None:
    """The change of the plan that the address names, while it stands."""
    pk = to_id(request.GET.get("changed"))
    mine = Change.objects.filter(candidate=request.candidate, plan__ended_at=None, undone_at=None)
    return mine.filter(pk=pk).first() if pk else None


def job_page(request, interview: Interview, *, form=None, status=200) -> HttpResponse:
    """The reading and the form that corrects it."""
    reading, change = read_interview(request.candidate, interview), change_shown(request)
    context = {
        "change": change,
        "shifts": as_shown(change.details) if change else [],
        "interview": interview,
        "reading": reading,
        "form": form or JobForm(initial=initial(interview, reading)),
        "changed": status == 409,
        "aimed": request.candidate.kept_aim.leaning == reading.leaning,
    }
    return render_page(request, "plans/job.html", context, status=status)


def initial(interview: Interview, reading: Reading) -> dict:
    """The form as the reading stands."""
    return {
        "leaning": reading.leaning,
        "seniority": reading.seniority,
        "stages": reading.stages,
        "must": "\n".join(each.name for each in reading.must),
        "nice": "\n".join(each.name for each in reading.nice),
        "version": interview.version,
    }
