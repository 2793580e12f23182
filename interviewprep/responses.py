"""How the site answers: a page, or the part of it that htmx asked for; and failures."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from interviewprep import registry


def render_page(request, template: str, context: dict, *, parts=None, status=200) -> HttpResponse:
    """Render `template`, or the partial that `parts` ({target id: partial}) names for htmx.

    The map stands in the view, so what a client sends never names a template.
    """
    part = (parts or {}).get(target_id(request))
    name = f"{template}#{part}" if part else template
    return render(request, name, context, status=status)


def target_id(request) -> str | None:
    """The id of the element that htmx will swap: htmx 4 says `div#id`, htmx 2 said `id`."""
    target = request.headers.get("HX-Target")
    return target.rpartition("#")[2] if target else None


def shell(request) -> dict:
    """What base.html needs on every page but those for passers-by: the navigation, counted."""
    candidate = getattr(request, "candidate", None)
    if candidate is None or request.is_passing:
        return {}
    counted = registry.counts(candidate, request.now)
    here = request.resolver_match and request.resolver_match.view_name
    section = request.path.split("/")[1]
    navigation = []
    for place in registry.places:
        url = reverse(place.url)
        number = counted.get(place.url, 0)
        if place.passing:
            if not number:
                continue
            number = 0
        navigation.append(
            {
                "label": place.label,
                "name": place.url.replace(":", "-"),
                "url": url,
                "count": f"{place.cap - 1}+" if number >= place.cap else number,
                "current": here == place.url or (section and url == f"/{section}/"),
            }
        )
    return {"candidate": candidate, "navigation": navigation}


@require_safe
def healthz(request) -> HttpResponse:
    """Say that the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def failure(request, status: int) -> HttpResponse:
    """A page that says what to do; it needs neither database nor candidate."""
    return HttpResponse(
        render(None, "error.html", {"status": status, "path": request.path}).content,
        status=status,
    )


def bad_request(request, exception=None) -> HttpResponse:
    """400, or 413 where too much was sent."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return failure(request, 413 if too_much else 400)


def permission_denied(request, exception=None) -> HttpResponse:
    """403."""
    return failure(request, 403)


def csrf_failure(request, reason="") -> HttpResponse:
    """403 for a page that is older than its key."""
    return failure(request, 403)


def page_not_found(request, exception=None) -> HttpResponse:
    """404."""
    return failure(request, 404)


def server_error(request) -> HttpResponse:
    """500, or 503 where the database is away: Django calls this while handling the error."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError | PoolTimeout)
    response = failure(request, 503 if away else 500)
    if away:
        response["Retry-After"] = "5"
    return response
