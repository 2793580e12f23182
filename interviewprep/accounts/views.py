"""The candidate's own page, and keeping one's work."""

from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviewprep.responses import render_page

from .forms import ClaimForm, SettingsForm
from .guests import settle

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def account(request) -> HttpResponse:
    """Show who one is here, and what one may set."""
    return account_page(request)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request) -> HttpResponse:
    """Keep a guest's work under an e-mail and a password: the same row, nothing moves."""
    if request.method != "POST" or not request.candidate.is_guest:
        return redirect("account")
    limited = ratelimit.consume_or_429(request, action="signup")
    if limited:
        return limited
    form = ClaimForm(request.POST)
    if form.is_valid() and claimed(request, form):
        return redirect("account")
    return account_page(request, claim_form=form, status=422)


@require_POST
def settings(request) -> HttpResponse:
    """Change the time zone or the desired retention."""
    form = SettingsForm(request.POST, instance=settle(request).aim)
    if not form.is_valid():
        return account_page(request, settings_form=form, status=422)
    form.save()
    return redirect("account")


def telling(view):
    """An allauth page whose form was refused says so by its status: 422, or 429 for tries."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form and form.errors:
            tries = form.has_error("__all__", "too_many_login_attempts")
            response.status_code = 429 if tries else 422
        return response

    return answer


def claimed(request, form: ClaimForm) -> bool:
    """Claim and sign in; False where somebody took the address in this very moment."""
    candidate = settle(request)
    try:
        with transaction.atomic():
            candidate.claim(**form.cleaned_data, now=request.now)
    except IntegrityError:
        candidate.claimed_at = candidate.email = None
        form.add_error("email", "There is an account with this e-mail. Sign in instead.")
        return False
    login(request, candidate, backend=BACKEND)
    return True


def account_page(request, *, claim_form=None, settings_form=None, status=200) -> HttpResponse:
    """The account page with its two forms."""
    context = {
        "claim_form": claim_form or ClaimForm(),
        "settings_form": settings_form or SettingsForm(instance=request.candidate.kept_aim),
    }
    return render_page(request, "account/account.html", context, status=status)
