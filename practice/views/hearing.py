"""The pages that hear: they alone may ask for the microphone and play what was recorded."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_update

HEARING = "camera=(), geolocation=(), payment=(), microphone=(self)"


def plays(view):
    """Let a page play recordings of this browser, which are addresses of its own (blob:)."""
    return csp_update({"media-src": [SELF, "blob:"]})(view)


def hears(view):
    """Let a page ask for the microphone, and play what it recorded."""

    @wraps(view)
    def hearing(*args, **kwargs):
        response = view(*args, **kwargs)
        response["Permissions-Policy"] = HEARING
        return response

    return plays(hearing)
