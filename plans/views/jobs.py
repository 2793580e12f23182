"""The job description read: shown with the words that say so, and corrected."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from plans.doors import get_interview
from plans.interview_forms import JobForm
from plans.job_reading import Reading, aim_by, read_interview
from plans.models import Interview
from plans.models.versioned import ChangedError


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
    interview.revise(version=version, values={"corrected": None}, now=request.now)
    return redirect("plans:job", pk)


@require_POST
def job_leaning(request, pk) -> HttpResponse:
    """Weigh practice by this description's leaning."""
    candidate = settle(request)
    reading = read_interview(candidate, get_interview(candidate, pk))
    aim_by(candidate=candidate, leaning=reading.leaning)
    return redirect("plans:job", pk)


def corrected(request, interview: Interview, correction: dict, form: JobForm) -> HttpResponse:
    """Keep a correction that was made from what stands."""
    version = form.cleaned_data["version"]
    try:
        interview.revise(version=version, values={"corrected": correction}, now=request.now)
    except ChangedError as changed:
        form.data = form.data.copy()
        form.data["version"] = changed.kept.version
        return job_page(request, changed.kept, form=form, status=409)
    return redirect("plans:job", interview.pk)


def job_page(request, interview: Interview, *, form=None, status=200) -> HttpResponse:
    """The reading and the form that corrects it."""
    reading = read_interview(request.candidate, interview)
    context = {
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
