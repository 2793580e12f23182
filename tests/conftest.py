"""The cast that every test can ask for: a guest, a member, a stranger, each with a client."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from interviewprep.accounts.guests import SALT
from tests import make

# Cases are new at every run here, and the same at every run where a change is judged; a busy
# machine is no failure.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("judged", deadline=None, derandomize=True)
hypothesis.settings.load_profile("judged" if os.environ.get("CI") else "here")


def client_of(guest) -> Client:
    """A browser that holds this guest's key."""
    client = Client()
    name = settings.GUEST_COOKIE_NAME
    client.cookies[name] = signing.get_cookie_signer(salt=name + SALT).sign(guest.pk.hex)
    return client


@pytest.fixture
def guest(db):
    """A guest with a row."""
    return make.make_guest()


@pytest.fixture
def member(db):
    """A member."""
    return make.make_member()


@pytest.fixture
def stranger(db):
    """Another guest: what belongs to the others is nothing to them."""
    return make.make_guest()


@pytest.fixture
def guest_client(guest):
    """The guest's browser."""
    return client_of(guest)


@pytest.fixture
def member_client(member):
    """The member's browser, signed in."""
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture
def stranger_client(stranger):
    """The stranger's browser."""
    return client_of(stranger)
