"""Words that a candidate must not say: noted once, and warned of wherever they stand."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from interviewprep.accounts.guests import settle
from interviewprep.responses import render_page
from practice.claims import leave_unsaid
from practice.doors import get_claim
from practice.forms import UnsaidForm
from practice.models import Claim


@require_http_methods(["GET", "HEAD", "POST"])
def claim_list(request) -> HttpResponse:
    """What is not to be said, the newest first; POST adds words."""
    form = UnsaidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leave_unsaid(candidate=settle(request), now=request.now, **form.cleaned_data)
        return redirect("practice:claim_list")
    unsaid = request.candidate.claims.filter(stand=Claim.Stand.UNSAID)
    context = {"form": form, "claims": unsaid.order_by("-noted_at", "pk")}
    status = 422 if form.is_bound else 200
    return render_page(request, "practice/claim_list.html", context, status=status)


@require_POST
def claim_delete(request, pk) -> HttpResponse:
    """From now on the words may be said."""
    get_claim(settle(request), pk).delete()
    return redirect("practice:claim_list")
