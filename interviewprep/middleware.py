"""What every response needs, once: caching, and what it varies by."""

from django.utils.cache import patch_vary_headers


def responses(get_response):
    """Keep pages out of caches, and tell caches that htmx gets parts of them."""

    def handle(request):
        response = get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), payment=()")
        return response

    return handle
