"""What every response needs, once: caching, and what it varies by."""

from django.utils.cache import patch_vary_headers

from interviewprep.responses import failure


def responses(get_response):
    """Keep pages out of caches, and tell caches that htmx gets parts of them."""

    def handle(request):
        # A form in another charset may hold what no text can: UTF-8 is all that pages send.
        if request.content_params.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            return failure(request, 400)
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            allowed = response.headers["Allow"]
            response = failure(request, 405)
            response["Allow"] = allowed
        response.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        # The few pages that hear say so themselves (practice/views/hearing.py).
        policy = "camera=(), geolocation=(), payment=(), microphone=()"
        response.setdefault("Permissions-Policy", policy)
        return response

    return handle
