"""Guests: who asks, before anybody signs in.

The first page sets a signed, random key in a cookie and writes nothing. The first write
inserts the guest's row under that key, so two fresh tabs make one guest. A guest has no
session, so becoming one rotates no CSRF token: a page opened before still saves.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from interviewprep.ids import new_id, to_id

from .models import Candidate, known_zone

SALT = "guest"
FOR_SECONDS = 400 * 24 * 3600  # browsers keep a cookie no longer


def middleware(get_response):
    """Set `request.candidate` and `request.now`, and keep the guest's cookie."""

    def handle(request):
        request.now, request.settled = timezone.now(), False
        # A view for somebody who only passes by sets this: no key is kept for them.
        request.is_passing = False
        sent = read_key(request)
        request.guest_key = sent or new_id()
        request.candidate = SimpleLazyObject(lambda: find_candidate(request))
        response = get_response(request)
        patch_vary_headers(response, ["Cookie"])
        if request.session.get("_auth_user_id"):
            if sent:
                response.delete_cookie(settings.GUEST_COOKIE_NAME, samesite="Lax")
        elif request.guest_key != sent and (request.settled or is_met(request, response)):
            write_key(response, request.guest_key)
        return response

    return handle


def find_candidate(request) -> Candidate:
    """Return the member signed in, the guest of the cookie's key, or a guest not yet written."""
    if request.user.is_authenticated:
        return request.user
    kept = Candidate.objects.filter(pk=request.guest_key).first()
    if kept is None:
        return Candidate(id=request.guest_key)
    if kept.is_guest:
        return kept
    # The key's row was claimed meanwhile: only its password opens it now.
    request.guest_key = new_id()
    return Candidate(id=request.guest_key)


def settle(request) -> Candidate:
    """Return the candidate with a row of their own: called by every view that writes."""
    if request.candidate.is_new:
        zone = request.headers.get("X-Time-Zone") or request.POST.get("time_zone")
        zone = known_zone(zone) or "UTC"
        request.candidate = Candidate.objects.settle(request.candidate, zone)
        request.settled = True
    return request.candidate


def is_met(request, response) -> bool:
    """Whether somebody looks at it who may stay: a page, not a file, a check or a shown text."""
    return not request.is_passing and response.get("Content-Type", "").startswith("text/html")


def read_key(request):
    """Return the guest's key from the cookie, or None where there is no valid one."""
    return to_id(request.get_signed_cookie(settings.GUEST_COOKIE_NAME, default="", salt=SALT))


def write_key(response, key) -> None:
    """Keep the guest's key in the browser."""
    response.set_signed_cookie(
        settings.GUEST_COOKIE_NAME,
        key.hex,
        salt=SALT,
        max_age=FOR_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
