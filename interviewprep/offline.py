"""The service worker, from the root: only from there may it look after every page."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

SCRIPT = Path(settings.BASE_DIR) / "static/js/service-worker.js"


@require_safe
def service_worker(request) -> HttpResponse:
    """The script; browsers ask for it again and again, so that a mended one arrives."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
