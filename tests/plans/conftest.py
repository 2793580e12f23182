"""The site's clock stands at make.NOW."""

import pytest
from django.utils import timezone

from tests.make import NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Every request comes at NOW."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
